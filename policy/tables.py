"""Tables before their rows are clauses: a grid with its merged cells filled forward, each row standing by itself.

Covered: real tables of docx, xlsx, html and pdf; flattened ones come from `policy.flat_tables` in the same form. A
table of 'label: value' pairs (信息公开) and a box of one column are text, not tables.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policy.readers.source import SourceCell, SourceTable
from policy.shapes import shape_of
from policy.values import Span

NUMBER_COLUMNS = frozenset({"序号", "编号", "行号", "No.", "NO."})


class DraftCell(NamedTuple):
    """A cell under its column's wording; start and end are its span, that of the merged cell where it is filled in."""

    column: str
    start: int
    end: int


class DraftRow(NamedTuple):
    """A row; start and end enclose what is printed in it, number is the printed 序号 or ''."""

    start: int
    end: int
    number: str
    cells: tuple[DraftCell, ...]


class DraftTable(NamedTuple):
    """header is the span of the column names and what else stands above the first row, None where rows come first."""

    start: int
    end: int
    header: Span | None
    columns: tuple[str, ...]
    rows: tuple[DraftRow, ...]


def draft_table(text: str, table: SourceTable) -> DraftTable | None:
    r"""The rows of a real table, or None where it is better read as running text.

    >>> cells = [(0, 0, "序号"), (0, 1, "任务"), (1, 0, "1"), (1, 1, "推进审批改革")]
    >>> text = "序号\t任务\n1\t推进审批改革"
    >>> spans = [SourceCell(row=r, column=c, row_span=1, column_span=1, start=text.find(w), end=text.find(w) + len(w))
    ...          for r, c, w in cells]
    >>> draft_table(text, SourceTable(start=0, end=len(text), header_rows=1, cells=tuple(spans))).rows[0].number
    '1'
    """
    cells = sorted((cell for cell in table.cells if cell.start < cell.end), key=lambda cell: (cell.row, cell.column))
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    if width < 2 or not _is_read_by_rows(cells) or _is_metadata(text, cells):
        return None
    columns = _columns(text, cells, table.header_rows, width)
    rows = _rows(text, cells, table.header_rows, columns)
    if len(rows) < 1:
        return None
    rows = _stretched(text, rows, table)
    header = trimmed(text, table.start, rows[0].start)
    return DraftTable(table.start, rows[-1].end, header if header.start < header.end else None, columns, rows)


def trimmed(text: str, start: int, end: int) -> Span:
    r"""The span without white space at its ends; empty where there is nothing else.

    >>> trimmed(" 序号\n", 0, 4)
    Span(start=1, end=3)
    """
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start=start, end=max(start, start + len(words.strip())))


def _stretched(text: str, rows: Sequence[DraftRow], table: SourceTable) -> tuple[DraftRow, ...]:
    """The rows with the bars and rules printed around their cells: each reaches up to the line of the next."""
    starts: list[int] = []
    floor = table.start
    for row in rows:
        starts.append(max(text.rfind("\n", 0, row.start) + 1, floor))
        floor = row.end
    ends = [*starts[1:], max(table.end, rows[-1].end)]
    spans = [trimmed(text, start, end) for start, end in zip(starts, ends, strict=True)]
    return tuple(row._replace(start=span.start, end=span.end) for row, span in zip(rows, spans, strict=True))


def _is_read_by_rows(cells: Sequence[SourceCell]) -> bool:
    return all(before.end <= cell.start for before, cell in pairwise(cells))


def _is_metadata(text: str, cells: Sequence[SourceCell]) -> bool:
    names = [f"{text[cell.start : cell.end].strip('：: ')}：" for cell in cells]
    labels = sum(shape_of(name, 0, len(name)) == "metadata" for name in names)
    return labels >= 3 and labels * 4 >= len(cells)


def _columns(text: str, cells: Sequence[SourceCell], header_rows: int, width: int) -> tuple[str, ...]:
    """The wording over each column: that of the lowest header cell; names under a merged one carry its name too."""
    names: list[list[str]] = [[] for _ in range(width)]
    for cell in cells:
        if cell.row < header_rows:
            wording = "".join(text[cell.start : cell.end].split())
            for column in range(cell.column, min(width, cell.column + cell.column_span)):
                names[column].append(wording)
    return tuple("".join(dict.fromkeys(parts)) for parts in names)


def _rows(text: str, cells: Sequence[SourceCell], header_rows: int, columns: tuple[str, ...]) -> tuple[DraftRow, ...]:
    printed: defaultdict[int, list[SourceCell]] = defaultdict(list)
    filled: dict[tuple[int, int], SourceCell] = {}
    for cell in cells:
        if cell.row >= header_rows:
            printed[cell.row].append(cell)
            for row in range(cell.row, cell.row + min(cell.row_span, 500)):
                filled[row, cell.column] = cell
    return tuple(
        _row(text, own, [filled[row, column] for column in range(len(columns)) if (row, column) in filled], columns)
        for row, own in sorted(printed.items())
    )


def _row(text: str, own: Sequence[SourceCell], cells: Sequence[SourceCell], columns: tuple[str, ...]) -> DraftRow:
    drafts = tuple(DraftCell(columns[cell.column], cell.start, cell.end) for cell in cells)
    number = next((text[cell.start : cell.end].strip() for cell in drafts if cell.column in NUMBER_COLUMNS), "")
    return DraftRow(own[0].start, own[-1].end, number if number.isdecimal() else "", drafts)
