"""What a document assigns, as frozen values: duties with units, deadlines, figures; `policy.ledger` reads them.

Each knows the span it was read from: `document.text[unit.start:unit.end] == unit.printed`, and so for the rest.
"""

from datetime import date
from typing import Literal

from policy.values import Frozen

UnitRole = Literal["lead", "responsible", "support"]
DeadlineKind = Literal["date", "month", "year", "period", "recurring", "ongoing"]
Comparator = Literal["=", "≥", ">", "≤", "<", "≈", "+", "-"]
Number = int | float


class Unit(Frozen):
    """A responsible body. name is canonical (区发展改革委); printed is as it stands, from start to end."""

    name: str
    printed: str
    role: UnitRole
    start: int
    end: int


class Deadline(Frozen):
    """raw is the printed words; due the last day of it, with kind saying how exact it is ('year': 31 December).

    rule is an iCalendar RRULE for 'recurring' ones, None otherwise. inferred: what the words leave out (the year, the
    day a period begins) was carried in from the document.
    """

    raw: str
    kind: DeadlineKind
    due: date | None
    rule: str | None
    inferred: bool
    start: int
    end: int


class Indicator(Frozen):
    """A figure with its name. value is in the printed unit (3000 with 亿元), a pair for a range (1-2家 → (1, 2)).

    comparator: "=" as stated, "≥" 以上/不低于/力争达到, "+" 增长, "-" 压减 …; is_target is False for background.
    """

    raw: str
    name: str
    comparator: Comparator
    value: Number | tuple[Number, Number]
    unit: str
    due: date | None
    is_target: bool
    start: int
    end: int


class SupportItem(Frozen):
    """What other units are asked to help with in a task (an annex's 需市级部门协助 column): the duty and who has it."""

    text: str
    units: tuple[Unit, ...]
    start: int
    end: int


class Task(Frozen):
    """A clause at which the document assigns something to be done.

    quote is the exact text of the duty without number, heading and unit bracket; start and end are the quote's. units
    are in printed order with their roles; empty where the document names none. mirror_id: the task that says the same
    in the other half of the document (a measure of the body and its row in the annex). corrected: a person has set the
    units.
    """

    task_id: str
    doc_id: str
    clause_id: str
    heading: str
    quote: str
    start: int
    end: int
    units: tuple[Unit, ...] = ()
    themes: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    support_items: tuple[SupportItem, ...] = ()
    mirror_id: str | None = None
    corrected: bool = False

    def units_as(self, role: UnitRole) -> tuple[Unit, ...]:
        """The units of one role, in printed order."""
        return tuple(unit for unit in self.units if unit.role == role)
