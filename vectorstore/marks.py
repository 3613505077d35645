"""What each duty states and what it leaves out, read of the database without its clause, its document and its places:
for counting and for narrowing thousands of them at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, select

from policy.documents import DeadlineKind, PolicyDocument, Task, UnitRole
from policy.folding import fold
from vectorstore.schema import clauses, tasks

_CHUNK = 500


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


def load_marks(connection: Connection, rows: Sequence[int]) -> dict[int, Marks]:
    """The marks of each of these documents as it was read, in reading order; an entry for every row."""
    found: dict[int, Marks] = dict.fromkeys(rows, ())
    for some in _chunks(rows):
        asked = select(tasks.c.document_row, tasks.c.body).where(tasks.c.document_row.in_(some))
        listed = connection.execute(asked.order_by(tasks.c.document_row, tasks.c.row))
        for row, mine in groupby(listed, key=lambda one: int(one[0])):
            found[row] = tuple(_mark(from_json(body, cache_strings="all")) for _, body in mine)
    return found


def load_words(connection: Connection, rows: Sequence[int]) -> dict[int, Words]:
    """For each of these documents the words that each duty is found by, folded, by its id; an entry for every row."""
    found: dict[int, Words] = {row: {} for row in rows}
    for some in _chunks(rows):
        of_tasks = select(tasks.c.document_row, tasks.c.body).where(tasks.c.document_row.in_(some))
        of_clauses = select(clauses.c.document_row, clauses.c.body).where(clauses.c.document_row.in_(some))
        told, standing = _by_document(connection, of_tasks), _by_document(connection, of_clauses)
        found |= {row: _words(mine, {one["clause_id"]: one for one in standing[row]}) for row, mine in told.items()}
    return found


def words_of(document: PolicyDocument) -> Words:
    """The same of a document that was read."""
    plain = document.model_dump(include={"tasks", "clauses"})
    return _words(plain["tasks"], {one["clause_id"]: one for one in plain["clauses"]})


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def _by_document(connection: Connection, asked: Any) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row, body in connection.execute(asked):
        found.setdefault(row, []).append(from_json(body, cache_strings="all"))
    return found


def _words(mine: Sequence[Mapping[str, Any]], standing: Mapping[str, Mapping[str, Any]]) -> Words:
    """Headings above and its own, text, and units as they are printed."""
    return {
        task["task_id"]: fold(
            "".join(
                (
                    *_headings(task["clause_id"], standing),
                    task["heading"],
                    task["quote"],
                    *(unit["printed"] for unit in task["units"]),
                )
            )
        )
        for task in mine
    }


def _headings(clause_id: str | None, standing: Mapping[str, Mapping[str, Any]]) -> list[str]:
    path: list[str] = []
    while clause_id:
        clause = standing[clause_id]
        path.insert(0, f"{clause['number']}{clause['heading']}")
        clause_id = clause["parent_id"]
    return path


def _mark(body: Mapping[str, Any]) -> TaskMark:
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
