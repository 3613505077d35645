"""Tables of a web page: which hold data and where their cells stand, and which only arrange the page."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from lxml.html import HtmlElement

from policy.readers.grid import GridCell, is_form
from policy.readers.page import flat, is_layout, tag_of

Rows: TypeAlias = Sequence[Sequence[HtmlElement]]

# A wider one is a mistake, and would only cost memory.
_LARGEST_SPAN = 200


def data_rows(table: HtmlElement) -> Rows | None:
    """The rows of a table that holds data; None for one that only arranges the page."""
    if is_layout(table):
        return None
    rows = [[cell for cell in row if tag_of(cell) in {"td", "th"}] for row in table.iter("tr")]
    texts = ([text for text in map(flat, row) if text] for row in rows)
    filled = [row for row in texts if row]
    if not any(len(row) > 1 for row in filled) or (len(filled) == 1 and not is_form(filled)):
        return None
    return [row for row in rows if row]


def grid_of(rows: Rows, *, text_of: Callable[[HtmlElement], str]) -> Iterator[GridCell]:
    """The cells at their places, by rowspan and colspan."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            height, width = min(_span(cell, "rowspan"), len(rows) - row), _span(cell, "colspan")
            taken.update((row + down, column + right) for down in range(height) for right in range(width))
            yield GridCell(row=row, column=column, row_span=height, column_span=width, text=text_of(cell))
            column += width


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), _LARGEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 9 else 1
