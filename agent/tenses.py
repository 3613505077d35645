"""Whether a question means what was done or what is to be done, and which of the two a part of a document tells.

A report first looks back on last year and then says what this year shall bring: the same words stand in both halves.
"""

import re
from collections.abc import Sequence
from typing import Literal

Tense = Literal["done", "planned"]

_YEAR = re.compile(r"20\d{2}年")
_DONE_ASKED = re.compile(r"去年|上年|前年|过去|回顾|完成了|实现了|达到了|取得|增长了|成绩|成效|已经")
_PLANNED_ASKED = re.compile(r"今年|明年|目标|打算|计划|准备|预期|力争|想|要(?!求)|下一步|将")
# 别给我去年的数: what is not wanted tells nothing.
_NOT_WANTED = re.compile(r"(?:别|不要|不是|不看|不算|除了?)[^,，。;；?？]*")
_LOOKS_BACK = re.compile(r"回顾|成绩|成就|成效|过去[一五]年|主要工作及|基础和|现状")
_LOOKS_AHEAD = re.compile(r"安排|目标|重点(?:工作|任务)|主要任务|打算|计划|思路|建议|部署")


def tense_asked(text: str) -> Tense | None:
    """What a question is about in time; None where it does not say.

    >>> tense_asked("去年新增就业多少人"), tense_asked("今年要新增多少"), tense_asked("由谁负责")
    ('done', 'planned', None)
    """
    text = _NOT_WANTED.sub(" ", text)
    if _DONE_ASKED.search(text):
        return "done"
    return "planned" if _PLANNED_ASKED.search(text) else None


def tense_told(headings: Sequence[str]) -> Tense | None:
    """What the outermost heading that tells says of its part; None where none tells.

    >>> tense_told(("一、2023年工作回顾", "（二）花湖机场全面起势")), tense_told(("二、2024年重点工作安排",))
    ('done', 'planned')
    """
    for heading in headings:
        if _LOOKS_BACK.search(heading):
            return "done"
        if _LOOKS_AHEAD.search(heading):
            return "planned"
    return None


def disagree(text: str, headings: Sequence[str]) -> bool:
    """Whether a question and a part of a document speak of different times; a year that both name settles it."""
    if set(_YEAR.findall(text)) & set(_YEAR.findall("".join(headings))):
        return False
    asked, told = tense_asked(text), tense_told(headings)
    return asked is not None and told is not None and asked != told


_SURELY_DONE = re.compile(
    r"去年|上年|前年|实绩|实际(?:完成|实现|达到|引进|到位|执行|投入|用)|完成了多少|完成多少了|已经?(?:完成|引进|建成)了?多少"
)
_PLAN = re.compile(r"要点|方案|意见|措施|计划|规划|安排")
_TOLD_DONE = re.compile(r"去年|上年|已|累计|完成了|实现了|现有|目前")


def only_planned(text: str, title: str, said: str) -> bool:
    """Whether what came of a thing is asked and a paper that only plans says what shall be.

    >>> only_planned("去年引进了多少项目?", "2019年工作要点", "全年引进项目200个以上")
    True
    """
    return bool(_SURELY_DONE.search(text) and _PLAN.search(title)) and not _TOLD_DONE.search(said)


_TIME = re.compile(r"(?:20\d{2}|去|今|上|前|明)年(?:度|底|末)?")
_ONLY_TIME = re.compile(
    r"那么?|呢|的|是|为|又|则|情况|数据?|实际上?|实绩|完成|达到|目标|计划|打算|预期|多少|怎么?样?|如何|[?？,，。:：\s]"
)
_AIM = re.compile(r"的?(?:预期|主要)?(?:目标|计划)|预计|打算|计划|要(?!求)|定(?=了?(?:多少|几))")


def other_time(text: str, before: str) -> str:
    """What came of it: 「去年实际呢」 after 「2024年GDP目标定多少」 as a question of its own, else ''.

    >>> other_time("去年实际呢", "宜春2024年GDP目标定多少?")
    '去年实际宜春GDP多少'
    >>> other_time("去年实际签了多少个?", "淮北2024年亿元以上项目签约目标是多少?")
    '淮北亿元以上项目签约,去年实际签了多少个?'
    """
    time, known = _TIME.search(text), _TIME.search(before)
    if not time or (known and known.group() == time.group()) or tense_asked(text) != "done":
        return ""
    if tense_asked(before) == "done":
        return ""
    plain = _AIM.sub("", _TIME.sub("", before)).rstrip("?？。")
    if _ONLY_TIME.sub("", _TIME.sub("", text)):
        return f"{re.sub('(?:是|为|有|定)?(?:多少|几).*$', '', plain)},{text}"
    return f"{time.group()}实际{plain}"
