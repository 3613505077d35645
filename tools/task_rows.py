"""A task as a row: with its document, its clause, the headings above, and the words by which it can be told apart."""

from collections.abc import Collection, Iterable, Iterator

from policy.assignments import SupportItem, Task
from policy.documents import Clause
from policy.sentences import split_sentences
from policy.values import Frozen
from tools.evidence import DocumentCard, SourceRef
from tools.scope import Scope, all_cards
from vectorstore.filters import TaskFilter
from vectorstore.library import PolicyLibrary

_LONGEST_TELLING = 120
_EVERY = TaskFilter()


class TaskRow(Frozen):
    """A task of the ledger with its document, its clause and the headings above."""

    card: DocumentCard
    task: Task
    clause: Clause
    heading_path: tuple[str, ...]
    mirror_path: tuple[str, ...] = ()
    support_items: tuple[SupportItem, ...] = ()

    @property
    def ref(self) -> SourceRef:
        """The duty's own text as a source."""
        return SourceRef(clause_id=self.clause.clause_id, start=self.task.start, end=self.task.end)

    @property
    def telling_ref(self) -> SourceRef:
        """The heading and the first sentence, which no other clause shares; 120 characters at most."""
        start = self.clause.start if self.clause.heading and self.clause.kind != "row" else self.task.start
        sentences = split_sentences(self.clause.text, offset=self.clause.start)
        heading_end = self.clause.start + len(self.clause.number) + len(self.clause.heading) + 2
        end = next(
            (b for a, b in sentences if b > max(start + 1, heading_end) and b > self.task.start), self.clause.end
        )
        return SourceRef(clause_id=self.clause.clause_id, start=start, end=min(end, start + _LONGEST_TELLING))

    @property
    def units_ref(self) -> SourceRef:
        """The printed unit list as a source; the duty's text where no unit is named."""
        units = [u for u in self.task.units if self.clause.start <= u.start < self.clause.end]
        if not units:
            return self.ref
        return SourceRef(clause_id=self.clause.clause_id, start=units[0].start, end=max(u.end for u in units))

    def units_text(self) -> str:
        """牵头：A；责任：B、C；配合：D, with only the roles that are there; '' without units."""
        names = {"lead": "牵头", "responsible": "责任", "support": "配合"}
        parts = []
        for role, label in names.items():
            printed = [unit.printed for unit in self.task.units if unit.role == role]
            if printed:
                parts.append(f"{label}：{'、'.join(dict.fromkeys(printed))}")
        return "；".join(parts)


def rows_of(library: PolicyLibrary, scope: Scope, filters: TaskFilter = _EVERY) -> Iterator[TaskRow]:
    """The tasks of the scope that pass the filter, in reading order, both tellings of a mirrored one."""
    if not scope.cards:
        return
    # All of a library is no condition: thousands of ids would only slow the query.
    doc_ids = None if len(scope.cards) == len(all_cards(library)) else scope.doc_ids
    for entry in library.tasks(filters.model_copy(update={"doc_ids": doc_ids})):
        yield TaskRow(
            card=scope.card(entry.task.doc_id),
            task=entry.task,
            clause=entry.clause,
            heading_path=entry.heading_path,
            mirror_path=entry.mirror_path,
            support_items=entry.task.support_items,
        )


def rows_by_id(library: PolicyLibrary, scope: Scope, task_ids: Collection[str]) -> dict[str, TaskRow]:
    """These tasks of the scope, by their ids."""
    return {row.task.task_id: row for row in rows_of(library, scope, TaskFilter(task_ids=tuple(task_ids)))}


def without_mirrors(rows: Iterable[TaskRow]) -> tuple[TaskRow, ...]:
    """One row for a duty told twice: the telling that names units, else the first."""
    by_id = {row.task.task_id: row for row in rows}
    tellings = ((row.task.task_id, row.task.mirror_id, bool(row.task.units)) for row in by_id.values())
    return tuple(by_id[task_id] for task_id in told_once(tellings))


def told_once(tellings: Iterable[tuple[str, str | None, bool]]) -> tuple[str, ...]:
    """The same for (id, id of the other telling, whether it names units): the ids that stand.

    >>> told_once([("3t", "9t", False), ("4t", None, False), ("9t", "3t", True)])
    ('9t', '4t')
    """
    standing: list[str] = []
    places: dict[str, tuple[int, bool]] = {}
    for task_id, mirror_id, has_units in tellings:
        twin = places.get(mirror_id or "")
        if twin is None:
            places[task_id] = len(standing), has_units
            standing.append(task_id)
        elif has_units and not twin[1]:
            del places[standing[twin[0]]]
            standing[twin[0]] = task_id
            places[task_id] = twin[0], has_units
    return tuple(standing)
