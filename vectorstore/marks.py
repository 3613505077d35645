"""What each duty states and what it leaves out, read of the database without its clause, its document and its places:
for counting and for narrowing thousands of them at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, Table, select

from policy.assignments import DeadlineKind, Task, UnitRole
from policy.documents import PolicyDocument
from policy.folding import fold
from vectorstore.schema import clauses, tasks

_CHUNK = 100


class TaskMark(NamedTuple):
    """A duty without its places. targets are the units of the figures that are to be reached, not of present ones."""

    task_id: str
    mirror_id: str | None
    quote: str
    units: tuple[tuple[str, UnitRole], ...]
    themes: tuple[str, ...]
    deadlines: tuple[tuple[DeadlineKind, date | None], ...]
    targets: tuple[str, ...]

    @classmethod
    def of(cls, task: Task) -> "TaskMark":
        """The mark of a duty that was read."""
        return cls(
            task_id=task.task_id,
            mirror_id=task.mirror_id,
            quote=task.quote,
            units=tuple((unit.name, unit.role) for unit in task.units),
            themes=task.themes,
            deadlines=tuple((deadline.kind, deadline.due) for deadline in task.deadlines),
            targets=tuple(indicator.unit for indicator in task.indicators if indicator.is_target),
        )

    @property
    def has_lead(self) -> bool:
        """Whether it says who leads."""
        return any(role == "lead" for _, role in self.units)


Marks = tuple[TaskMark, ...]
Words = Mapping[str, str]
Body = Mapping[str, Any]


def load_marks(connection: Connection, rows: Sequence[int]) -> dict[int, Marks]:
    """The marks of each of these documents as it was read, in reading order; an entry for every row."""
    found: dict[int, Marks] = dict.fromkeys(rows, ())
    for some in _chunks(rows):
        found |= {row: tuple(map(_mark, mine)) for row, mine in read_bodies(connection, tasks, some).items()}
    return found


def load_words(connection: Connection, rows: Sequence[int]) -> dict[int, Words]:
    """For each of these documents the words that each duty is found by, folded, by its id; an entry for every row."""
    found: dict[int, Words] = {row: {} for row in rows}
    for some in _chunks(rows):
        told, standing = read_bodies(connection, tasks, some), read_bodies(connection, clauses, some)
        found |= {row: _words(mine, {one["clause_id"]: one for one in standing[row]}) for row, mine in told.items()}
    return found


def words_of(document: PolicyDocument) -> Words:
    """The same of a document that was read."""
    plain = document.model_dump(include={"tasks", "clauses"})
    return _words(plain["tasks"], {one["clause_id"]: one for one in plain["clauses"]})


def read_bodies(connection: Connection, table: Table, rows: Sequence[int]) -> dict[int, list[Body]]:
    """The clauses or duties of documents as plain values, by the document's row, in reading order."""
    asked = select(table.c.document_row, table.c.body).where(table.c.document_row.in_(rows)).order_by(table.c.row)
    found: dict[int, list[Body]] = {}
    for row, body in connection.execute(asked):
        found.setdefault(row, []).append(from_json(body, cache_strings="all"))
    return found


def headings_above(clause_id: str, standing: Mapping[str, Body]) -> tuple[str, ...]:
    """As `PolicyDocument.heading_path`, of a document's clauses by their ids."""
    path: list[str] = []
    above: str | None = clause_id
    while above:
        clause = standing[above]
        if clause["number"] or clause["heading"]:
            path.insert(0, f"{clause['number']}{clause['heading']}")
        above = clause["parent_id"]
    return tuple(path)


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def _words(mine: Sequence[Body], standing: Mapping[str, Body]) -> Words:
    """Headings above and its own, text, and units as they are printed."""
    return {task["task_id"]: fold("".join(_said(task, headings_above(task["clause_id"], standing)))) for task in mine}


def _said(task: Body, headings: Sequence[str]) -> Iterator[str]:
    yield from (*headings, task["heading"], task["quote"])
    yield from (unit["printed"] for unit in task["units"])


def _mark(body: Body) -> TaskMark:
    return TaskMark(
        task_id=body["task_id"],
        mirror_id=body["mirror_id"],
        quote=body["quote"],
        units=tuple((unit["name"], unit["role"]) for unit in body["units"]),
        themes=tuple(body["themes"]),
        deadlines=tuple(
            (one["kind"], date.fromisoformat(one["due"]) if one["due"] else None) for one in body["deadlines"]
        ),
        targets=tuple(one["unit"] for one in body["indicators"] if one["is_target"]),
    )
