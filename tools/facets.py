"""The ledger by facets: what there is to choose from, and how many duties each choice would leave.

A facet's numbers are counted with every other condition in force and its own set aside, so that each tells how many
rows a person would see on choosing it. Covered: one choice for each facet, words, groups. Not covered: order by column.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from policy.documents import Frozen, UnitRole
from policy.folding import fold
from policy.units import same_unit
from tools.columns import Column, Label, Mask, Numbers
from tools.ledger_index import UNWRITTEN, LedgerIndex
from tools.progress import STATE_NAMES, STATES, ProgressBook

ROLE_NAMES: dict[UnitRole, str] = {"lead": "牵头", "responsible": "责任", "support": "配合"}
_ROLES = {str(role): name for role, name in ROLE_NAMES.items()}
_SOON = timedelta(days=90)
_MOST_CHOICES = 400
UNGROUPED: Label = ("", "")


class LedgerQuery(Frozen):
    """What the ledger is narrowed by and grouped by; '' asks nothing. unit may be any name of the body (区发改委)."""

    place: str = ""
    document: str = ""
    unit: str = ""
    role: str = ""
    theme: str = ""
    deadline: str = ""
    indicator: str = ""
    missing: str = ""
    state: str = ""
    words: str = ""
    group: str = ""


class Choice(Frozen):
    """One value of a facet, and how many rows choosing it would leave."""

    value: str
    label: str
    count: int


class Facet(Frozen):
    """A facet with its choices, the commonest first; chosen '' is all of them."""

    key: str
    name: str
    chosen: str
    choices: tuple[Choice, ...]

    @property
    def called(self) -> str:
        """What is chosen, in words."""
        return next((choice.label for choice in self.choices if choice.value == self.chosen), self.chosen)


class Narrowing:
    """The duties of these documents under a query."""

    def __init__(
        self, index: LedgerIndex, query: LedgerQuery, *, doc_ids: Collection[str], book: ProgressBook, today: date
    ) -> None:
        self.index, self.query, self.book, self.today = index, query, book, today
        self._columns = {key: column(self) for key, (_, column) in _FACETS.items()}
        words = [fold(word) for word in query.words.split()]
        self.here = index.rows_of(doc_ids)
        self._worded = self.here & index.rows_with(words) if words else self.here
        self._fitting = {key: self._fits(key) for key in _FACETS if getattr(query, key)}

    @cached_property
    def left(self) -> Mask:
        """The rows that fit every condition."""
        return self._all_but("")

    def facets(self) -> Iterator[Facet]:
        """Each with its choices."""
        for key, (name, _) in _FACETS.items():
            counted = sorted(self._columns[key].counts(self._all_but(key)), key=_commonest_first)
            choices = tuple(Choice(value=value, label=label, count=n) for (value, label), n in counted[:_MOST_CHOICES])
            yield Facet(key=key, name=name, chosen=getattr(self.query, key), choices=choices)

    def groups(self) -> list[tuple[Label, int]]:
        """Each group with the number of its rows, the largest first; one without a name where nothing is grouped."""
        if self.query.group not in GROUPS:
            return [(UNGROUPED, int(self.left.sum()))]
        return sorted(self._columns[self.query.group].counts(self.left), key=_commonest_first)

    def members(self, group: Label) -> Numbers:
        """The rows of a group, in reading order."""
        if group == UNGROUPED:
            return np.flatnonzero(self.left)
        return self._columns[self.query.group].under(group, self.left)

    def states(self) -> Column:
        """Where each duty stands."""
        codes = np.zeros(len(self.index), dtype=np.int64)
        for row in np.flatnonzero(self.index.rows_of(self.book.documents)):
            codes[row] = STATES.index(self.book.state(self.index.marks[row]))
        return Column(np.arange(len(self.index)), codes, tuple((state, STATE_NAMES[state]) for state in STATES))

    def _fits(self, key: str) -> Mask:
        wanted = getattr(self.query, key)
        named = key == "unit" and wanted != UNWRITTEN

        def fits(value: str) -> bool:
            return value == wanted or (named and value != UNWRITTEN and same_unit(wanted, value))

        return self._columns[key].having(fits, of=len(self.index))

    def _all_but(self, key: str) -> Mask:
        """The rows that fit every condition but that of this facet."""
        mask = self._worded.copy()
        for other, fitting in self._fitting.items():
            if other != key:
                mask &= fitting
        return mask


def _commonest_first(counted: tuple[Label, int]) -> tuple[bool, int, Label]:
    label, count = counted
    return label[0] == UNWRITTEN, -count, label


def _units(narrowing: Narrowing) -> Column:
    roles = ("", narrowing.query.role)
    every = narrowing.query.role in ("", UNWRITTEN)

    def named(part: Label) -> Label | None:
        name, role = part
        if name == UNWRITTEN:
            return UNWRITTEN, "未写单位"
        return (name, name) if every or role in roles else None

    return narrowing.index.parts.mapped(named)


def _roles(narrowing: Narrowing) -> Column:
    unit = narrowing.query.unit

    def played(part: Label) -> Label | None:
        name, role = part
        meant = unit in ("", UNWRITTEN, name) or same_unit(unit, name)
        return (role, _ROLES[role]) if name != UNWRITTEN and meant else None

    return narrowing.index.parts.mapped(played)


def _deadlines(narrowing: Narrowing) -> Column:
    today, soon = narrowing.today.isoformat(), (narrowing.today + _SOON).isoformat()
    told, first = narrowing.index.deadlines, narrowing.index.first_due
    done = narrowing.states().having(lambda state: state == "done", of=len(narrowing.index))
    return Column.joined(
        (
            first.mapped(lambda due: ("overdue", "已过期未完成") if due[0] < today else None).without(done),
            told.mapped(lambda each: ("soon", "90天内到期") if today <= each[1] <= soon else None),
            told.mapped(_term),
        )
    )


def _term(deadline: Label) -> Label | None:
    kind, due = deadline
    if kind == UNWRITTEN:
        return UNWRITTEN, "未写时限"
    if kind in ("recurring", "ongoing"):
        return kind, "定期" if kind == "recurring" else "长期坚持"
    return (due[:4], f"{due[:4]}年") if due else None


_FACETS: dict[str, tuple[str, Callable[[Narrowing], Column]]] = {
    "place": ("区县", lambda narrowing: narrowing.index.places),
    "document": ("文件", lambda narrowing: narrowing.index.documents),
    "unit": ("单位", _units),
    "role": ("角色", _roles),
    "theme": ("主题", lambda narrowing: narrowing.index.themes),
    "deadline": ("时限", _deadlines),
    "indicator": ("指标", lambda narrowing: narrowing.index.figures),
    "missing": ("要素", lambda narrowing: narrowing.index.missing),
    "state": ("进展", Narrowing.states),
}
GROUPS = ("place", "document", "unit", "theme", "deadline", "state")
GROUP_NAMES = {key: _FACETS[key][0] for key in GROUPS}
