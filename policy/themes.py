"""What a task is about: one to three of sixteen themes, by the words in its heading and text.

Promises: labels are those of `THEMES`, in falling weight; a heading counts more than a text; at least one theme is
given where any word speaks for one. Not covered: themes that only the meaning, not a word, tells.
"""

from functools import cache

from policy.wordlists import read_words

THEMES = (
    "国企改革", "科技创新", "人才", "招商引资", "营商环境/放管服", "财税金融", "产业发展", "区域协同/开放", "城乡建设/规划",
    "土地集约", "生态环境", "民生社会", "党建/机构改革", "疫情防控/应急", "基础设施/数字化", "保障/考核",
)  # fmt: skip
_HEADING_WEIGHT, _TEXT_LIMIT, _SHARE = 4, 900, 0.4


@cache
def _words() -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    return tuple(
        (line[0], tuple((word.rstrip("*"), 2 if word.endswith("*") else 1) for word in line[1:]))
        for line in read_words("themes")
    )


def classify_themes(heading: str, text: str, limit: int = 3) -> tuple[str, ...]:
    """The themes of a task, the weightiest first; () where no word speaks for any.

    >>> classify_themes("全面推进国有企业混合所有制改革", "严防国有资产流失，实现国有资产保值增值。")
    ('国企改革',)
    """
    text = text[:_TEXT_LIMIT]
    scores = {theme: _score(words, heading, text) for theme, words in _words()}
    ranked = sorted((theme for theme in THEMES if scores[theme]), key=lambda theme: -scores[theme])
    return tuple(theme for theme in ranked[:limit] if scores[theme] >= _SHARE * scores[ranked[0]])


def _score(words: tuple[tuple[str, int], ...], heading: str, text: str) -> float:
    """A word counts once in the text, so that one much repeated does not hide the others."""
    in_heading = max((weight for word, weight in words if word in heading), default=0)
    return _HEADING_WEIGHT * in_heading / 2 + sum(weight for word, weight in words if word in text) / 2
