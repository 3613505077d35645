"""The clause tree of a document: every visible character outside of the chrome in exactly one clause.

Covered: numbers of every official kind, headings on their own line or run into the paragraph, interviews, annexes,
tables real and flattened, texts without any number. Not covered: two-column layouts that the reader left interleaved.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from policy.blocks import split_blocks
from policy.body import read_body, read_paragraphs
from policy.documents import Clause, PolicyTable
from policy.elements import DocumentHeader
from policy.flat_tables import FlatTable, find_flat_tables
from policy.headings import read_headings
from policy.locators import address_pieces
from policy.marks import Passage, accept_numbers, read_passages
from policy.matter import end_start, front_length, read_end, read_front
from policy.numbering import LEVELS
from policy.parts import Part, split_parts
from policy.pieces import Piece, shifted
from policy.points import part_points
from policy.readers.source import SourceText
from policy.sections import mark_sections
from policy.spans import merged_spans
from policy.table_rows import draft_flat_tables, is_measure, pair_rows, print_tables
from policy.tables import DraftTable, draft_table
from policy.text_tables import find_text_tables
from policy.values import Frozen, Span
from policy.weaving import weave


class Outline(Frozen):
    """Clauses and tables in reading order; mirrors pair a table row's clause id with that of the measure it repeats."""

    clauses: tuple[Clause, ...]
    tables: tuple[PolicyTable, ...] = ()
    mirrors: tuple[tuple[str, str], ...] = ()


def read_outline(
    source: SourceText, *, doc_id: str, chrome: tuple[Span, ...] = (), header: DocumentHeader | None = None
) -> Outline:
    """The outline of a text; the same text always gets the same clause ids."""
    text = source.text
    chrome = merged_spans(chrome)
    drafts = _drafts(source, chrome)
    taken = [*chrome, *(_span(draft) for draft in drafts)]
    flat = [table for table in find_flat_tables(text) if not _overlaps(_span(table), taken)]
    holes = merged_spans([*taken, *(_span(table) for table in flat)])
    pieces = part_points(text, _read_pieces(source, holes, header))
    drafts = sorted([*drafts, *_flat_drafts(text, flat, pieces)], key=lambda draft: draft.start)
    woven = weave(text, pieces, holes=holes, tables=drafts)
    clauses = _clauses(source, woven.pieces, doc_id=doc_id)
    tables = print_tables(text, clauses, drafts, woven.rows)
    return Outline(clauses=clauses, tables=tables, mirrors=pair_rows(text, clauses))


def _drafts(source: SourceText, chrome: tuple[Span, ...]) -> list[DraftTable]:
    """The tables that the format states, then those of the text that lie outside of them."""
    real = [draft for table in source.tables if (draft := draft_table(source.text, table))]
    real = [draft for draft in real if not _overlaps(_span(draft), chrome)]
    stated = [*chrome, *(Span(start=table.start, end=table.end) for table in source.tables)]
    apart = (
        table
        for table in find_text_tables(source.text)
        if not _overlaps(Span(start=table.start, end=table.end), stated)
    )
    return [*real, *(draft for table in apart if (draft := draft_table(source.text, table)))]


def _flat_drafts(text: str, flat: Sequence[FlatTable], pieces: Sequence[Piece]) -> list[DraftTable]:
    """The flattened tables, whose rows may repeat the body's measures."""
    measures = (p for p in pieces if flat and p.kind == "item" and is_measure(text[p.start : p.end]))
    return draft_flat_tables(text, flat, [Span(start=p.start, end=p.end) for p in measures])


def _span(table: DraftTable | FlatTable) -> Span:
    return Span(start=table.start, end=table.end)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _read_pieces(source: SourceText, holes: tuple[Span, ...], header: DocumentHeader | None) -> list[Piece]:
    text = source.text
    passages = mark_sections(source, read_passages(text, list(split_blocks(text, holes))), header)
    pieces: list[Piece] = []
    for part in split_parts(text, passages):
        pieces += _read_part(text, passages[part.start : part.end], part, offset=len(pieces))
    return pieces


def _read_part(text: str, passages: Sequence[Passage], part: Part, *, offset: int) -> list[Piece]:
    head = [_annex(text, passages[: part.head], part.name)] if part.head else []
    body = accept_numbers(text, passages[part.head :])
    pieces = _read_main(text, body) if not head else _read_annex(text, body)
    return [*head, *shifted(pieces, by=offset + len(head), root=offset if head else None)]


def _read_main(text: str, passages: Sequence[Passage]) -> list[Piece]:
    first = next((index for index, p in enumerate(passages) if p.numeral), None)
    start = front_length(passages) if first is None else first
    end = end_start(passages, start)
    front = read_front(text, passages[:start], bodied=first is not None)
    body = read_paragraphs(passages[start:end]) if first is None else read_body(text, passages[start:end])
    return [*front, *shifted(body, by=len(front), root=None), *read_end(passages[end:])]


def _read_annex(text: str, passages: Sequence[Passage]) -> list[Piece]:
    first = next((index for index, p in enumerate(passages) if p.numeral), None)
    end = end_start(passages, first or 0)
    lead = read_paragraphs(passages[: end if first is None else first])
    body = [] if first is None else read_body(text, passages[first:end])
    return [*lead, *shifted(body, by=len(lead), root=None), *read_end(passages[end:])]


def _annex(text: str, passages: Sequence[Passage], name: str) -> Piece:
    first, last = passages[0].block, passages[-1].block
    lines = [text[p.block.body : p.block.end] for p in passages]
    heading = "".join(lines[1:]) or lines[0].split("：", 1)[-1].split(":", 1)[-1]
    return Piece("annex", first.start, first.body, last.end, name=name, heading=heading.strip("* "))


def _clauses(source: SourceText, pieces: Sequence[Piece], *, doc_id: str) -> tuple[Clause, ...]:
    text = source.text
    headings = read_headings(text, pieces)
    addresses = address_pieces(text, pieces)
    levels = _levels(pieces)
    pages = [page.start for page in source.pages]
    return tuple(
        Clause(
            clause_id=f"{doc_id}-{index + 1}", doc_id=doc_id, kind=piece.kind, level=levels[index],
            number=text[piece.numeral.start : piece.numeral.end] if piece.numeral else "", heading=headings[index],
            text=text[piece.start : piece.end], path=addresses[index].path, locator=addresses[index].locator,
            start=piece.start, end=piece.end,
            parent_id=None if piece.parent is None else f"{doc_id}-{piece.parent + 1}",
            page=source.pages[max(0, bisect_right(pages, piece.start) - 1)].number if pages else None,
        )
        for index, piece in enumerate(pieces)
    )  # fmt: skip


def _levels(pieces: Sequence[Piece]) -> list[int]:
    levels: list[int] = []
    for piece in pieces:
        above = 0 if piece.parent is None else levels[piece.parent]
        levels.append(max(LEVELS[piece.numeral.family], above + 1) if piece.numeral else 0)
    return levels
