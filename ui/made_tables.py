"""Tables of an answer that a tool made to order: they leave the house as they were made, not as they were written.

Markdown knows neither bars nor line ends in a cell, and one mark a row; the made table holds each cell's own text and
where it stands. A table that a model put in other words is not recognised and is read from the answer.
"""

from collections.abc import Sequence

from exports.manuscript import Grid, without_marks
from exports.tables import ExportTable, Source
from tools.evidence import SourceRef
from tools.sources import Sources
from tools.tables import AnswerTable


def original(grid: Grid, made: Sequence[AnswerTable]) -> AnswerTable | None:
    """The made table that an answer's table is the writing of; None where it is nobody's."""
    shown = [[_bare(cell) for cell in row] for row in grid.rows]
    alike = (table for table in made if table.columns == grid.columns)
    return next((table for table in alike if [[_bare(v.text) for v in row] for row in table.rows] == shown), None)


def as_made(written: ExportTable, table: AnswerTable, sources: Sources) -> ExportTable:
    """The written table with the made cells under the same columns, and behind each row what all its cells rest on.

    Its sources stay the written ones where a document has left the library meanwhile.
    """
    kept = [table.columns.index(column) for column in written.columns]
    rows = tuple(tuple(row[at].text for at in kept) for row in table.rows)
    found = [[sources.of(ref) for ref in outermost(_refs(table, at))] for at in range(len(rows))]
    known = [tuple(source for source in each if source) for each in found]
    whole = all(len(each) == len(all_of_row) > 0 for each, all_of_row in zip(known, found, strict=True))
    told = tuple(_joined(each) for each in known) if whole else written.sources
    return written.model_copy(update={"rows": rows, "sources": told})


def outermost(refs: Sequence[SourceRef]) -> tuple[SourceRef, ...]:
    """The spans that lie within no other of them, each once.

    >>> inner, outer = (SourceRef(clause_id="0123456789-1", start=0, end=end) for end in (4, 9))
    >>> [ref.end for ref in outermost((inner, outer, inner))]
    [9]
    """
    distinct = tuple(dict.fromkeys(refs))
    return tuple(ref for ref in distinct if not any(_within(ref, other) for other in distinct))


def _within(ref: SourceRef, other: SourceRef) -> bool:
    inside = other.start <= ref.start and ref.end <= other.end
    return inside and ref.clause_id == other.clause_id and ref != other


def _refs(table: AnswerTable, at: int) -> tuple[SourceRef, ...]:
    return (table.row_refs[at], *(ref for value in table.rows[at] for ref in value.refs))


def _joined(sources: Sequence[Source]) -> Source:
    """Several stand under each other; a reference that several words share is told once."""
    return Source(
        reference="\n".join(dict.fromkeys(source.reference for source in sources)),
        quote="\n".join(source.quote for source in sources),
    )


def _bare(cell: str) -> str:
    return "".join(without_marks(cell).replace("｜", "|").split())
