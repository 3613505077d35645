"""Which duties a unit's name means in the ledger: those that `filter_tasks` lists for it, told by columns.

Kept with the index: thousands of names over tens of thousands of duties are looked up once, not for every narrowing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

import numpy as np

from policy.units import unit_key
from tools.columns import Column, Mask, Numbers
from tools.task_conditions import COLLECTIVES, is_called
from tools.unit_groups import is_its_own

Roles = Collection[str]


class UnitMeanings:
    """The duties by the names that they give, of units that have them and of those asked for help.

    called: (name, role) of each duty, owners the document of each by its number.
    """

    def __init__(self, called: Column, owners: Numbers) -> None:
        self._called, self._owners = called, owners
        order = np.argsort(called.codes, kind="stable")
        ends = np.cumsum(np.bincount(called.codes, minlength=len(called.labels)))
        self._rows: list[Numbers] = np.split(called.rows[order], ends[:-1]) if len(called.labels) else []
        self._alike = defaultdict[str, list[int]](list)
        for code, (name, _) in enumerate(called.labels):
            self._alike[_body(name)].append(code)
        self._columns: dict[tuple[frozenset[str], frozenset[str]], Column] = {}

    def rows(self, asked: str, roles: Roles = ()) -> Numbers:
        """The duties in which the unit, by any of its names, has one of these roles; () is any role."""
        meant = [code for code in self._candidates(asked) if is_called(asked, self._called.labels[code][0])]
        found = self._of(code for code in meant if not roles or self._called.labels[code][1] in roles)
        if asked in COLLECTIVES:
            return found
        own = self._of(code for code in meant if is_its_own(asked, self._called.labels[code][0]))
        loose = found[~np.isin(found, own)]
        return np.setdiff1d(found, loose[np.isin(self._owners[loose], self._owners[own])])

    def mask(self, asked: str, roles: Roles = ()) -> Mask:
        """The same, true or false for each duty."""
        mask = np.zeros(len(self._owners), dtype=np.bool_)
        mask[self.rows(asked, roles)] = True
        return mask

    def column(self, names: Collection[str], roles: Roles = ()) -> Column:
        """Each duty under each of these names that means it in one of the roles."""
        key = frozenset(names), frozenset(roles)
        if key not in self._columns:
            self._columns[key] = _column({name: self.rows(name, roles) for name in sorted(names)})
        return self._columns[key]

    def _candidates(self, asked: str) -> Iterable[int]:
        """The names that may be meant: a body at any level, or all where several are named together."""
        return range(len(self._called.labels)) if asked in COLLECTIVES else self._alike.get(_body(asked), ())

    def _of(self, codes: Iterable[int]) -> Numbers:
        rows = [self._rows[code] for code in codes]
        return np.unique(np.concatenate(rows)) if rows else np.zeros(0, dtype=np.int64)


def _column(rows: dict[str, Numbers]) -> Column:
    codes = np.repeat(np.arange(len(rows)), [len(each) for each in rows.values()])
    joined = np.concatenate(list(rows.values())) if rows else np.zeros(0, dtype=np.int64)
    return Column(joined, codes, tuple((name, name) for name in rows))


def _body(name: str) -> str:
    """What `same_unit` compares beside the level."""
    return unit_key(name).split(":", 1)[1]
