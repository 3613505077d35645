"""A draft as a workbook: its paragraphs on the first sheet, each table on one of its own, ids in hidden columns."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from exports.papers import FRAME, DraftPaper, Piece, PieceKind, digest
from exports.tables import ExportTable, Source
from exports.workbook import write_xlsx

TEXT_COLUMNS = ("层次", "内容", "依据类别", "说明")
KIND_NAMES: dict[PieceKind, str] = {
    "title": "标题", "recipient": "主送机关", "first": "一级标题", "second": "二级标题", "third": "条目",
    "body": "正文", "signature": "署名", "date": "成文日期",
}  # fmt: skip


def write_paper_xlsx(paper: DraftPaper, path: Path, *, told: Callable[[int, int], None] | None = None) -> None:
    """Write the draft; told hears how many rows are written, of how many. Raises ExportError."""
    write_xlsx(paper_tables(paper), path, memory=paper.memory, told=told)


def paper_tables(paper: DraftPaper) -> tuple[ExportTable, ...]:
    """The text where there is more than a table's frame, then each table."""
    text = [piece for piece in paper.pieces if piece.kind in KIND_NAMES]
    tables = tuple(_tables(paper))
    if tables and all(piece.kind in FRAME for piece in text):
        return tables
    rows = tuple((KIND_NAMES[p.kind], p.cells[0], p.label, p.note) for p in text)
    return (_table(paper, paper.title, TEXT_COLUMNS, rows, text, head="text"), *tables)


def _tables(paper: DraftPaper) -> Iterator[ExportTable]:
    heads = [at for at, piece in enumerate(paper.pieces) if piece.kind == "head"]
    for number, at in enumerate(heads, start=1):
        rows = []
        for piece in paper.pieces[at + 1 :]:
            if piece.kind != "row":
                break
            rows.append(piece)
        title = paper.title if len(heads) == 1 else f"{paper.title}（表{number}）"
        head = paper.pieces[at]
        yield _table(paper, title, head.cells, tuple(row.cells for row in rows), rows, head=head.piece_id)


def _table(
    paper: DraftPaper,
    title: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    pieces: Sequence[Piece],
    *,
    head: str,
) -> ExportTable:
    sources = tuple(_source(paper, piece) for piece in pieces)
    ids = [head, *(f"{piece.piece_id}_{_digest(source)}" for piece, source in zip(pieces, sources, strict=True))]
    return ExportTable(
        title=title, columns=columns, rows=rows, sources=sources, note="；".join(paper.notes),
        keys=tuple(f"{paper.paper_id}_{each}" for each in ids),
    )  # fmt: skip


def _digest(source: Source) -> str:
    """Of what stands beside a row: words of a source that a person changed are known by it."""
    return digest((source.reference + source.quote,))


def _source(paper: DraftPaper, piece: Piece) -> Source:
    cited = [paper.sources[number - 1] for number in piece.marks] or [piece.source]
    return Source(
        reference="\n".join(each.reference for each in cited),
        quote="\n".join(" ".join(each.quote.split()) for each in cited if each.quote),
    )
