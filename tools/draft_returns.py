"""An edited file taken back into its draft: what a person changed becomes theirs, the rest stays as it was.

A piece whose words are those of the file as it was exported was not touched there, and keeps what was made of it on the
page meanwhile. Without a kept draft the file's own memory tells which pieces were changed, though not what stood there.
"""

import re

from pydantic import ValidationError

from exports.papers import PieceKind, ReturnedPaper, ReturnedPiece
from policy.errors import ToolError
from tools.draft_papers import digest
from tools.drafts import Draft, DraftPiece

_LEVELS: tuple[tuple[re.Pattern[str], PieceKind], ...] = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、"), "first"),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"), "second"),
    (re.compile(r"\d{1,2}[.．、]"), "third"),
)  # fmt: skip


def take_back(returned: ReturnedPaper, kept: Draft | None) -> Draft:
    """The draft with the person's changes. kept is the draft of that id, None where it is kept no more.

    Raises ToolError where neither a kept draft nor the file's memory says what it was.
    """
    exported = _memory(returned)
    draft = kept or (_restored(returned, exported) if exported else None)
    if draft is None:
        raise ToolError("这份文件里的编号信息已被清除，原稿也不在这里，无法对照；请用当初导出的文件，或重新起草。")
    digests = _digests(exported, draft)
    told = {piece.piece_id: piece for piece in returned.pieces if piece.piece_id}
    for piece in draft.pieces:
        if piece.piece_id in digests:
            draft = _with_changes(draft, piece, digests[piece.piece_id], told.get(piece.piece_id), returned)
    return _even(_with_additions(draft, returned))


def _digests(exported: Draft | None, draft: Draft) -> dict[str, str]:
    """What the file held of each piece when it was written: as it remembers, else as the draft is now."""
    if exported:
        return {piece.piece_id: piece.cells[0] for piece in exported.pieces}
    return {piece.piece_id: digest(piece.cells) for piece in draft.standing}


def _memory(returned: ReturnedPaper) -> Draft | None:
    """What the file remembers; a memory of another draft than its paragraphs name is none."""
    try:
        exported = Draft.model_validate_json(returned.memory) if returned.memory else None
    except ValidationError:
        return None
    return exported if exported and exported.draft_id == returned.paper_id else None


def _restored(returned: ReturnedPaper, exported: Draft) -> Draft:
    """The draft out of the file alone: remembered grounds, the file's own words."""
    words = {piece.piece_id: piece.cells for piece in returned.pieces}
    pieces = [
        _refilled(piece, words.get(piece.piece_id) or piece.cells[1:])
        for piece in exported.pieces
        if piece.piece_id in words or len(piece.cells) > 1
    ]
    return exported.model_copy(update={"pieces": tuple(pieces)})


def _refilled(piece: DraftPiece, words: tuple[str, ...]) -> DraftPiece:
    changed = {"drafted": ()} if digest(words) != piece.cells[0] else {}
    return piece.model_copy(update={"cells": words, **changed})


def _with_changes(
    draft: Draft, piece: DraftPiece, before: str, told: ReturnedPiece | None, returned: ReturnedPaper
) -> Draft:
    """One piece: struck where the file has it no more, reworded where its words are others than were exported."""
    if told is None or not any(told.cells):
        missing = piece.kind in returned.only
        return draft.with_piece(piece.model_copy(update={"struck": True})) if missing else draft
    if digest(told.cells) == before or told.cells == piece.cells:
        return draft
    return draft.with_piece(piece.reworded(told.cells))


def _with_additions(draft: Draft, returned: ReturnedPaper) -> Draft:
    """The person's own pieces, each behind the one that it stands behind in the file."""
    last = ""
    for piece in returned.pieces:
        if piece.piece_id:
            last = piece.piece_id
        elif last and any(piece.cells):
            before = {each.piece_id for each in draft.pieces}
            draft = draft.with_new(piece.cells, after=last, kind=_kind(draft, piece, last))
            last = next(each.piece_id for each in draft.pieces if each.piece_id not in before)
    return draft


def _kind(draft: Draft, piece: ReturnedPiece, last: str) -> PieceKind:
    """By its number, else that of an item it stands behind."""
    if piece.kind == "row":
        return "row"
    level = next((kind for pattern, kind in _LEVELS if pattern.match(piece.cells[0])), None)
    behind = draft.piece(last)
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
