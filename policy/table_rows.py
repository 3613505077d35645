"""From drafts to the document's tables: cells of flattened rows, rows as clauses, and the measures that rows repeat."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from policy.column_names import column_kind
from policy.documents import Clause, PolicyTable, TableCell, TableRow
from policy.flat_cells import split_row
from policy.flat_tables import FlatTable
from policy.mirrors import MeasureIndex
from policy.tables import DraftCell, DraftRow, DraftTable
from policy.values import Span


def draft_flat_tables(text: str, tables: Sequence[FlatTable], measures: Sequence[Span]) -> list[DraftTable]:
    """Flattened tables with their cells; measures are the body's items, which their rows may repeat."""
    if not tables:
        return []
    index = MeasureIndex(text, measures)
    return [
        DraftTable(table.start, table.end, table.header, table.columns, tuple(_flat_rows(text, table, index)))
        for table in tables
    ]


def print_tables(
    text: str, clauses: Sequence[Clause], drafts: Sequence[DraftTable], places: Sequence[Sequence[int]]
) -> tuple[PolicyTable, ...]:
    """The tables with their rows' clauses; places[t][r] is the index of the clause of row r of table t."""
    return tuple(
        PolicyTable(
            table_id=f"{clauses[rows[0]].doc_id}-T{number}", doc_id=clauses[rows[0]].doc_id,
            title=_title(clauses, rows[0]), columns=draft.columns,
            rows=tuple(_print_row(text, clauses[at].clause_id, row) for at, row in zip(rows, draft.rows, strict=True)),
        )
        for number, (draft, rows) in enumerate(zip(drafts, places, strict=True), 1)
    )  # fmt: skip


def pair_rows(text: str, clauses: Sequence[Clause]) -> tuple[tuple[str, str], ...]:
    """(row, item) for each row that repeats an item of the body; an item is given to the row that is first."""
    rows = [clause for clause in clauses if clause.kind == "row"]
    if not rows:
        return ()
    items = [clause for clause in clauses if clause.kind == "item" and is_measure(clause.text)]
    index = MeasureIndex(text, [Span(start=item.start, end=item.end) for item in items])
    pairs: dict[str, str] = {}
    for row in rows:
        match = index.match(Span(start=row.start, end=row.end))
        if match and items[match.measure].clause_id not in pairs:
            pairs[items[match.measure].clause_id] = row.clause_id
    return tuple((row, item) for item, row in pairs.items())


def is_measure(words: str) -> bool:
    """Whether an item says what is to be done, rather than being a heading that rows repeat as their aspect.

    >>> is_measure("一、统筹推进疫情应对"), is_measure("5.梳理总结存在问题和短板，提出解决方案。")
    (False, True)
    """
    return "。" in words and len(words) >= 16


def _flat_rows(text: str, table: FlatTable, index: MeasureIndex) -> Iterator[DraftRow]:
    aspect: DraftCell | None = None
    for row in table.rows:
        match = index.match(Span(start=row.start, end=row.end))
        cells = split_row(text, row, table.columns, match, aspect)
        aspect = next((cell for cell in cells if column_kind(cell.column) == "aspect"), aspect)
        yield DraftRow(row.start, row.end, str(row.number), cells)


def _print_row(text: str, clause_id: str, row: DraftRow) -> TableRow:
    cells = (
        TableCell(column=cell.column, text=text[cell.start : cell.end], start=cell.start, end=cell.end)
        for cell in row.cells
    )
    return TableRow(clause_id=clause_id, cells=tuple(cells))


def _title(clauses: Sequence[Clause], first_row: int) -> str:
    """The heading of the clause that the table stands under, else the short line printed above it."""
    parent = clauses[first_row].parent_id
    above = [clause for clause in clauses[:first_row] if clause.clause_id == parent]
    if above and above[0].heading:
        return above[0].heading
    own = takewhile(lambda clause: clause.kind != "row", reversed(clauses[max(0, first_row - 2) : first_row]))
    lines = [clause.text.strip().splitlines()[-1] for clause in own if not clause.locator.endswith("表头")]
    return lines[0] if lines and len(lines[0]) <= 60 else ""
