"""Whole dates as they are printed: 2017年12月31日, 二〇一七年十二月三十一日, 2019-05-24, 2019.5.24, digits full-width
or spaced.

A mangled year (0402年) or an impossible day (2月30日) is no date. Does not read months or years alone: see
policy.deadlines.
"""

import re
from datetime import date

from policy.values import Frozen

_NUMERAL = "〇○Ｏ零一二三四五六七八九"
_VALUES = {"〇": 0, "○": 0, "Ｏ": 0, "零": 0} | {char: n for n, char in enumerate("一二三四五六七八九", start=1)}
_YEAR = rf"(?<![\d{_NUMERAL}])(\d{{4}}|[{_NUMERAL}]{{4}})"
_TEN = rf"(\d{{1,2}}|[{_NUMERAL}十]{{1,3}})"
_DATE = re.compile(
    rf"{_YEAR}[ \u3000]*(?:年[ \u3000]*{_TEN}[ \u3000]*月[ \u3000]*{_TEN}[ \u3000]*日"
    r"|([-－/.．])(\d{1,2})\4(\d{1,2})(?:(?!\d)|(?=\d\d:\d\d)))"
)
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


class PrintedDate(Frozen):
    """A date and where it stands."""

    value: date
    start: int
    end: int


def find_dates(text: str, *, start: int = 0, end: int | None = None) -> tuple[PrintedDate, ...]:
    """The dates in text[start:end], in reading order, offsets into text.

    >>> [str(d.value) for d in find_dates("0402年3月1日、二〇一七年十二月三十一日和2019-05-24")]
    ['2017-12-31', '2019-05-24']
    """
    if not any(mark in text for mark in "年-－/.．"):
        return ()
    stop = len(text) if end is None else end
    found = ((match, _value(match)) for match in _DATE.finditer(text, start, stop))
    return tuple(PrintedDate(value=value, start=m.start(), end=m.end()) for m, value in found if value)


def read_date(text: str) -> date | None:
    """The first date in the text, or None.

    >>> read_date("二〇〇四年四月二十七日")
    datetime.date(2004, 4, 27)
    """
    return next((printed.value for printed in find_dates(text)), None)


def _value(match: re.Match[str]) -> date | None:
    year = _year(match.group(1))
    month, day = match.group(2, 3) if match.group(2) else match.group(5, 6)
    try:
        return date(year, _number(month), _number(day)) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _year(printed: str) -> int:
    return int(printed) if printed.isdigit() else int("".join(str(_VALUES[char]) for char in printed))


def _number(printed: str) -> int:
    """1–99 in figures or Chinese numerals; 0 where the numerals make no number.

    >>> _number("三十一"), _number("十"), _number("０7"), _number("十十")
    (31, 10, 7, 0)
    """
    if printed.isdigit():
        return int(printed)
    tens, ten, units = printed.partition("十")
    if not ten:
        return _VALUES[printed] if len(printed) == 1 else 0
    if len(tens) > 1 or len(units) > 1 or "十" in units:
        return 0
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[units] if units else 0)
