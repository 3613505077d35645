"""Tables of a Word file: heads repeated on every page, rows that stay whole, widths by what stands in the columns."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Emu, Pt
from docx.table import _Cell, _Row

from exports.cells import plain, width
from exports.manuscript import Grid, Run, without_marks
from exports.typography import CELL, CELL_HEAD, Face
from exports.word_text import write_run

_STANDING_AREA = 84  # half-width characters of 五号 in 156 mm
_ENOUGH, _CELL_EDGES = 18, 2  # what a long cell can be folded to and still be read, and the room beside it
_WIDEST_SHARE, _NARROWEST_SHARE = 44, 6  # characters beyond or below which a column's share does not change
_SHORT = 8  # columns of a number or a word are centred
_PADDING = 1.5  # points above and below a line of a cell


def is_wide(grid: Grid) -> bool:
    """Whether the table wants a page that lies."""
    return sum(min(chars, _ENOUGH) + _CELL_EDGES for chars in _longest(grid)) > _STANDING_AREA


def add_grid(document: Document, grid: Grid) -> None:
    """The table at the full width of the type area, first row repeated on every page."""
    table = document.add_table(rows=0, cols=len(grid.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(document, grid)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    centred = [max(width(without_marks(text)) for text in texts) <= _SHORT for texts in zip(*grid.rows, strict=True)]
    for number, texts in enumerate((grid.columns, *grid.rows)):
        row = table.add_row()
        _flag(row, "w:cantSplit")
        if number == 0:
            _flag(row, "w:tblHeader")
        face = CELL if number else CELL_HEAD
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[at]
            _write(cell, text, face, centred=number == 0 or (bool(centred) and centred[at]))


def _flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widths(document: Document, grid: Grid) -> Sequence[Emu]:
    """The type area shared out by the square roots of the longest cells: long texts wrap, short ones need not."""
    section = document.sections[-1]
    area = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    shares = [min(max(chars, _NARROWEST_SHARE), _WIDEST_SHARE) ** 0.7 for chars in _longest(grid)]
    return [Emu(int(area * share / sum(shares))) for share in shares]


def _longest(grid: Grid) -> list[int]:
    """The width of the longest cell of each column, its head included."""
    columns = zip(grid.columns, *grid.rows, strict=True)
    return [max(width(without_marks(text)) for text in texts) for texts in columns]


def _write(cell: _Cell, text: str, face: Face, *, centred: bool) -> None:
    for number, line in enumerate(plain(text).split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        shape = paragraph.paragraph_format
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(face.size * 1.4)
        shape.space_before = shape.space_after = Pt(_PADDING)
        write_run(paragraph, Run(text=line), face)
