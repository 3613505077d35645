"""The same figure told in two ways: one name, one unit and one year, and different values in different documents.

Covered: figures whose names are the same word for word. Not covered: figures that only mean the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from policy.folding import fold
from policy.values import Frozen
from tools.indicators import IndicatorRow

_ASIDE = re.compile(r"（[^（）]*）$")
_SHORTEST_NAME = 4


class Conflict(Frozen):
    """The tellings of one figure, one a document and value, in reading order."""

    name: str
    rows: tuple[IndicatorRow, ...]


def conflicting(rows: Sequence[IndicatorRow]) -> Iterator[Conflict]:
    """The figures of these rows that two documents put differently."""
    groups: defaultdict[tuple[str, str, int | None], list[IndicatorRow]] = defaultdict(list)
    for row in rows:
        if row.indicator.is_target and len(_name(row)) >= _SHORTEST_NAME:
            groups[_name(row), fold(row.indicator.unit), _year(row)].append(row)
    for told in groups.values():
        values = {(row.card.doc_id, row.indicator.comparator, str(row.indicator.value)): row for row in told}
        documents = {row.card.doc_id for row in told}
        if len(documents) > 1 and len({key[1:] for key in values}) > 1:
            yield Conflict(name=_ASIDE.sub("", told[0].indicator.name), rows=tuple(values.values()))


def _name(row: IndicatorRow) -> str:
    return fold(_ASIDE.sub("", row.indicator.name))


def _year(row: IndicatorRow) -> int | None:
    """The year it is for; that of its document where none is printed."""
    return row.indicator.due.year if row.indicator.due else row.card.year
