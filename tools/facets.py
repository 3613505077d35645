"""The ledger by facets: what there is to choose from, and how many duties each choice would leave.

Of one facet any of the choices will do, of several facets each must be met: 东丽区 or 武清区, and 人才. A facet's
numbers are counted with every other condition in force and its own set aside, so that each tells how many rows a person
would see on choosing it alone. Not covered: order by column.
"""

from collections.abc import Callable, Collection, Iterator, Set
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from policy.assignments import UnitRole
from policy.folding import fold
from policy.units import same_unit
from policy.values import Frozen
from tools.columns import Column, Label, Mask, Numbers
from tools.ledger_index import UNWRITTEN, LedgerIndex
from tools.progress import STATE_NAMES, STATES, ProgressBook
from tools.scope import in_region, is_titled

ROLE_NAMES: dict[UnitRole, str] = {"lead": "牵头", "responsible": "责任", "support": "配合"}
_ROLES = {str(role): name for role, name in ROLE_NAMES.items()}
_SOON = timedelta(days=90)
_MOST_CHOICES = 400
UNGROUPED: Label = ("", "")


class LedgerQuery(Frozen):
    """What the ledger is narrowed by and grouped by; () and '' ask nothing. A unit, a place or a document may go by any
    of its names: 发改委, 东丽, a part of a title.
    """

    place: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    words: str = ""
    group: str = ""

    def of(self, facet: str) -> tuple[str, ...]:
        """What is chosen of a facet."""
        chosen: tuple[str, ...] = getattr(self, facet)
        return chosen


class Choice(Frozen):
    """One value of a facet, and how many rows choosing it would leave."""

    value: str
    label: str
    count: int


class Facet(Frozen):
    """A facet with its choices, the commonest first; chosen () is all of them."""

    key: str
    name: str
    chosen: tuple[str, ...]
    choices: tuple[Choice, ...]

    @property
    def called(self) -> str:
        """What is chosen, in words: 东丽区或武清区."""
        labels = {choice.value: choice.label for choice in self.choices}
        return "或".join(labels.get(value, value) for value in self.chosen)


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
        self._fitting = {key: self._fits(key) for key in _FACETS if query.of(key)}

    @cached_property
    def left(self) -> Mask:
        """The rows that fit every condition."""
        return self._all_but("")

    def facets(self) -> Iterator[Facet]:
        """Each with its choices."""
        for key, (name, _) in _FACETS.items():
            counted = sorted(self._columns[key].counts(self._all_but(key)), key=_commonest_first)
            choices = tuple(Choice(value=value, label=label, count=n) for (value, label), n in counted[:_MOST_CHOICES])
            yield Facet(key=key, name=name, chosen=self.query.of(key), choices=choices)

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
        """The rows that count under any of the choices, each by its value or by a name of it."""
        column, names = self._columns[key], _NAMES.get(key)
        values = {value for value, _ in column.labels}
        meant = {
            value for each in self.query.of(key) for value in (names(self.index, each, values) if names else {each})
        }
        return column.having(meant.__contains__, of=len(self.index))

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
    roles = narrowing.query.role

    def named(part: Label) -> Label | None:
        name, role = part
        if name == UNWRITTEN:
            return UNWRITTEN, "未写单位"
        return (name, name) if not roles or role in roles else None

    return narrowing.index.parts.mapped(named)


def _roles(narrowing: Narrowing) -> Column:
    units = narrowing.query.unit

    def played(part: Label) -> Label | None:
        name, role = part
        meant = not units or any(unit == name or same_unit(unit, name) for unit in units)
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


def _units_named(_: LedgerIndex, asked: str, units: Set[str]) -> Set[str]:
    return {unit for unit in units if unit == asked or (UNWRITTEN not in (unit, asked) and same_unit(asked, unit))}


def _places_named(index: LedgerIndex, asked: str, places: Set[str]) -> Set[str]:
    """The place itself; where no document is of it, those within it or called so: 天津市, 东丽."""
    return {asked} if asked in places else {card.place for card in index.cards if in_region(card, asked)}


def _documents_named(index: LedgerIndex, asked: str, doc_ids: Set[str]) -> Set[str]:
    return {asked} if asked in doc_ids else {card.doc_id for card in index.cards if is_titled(card, asked)}


_NAMES: dict[str, Callable[[LedgerIndex, str, Set[str]], Set[str]]] = {
    "unit": _units_named, "place": _places_named, "document": _documents_named,
}  # fmt: skip
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
FACET_KEYS = tuple(_FACETS)
GROUPS = ("place", "document", "unit", "theme", "deadline", "state")
GROUP_NAMES = {key: _FACETS[key][0] for key in GROUPS}
