"""Working days of China: public holidays and the weekend days worked in their stead, from the state's yearly notice.

Covered: the years of `chinese_calendar`'s table. Beyond it nobody has decreed any holidays yet: Monday to Friday, and
`is_decreed` says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar


def is_decreed(year: int) -> bool:
    """Whether the holidays of that year are known.

    >>> is_decreed(2024), is_decreed(2190)
    (True, False)
    """
    try:
        return chinese_calendar.is_holiday(date(year, 1, 1)) is not None
    except NotImplementedError:
        return False


def is_working_day(day: date) -> bool:
    """Whether offices work; Monday to Friday where the year's holidays are not known.

    >>> is_working_day(date(2024, 10, 1)), is_working_day(date(2024, 10, 12))  # 国庆节；调休上班的周六
    (False, True)
    """
    return bool(chinese_calendar.is_workday(day)) if is_decreed(day.year) else day.weekday() < 5


def nth_working_day(year: int, month: int, count: int) -> date:
    """The count-th working day of a month, from its end where count is negative; the last one where it has fewer.

    >>> nth_working_day(2024, 10, 10), nth_working_day(2024, 12, -1)
    (datetime.date(2024, 10, 18), datetime.date(2024, 12, 31))
    """
    days = [day for day in _days_of(year, month) if is_working_day(day)]
    return days[max(-len(days), min(count - (count > 0), len(days) - 1))]


def _days_of(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        yield day
        day += timedelta(days=1)
