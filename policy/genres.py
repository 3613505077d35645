"""文种: what kind of paper a title says it is.

The last word of the title decides (GB/T 9704—2012 and the 15 kinds of 党政机关公文处理工作条例, with the plans,
measures and standards that notices carry); brackets behind it (试行, 征求意见稿) do not. A title that ends in none of
these words is 'other'.
"""

import re

from policy.elements import Genre
from policy.head_lines import Line

_ENDINGS: tuple[tuple[Genre, str], ...] = (
    ("work_points", "工作要点|工作重点|要点|重点工作|重点任务"),
    ("notice", "通知|通报|通告函"),
    ("letter", "复函|批复|函"),
    ("announcement", "公告|通告|公示|公报|告知书|倡议书"),
    ("decision", "决定|决议|命令"),
    ("report", "报告|报告书|总结|汇报|白皮书|讲话|纪要|请示|说明"),
    ("opinion", "意见|建议"),
    ("regulation", "条例|规定|规则|法|章程|法典|法律"),
    ("standard", "标准|规程|规范|指南|指引|导则|指导目录|目录|准则|框架|体系|大纲|图则"),
    ("measures", "办法|措施|细则|政策|举措|若干条|条|制度|清单|实施办法|奖励|规约"),
    (
        "plan",
        "方案|计划|规划|纲要|行动|预案|分工|安排|分工表|任务书|任务表|路线图|工程|试点|战略|部署|三年行动",
    ),
)
_BRACKETS = re.compile(
    r"[\s\u3000]*(?:[（(〔\[【][^（）()〔〕\[\]【】]{0,40}[)）〕\]】]|[(（]?(?:试行|暂行|征求意见稿|送审稿|草案|讨论稿|修订版|修订稿|修订)[)）]?)$"
)
_QUOTED_END = re.compile(r"[》〉”\"]+$")
_REPORTS = re.compile(r"代表[^。]{0,12}政府[，,]?[^。]{0,20}(?:报告|工作报告)")
_OWN_WORD = re.compile(
    r"(?:制定|制订|提出|形成|编制)(?:了)?(?:本|如下|以下|若干)([一-龥]{0,10}?(?:方案|计划|意见|办法|措施|规划|规定|细则|政策|"
    r"要点|指南|指引|规范|标准|条例|规程))"
)
_SELF = re.compile(r"本(办法|规定|条例|意见|方案|规范|指南|细则|措施|规程|标准|计划|规划|政策)(?:所称|适用于)")
_AS_FOLLOWS = re.compile(r"(?:现|就)[^。]{0,80}?(通知|公告|批复|通报|函复|函告|通告)如下")
_OPENING = 1500
_NOT_DOCUMENTS = re.compile(r"(?:日报|晚报|周刊|月刊|杂志|学报|证书|证明函|申请表|登记表)$")


def genre_of(title: str) -> Genre:
    """The genre of a title.

    >>> genre_of("中共武清开发区工委2019年工作要点"), genre_of("关于推进经济开发区高质量发展的实施意见(征求意见稿)")
    ('work_points', 'opinion')
    """
    stem = plain_title(title)
    return next((genre for genre, pattern in _PATTERNS if pattern.search(stem)), "other")


def genre_of_document(head: tuple[Line, ...], *, titles: tuple[str, ...], is_interview: bool) -> Genre:
    """The genre of the first of the titles that says one (the forwarded plan's before its notice's), else of the text's
    own words for itself: 制定本方案, 提出如下意见, 各位代表：…向大会报告工作.

    >>> from policy.head_lines import read_head
    >>> genre_of_document(read_head("为推进工作，特制定本行动计划。"), titles=("cn016",), is_interview=False)
    'plan'
    """
    if is_interview:
        return "interview"
    by_title = (genre for genre in map(genre_of, titles) if genre != "other")
    return next(by_title, None) or _own_word("".join(line.text for line in head)[:_OPENING])


def ends_like_document(title: str) -> bool:
    """Whether the title ends in the name of a kind of paper.

    >>> ends_like_document("招商引资工作综合评价办法"), ends_like_document("业绩证明函"), ends_like_document("人民日报")
    (True, False, False)
    """
    return genre_of(title) != "other" and not _NOT_DOCUMENTS.search(plain_title(title))


def plain_title(title: str) -> str:
    """The title without the brackets and marks behind its last word.

    >>> plain_title("市级国土空间总体规划编制指南 （试行） 征求意见稿")
    '市级国土空间总体规划编制指南'
    """
    stem, before = title.strip(), ""
    while stem != before:
        before = stem
        stem = _QUOTED_END.sub("", _BRACKETS.sub("", stem)).rstrip()
    return stem


def _own_word(opening: str) -> Genre:
    if _REPORTS.search(opening):
        return "report"
    own = _OWN_WORD.search(opening) or _SELF.search(opening) or _AS_FOLLOWS.search(opening)
    return genre_of(own.group(1)) if own else "other"


def _pattern(genre: Genre, endings: str) -> re.Pattern[str]:
    # 法 alone ends 办法, 方法, 做法 too: only the name of a law ends in it.
    return re.compile(f"(?:{endings.replace('|法|', '|(?<![办方做看说想用])法|')})$")


_PATTERNS = tuple((genre, _pattern(genre, endings)) for genre, endings in _ENDINGS)
