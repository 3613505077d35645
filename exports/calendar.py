"""Reminders as an iCalendar file (RFC 5545): days, and times that come round again.

Promises: all-day events, each with a warning three days before; a rule on working days (每季度结束后十个工作日) keeps
its RRULE, and every date that a public holiday moves is written as an exception of it. Where the words leave the day
open (每季度汇报) it is the last working day, and the event says so. Beyond the years whose holidays are decreed Monday
to Friday stands, which the event says too. Not covered: hours, invitations.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from dateutil.rrule import rrule, rruleset, rrulestr  # type: ignore[import-untyped]
from icalendar import Alarm, Calendar, Event, vRecur

from exports.cells import plain
from exports.files import written
from exports.working_days import is_decreed, nth_working_day
from policy.errors import ExportError
from policy.values import Frozen

_HORIZON = timedelta(days=3 * 366)
_WARNING = timedelta(days=-2, hours=-15)  # nine in the morning, three days before
_LAST_WORKING_DAY = "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
_OPEN_DAYS = {
    "FREQ=MONTHLY": f"FREQ=MONTHLY;{_LAST_WORKING_DAY}",
    "FREQ=MONTHLY;INTERVAL=2": f"FREQ=MONTHLY;INTERVAL=2;{_LAST_WORKING_DAY}",
    "FREQ=MONTHLY;INTERVAL=3": f"FREQ=MONTHLY;BYMONTH=3,6,9,12;{_LAST_WORKING_DAY}",
    "FREQ=MONTHLY;INTERVAL=6": f"FREQ=MONTHLY;BYMONTH=6,12;{_LAST_WORKING_DAY}",
    "FREQ=YEARLY": f"FREQ=MONTHLY;BYMONTH=12;{_LAST_WORKING_DAY}",
    "FREQ=WEEKLY": "FREQ=WEEKLY;BYDAY=FR",
    "FREQ=DAILY": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
}
_WORKING_DAY = re.compile(r"BYDAY=MO,TU,WE,TH,FR;BYSETPOS=(-?\d+)")
_OPEN_NOTE = "原文没有写明哪一天，暂定每期最后一个工作日，请按实际安排调整。"
_BEYOND_NOTE = "{year}年起的放假安排尚未公布，按周一至周五推算，请届时核对。"


class Reminder(Frozen):
    """Something due on a day, or by a rule (an RRULE as `policy.recurrences` writes it); one of the two is set.

    key tells reminders apart and stays the same from export to export, so that a calendar updates what it has.
    """

    key: str
    title: str
    note: str = ""
    day: date | None = None
    rule: str | None = None


def write_ics(reminders: Sequence[Reminder], path: Path, *, title: str, since: date) -> None:
    """Write what is due on that day or later. Raises ExportError, where nothing is or the disk refuses."""
    calendar = Calendar()
    for name, value in (("prodid", "-//策问//跟进计划//ZH"), ("version", "2.0"), ("x-wr-calname", plain(title))):
        calendar.add(name, value)
    events = [event for reminder in reminders for event in _events(reminder, since)]
    if not events:
        raise ExportError(
            f"“{title}”里没有{since.isoformat()}以后的日期或定期要求，没有写成日历；已过的日期不再提醒，"
            "可改用 Word 或 Excel，或在稿子的“时限”一栏补上日期再导出。"
        )
    for event in events:
        calendar.add_component(event)
    with written(path):
        path.write_bytes(calendar.to_ical())


def _events(reminder: Reminder, since: date) -> Iterator[Event]:
    if reminder.day and reminder.day >= since:
        yield _event(reminder, reminder.day, reminder.note, since)
    if reminder.rule:
        yield from _recurring(reminder, reminder.rule, since)


def _recurring(reminder: Reminder, printed: str, since: date) -> Iterator[Event]:
    """The rule, and an exception for each of its dates that falls elsewhere on the working days of that month."""
    rule = _OPEN_DAYS.get(printed, printed)
    dates = list(_dates(rule, since))
    if not dates:
        return
    beyond = next((day.year for day in dates if not is_decreed(day.year)), None)
    working = _WORKING_DAY.search(rule)
    notes = [reminder.note, _OPEN_NOTE if rule != printed and working else ""]
    notes.append(_BEYOND_NOTE.format(year=beyond) if beyond and working else "")
    note = "\n".join(filter(None, notes))
    event = _event(reminder, dates[0], note, since)
    event.add("rrule", vRecur.from_ical(rule))
    yield event
    for day in dates if working else ():
        moved = nth_working_day(day.year, day.month, int(working[1]) if working else 1)
        if moved != day:
            exception = _event(reminder, moved, f"{note}\n因节假日调整，原为{day.isoformat()}。".strip(), since)
            exception.add("recurrence-id", day)
            yield exception


def _dates(rule: str, since: date) -> Iterator[date]:
    """The dates of a rule for three years on."""
    start = datetime.combine(since, time())
    found: rrule | rruleset = rrulestr(f"RRULE:{rule}", dtstart=start)
    return (moment.date() for moment in found.between(start, start + _HORIZON, inc=True))


def _event(reminder: Reminder, day: date, note: str, made: date) -> Event:
    event = Event()
    event.add("uid", f"{hashlib.sha256(reminder.key.encode()).hexdigest()[:32]}@cewen")
    event.add("dtstamp", datetime.combine(made, time(), tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", plain(reminder.title))
    if note:
        event.add("description", plain(note))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(reminder.title))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", plain(title))
    alarm.add("trigger", _WARNING)
    return alarm
