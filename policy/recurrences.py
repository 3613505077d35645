"""Duties that come round again: 每季度, 月调度, 每年12月底前 → iCalendar RRULE (RFC 5545 3.3.10).

Promises: every rule is a valid RRULE without DTSTART; a quarter is three months, half a year six; working days after
the end of a quarter or month become the n-th weekday (public holidays are not known here).
Not covered: 定期, 不定期, 适时 (no interval is printed), 每年 before a sum or a share (每年补助10万元).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.numerals import CHINESE_DIGITS, parse_number

_N = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}]{{1,4}})"
_CYCLE = r"半年|季度|季|年度|年|月度|月|周|星期|旬|工作日|日|天"
_DONE = (
    "调度|汇报|通报|报告|报送|考核|评估|评价|会商|研判|走访|普访|联席|分析|监测|检查|督查|督办|晾晒|排名|点评|总结|小结|巡查|例会|公示|公布|统计|"
    "抽查|测算|审计|推进会|会议"
)
_OFTEN = re.compile(
    r"[^，。；：\n]{0,20}?(?:次|回|报送|报告|汇报|召开|开展|组织|举办|发布|公布|调整|评估|考核|汇总|总结|安排|更新|检查|通报|听取|调度|研究|编制|制定|遴选|选派|轮训|体检)"
)
_ONCE = re.compile(r"[^，。；：、\n]{0,8}?[一两二三四五六\d]次")
_EVERY = re.compile(rf"(?:于|在)?每(?P<n>[两二三四五六]|\d)?个?(?P<cycle>{_CYCLE})(?P<tail>度?(?:初|末|底)?)")
_AFTER = re.compile(
    rf"(?:结束|终了|期满)?(?:之?后|末后?)的?(?:前|第)?(?P<n>{_N})个?(?P<unit>工作日|日|天)(?:以?内|之内)?|结束(?:之)?前"
)
_DAY_OF = re.compile(
    rf"(?P<month>{_N})月(?:(?P<day>{_N})[日号]|(?P<end>底|末))(?:之?前|以前)?|(?P<only>{_N})[日号](?:之?前|以前)?|(?P<last>底|末)前"
)
_WEEKDAY = re.compile(r"[一二三四五六日天](?=前|下午|上午|之前|[，。；、])(?:之?前)?")
_SHORT = re.compile(
    rf"(?P<by>按|逐)(?P<cycle1>半年|季度?|年度?|月度?|周|旬|日)(?![期时照])(?:{_DONE})?"
    rf"|(?P<single>单月|双月)(?:{_DONE})"
    rf"|(?P<cycle2>半年|季度|季|月度|月|周|日)(?:一)?(?:{_DONE})(?!会|表|制度改革)"
    rf"|(?:实行|进行|开展|实施|建立|建立健全)年度(?:{_DONE})|年(?:中|终|初|末)(?:考核|评估|述职|总结)"
)
_RULES = {
    "年": "FREQ=YEARLY", "半年": "FREQ=MONTHLY;INTERVAL=6", "季": "FREQ=MONTHLY;INTERVAL=3", "月": "FREQ=MONTHLY",
    "旬": "FREQ=MONTHLY;BYMONTHDAY=10,20,-1", "周": "FREQ=WEEKLY", "星期": "FREQ=WEEKLY", "日": "FREQ=DAILY",
    "天": "FREQ=DAILY", "工作日": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
}  # fmt: skip
_MONTHS_AFTER = {"季": "1,4,7,10", "半年": "1,7", "年": "1"}
_WEEKDAYS = dict(zip("一二三四五六日天", "MO TU WE TH FR SA SU SU".split(), strict=True))


class Recurrence(NamedTuple):
    """The printed words' place in the passage, and the rule."""

    start: int
    end: int
    rule: str


def read_recurrences(text: str, start: int = 0, end: int | None = None) -> Iterator[Recurrence]:
    """The recurring times of text[start:end], offsets in the whole text.

    >>> [r.rule for r in read_recurrences("于每季度结束后的十个工作日内，对工作完成情况月调度、季汇报")]
    ['FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=10', 'FREQ=MONTHLY', 'FREQ=MONTHLY;INTERVAL=3']
    """
    end = len(text) if end is None else end
    for match in _EVERY.finditer(text, start, end) if "每" in text[start:end] else ():
        if found := _every(match, text):
            yield found
    for match in _SHORT.finditer(text, start, end):
        before = text[max(0, match.start() - 1) : match.start()]
        if not (before and before in "0123456789一二三四五六七八九十每个上下半今本当次第去近"):
            yield Recurrence(*match.span(), _short_rule(match))


def _short_rule(match: re.Match[str]) -> str:
    if match["single"]:
        return "FREQ=MONTHLY;INTERVAL=2"
    return _RULES[(match["cycle1"] or match["cycle2"] or "年").removesuffix("度")]


def _every(match: re.Match[str], text: str) -> Recurrence | None:
    cycle = match["cycle"].removesuffix("度")
    if after := _AFTER.match(text, match.end()):
        return Recurrence(match.start(), after.end(), _rule_after(cycle, after))
    if day := _DAY_OF.match(text, match.end("cycle")):
        return Recurrence(match.start(), day.end(), _rule_on(cycle, day))
    if cycle in ("周", "星期") and (weekday := _WEEKDAY.match(text, match.end("cycle"))):
        return Recurrence(match.start(), weekday.end(), f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[weekday.group()[0]]}")
    if cycle in ("年", "日", "天") and not _OFTEN.match(text, match.end()):
        return None
    once = _ONCE.match(text, match.end())
    return Recurrence(match.start(), (once or match).end(), _with_interval(_RULES[cycle], match["n"]))


def _with_interval(rule: str, printed: str | None) -> str:
    count = parse_number(printed) if printed else 1
    if not isinstance(count, int) or count < 2:
        return rule
    frequency, _, interval = rule.partition(";INTERVAL=")
    return f"{frequency};INTERVAL={count * int(interval or 1)}"


def _rule_after(cycle: str, after: re.Match[str]) -> str:
    """Within n days of the end of a quarter, half-year, year or month: the n-th day of the month that follows it."""
    count = parse_number(after["n"]) if after["n"] else None
    if not count or cycle not in ("年", "半年", "季", "月"):
        return _RULES[cycle]
    months = f";BYMONTH={_MONTHS_AFTER[cycle]}" if cycle in _MONTHS_AFTER else ""
    if after["unit"] == "工作日":
        return f"FREQ=MONTHLY{months};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={count}"
    return f"FREQ=MONTHLY{months};BYMONTHDAY={min(count, 28)}"


def _rule_on(cycle: str, day: re.Match[str]) -> str:
    if day["month"]:
        on = parse_number(day["day"]) if day["day"] else -1
        return f"FREQ=YEARLY;BYMONTH={parse_number(day['month'])};BYMONTHDAY={on}"
    if day["only"] and cycle == "月":
        return f"FREQ=MONTHLY;BYMONTHDAY={parse_number(day['only'])}"
    last = {"年": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "月": "FREQ=MONTHLY;BYMONTHDAY=-1"}
    quarters = "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    return last.get(cycle, quarters if cycle == "季" else _RULES[cycle])
