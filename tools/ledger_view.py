"""A page of the ledger: what is left of it under a query, fifty rows at a time; only these rows are read."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import numpy as np

from policy.values import Frozen
from tools.columns import Label, Numbers
from tools.completeness import DocumentCheck, check_of, having
from tools.facets import Facet, LedgerQuery, Narrowing
from tools.ledger_index import ledger_index
from tools.progress import ProgressBook
from tools.scope import Scope, resolve_scope
from tools.task_rows import TaskRow, rows_by_id
from vectorstore.library import PolicyLibrary

PAGE_SIZE = 50
_MOST_CHECKS = 30  # documents in the check: of a large library those of the first rows
_EVERYTHING = LedgerQuery()


class Group(Frozen):
    """Rows that share a value of what they are grouped by, label '' where they are not; rows are those of one page,
    size counts all.
    """

    label: str
    size: int
    rows: tuple[TaskRow, ...]


class LedgerView(Frozen):
    """What fits the query, and one page of it, in reading order within each group.

    task_ids are all that fit, nameless those of them that name no unit, of how many tasks there were before. A task
    with several themes or units stands in several groups, so the pages may hold more rows than that. having counts the
    tasks that state each of `completeness.ELEMENTS`; checks are those of the first documents.
    """

    query: LedgerQuery
    searched: str
    facets: tuple[Facet, ...]
    task_ids: tuple[str, ...]
    nameless: int
    of: int
    page: int
    pages: int
    groups: tuple[Group, ...]
    having: tuple[int, ...]
    checks: tuple[DocumentCheck, ...]

    @property
    def total(self) -> int:
        """How many tasks fit."""
        return len(self.task_ids)

    @property
    def first(self) -> int:
        """The number of the first row of the page, counted from 1."""
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def conditions(self) -> str:
        """What was asked for, in words: 单位＝区科委、时限＝2025年; 全部任务 where nothing was."""
        said = [f"{facet.name}＝{facet.called}" for facet in self.facets if facet.chosen]
        said += [f"写有“{self.query.words}”"] if self.query.words else []
        return "、".join(said) or "全部任务"


def view_ledger(
    library: PolicyLibrary, query: LedgerQuery = _EVERYTHING, *, book: ProgressBook, today: date, page: int = 1
) -> LedgerView:
    """The page that is asked for, counted from 1, or the last one where there are fewer."""
    scope, index = resolve_scope(library), ledger_index(library)
    narrowing = Narrowing(index, query, doc_ids=scope.doc_ids, book=book, today=today)
    pages = max(1, -(-sum(size for _, size in narrowing.groups()) // PAGE_SIZE))
    page = min(max(1, page), pages)
    left = np.flatnonzero(narrowing.left)
    marks = tuple(index.marks[row] for row in left)
    return LedgerView(
        query=query, searched=scope.description, facets=tuple(narrowing.facets()),
        task_ids=tuple(mark.task_id for mark in marks), nameless=sum(not mark.units for mark in marks),
        of=int(narrowing.here.sum()), page=page, pages=pages, groups=_read(library, scope, narrowing, page),
        having=having(marks), checks=tuple(_checks(narrowing, left)),
    )  # fmt: skip


def _read(library: PolicyLibrary, scope: Scope, narrowing: Narrowing, page: int) -> tuple[Group, ...]:
    """The rows of a page."""
    placed = [
        (label, size, [narrowing.index.marks[row].task_id for row in rows])
        for label, size, rows in _of_page(narrowing, start=(page - 1) * PAGE_SIZE)
    ]
    rows = rows_by_id(library, scope, {task_id for _, _, ids in placed for task_id in ids})
    return tuple(
        Group(label=label[1], size=size, rows=tuple(rows[task_id] for task_id in ids)) for label, size, ids in placed
    )


def _of_page(narrowing: Narrowing, *, start: int) -> Iterator[tuple[Label, int, Numbers]]:
    """Each group that has rows on the page that begins there, its size, and those rows."""
    left = PAGE_SIZE
    for label, size in narrowing.groups():
        if start < size and left > 0:
            rows = narrowing.members(label)[start : start + left]
            yield label, size, rows
            left -= len(rows)
        start = max(0, start - size)


def _checks(narrowing: Narrowing, left: Numbers) -> Iterator[DocumentCheck]:
    index = narrowing.index
    of_documents = groupby(left, key=lambda row: int(index.owners[row]))
    for (owner, rows), _ in zip(of_documents, range(_MOST_CHECKS), strict=False):
        yield check_of(index.cards[owner], tuple(index.marks[row] for row in rows))
