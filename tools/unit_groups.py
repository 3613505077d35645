"""A body and the group of its kind: where one document names both, 开发区管委会 and 各开发区管委会 are two; where it
names one of them alone, either name means it.
"""

from collections.abc import Sequence

from tools.task_conditions import COLLECTIVES, is_called
from tools.task_rows import TaskRow
from vectorstore.filters import TaskFilter
from vectorstore.library import PolicyLibrary

_EACH = "各"


def is_its_own(asked: str, name: str) -> bool:
    """Whether a name means the one that was asked for, not the group of its kind, nor one body of an asked group.

    >>> is_its_own("开发区管委会", "各开发区管委会"), is_its_own("区发改委", "区发展改革委")
    (False, True)
    """
    return name.startswith(_EACH) == asked.startswith(_EACH) and is_called(asked, name)


def told_apart(library: PolicyLibrary, rows: Sequence[TaskRow], unit: str | None) -> tuple[TaskRow, ...]:
    """The tasks of a unit without those that only name the other of the two, in documents that name both."""
    if unit is None or unit in COLLECTIVES:
        return tuple(rows)
    others = {row.task.task_id for row in rows if not any(is_its_own(unit, name) for name in _names(row))}
    loose = {row.card.doc_id for row in rows if row.task.task_id in others}
    owners = _naming(library, unit, loose) if loose else frozenset()
    return tuple(row for row in rows if row.task.task_id not in others or row.card.doc_id not in owners)


def _naming(library: PolicyLibrary, asked: str, doc_ids: set[str]) -> frozenset[str]:
    """Those of the documents that name the unit as it was asked for, in whatever task."""
    known = (name for unit in library.vocabulary().units for name in (unit.name, *unit.printed))
    names = tuple(sorted({name for name in known if is_its_own(asked, name)}))
    found = library.tasks(TaskFilter(doc_ids=tuple(sorted(doc_ids)), units=names))
    return frozenset(entry.task.doc_id for entry in found)


def _names(row: TaskRow) -> set[str]:
    units = (*row.task.units, *(unit for item in row.support_items for unit in item.units))
    return {name for unit in units for name in (unit.printed, unit.name)}
