"""What a task is about: one to three of sixteen themes, by the words in its heading and text.

Promises: labels are those of `THEMES`, in falling weight; a heading counts more than a text; at least one theme is
given where any word speaks for one. Not covered: themes that only the meaning, not a word, tells.
"""

import re
from collections import Counter, defaultdict
from functools import cache
from operator import add
from typing import NamedTuple

from policy.wordlists import read_words

THEMES = (
    "国企改革", "科技创新", "人才", "招商引资", "营商环境/放管服", "财税金融", "产业发展", "区域协同/开放",
    "城乡建设/规划", "土地集约", "生态环境", "民生社会", "党建/机构改革", "疫情防控/应急", "基础设施/数字化",
    "保障/考核",
)  # fmt: skip
_HEADING_WEIGHT, _TEXT_LIMIT, _SHARE = 4, 600, 0.4

# Words that another matter has borrowed: 生态城 is a place, 学习教育 is the party's.
_BORROWED = re.compile(
    "生态(?=[城圈位])|(?<=政治|创新|产业|创业|商业|金融)生态|(?<=学习|主题|警示|廉政|党性|党员|作风|法治)教育"
)


class _Word(NamedTuple):
    word: str
    theme: str
    weight: int


@cache
def _words() -> dict[str, tuple[_Word, ...]]:
    """The words by their first two characters, so that a text is looked through once and not for each word."""
    words: defaultdict[str, list[_Word]] = defaultdict(list)
    for line in read_words("themes"):
        for word in line[1:]:
            words[word[:2]].append(_Word(word.rstrip("*"), line[0], 2 if word.endswith("*") else 1))
    return {pair: tuple(found) for pair, found in words.items()}


def classify_themes(heading: str, text: str, limit: int = 3) -> tuple[str, ...]:
    """The themes of a task, the weightiest first; () where no word speaks for any.

    >>> classify_themes("全面推进国有企业混合所有制改革", "严防国有资产流失，实现国有资产保值增值。")
    ('国企改革',)
    """
    scores: Counter[str] = Counter()
    for word in _found(text[:_TEXT_LIMIT]):
        scores[word.theme] += word.weight
    in_heading: dict[str, int] = {}
    for word in _found(heading):
        in_heading[word.theme] = max(in_heading.get(word.theme, 0), word.weight)
    scores.update({theme: _HEADING_WEIGHT * weight for theme, weight in in_heading.items()})
    ranked = sorted(scores, key=lambda theme: (-scores[theme], THEMES.index(theme)))
    return tuple(theme for theme in ranked[:limit] if scores[theme] >= _SHARE * scores[ranked[0]])


def _found(text: str) -> list[_Word]:
    """Each word that stands in the text, once: one much repeated must not hide the others."""
    own = _BORROWED.sub("□□", text) if "生态" in text or "教育" in text else text
    pairs = _words().keys() & set(map(add, text, text[1:]))
    return [
        word for pair in pairs for word in _words()[pair]
        if word.word in own or (len(word.word) > 2 and word.word in text)
    ]  # fmt: skip
