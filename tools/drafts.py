"""A draft that a person goes on with: pieces in reading order, each with its ground, and what the person made of it.

A piece that a person changed keeps what was drafted; one that a person added has nothing behind it; one that a person
struck stays, so that it can be taken back. Not covered: who of several persons changed what.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from exports.papers import PieceKind
from policy.values import Frozen
from tools.evidence import SourceRef

DraftKind = Literal["outline", "follow_up", "division", "comparison"]
DRAFT_KIND_NAMES: dict[DraftKind, str] = {
    "outline": "提纲", "follow_up": "跟进计划", "division": "任务分工表", "comparison": "对比报告",
}  # fmt: skip
SUGGESTION = "建议（无直接依据）"


class DraftPiece(Frozen):
    """A paragraph or a row. drafted: what stood there before a person changed it, () for a piece of the person's own,
    None for one as it was drafted. struck: a person took it out. rule and day are of a reminder, None without one.
    plain: what the rules wrote where a model's wording stands, else None; wording: what became of a model's wording.
    """

    piece_id: str
    kind: PieceKind
    cells: tuple[str, ...]
    label: str = ""
    note: str = ""
    refs: tuple[SourceRef, ...] = ()
    drafted: tuple[str, ...] | None = None
    struck: bool = False
    rule: str | None = None
    day: date | None = None
    plain: tuple[str, ...] | None = None
    wording: str = ""

    @property
    def is_theirs(self) -> bool:
        """Whether a person changed, added or struck it."""
        return self.drafted is not None or self.struck

    def reworded(self, cells: tuple[str, ...]) -> "DraftPiece":
        """The piece with other words; what was drafted, word for word, is no change."""
        before = self.cells if self.drafted is None else self.drafted
        drafted = None if before and cells == before else before
        return self.model_copy(update={"cells": cells, "drafted": drafted, "struck": False})

    def polished(self, cells: tuple[str, ...], *, told: str) -> "DraftPiece":
        """The piece in a model's words, which are checked."""
        return self.model_copy(update={"cells": cells, "plain": self.cells, "wording": told})

    def restored(self) -> "DraftPiece":
        """The last thing taken back: what a person did, else what a model did."""
        if self.is_theirs or self.plain is None:
            return self.reworded(self.drafted or self.cells)
        return self.model_copy(update={"cells": self.plain, "plain": None, "wording": ""})


class Draft(Frozen):
    """A draft. draft_id holds small letters and digits; target is the place it is for; notes are for the writer."""

    draft_id: str
    kind: DraftKind
    title: str
    target: str
    pieces: tuple[DraftPiece, ...]
    notes: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[DraftPiece, ...]:
        """The pieces that were not struck."""
        return tuple(piece for piece in self.pieces if not piece.struck)

    def evidence(self) -> Iterator[SourceRef]:
        """Every source of every piece."""
        return (ref for piece in self.pieces for ref in piece.refs)

    def piece(self, piece_id: str) -> DraftPiece | None:
        """The piece of that id."""
        return next((piece for piece in self.pieces if piece.piece_id == piece_id), None)

    def with_piece(self, changed: DraftPiece) -> "Draft":
        """The draft with a piece in place of the one of its id."""
        pieces = tuple(changed if piece.piece_id == changed.piece_id else piece for piece in self.pieces)
        title = changed.cells[0] if changed.kind == "title" and changed.cells[0] else self.title
        return self.model_copy(update={"pieces": pieces, "title": title})

    def with_new(self, cells: tuple[str, ...], *, after: str, kind: PieceKind) -> "Draft":
        """The draft with a piece of the person's own behind another; at the end where there is none of that id."""
        taken = {piece.piece_id for piece in self.pieces}
        number = next(n for n in range(1, len(taken) + 2) if f"p{n}" not in taken)
        new = DraftPiece(piece_id=f"p{number}", kind=kind, cells=cells, drafted=())
        ids = [piece.piece_id for piece in self.pieces]
        at = ids.index(after) + 1 if after in ids else len(ids)
        return self.model_copy(update={"pieces": (*self.pieces[:at], new, *self.pieces[at:])})

    def told(self) -> str:
        """本人改动 3 处、新增 1 处、删去 2 处; '' where the draft is as it was drafted."""
        changed = sum(bool(p.drafted) and not p.struck for p in self.pieces)
        added = sum(p.drafted == () and not p.struck for p in self.pieces)
        struck = sum(p.struck for p in self.pieces)
        parts = ((changed, "改动"), (added, "新增"), (struck, "删去"))
        said = "、".join(f"{word} {count} 处" for count, word in parts if count)
        return f"本人{said}" if said else ""
