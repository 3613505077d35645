"""Chrome and tables woven into the pieces of the running text.

A piece that chrome or a table interrupts goes on after it as a paragraph of its own; the rows of a table stand under
the piece that was open where the table begins. Pieces come out in reading order, disjoint, with parents renumbered.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy.pieces import Piece
from policy.tables import DraftTable
from policy.values import Span

_HOLDERS = frozenset({"item", "annex", "question", "paragraph"})


class Woven(NamedTuple):
    """rows[t][r] is the index of the piece of row r of table t."""

    pieces: list[Piece]
    rows: list[list[int]]


def weave(text: str, pieces: Sequence[Piece], *, holes: Sequence[Span], tables: Sequence[DraftTable]) -> Woven:
    """The pieces cut at the holes (the tables' spans among them), with the tables' rows between them."""
    woven: list[Piece] = []
    rows: list[list[int]] = []
    places: dict[int, int] = {}
    waiting = iter(tables)
    table = next(waiting, None)
    last = None
    for index, start, end in _segments(text, pieces, holes):
        while table is not None and table.start < start:
            rows.append(_add_table(woven, table, last))
            table = next(waiting, None)
        piece = pieces[index]
        parent = None if piece.parent is None else places[piece.parent]
        if index in places:
            woven.append(_continuation(piece, start, end, places[index], parent))
        else:
            places[index] = len(woven)
            woven.append(piece._replace(start=start, end=end, body=max(start, min(piece.body, end)), parent=parent))
        last = places[index]
    while table is not None:
        rows.append(_add_table(woven, table, last))
        table = next(waiting, None)
    return Woven(woven, rows)


def _segments(text: str, pieces: Sequence[Piece], holes: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """The visible stretches of each piece between the holes."""
    first = 0
    for index, piece in enumerate(pieces):
        while first < len(holes) and holes[first].end <= piece.start:
            first += 1
        at, hole = piece.start, first
        while hole < len(holes) and holes[hole].start < piece.end:
            yield from _visible(text, index, at, holes[hole].start)
            at = max(at, holes[hole].end)
            hole += 1
        yield from _visible(text, index, at, piece.end)


def _visible(text: str, index: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    words = text[start:end]
    if words.strip():
        yield index, start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _continuation(piece: Piece, start: int, end: int, place: int, parent: int | None) -> Piece:
    if piece.kind in ("item", "annex", "question"):
        return Piece("paragraph", start, start, end, place)
    return piece._replace(start=start, body=start, end=end, parent=parent)


def _add_table(woven: list[Piece], table: DraftTable, last: int | None) -> list[int]:
    """Append the table's header and rows; returns where the rows are."""
    parent = _holder(woven, last)
    if table.header is not None:
        header = table.header
        woven.append(Piece("paragraph", header.start, header.start, header.end, parent, name="表头"))
    first = len(woven)
    woven += [Piece("row", row.start, row.start, row.end, parent, name=row.number) for row in table.rows]
    return list(range(first, len(woven)))


def _holder(woven: Sequence[Piece], last: int | None) -> int | None:
    if last is None or woven[last].kind not in _HOLDERS:
        return None
    return woven[last].parent if woven[last].kind == "paragraph" else last
