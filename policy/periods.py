"""Periods: 三年内, 自印发之日起6个月内, 十四五期末, and the day they end.

A period ends on the day that answers to its first, at a month's end where there is none (民法典 201 and 202). Its
first day is the one printed before it, or the document's own: where the words say so (自印发之日起), and for 三年内
at the head of a phrase, which a plan can only count from itself; both are marked inferred. Not covered: periods that an
event begins (受理后5个工作日内, 企业3年内成功上市的): they have no date.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from policy.dated_terms import Term
from policy.dates import find_dates
from policy.elements import DocumentHeader
from policy.numerals import CHINESE_DIGITS, parse_number

_N = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}]{{1,4}})"
_FIVE_YEARS = re.compile(r"[“\"]?十(?P<n>[二三四五六七八九])五[”\"]?(?P<by>期末|末期|末|期间|时期)")
_PERIOD = re.compile(
    rf"(?<![近过])(?:力争|争取)?[在用]?(?<![近过])(?P<n>{_N})(?P<unit>年|个月|个?工作日|个自然日|周|天|日)"
    r"(?:左右)?(?:以内|之内|内|的?时间(?!表|节))"
)
_FROM = re.compile(r"(?:自|从)[^，。；：\n]{0,24}(?:起|开始)[，,]?[ ]?\Z")
_OWN_DAY = re.compile(r"(?:印发|发布|公布|下发|出台)之?日?(?:起|开始)")
_EVENT = re.compile(r"(?:[的后时]|之日起|情况下|以来)[，,]?\Z")
_NOT_TO_BE_DONE = re.compile(r"[^，。；]{0,2}(?:按|每|给予|免|减|不得|不予|不再|未|无|没有|有|曾|累计享受|依次|连续)")
_BEFORE = 40


def document_day(header: DocumentHeader) -> date | None:
    """The day from which a document counts its own periods: signed, else issued, else published.

    >>> document_day(DocumentHeader(title="工作要点", issue_date=date(2019, 2, 27)))
    datetime.date(2019, 2, 27)
    """
    return header.signing_date or header.issue_date or header.publish_date


def read_periods(text: str, start: int, end: int, since: date | None) -> Iterator[Term]:
    """The periods of text[start:end]; since is the document's day, None where it is not known.

    >>> [str(term.due) for term in read_periods("力争三年内建成。", 0, 8, date(2024, 3, 5))]
    ['2027-03-05']
    """
    for match in _PERIOD.finditer(text, start, end):
        first, inferred = _first_day(text, match, since)
        due = _last_day(first, match) if first else None
        yield Term(*match.span(), "period", due, None, inferred and due is not None)
    for match in _FIVE_YEARS.finditer(text, start, end):
        last = 2020 + 5 * (int(parse_number(match["n"]) or 0) - 3)
        yield Term(*match.span(), "period", date(last, 12, 31))


def _first_day(text: str, match: re.Match[str], since: date | None) -> tuple[date | None, bool]:
    """The day before the period's first whole one, and whether it was carried in from the document."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if stated := _FROM.search(before):
        printed = find_dates(stated.group())
        if printed:
            return printed[-1].value, False
        return (since, True) if _OWN_DAY.search(stated.group()) else (None, False)
    at_head = not before or before[-1] in "，,。；;：:\n 　、"
    done = match["unit"] == "年" and at_head and not _EVENT.search(before)
    return (since, True) if done and not _NOT_TO_BE_DONE.match(text, match.end()) else (None, False)


def _last_day(first: date, match: re.Match[str]) -> date | None:
    """The last day, None for working days: holidays are not known here."""
    count, unit = int(parse_number(match["n"]) or 0), match["unit"]
    if "工作日" in unit or not 0 < count <= 400:
        return None
    if unit in ("年", "个月"):
        return _months_later(first, count * (12 if unit == "年" else 1))
    return first + timedelta(days=count * (7 if unit == "周" else 1))


def _months_later(day: date, months: int) -> date | None:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= date.max.year else None
