"""A document in pieces before they are clauses: what each is, where it begins, and which piece it stands under.

Pieces are in reading order; a piece ends where the next one begins, less the white space between.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policy.documents import ClauseKind
from policy.numbering import Numeral


class Piece(NamedTuple):
    """start and end are the piece's own text; parent is the index of a piece before it, None at the top.

    name is what the locator says where there is no number (公告, 附件2, 表头); heading is for pieces whose heading is
    known apart from their text; line is where the paragraph with the number ends.
    """

    kind: ClauseKind
    start: int
    body: int
    end: int
    parent: int | None = None
    numeral: Numeral | None = None
    name: str = ""
    heading: str = ""
    line: int = 0


def shifted(pieces: Iterable[Piece], *, by: int, root: int | None) -> list[Piece]:
    """The pieces of a part with their parents counted from the document's first piece; top ones stand under root.

    >>> shifted([Piece("item", 0, 0, 5), Piece("item", 6, 6, 9, parent=0)], by=4, root=3)[1].parent
    4
    """
    return [piece._replace(parent=root if piece.parent is None else piece.parent + by) for piece in pieces]


def ancestors(pieces: Sequence[Piece], index: int | None) -> list[int]:
    """The piece itself and those it stands under, innermost first."""
    chain: list[int] = []
    while index is not None:
        chain.append(index)
        index = pieces[index].parent
    return chain
