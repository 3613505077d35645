"""A body and the group of its kind: where one document names both, 开发区管委会 and 各开发区管委会 are two; where it
names one of them alone, either name means it. A name without its level means the document's own body first.
"""

from collections.abc import Sequence

from policy.units import read_unit_name
from tools.task_fits import COLLECTIVES, is_called
from tools.task_rows import TaskRow
from vectorstore.filters import TaskFilter
from vectorstore.library import PolicyLibrary

_EACH = "各"


def told_apart(library: PolicyLibrary, rows: Sequence[TaskRow], unit: str | None) -> tuple[TaskRow, ...]:
    """The tasks of a unit without those that only name the other of the two, in documents that name both."""
    if unit is None or unit in COLLECTIVES:
        return tuple(rows)
    rows = _of_own_level(rows, unit)
    others = {row.task.task_id for row in rows if not any(_same(unit, name) for name in _names(row))}
    loose = {row.card.doc_id for row in rows if row.task.task_id in others}
    owners = _naming(library, unit, loose) if loose else frozenset()
    return tuple(row for row in rows if row.task.task_id not in others or row.card.doc_id not in owners)


def _of_own_level(rows: Sequence[TaskRow], unit: str) -> Sequence[TaskRow]:
    """Where a name without its level (政务服务办) has duties in a document, those alone: elsewhere there the body of
    another level is asked for help (市政务服务办).
    """
    if read_unit_name(unit).level:
        return rows
    own = {row.task.task_id for row in rows if any(is_called(unit, each.name) for each in row.task.units)}
    at_home = {row.card.doc_id for row in rows if row.task.task_id in own}
    return [row for row in rows if row.task.task_id in own or row.card.doc_id not in at_home]


def _naming(library: PolicyLibrary, asked: str, doc_ids: set[str]) -> frozenset[str]:
    """Those of the documents that name the unit as it was asked for, in whatever task."""
    known = (name for unit in library.vocabulary().units for name in (unit.name, *unit.printed))
    names = tuple(sorted({name for name in known if _same(asked, name)}))
    found = library.tasks(TaskFilter(doc_ids=tuple(sorted(doc_ids)), units=names))
    return frozenset(entry.task.doc_id for entry in found)


def _same(asked: str, name: str) -> bool:
    return name.startswith(_EACH) == asked.startswith(_EACH) and is_called(asked, name)


def _names(row: TaskRow) -> set[str]:
    units = (*row.task.units, *(unit for item in row.support_items for unit in item.units))
    return {name for unit in units for name in (unit.printed, unit.name)}
