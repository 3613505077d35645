"""Spreadsheets: every visible sheet as a table of values as Excel displays them.

Covered: merged cells, titles merged over the width, dates, per cent, decimals. A formula counts with the value that
Excel saved last. Not covered: charts, colours, hidden sheets (named in a warning).
"""

import io
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policy.readers.grid import GridCell
from policy.readers.manuscript import Manuscript
from policy.readers.source import SourceText

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表)\s*\d+", re.IGNORECASE)
_DECIMALS = re.compile(r"0\.(0+)")


def read_xlsx(data: bytes, *, name: str) -> SourceText:
    """Read a spreadsheet."""
    manuscript = Manuscript()
    for sheet in _open(data).worksheets:
        cells = list(_cells(sheet))
        if sheet.sheet_state != "visible" and cells:
            manuscript.warn(f"《{name}》的工作表“{sheet.title}”是隐藏的，没有读入；需要时请取消隐藏并另存后再添加。")
        elif cells:
            if not _DEFAULT_NAME.fullmatch(sheet.title):
                manuscript.line(sheet.title, level=1)
            manuscript.table(_compact(cells))
    return manuscript.finish()


def _open(data: bytes) -> Workbook:
    # openpyxl warns of extensions that it drops, none of which is text.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), data_only=True)


def _cells(sheet: Worksheet) -> Iterator[GridCell]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    # Only the cells that the file has: iter_rows() makes millions where a format reaches down to the last row.
    for (row, column), cell in sorted(sheet._cells.items()):
        text = displayed(cell)
        if isinstance(cell, MergedCell) or not text:
            continue
        area = spans.get((row, column))
        height = area.max_row - area.min_row + 1 if area else 1
        width = area.max_col - area.min_col + 1 if area else 1
        yield GridCell(row=row, column=column, row_span=height, column_span=width, text=text)


def _compact(cells: list[GridCell]) -> list[GridCell]:
    """The cells on a grid without empty rows and columns; a merged cell covers the filled ones under it."""
    rows, columns = sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})
    return [
        GridCell(
            row=bisect_left(rows, cell.row),
            column=bisect_left(columns, cell.column),
            row_span=bisect_left(rows, cell.row + cell.row_span) - bisect_left(rows, cell.row),
            column_span=bisect_left(columns, cell.column + cell.column_span) - bisect_left(columns, cell.column),
            text=cell.text,
        )
        for cell in cells
    ]


def displayed(cell: Cell | MergedCell) -> str:
    """A cell's value by its number format.

    >>> cell = Workbook().active.cell(row=1, column=1, value=0.125)
    >>> cell.number_format = "0.0%"
    >>> displayed(cell)
    '12.5%'
    """
    value, number_format = cell.value, cell.number_format or "General"
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return _displayed_date(value, number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _displayed_number(value, number_format)
    return str(value).strip()


def _displayed_date(value: datetime | date | time, number_format: str) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if "年" in number_format:
        day = f"{value.day}日" if "日" in number_format else ""
        return f"{value.year}年{value.month}月{day}"
    return f"{value.year}/{value.month}/{value.day}"


def _displayed_number(value: float, number_format: str) -> str:
    decimals = _DECIMALS.search(number_format)
    places = len(decimals[1]) if decimals else None
    if "%" in number_format:
        return f"{value * 100:.{places or 0}f}%"
    separator = "," if "#,##0" in number_format else ""
    if places is not None:
        return f"{value:{separator}.{places}f}"
    return f"{value:{separator}.0f}" if float(value).is_integer() else f"{value:{separator}.10g}"
