"""Ruled tables of a PDF page: the grid from pdfplumber, the characters from the page's own glyphs."""

import io
from collections.abc import Sequence
from itertools import pairwise

import pdfplumber

from policy.readers.glyphs import Glyph, lines_of
from policy.readers.grid import GridCell
from policy.readers.layout import Table

Box = tuple[float, float, float, float]
# Lines nearer than this, in points, are one line, perhaps a double one: no type fits between them.
SAME_LINE = 7.0


def ruled_tables(data: bytes, index: int, glyphs: Sequence[Glyph]) -> tuple[tuple[Table, ...], list[Glyph]]:
    """The tables of the page of that 0-based index, and the glyphs that stand outside of them."""
    with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as document:
        found = [[box for box in table.cells if _is_room(box)] for table in document.pages[0].find_tables()]
    tables, outside = [], list(glyphs)
    for boxes in found:
        rows, columns = _edges([box[1::2] for box in boxes]), _edges([box[0::2] for box in boxes])
        if len(columns) < 3 or len(rows) < 3:
            continue
        cells = tuple(_cell(box, rows, columns, outside) for box in boxes)
        if any(cell.text for cell in cells):
            tables.append(Table(cells=cells, baseline=min(box[1] for box in boxes)))
            inside = {id(glyph) for box in boxes for glyph in _within(box, outside)}
            outside = [glyph for glyph in outside if id(glyph) not in inside]
    return tuple(tables), outside


def _is_room(box: Box) -> bool:
    return box[2] - box[0] > SAME_LINE and box[3] - box[1] > SAME_LINE


def _edges(pairs: Sequence[tuple[float, ...]]) -> list[float]:
    """The places of the grid's lines, nearly equal ones as one."""
    places = sorted({place for pair in pairs for place in pair})
    return [place for before, place in pairwise([-SAME_LINE * 2, *places]) if place - before > SAME_LINE]


def _cell(box: Box, rows: Sequence[float], columns: Sequence[float], glyphs: Sequence[Glyph]) -> GridCell:
    left, top, right, bottom = box
    row, column = _nearest(rows, top), _nearest(columns, left)
    # A cell's lines wrap as it is wide, so they are one text.
    text = "".join(line.text for line in lines_of(_within(box, glyphs)))
    return GridCell(
        row=row,
        column=column,
        row_span=max(_nearest(rows, bottom) - row, 1),
        column_span=max(_nearest(columns, right) - column, 1),
        text=text,
    )


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))


def _within(box: Box, glyphs: Sequence[Glyph]) -> list[Glyph]:
    left, top, right, bottom = box
    return [
        glyph
        for glyph in glyphs
        if left - 1 <= glyph.x + glyph.width / 2 <= right + 1 and top < glyph.baseline < bottom + 1
    ]
