"""The figures of documents with the clauses they stand in, without reading the documents."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, func, select

from policy.assignments import Indicator
from vectorstore.marks import Body, headings_above, read_bodies
from vectorstore.schema import clauses, documents, tasks

_CHUNK = 100


class Figure(NamedTuple):
    """heading is its clause's own; headings are that and those above it, as they are printed. fields are those of the
    indicator as plain values: there are more figures than clauses, and few of them are looked at twice.
    """

    clause_id: str
    heading: str
    headings: tuple[str, ...]
    fields: Body

    @property
    def indicator(self) -> Indicator:
        """The figure itself."""
        return Indicator.model_validate(self.fields)


Figures = tuple[Figure, ...]


def load_figures(connection: Connection, rows: Sequence[int]) -> dict[int, Figures]:
    """Those of each of these documents in reading order, one of a duty told twice once; an entry for every row."""
    found: dict[int, Figures] = {}
    for start in range(0, len(rows), _CHUNK):
        some = rows[start : start + _CHUNK]
        loose = select(documents.c.row, func.json_extract(documents.c.body, "$.indicators"))
        outside = {
            row: from_json(body, cache_strings="all")
            for row, body in connection.execute(loose.where(documents.c.row.in_(some)))
        }
        standing, duties = read_bodies(connection, clauses, some), read_bodies(connection, tasks, some)
        for row in some:
            told = sorted((*outside.get(row, ()), *_of_duties(duties.get(row, ()))), key=lambda one: int(one["start"]))
            found[row] = tuple(_placed(told, standing.get(row, ())))
    return found


def _of_duties(duties: Sequence[Body]) -> Iterator[Body]:
    told: set[str] = set()
    for task in duties:
        if task["mirror_id"] not in told:
            told.add(task["task_id"])
            yield from task["indicators"]


def _placed(told: Sequence[Body], standing: Sequence[Body]) -> Iterator[Figure]:
    """Each with the clause that holds its first character; clauses are disjoint and in reading order."""
    starts = [clause["start"] for clause in standing]
    by_id = {clause["clause_id"]: clause for clause in standing}
    headings = cache(lambda clause_id: headings_above(clause_id, by_id))
    for one in told:
        at = bisect_right(starts, one["start"]) - 1
        if at >= 0 and one["start"] < standing[at]["end"]:
            clause_id = standing[at]["clause_id"]
            yield Figure(
                clause_id=clause_id,
                heading=standing[at]["heading"],
                headings=headings(clause_id),
                fields=one,
            )
