"""An edited file taken back into its draft: what a person changed becomes theirs, the rest stays as it was.

A piece whose words are those of the file as it was exported was not touched there, and keeps what was made of it on the
page meanwhile. Columns and rows that a person moved stay where they put them. Words of a source are the document's: a
change of them is told in a note and changes no source. Without a kept draft the file's own memory tells which pieces
were changed, though not what stood there.
"""

import re
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from exports.papers import PieceKind, ReturnedPaper, ReturnedPiece, digest
from policy.errors import ToolError
from tools.draft_columns import Columns, columns_of
from tools.draft_papers import remembered
from tools.drafts import Draft, DraftPiece

_LEVELS: tuple[tuple[re.Pattern[str], PieceKind], ...] = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、"), "first"),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"), "second"),
    (re.compile(r"\d{1,2}[.．、]"), "third"),
)  # fmt: skip
_REQUOTED = "本人在文件里把一处依据改写为“{}”；依据是文件原文，仍以资料库为准，这处改动没有采用"
_LONGEST_NOTE = 120


def take_back(returned: ReturnedPaper, kept: Draft | None) -> Draft:
    """The draft with the person's changes. kept is the draft of that id, None where it is kept no more.

    Raises ToolError where neither a kept draft nor the file's memory says what it was.
    """
    exported = _memory(returned) or (remembered(kept) if kept else None)
    if exported is None:
        raise ToolError("这份文件里的编号信息已被清除，原稿也不在这里，无法对照；请用当初导出的文件，或重新起草。")
    found = _Found(returned, exported)
    draft = kept or found.restored()
    pieces = [found.taken(piece) for piece in found.laid(draft.pieces)]
    draft = draft.model_copy(update={"pieces": tuple(found.in_order(pieces))})
    return _told(_even(_with_additions(draft, found.pieces)), returned)


def _memory(returned: ReturnedPaper) -> Draft | None:
    """What the file remembers; a memory of another draft than its paragraphs name, or one without words, is none."""
    try:
        exported = Draft.model_validate_json(returned.memory) if returned.memory else None
    except ValidationError:
        return None
    whole = exported and exported.draft_id == returned.paper_id and all(piece.cells for piece in exported.pieces)
    return exported if whole else None


class _Found:
    """What a file holds beside what it held when it was exported: digests of words, and heads of tables in words."""

    def __init__(self, returned: ReturnedPaper, exported: Draft) -> None:
        self._exported, self._only = exported, returned.only
        self._before = {piece.piece_id: piece.cells[0] for piece in exported.pieces}
        self._heads = {piece.piece_id: piece.cells[1:] for piece in exported.pieces if piece.kind == "head"}
        self._tables = dict(_tables(exported.pieces))
        self._now = {piece.piece_id: piece.cells for piece in returned.pieces if piece.piece_id in self._heads}
        self.pieces = tuple(self._once(returned.pieces))
        self._told = {piece.piece_id: piece.cells for piece in self.pieces if piece.piece_id}

    def _once(self, pieces: Sequence[ReturnedPiece]) -> Iterator[ReturnedPiece]:
        """A row that was copied bears its name twice: that with the exported words keeps it, else the first."""
        kept: dict[str, int] = {}
        for at, piece in enumerate(pieces):
            rival = pieces[kept.setdefault(piece.piece_id, at)]
            if self._is_as_exported(piece.piece_id, piece.cells) > self._is_as_exported(piece.piece_id, rival.cells):
                kept[piece.piece_id] = at
        for at, piece in enumerate(pieces):
            yield piece if kept[piece.piece_id] == at else piece.model_copy(update={"piece_id": ""})

    def _columns(self, piece_id: str) -> Columns:
        """The file's columns of the table of that row or head, against the exported ones."""
        head = self._tables.get(piece_id, "")
        exported = self._heads.get(head, ())
        return columns_of(exported, self._now.get(head, exported))

    def _is_as_exported(self, piece_id: str, cells: Sequence[str]) -> bool:
        if piece_id in self._tables:
            columns = self._columns(piece_id)
            if any(columns.own(cells)):
                return False
            cells = columns.back(cells)
        return digest(cells) == self._before.get(piece_id)

    def restored(self) -> Draft:
        """The draft out of the file alone: remembered grounds, the file's own words."""
        pieces = (self._refilled(piece) for piece in self._exported.pieces)
        return self._exported.model_copy(update={"pieces": tuple(piece for piece in pieces if piece)})

    def _refilled(self, piece: DraftPiece) -> DraftPiece | None:
        cells = self._told.get(piece.piece_id)
        if piece.kind == "head" or not cells:
            return piece.model_copy(update={"cells": piece.cells[1:]}) if len(piece.cells) > 1 else None
        changed = {} if self._is_as_exported(piece.piece_id, cells) else {"drafted": ()}
        cells = self._columns(piece.piece_id).back(cells) if piece.piece_id in self._tables else cells
        return piece.model_copy(update={"cells": cells, **changed})

    def laid(self, pieces: Sequence[DraftPiece]) -> Iterator[DraftPiece]:
        """The draft's pieces with every row, struck and new ones too, under the columns as the file has them."""
        head: tuple[str, ...] = ()
        columns = columns_of(head, head)
        for piece in pieces:
            if piece.kind == "head":
                head, columns = piece.cells, columns_of(piece.cells, self._now.get(piece.piece_id, piece.cells))
            yield _laid(piece, columns) if piece.kind == "row" and head else piece

    def taken(self, piece: DraftPiece) -> DraftPiece:
        """A piece: struck where the file has it no more, reworded where its words are others than were exported."""
        cells = self._told.get(piece.piece_id)
        if piece.piece_id not in self._before:
            return piece
        if cells is None or not any(cells):
            gone = piece.kind in self._only and piece.kind != "head"
            return piece.model_copy(update={"struck": True}) if gone else piece
        untouched = self._is_as_exported(piece.piece_id, cells)
        if piece.kind == "head":
            untouched = untouched and self._columns(piece.piece_id).stayed
        if piece.kind == "row":
            cells = (*cells, *[""] * (len(piece.cells) - len(cells)))
            untouched = untouched or digest(piece.cells) == digest(cells)
        return piece if untouched or cells == piece.cells else piece.reworded(cells)

    def in_order(self, pieces: Sequence[DraftPiece]) -> list[DraftPiece]:
        """Paragraphs among paragraphs and rows within their table, as the file has them; what it lacks stays put."""
        places = {piece.piece_id: at for at, piece in enumerate(self.pieces) if piece.piece_id}
        ordered = list(pieces)
        for table in ("", *self._heads):
            slots = [
                at for at, piece in enumerate(pieces)
                if piece.piece_id in places and piece.kind != "head" and self._tables.get(piece.piece_id, "") == table
            ]  # fmt: skip
            sorted_slots = sorted(slots, key=lambda at: places[pieces[at].piece_id])
            for slot, at in zip(slots, sorted_slots, strict=True):
                ordered[slot] = pieces[at]
        return ordered


def _tables(pieces: Sequence[DraftPiece]) -> Iterator[tuple[str, str]]:
    """Each row and head with the id of its head."""
    head = ""
    for piece in pieces:
        head = piece.piece_id if piece.kind == "head" else head
        if piece.kind in ("head", "row"):
            yield piece.piece_id, head


def _laid(piece: DraftPiece, columns: Columns) -> DraftPiece:
    """The row under the file's columns, what was drafted as well."""
    if columns.stayed:
        return piece
    drafted = columns.laid(piece.drafted) if piece.drafted else piece.drafted
    return piece.model_copy(update={"cells": columns.laid(piece.cells), "drafted": drafted})


def _with_additions(draft: Draft, pieces: Sequence[ReturnedPiece]) -> Draft:
    """The person's own pieces, each behind the one that it stands behind in the file."""
    last = ""
    for piece in pieces:
        if piece.piece_id:
            last = piece.piece_id
        elif last and any(piece.cells):
            before = {each.piece_id for each in draft.pieces}
            kind = _kind(draft, piece, last)
            cells = piece.cells if kind == "row" else ("　".join(filter(None, piece.cells)),)
            draft = draft.with_new(cells, after=last, kind=kind)
            last = next(each.piece_id for each in draft.pieces if each.piece_id not in before)
    return draft


def _kind(draft: Draft, piece: ReturnedPiece, last: str) -> PieceKind:
    """A row within a table of ours, else by its number, else that of an item it stands behind; rows of a table that the
    person put into the text are paragraphs.
    """
    behind = draft.piece(last)
    if piece.kind in ("head", "row") and behind and behind.kind in ("head", "row"):
        return "row"
    level = next((kind for pattern, kind in _LEVELS if pattern.match(piece.cells[0])), None)
    return level or ("third" if behind and behind.kind == "third" else "body")


def _even(draft: Draft) -> Draft:
    """Every row as long as its head: what a person left out is empty, what goes beyond stands in the last cell."""
    width, pieces = 0, []
    for piece in draft.pieces:
        width = len(piece.cells) if piece.kind == "head" else width
        if piece.kind == "row" and len(piece.cells) != width:
            cells = (*piece.cells, *[""] * (width - len(piece.cells)))
            rest = "；".join(filter(None, cells[width - 1 :]))
            piece = piece.model_copy(update={"cells": (*cells[: width - 1], rest)})
        pieces.append(piece)
    return draft.model_copy(update={"pieces": tuple(pieces)})


def _told(draft: Draft, returned: ReturnedPaper) -> Draft:
    """With a note for each place where a person changed the words of a source, and for what stands beside the draft."""
    said = (" ".join(text.split()) for text in returned.requoted)
    notes = [_REQUOTED.format(text if len(text) <= _LONGEST_NOTE else f"{text[:_LONGEST_NOTE]}……") for text in said]
    return draft.model_copy(update={"notes": tuple(dict.fromkeys((*draft.notes, *notes, *returned.told)))})
