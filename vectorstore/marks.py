"""What each duty states and what it leaves out, asked of the database: no duty is read whole for a count.

The JSON functions are SQLite's, on a server those that the migrations make under these names; what they look into is
what `vectorstore.writing` puts in.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from policy.documents import Task
from vectorstore.schema import tasks

_CHUNK = 2_000


class TaskMark(NamedTuple):
    """A duty without its words; target: a figure that is to be reached, not one of the present."""

    task_id: str
    mirror_id: str | None
    has_units: bool
    has_lead: bool
    has_deadline: bool
    has_target: bool

    @classmethod
    def of(cls, task: Task) -> "TaskMark":
        """The mark of a duty that was read."""
        return cls(
            task_id=task.task_id,
            mirror_id=task.mirror_id,
            has_units=bool(task.units),
            has_lead=bool(task.units_as("lead")),
            has_deadline=bool(task.deadlines),
            has_target=any(indicator.is_target for indicator in task.indicators),
        )


Marks = tuple[TaskMark, ...]


def load_marks(connection: Connection, rows: Sequence[int]) -> dict[int, Marks]:
    """The marks of each of these documents as it was read, in reading order; an entry for every row."""
    found: dict[int, Marks] = dict.fromkeys(rows, ())
    for start in range(0, len(rows), _CHUNK):
        asked = select(tasks.c.document_row, *_columns()).where(tasks.c.document_row.in_(rows[start : start + _CHUNK]))
        listed = connection.execute(asked.order_by(tasks.c.document_row, tasks.c.row))
        for row, mine in groupby(listed, key=lambda one: int(one[0])):
            found[row] = tuple(_mark(*one[1:]) for one in mine)
    return found


def _columns() -> Iterable[ColumnElement[object]]:
    part = func.json_extract
    yield tasks.c.task_id
    yield part(tasks.c.body, "$.mirror_id")
    yield func.json_array_length(tasks.c.body, "$.units")
    # A quotation mark inside a value is escaped, so these stand for the field alone.
    yield func.instr(part(tasks.c.body, "$.units"), '"role":"lead"')
    yield func.json_array_length(tasks.c.body, "$.deadlines")
    yield func.instr(part(tasks.c.body, "$.indicators"), '"is_target":true')


def _mark(task_id: str, mirror_id: str | None, *counts: int) -> TaskMark:
    return TaskMark(task_id, mirror_id, *map(bool, counts))
