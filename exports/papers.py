"""A draft on its way out of the house and back: pieces with ids, so that what a person changed in Word is known again.

`exports.word_papers` and `exports.workbook_papers` write it, `exports.returned` reads it. memory is a text of the
caller's that stays unseen in the file and comes back with it.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Literal

from exports.cells import plain, typed
from exports.tables import Source
from policy.values import Frozen

PieceKind = Literal["title", "recipient", "first", "second", "third", "body", "head", "row", "signature", "date"]
PARAGRAPHS: tuple[PieceKind, ...] = ("title", "recipient", "first", "second", "third", "body", "signature", "date")
# What stands around a table as around any text.
FRAME: tuple[PieceKind, ...] = ("title", "recipient", "signature", "date")


class Piece(Frozen):
    """A paragraph (one cell) or a row of a table; a table is a head and the rows that follow it.

    piece_id holds letters and digits only; marks are numbers of the paper's sources; label says what kind of ground
    it stands on, note is for the writer; both are for a workbook and stand in no paper, and so is source where a row
    names its clause itself and has no marks.
    """

    piece_id: str
    kind: PieceKind
    cells: tuple[str, ...]
    marks: tuple[int, ...] = ()
    label: str = ""
    note: str = ""
    source: Source = Source()


class DraftPaper(Frozen):
    """sources[0] is what mark 1 points to; notes close the annex; paper_id tells this paper from others."""

    paper_id: str
    title: str
    pieces: tuple[Piece, ...]
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    memory: str = ""


# The hidden name of what is written of a source, by its number and the words.
SourceName = Callable[[int, str], str]


class ReturnedPiece(Frozen):
    """A piece as it came back; piece_id '' for one that the person added, kind is then a guess by what stands near."""

    piece_id: str
    kind: PieceKind
    cells: tuple[str, ...]


class ReturnedPaper(Frozen):
    """What an edited file holds; memory '' where the program that edited it threw it away, texts in reading order.

    only: the kinds of pieces that this format can return; the others are not missing because they are not here.
    requoted: what stands where a source's own words stood, where a person changed them. told: sentences on what the
    file holds beside the draft.
    """

    paper_id: str
    pieces: tuple[ReturnedPiece, ...]
    memory: str
    only: tuple[PieceKind, ...]
    requoted: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def digest(cells: Sequence[str]) -> str:
    """Twelve characters by which the same words are known, however a workbook types or spaces them.

    >>> digest(("1", "推进 招商")) == digest(("1", "推进招商"))
    True
    """
    told = "\x1f".join(str(typed("".join(plain(cell).split()))) for cell in cells)
    return hashlib.sha256(told.encode()).hexdigest()[:12]
