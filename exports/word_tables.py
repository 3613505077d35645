"""Tables of a Word file: heads repeated on every page, rows that stay whole, widths by what stands in the columns.

Rows are written as XML with two paragraph styles, not cell by cell: ten thousand rows take seconds.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt
from markupsafe import escape

from exports.cells import plain, width
from exports.manuscript import MARK, Grid, without_marks
from exports.typography import CELL, CELL_HEAD, Face, points
from exports.word_text import EAST_ASIAN, LATIN

Told = Callable[[int, int], None]
_STANDING_AREA = 84  # half-width characters of 五号 in 156 mm
_ENOUGH, _CELL_EDGES = 18, 2  # what a long cell can be folded to and still be read, and the room beside it
_WIDEST_SHARE = 400  # characters beyond which a column's share does not grow
_LEAST = 8  # characters of its longest cell that every column gets before the rest is shared out
_SHORT = 8  # columns of a number or a word are centred
_PADDING = 1.5  # points above and below a line of a cell
_AT_ONCE = 500
HEAD_STYLE, CELL_STYLE = "表头", "表格文字"
_SPACE = nsdecls("w")
_OF_BOTH = re.compile("[“”‘’…—·]")


def is_wide(grid: Grid) -> bool:
    """Whether the table wants a page that lies."""
    return sum(min(chars, _ENOUGH) + _CELL_EDGES for chars in _longest(grid)) > _STANDING_AREA


def add_grid(document: Document, grid: Grid, *, names: Sequence[str] = (), told: Told | None = None) -> None:
    """The table at the full width of the type area, first row repeated on every page.

    names are bookmarks for the head and every row, in order; told hears how many rows are written, of how many.
    """
    _declare_styles(document)
    widths = _widths(document, grid)
    table = document.add_table(rows=0, cols=len(grid.columns))
    table.style, table.autofit = "Table Grid", False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    rows = _rows(grid, [wide // 635 for wide in widths], names)
    total, done = len(grid.rows) + 1, 0
    while some := list(islice(rows, _AT_ONCE)):
        table._tbl.extend(parse_xml(f"<w:tbl {_SPACE}>{''.join(some)}</w:tbl>"))
        done += len(some)
        if told:
            told(done, total)


def _rows(grid: Grid, twips: Sequence[int], names: Sequence[str]) -> Iterator[str]:
    short = [max(map(width, map(without_marks, texts))) <= _SHORT for texts in zip(*grid.rows, strict=True)]
    marks = [*names, *[""] * (len(grid.rows) + 1 - len(names))]
    yield _row(grid.columns, twips, [True] * len(twips), head=True, name=marks[0], number=0)
    for number, texts in enumerate(grid.rows, start=1):
        yield _row(texts, twips, short, head=False, name=marks[number], number=number)


def _row(
    texts: Sequence[str], twips: Sequence[int], centred: Sequence[bool], *, head: bool, name: str, number: int
) -> str:
    style = _style_id(HEAD_STYLE if head else CELL_STYLE)
    cells = [
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{_paragraphs(text, style, middle)}</w:tc>'
        for text, wide, middle in zip(texts, twips, centred, strict=True)
    ]
    if name:
        cells[0] = cells[0].replace("</w:pPr>", f"</w:pPr>{bookmark(name)}", 1)
    flags = f"<w:cantSplit/>{'<w:tblHeader/>' if head else ''}"
    return f"<w:tr><w:trPr>{flags}</w:trPr>{''.join(cells)}</w:tr>"


def bookmark(name: str) -> str:
    """A hidden bookmark: its name begins with an underscore, its number is made of the name."""
    number = int.from_bytes(name.encode()[-6:], "big") % 2_000_000_000
    return f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/><w:bookmarkEnd w:id="{number}"/>'


def _paragraphs(text: str, style: str, centred: bool) -> str:
    middle = '<w:jc w:val="center"/>' if centred else ""
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{middle}</w:pPr>{_runs(line)}</w:p>'
        for line in plain(text).split("\n")
    )


def _runs(line: str) -> str:
    """The line's text, marks [1] raised."""
    at, runs = 0, []
    for mark in MARK.finditer(line):
        runs += [_run(line[at : mark.start()]), _run(mark[0], raised=True)]
        at = mark.end()
    return "".join([*runs, _run(line[at:])])


def _run(text: str, *, raised: bool = False) -> str:
    if not text:
        return ""
    fonts = EAST_ASIAN if _OF_BOTH.search(text) else ""
    look = fonts + ('<w:vertAlign w:val="superscript"/>' if raised else "")
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _declare_styles(document: Document) -> None:
    """The two styles of cells, once a document."""
    known = {style.name for style in document.styles}
    for name, face in ((HEAD_STYLE, CELL_HEAD), (CELL_STYLE, CELL)):
        if name not in known:
            _declare(document, name, face)


def _declare(document: Document, name: str, face: Face) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), _style_id(name))
    style.base_style, style.hidden, style.quick_style = document.styles["Normal"], False, False
    style.font.name, style.font.size = LATIN, Pt(face.size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.name)
    shape = style.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if name == HEAD_STYLE else WD_ALIGN_PARAGRAPH.LEFT
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(face.size * 1.4)
    shape.space_before = shape.space_after = Pt(_PADDING)


def _style_id(name: str) -> str:
    return "CeWenHead" if name == HEAD_STYLE else "CeWenCell"


def _widths(document: Document, grid: Grid) -> Sequence[Emu]:
    """Room for a few characters for each column, the rest of the type area by what stands beyond them."""
    section = document.sections[-1]
    area = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    longest = _longest(grid)
    least = [min(chars, _LEAST) + _CELL_EDGES for chars in longest]
    scale = area / (points(area / Mm(1)) / CELL.size * 2)  # a half-width character
    room = max(area - scale * sum(least), 0)
    shares = [max(min(chars, _WIDEST_SHARE) - _LEAST, 0.5) ** 0.8 for chars in longest]
    wide = [scale * base + room * share / sum(shares) for base, share in zip(least, shares, strict=True)]
    return [Emu(int(area * each / sum(wide))) for each in wide]


def _longest(grid: Grid) -> list[int]:
    """The width of the longest cell of each column, its head included."""
    columns = zip(grid.columns, *grid.rows, strict=True)
    return [max(width(without_marks(text)) for text in texts) for texts in columns]
