"""Tables as an Excel workbook: a sheet each, and a last sheet 说明 with titles and how complete the rows are.

Covered: numbers as numbers, a head that stays and filters, widths for Chinese, text that is never run as a formula,
pages that print all but the words of the sources, charts of the tables' figures on a sheet of their own.
Not covered: formulas, merged cells.
"""

from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.cells import plain, runnable, typed, width
from exports.charts import CHART_SHEET, add_to_sheet
from exports.files import safe_file_name, written
from exports.tables import ExportTable

KEY_COLUMN, MEMORY_SHEET = "编号（勿改）", "策问"
_MEMORY_CELL, _AT_ONCE = 30_000, 500
_LONGEST_CELL = 32_000  # Excel takes 32 767 UTF-16 units
_LONGEST_NAME = 31
_NARROWEST, _WIDEST, _WIDEST_REFERENCE = 6, 56, 36
_LINES_OF_QUOTE = 4  # a row is as high as what is printed of it wants; the source's words are read on the screen
_LINE = 16.5  # points a line of text needs at 11 points
_TALLEST = 200.0
_HEAD = PatternFill("solid", fgColor="F0EADD")
_EDGE = Border(*(Side(style="thin", color="C9C2B2"),) * 4)
_FONT = Font(name="宋体", size=11)
_HEAD_FONT = Font(name="黑体", size=11)


def write_xlsx(
    tables: Sequence[ExportTable], path: Path, *, memory: str = "", told: Callable[[int, int], None] | None = None
) -> None:
    """Write a workbook with one sheet for each table, in order. Raises ExportError.

    memory stays in a sheet that Excel does not list; told hears how many rows are written, of how many.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    looks = _Looks(book)
    for table in tables:
        _fill(book.create_sheet(_sheet_name(table.title, book.sheetnames)), table, looks, told)
    if charts := tuple(chart for table in tables for chart in table.charts):
        sheet = book.create_sheet(_sheet_name(CHART_SHEET, book.sheetnames))
        add_to_sheet(sheet, charts)
        _set_up_print(sheet)
    _tell(book.create_sheet("说明"), tables, looks)
    _remember(book, memory)
    book.properties.creator = book.properties.lastModifiedBy = "策问"
    book.properties.title = plain(tables[0].title)
    with written(path):
        book.save(path)


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """Excel forbids some characters that a file name may hold, and apostrophes at the ends."""
    name = safe_file_name(title.translate(str.maketrans("[]", "（）")), suffix="")[:_LONGEST_NAME].strip("' ")
    if name in (*taken, "说明"):
        name = f"{name[: _LONGEST_NAME - 4]}（{len(taken) + 1}）"
    return name


def _remember(book: Workbook, memory: str) -> None:
    if memory:
        sheet = book.create_sheet(MEMORY_SHEET)
        sheet.sheet_state = "veryHidden"
        for number, at in enumerate(range(0, len(memory), _MEMORY_CELL), start=1):
            cell = sheet.cell(number, 1)
            cell.value, cell.data_type = memory[at : at + _MEMORY_CELL], "s"


def _put_key(sheet: Worksheet, table: ExportTable, number: int) -> None:
    """The row's key beside its last cell, in a column that is not shown."""
    column = len(table.full_columns) + 1
    sheet.cell(number, column).value = f"{KEY_COLUMN if number == 1 else ''}{table.keys[number - 1]}"
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def _fill(sheet: Worksheet, table: ExportTable, looks: "_Looks", told: Callable[[int, int], None] | None) -> None:
    columns, rows = table.full_columns, table.full_rows
    widths = _widths(table)
    shown = len(columns) - bool(table.sources)
    for at, chars in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = chars
    for number, row in enumerate((columns, *rows), start=1):
        lines = 1
        for at, (text, chars) in enumerate(zip(row, widths, strict=True), start=1):
            looks.put(sheet.cell(number, at), text, is_head=number == 1)
            needed = _lines(text, chars)
            lines = max(lines, needed if at <= shown else min(needed, _LINES_OF_QUOTE))
        sheet.row_dimensions[number].height = min(_LINE * lines + 3, _TALLEST)
        if table.keys:
            _put_key(sheet, table, number)
        if told and number % _AT_ONCE == 0:
            told(number, len(rows) + 1)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(shown)}{len(rows) + 1}"
    _set_up_print(sheet)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


class _Looks:
    """The styles of one workbook's cells, made once: openpyxl takes longer over a style than over a text."""

    def __init__(self, book: Workbook) -> None:
        sheet = book.create_sheet("样式")
        self._head, self._body, self._text = (sheet.cell(1, at) for at in (1, 2, 3))
        for cell, is_head in ((self._head, True), (self._body, False), (self._text, False)):
            cell.font = _HEAD_FONT if is_head else _FONT
            cell.alignment = Alignment(wrap_text=True, vertical="center" if is_head else "top")
            cell.border = _EDGE
        self._head.fill = _HEAD
        # The prefix keeps Excel from running the text when a person edits the cell.
        self._text.quotePrefix = True
        book.remove(sheet)

    def put(self, cell: Cell | MergedCell, text: str, *, is_head: bool = False) -> None:
        """The text, a number as a number, in its style."""
        text = plain(text)
        value = text if is_head else typed(text)
        if isinstance(value, str):
            # openpyxl takes a leading = for a formula and #N/A for an error until it is told the type.
            cell.value, cell.data_type = _cut(text), "s"
        else:
            cell.value = value
        like = self._head if is_head else self._text if runnable(text) else self._body
        cell._style = copy(like._style)  # type: ignore[union-attr]


def _cut(text: str) -> str:
    return (
        text if len(text.encode("utf-16-le")) <= 2 * _LONGEST_CELL else f"{text[: _LONGEST_CELL // 2]}…（过长，已截断）"
    )


def _widths(table: ExportTable) -> list[int]:
    """Characters of each column; where a row stands takes less than what it says, so that a printed page is read."""
    columns = list(zip(table.full_columns, *table.full_rows, strict=True))
    widest = [_WIDEST] * len(table.columns) + [_WIDEST_REFERENCE, _WIDEST][: len(columns) - len(table.columns)]
    return [
        min(max(_NARROWEST, *(width(text) + 3 for text in texts)), most)
        for texts, most in zip(columns, widest, strict=True)
    ]


def _lines(text: str, chars: int) -> int:
    # Lines break before their end where punctuation or a word would hang over.
    return sum(-(-(width(line) + 1) // (chars - 3)) for line in text.split("\n"))


def _tell(sheet: Worksheet, tables: Sequence[ExportTable], looks: "_Looks") -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 90
    _set_up_print(sheet)
    facts = [(table.title, table.note or f"共 {len(table.rows)} 行") for table in tables]
    lines = [line for title, note in facts for line in (("标题", title), ("说明", note))]
    for number, pair in enumerate((*lines, ("来源", "由策问从所列文件中摘出，使用前请核对原文。")), start=1):
        for at, text in enumerate(pair, start=1):
            looks.put(sheet.cell(number, at), text)
        sheet.row_dimensions[number].height = min(_LINE * _lines(pair[1], 90) + 3, _TALLEST)
