"""A calendar file opened again by vobject, which shares no code with what wrote it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from exports.calendar import Reminder, write_ics
from exports.working_days import is_working_day, nth_working_day
from policy.errors import ExportError
from policy.recurrences import read_recurrences

QUARTERLY = "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=10"


def events(folder: Path, *reminders: Reminder, since: date = date(2024, 1, 2)) -> list[Any]:
    write_ics(reminders, folder / "计划.ics", title="跟进计划", since=since)
    return list(vobject.readOne((folder / "计划.ics").read_text(encoding="utf-8")).vevent_list)


def reminder(**due: Any) -> Reminder:
    return Reminder(key="甲", title="报送区发改委", note="甲区三、（二）", **due)


def test_a_day_is_an_all_day_event_with_a_warning(tmp_path: Path) -> None:
    (event,) = events(tmp_path, reminder(day=date(2024, 6, 30)))
    assert (event.summary.value, event.dtstart.value) == ("报送区发改委", date(2024, 6, 30))
    assert event.valarm.trigger.value == timedelta(days=-2, hours=-15)
    assert "甲区三、（二）" in event.description.value


def test_ten_working_days_after_a_quarter_keep_their_rule(tmp_path: Path) -> None:
    master = events(tmp_path, reminder(rule=QUARTERLY))[0]
    assert set(master.rrule.value.split(";")) == set(QUARTERLY.split(";"))
    assert list(master.rruleset)[:2] == [datetime(2024, 1, 12), datetime(2024, 4, 12)]


def test_a_holiday_moves_its_date_as_an_exception_of_the_rule(tmp_path: Path) -> None:
    """2024: 元旦 1 January; 清明 4–6 April with 7 April worked; 国庆 1–7 October with 12 October worked."""
    _, *moved = events(tmp_path, reminder(rule=QUARTERLY))
    days = {event.recurrence_id.value: event.dtstart.value for event in moved}
    assert days[date(2024, 1, 12)] == date(2024, 1, 15)
    assert days[date(2024, 10, 14)] == date(2024, 10, 18)
    assert days[date(2024, 4, 12)] == date(2024, 4, 15)
    assert date(2024, 7, 12) not in days


def test_every_event_of_a_rule_shares_its_uid(tmp_path: Path) -> None:
    assert len({event.uid.value for event in events(tmp_path, reminder(rule=QUARTERLY))}) == 1


def test_years_without_decreed_holidays_say_so_and_keep_monday_to_friday(tmp_path: Path) -> None:
    found = events(tmp_path, reminder(rule=QUARTERLY), since=date(2190, 1, 1))
    assert len(found) == 1
    assert "2190年起的放假安排尚未公布" in found[0].description.value


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("每半年报告一次", [(2024, 6, 28), (2024, 12, 31)]),
        ("每季度汇报", [(2024, 3, 29), (2024, 6, 28)]),
        ("每月通报", [(2024, 1, 31), (2024, 2, 29)]),
        ("每年12月底前报告", [(2024, 12, 31), (2025, 12, 31)]),
        ("每月5日前报送", [(2024, 1, 5), (2024, 2, 5)]),
    ],
)
def test_rhythms_as_documents_print_them(tmp_path: Path, printed: str, days: list[tuple[int, int, int]]) -> None:
    rule = next(iter(read_recurrences(printed))).rule
    master, *moved = events(tmp_path, reminder(rule=rule))
    shifted = {event.recurrence_id.value: event.dtstart.value for event in moved}
    dates = [moment.date() for moment in list(master.rruleset)[:2]]
    assert [shifted.get(day, day) for day in dates] == [date(*each) for each in days]


def test_a_day_that_the_words_leave_open_is_said_to_be_chosen(tmp_path: Path) -> None:
    master = events(tmp_path, reminder(rule="FREQ=MONTHLY;INTERVAL=3"))[0]
    assert "原文没有写明哪一天" in master.description.value


def test_what_is_past_is_no_reminder(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="没有2024-01-01以后的日期"):
        events(tmp_path, reminder(day=date(2020, 9, 25)), since=date(2024, 1, 1))


def test_hostile_text_stays_in_its_property(tmp_path: Path) -> None:
    hostile = Reminder(key="乙", title="甲\r\nBEGIN:VALARM\r\n;,\\", day=date(2024, 6, 30))
    (event,) = events(tmp_path, hostile)
    assert event.summary.value == "甲\nBEGIN:VALARM\n;,\\"


def test_working_days_are_those_of_the_notice() -> None:
    assert not is_working_day(date(2025, 10, 8))
    assert is_working_day(date(2025, 10, 11))
    assert nth_working_day(2025, 10, 10) == date(2025, 10, 21)
