"""A draft as it leaves the house: numbered marks, the annex of sources, and what the file keeps to be known again by.

What the file remembers of a piece is a digest of its words, never what was drafted before a person changed it: whoever
receives the file learns nothing that it does not show.
"""

from collections.abc import Iterator

from exports.papers import FRAME, DraftPaper, Piece, digest
from exports.tables import Source
from tools.drafts import Draft, DraftPiece
from tools.evidence import SourceRef
from tools.outlines import BULLET_CLASS_NAMES
from tools.sources import Sources
from vectorstore.library import PolicyLibrary

_TOLD_LABELS = frozenset(BULLET_CLASS_NAMES.values())
# Headings of an outline are a model's or a duty's own: the note on the model and the points below say from where.
_HEADINGS = ("first", "second")


def draft_paper(library: PolicyLibrary, draft: Draft) -> DraftPaper:
    """The pieces that stand, each with the numbers of its sources in the order of their first use."""
    book = _Annex(library, by_document=draft.kind == "division")
    pieces = tuple(_piece(draft, piece, book) for piece in draft.standing)
    return DraftPaper(
        paper_id=draft.draft_id, title=draft.title, pieces=pieces, sources=tuple(book.sources), notes=draft.notes,
        memory=remembered(draft).model_dump_json(exclude_defaults=True),
    )  # fmt: skip


def _piece(draft: Draft, piece: DraftPiece, book: "_Annex") -> Piece:
    bare = piece.kind in _HEADINGS or (piece.kind == "third" and not piece.label and draft.kind == "outline")
    label = "本人改写" if piece.drafted else "本人新增" if piece.drafted == () else piece.label
    marks = () if bare else tuple(book.numbers(piece))
    by_document = draft.kind == "division"
    return Piece(
        piece_id=piece.piece_id, kind=piece.kind, cells=piece.cells, marks=() if by_document else marks, label=label,
        note=piece.note, source=book.first(piece) if by_document else Source(),
    )  # fmt: skip


class _Annex:
    """A source a clause, in the order of first use, with all its words that are used; of a table a source a document,
    since its rows name their clauses themselves.
    """

    def __init__(self, library: PolicyLibrary, *, by_document: bool) -> None:
        self._sources = Sources(library)
        self._by_document = by_document
        self._numbers: dict[str, int] = {}
        self.sources: list[Source] = []

    def numbers(self, piece: DraftPiece) -> Iterator[int]:
        """The numbers of a piece's sources, each once."""
        found = (self.number(ref, piece) for ref in piece.refs)
        yield from dict.fromkeys(number for number in found if number)

    def first(self, piece: DraftPiece) -> Source:
        """Where a row of a table of duties stands, and its duty in its own words."""
        return next((found for ref in piece.refs[:1] if (found := self._sources.of(ref))), Source())

    def number(self, ref: SourceRef, piece: DraftPiece) -> int | None:
        """The number of a source; None where its document is gone."""
        key = ref.clause_id.rpartition("-")[0] if self._by_document else ref.clause_id
        source = self._sources.document(ref) if self._by_document else self._sources.of(ref)
        if source is None:
            return None
        if key not in self._numbers:
            self.sources.append(_told(source, piece) if ref == piece.refs[0] else source)
            self._numbers[key] = len(self.sources)
        number = self._numbers[key]
        self.sources[number - 1] = _with_words(self.sources[number - 1], source.quote)
        return number


def _with_words(source: Source, quote: str) -> Source:
    """The source with these words as well, behind dots where they are further ones."""
    if quote in source.quote:
        return source
    return source.model_copy(update={"quote": quote if source.quote in quote else f"{source.quote}……{quote}"})


def _told(source: Source, piece: DraftPiece) -> Source:
    """With the class of the first point that rests on it, and its note: 〔本区基础，主题相近，请核对是否适用〕."""
    if piece.label not in _TOLD_LABELS:
        return source
    told = "，".join(filter(None, (piece.label, piece.note)))
    return source.model_copy(update={"reference": f"〔{told}〕{source.reference}"})


def remembered(draft: Draft) -> Draft:
    """The draft with digests for words: what a file carries along.

    Words are kept of the frame, which a workbook does not show, and of heads, by which columns are known again.
    """
    pieces = tuple(
        piece.model_copy(
            update={
                "cells": (digest(piece.cells), *(piece.cells if piece.kind in (*FRAME, "head") else ())),
                "drafted": () if piece.is_theirs else None,
                "plain": None,
                "wording": "",
            }
        )
        for piece in draft.standing
    )
    return draft.model_copy(update={"pieces": pieces})
