"""Words that name a day, a month, a part of a year or a year as the time by which something is to be done.

Promises: a term without its year takes the year printed earlier in its sentence, else the document's, and is marked
inferred; a year that only names a plan, or that no calendar of policies has (0402年), gives nothing.
Not covered: recurrences and periods, see `policy.recurrences` and `policy.deadlines`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from policy.assignments import DeadlineKind
from policy.numerals import parse_number

_YEAR = r"(?<!\d)(?:(?P<year>[12]\d{3}|二[〇零○][〇零○一二三四五六七八九]{2})年)"
_BY = r"(?:底前|末前|底之前|底以前|之前|以前|前|底|末|以内|之内|内)"
_LEAD = r"(?P<lead>截至|截止到?|截止(?:时间|日期)[为:：]|[于至到在])?"
_DAYS = re.compile(
    rf"{_LEAD}{_YEAR}?[ ]?(?<!\d)(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]"
    r"(?P<more>(?:[、和及](?:\d{1,2}月)?\d{1,2}[日号]){0,8})(?P<by>(?:之?前|以前|截止|止|之内)?)"
)
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})[日号]")
_MONTH = re.compile(
    rf"(?P<lead>(?:力争|争取|确保)?[到至])?{_YEAR}?[ ]?(?<!\d)(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?"
    r"(?P<part>底|末|中旬|上旬|下旬)?(?P<by>(?:之?前|以前|以?内)?)(?!\d)"
)
_PART = re.compile(
    rf"{_YEAR}?(?P<part>上半年|下半年|第?[一二三四1-4]季度)(?P<by>{_BY}?)(?!增长|实现|经济|全市|全省|全区|GDP|地区)"
)
_BARE = re.compile(
    rf"(?P<lead>力争到?|争取到?|确保到?|预计到?|截至|截止|自|从|比|较|到|至|在|于|用)?{_YEAR}[ ]?(?P<by>{_BY}?)"
)
_THIS_YEAR = re.compile(
    r"(?:今年|本年|当年)?年(?:底前|末前|底之前|内|底|末)(?!账|终)|今年(?:以?内|底前?|年底前?)|本年度?(?:以?内)"
    r"|(?:今年|本年)?全年(?=[^。；\n]{0,24}[\d一二三四五六七八九十]|[^，。；]{0,6}目标|完成|实现)(?![龄级无候制程])"
)
_GOAL = re.compile(
    r"[，,]?[^，。；、\n]{0,14}?(?:达到?|实现|完成|建成|建立|全面|基本|顺利|启动|力争|初步|形成|突破|超过|消除|率先|新增|确保|累计|迈入|跻身)"
)
_NAMES = re.compile(
    r"度?(?:工作|重点|计划|版|以来|第|中央|政府|国民|任务|部门|全国|综合|预算|修[订正]|级|的|至|到|—|-|～|市场|是|发布|印发|公布|[、和])"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_COUNTING = frozenset("0123456789〇零一二三四五六七八九十每多同半两")
_FIRST_YEAR, _LAST_YEAR = 1990, 2070


class Term(NamedTuple):
    """A time in a text: start and end in it; the rest as in `policy.assignments.Deadline`."""

    start: int
    end: int
    kind: DeadlineKind
    due: date | None = None
    rule: str | None = None
    inferred: bool = False


def read_dated_terms(text: str, start: int, end: int, year: int | None) -> Iterator[Term]:
    """The dated terms of text[start:end]; year is the document's, None where it is not known.

    >>> [str(term.due) for term in read_dated_terms("9月25日、12月25日前报送", 0, 13, 2020)]
    ['2020-09-25', '2020-12-25']
    """
    phrase = text[start:end]
    if "日" in phrase or "号" in phrase:
        for match in _DAYS.finditer(text, start, end):
            yield from _days(match, text, year)
    if "月" in phrase:
        for match in _MONTH.finditer(text, start, end):
            by = match["part"] or match["by"] or (match["lead"] and match["year"])
            if by and (found := _month(match, text, year)):
                yield found
    if "半年" in phrase or "季度" in phrase:
        for match in _PART.finditer(text, start, end):
            yield from _part(match, text, year)
    if "年" in phrase:
        yield from _years(text, start, end, year)


def _years(text: str, start: int, end: int, year: int | None) -> Iterator[Term]:
    """到2025年 and the like, then the year that is named without its number (年底前, 全年)."""
    for match in _BARE.finditer(text, start, end):
        if _is_goal(match, text) and (found := _of_year(match, match["year"])):
            yield found
    for match in _THIS_YEAR.finditer(text, start, end):
        if text[max(0, match.start() - 1) : match.start()] not in _COUNTING:
            due = date(year, 12, 31) if year else None
            yield Term(*match.span(), "year", due, None, year is not None)


def _valid(printed: str | None) -> int | None:
    number = parse_number(printed) if printed else None
    return number if isinstance(number, int) and _FIRST_YEAR <= number <= _LAST_YEAR else None


def _year_for(match: re.Match[str], text: str, year: int | None) -> tuple[int | None, bool]:
    """The year of a month or day: printed before it, or earlier in the sentence, or the document's. None: mangled."""
    if match["year"]:
        return _valid(match["year"]), False
    start = match.start()
    if text[max(0, start - 1) : start] == "年":
        this = text[max(0, start - 2) : start]
        return (year, True) if this in ("今年", "本年", "当年") else (None, False)
    before = text[max(0, start - 40) : start]
    sentence = before[max(before.rfind("。"), before.rfind("\n")) + 1 :]
    earlier = [found for found in re.findall(r"(?<!\d)([12]\d{3})年(?=\d)", sentence) if _valid(found)]
    return (int(earlier[-1]) if earlier else year), True


def _days(match: re.Match[str], text: str, year: int | None) -> Iterator[Term]:
    if not _is_due(match, text):
        return
    of, inferred = _year_for(match, text, year)
    more = match.start("more")
    days = [(match.start(), match["month"], match["day"], more)]
    days += [(more + m.start(), m[1], m[2], more + m.end()) for m in _DAY.finditer(match["more"])]
    days[-1] = (*days[-1][:3], match.end("by"))
    month = match["month"]
    for start, own, day, end in days:
        month = own or month
        if due := _safe(of, int(month), int(day)):
            yield Term(start, end, "date", due, None, inferred)


def _is_due(match: re.Match[str], text: str) -> bool:
    """Whether something is to be done by these days: 12月25日前, 截止9月25日, 9月1日至9月25日; not 有效期至…."""
    lead = match["lead"] or ""
    before = text[max(0, match.start() - 6) : match.start()]
    ranged = lead in ("至", "到") and re.search(r"\d[日号]?$", before[-3:])
    return bool(match["by"] or ranged or lead.startswith("截止")) and "有效" not in before


def _safe(year: int | None, month: int, day: int) -> date | None:
    """The date, or None for an unknown year and for what no calendar has (2月30日)."""
    if not year or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _month(match: re.Match[str], text: str, year: int | None) -> Term | None:
    month = parse_number(match["month"])
    of, inferred = _year_for(match, text, year)
    if not isinstance(month, int) or not 1 <= month <= 12 or (match["year"] and of is None):
        return None
    if of is None:
        return Term(*match.span(), "month") if text[max(0, match.start() - 1) : match.start()] != "年" else None
    last = {"上旬": 10, "中旬": 20}.get(match["part"] or "", monthrange(of, month)[1])
    if match["by"] and "前" in match["by"] and not match["part"]:
        return Term(*match.span(), "month", _day_before(of, month), None, inferred)
    return Term(*match.span(), "month", date(of, month, last), None, inferred)


def _day_before(year: int, month: int) -> date:
    """6月前 is read as 'by the end of May'."""
    return date(year - 1, 12, 31) if month == 1 else date(year, month - 1, monthrange(year, month - 1)[1])


def _part(match: re.Match[str], text: str, year: int | None) -> Iterator[Term]:
    of, inferred = _year_for(match, text, year)
    if of is None and (match["year"] or year):
        return
    part = match["part"]
    if part.endswith("季度") and not (match["by"] or match["year"]):
        return
    month = 6 if part == "上半年" else 12 if part == "下半年" else _QUARTERS[part[-3]]
    due = date(of, month, monthrange(of, month)[1]) if of else None
    yield Term(*match.span(), "period", due, None, inferred and of is not None)


def _is_goal(match: re.Match[str], text: str) -> bool:
    """Whether a bare year says by when: 到2025年, 2025年底前, 力争2025年…; not the year in a plan's name."""
    lead, by = match["lead"] or "", match["by"]
    if lead in ("截至", "截止", "自", "从", "比", "较") or re.match(
        r"\d{1,2}月|[一二三四]季度|[上下]半年", text[match.end() : match.end() + 4]
    ):
        return False
    if by in ("底前", "末前", "底之前", "底以前", "之前", "以前", "前", "内", "以内", "之内"):
        return True
    if lead in ("到", "至") or lead[:2] in ("力争", "争取", "确保", "预计"):
        return True
    return not _NAMES.match(text, match.end()) and bool(_GOAL.match(text, match.end()))


def _of_year(match: re.Match[str], printed: str | None) -> Term | None:
    if not (year := _valid(printed)):
        return None
    before = match["by"] in ("前", "之前", "以前")
    return Term(match.start(), match.end("by"), "year", date(year - before, 12, 31))


def read_bare_term(text: str, year: int | None) -> Term | None:
    """A month or a year that stands alone in a cell: 2025年12月, 2025年.

    >>> str(read_bare_term("2025年12月", None).due)
    '2025-12-31'
    """
    months = (_month(match, text, year) for match in _MONTH.finditer(text))
    years = (_of_year(match, match["year"]) for match in _BARE.finditer(text))
    return next((term for term in (*months, *years) if term), None)
