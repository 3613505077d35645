"""Reading back a draft that a person has edited in Excel: its rows by a hidden column, its columns by their heads.

Rows may have been sorted, columns moved. What stands beside a row of the document's own words is not the draft's: where
a person changed it, it is told apart.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.papers import PARAGRAPHS, PieceKind, ReturnedPaper, ReturnedPiece, digest
from exports.returned_comments import comments_in_sheet
from exports.tables import SOURCE_COLUMNS
from exports.workbook import KEY_COLUMN, MEMORY_SHEET
from exports.workbook_papers import KIND_NAMES, TEXT_COLUMNS
from policy.errors import ExportError

_KEY = re.compile(r"([0-9a-z]+)_([0-9A-Za-z]+)(?:_([0-9a-f]{12}))?")
_MOST_CELLS = 2_000_000  # a lone cell in the last corner of a sheet spans seventeen thousand million
_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
_LEVEL, _TEXT = TEXT_COLUMNS[:2]
_MOST_ABOVE = 10  # rows that a clerk puts above a table: its title, who it is for


def read_workbook(path: Path) -> ReturnedPaper:
    """The draft in an edited .xlsx. Raises ExportError for one that is far too large, and what openpyxl raises."""
    with path.open("rb") as file:  # the library leaves a file open that it cannot read
        book = load_workbook(file, data_only=True)
    if sum(sheet.max_row * sheet.max_column for sheet in book.worksheets) > _MOST_CELLS:
        raise too_large(path)
    sheets = [_Sheet(sheet) for sheet in book.worksheets if sheet.title != MEMORY_SHEET]
    ours = [sheet for sheet in sheets if sheet.is_ours]
    only = {kind for sheet in ours for kind in (PARAGRAPHS if sheet.is_text else ("head", "row"))}
    memory = "".join(str(row[0] or "") for row in book[MEMORY_SHEET].values) if MEMORY_SHEET in book.sheetnames else ""
    return ReturnedPaper(
        paper_id=next((sheet.paper_id for sheet in ours if sheet.paper_id), ""),
        pieces=tuple(piece for sheet in ours for piece in sheet.pieces()),
        memory=memory, only=tuple(sorted(only)), requoted=tuple(text for sheet in ours for text in sheet.requoted()),
        told=tuple(text for sheet in ours for text in sheet.told()),
    )  # fmt: skip


def too_large(path: Path) -> ExportError:
    """What is said of a file that unpacks to more than a draft can be."""
    return ExportError(f"“{path.name}”展开后太大，不像一份稿子；请选择由策问导出、改过的那份文件。")


class _Sheet:
    """A sheet of ours: a column of keys, wherever it stands now, and around it the draft's and the sources' columns."""

    def __init__(self, sheet: Worksheet) -> None:
        rows = _merged_rows(sheet)
        top = next((at for at, row in enumerate(rows[:_MOST_ABOVE]) if any(map(_is_key, row))), 0)
        self._sheet, self._above, self._rows = sheet, rows[:top], rows[top:]
        self._head = self._rows[0] if self._rows else ()
        at = next((i for i, name in enumerate(self._head) if _is_key(name)), None)
        self.is_ours, self._at = at is not None, at or 0
        self.is_text = set(TEXT_COLUMNS) <= set(self._head)
        self.paper_id = self._key(self._head)[0] if self.is_ours else ""

    def pieces(self) -> Iterator[ReturnedPiece]:
        """The head and the rows of a table; of the sheet of paragraphs their text alone."""
        kept = [i for i, name in enumerate(self._head) if i != self._at and name not in SOURCE_COLUMNS]
        while kept and not any(row[kept[-1]] for row in self._rows):
            kept.pop()  # columns that a program has only coloured
        for number, row in enumerate(self._rows):
            piece_id, cells = self._key(row)[1], tuple(row[i] for i in kept)
            if self.is_text and number and any(cells):
                level, text = (row[self._head.index(name)] for name in (_LEVEL, _TEXT))
                yield ReturnedPiece(piece_id=piece_id, kind=_KINDS.get(level, "body"), cells=(text,))
            elif not self.is_text and any(cells):
                kind: PieceKind = "row" if number else "head"
                yield ReturnedPiece(piece_id=piece_id, kind=kind, cells=cells)

    def requoted(self) -> Iterator[str]:
        """What stands beside a row in place of the words of its source."""
        beside = [i for i, name in enumerate(self._head) if name in SOURCE_COLUMNS]
        for row in self._rows[1:]:
            written, text = self._key(row)[2], "".join(row[i] for i in beside)
            if written and len(beside) == len(SOURCE_COLUMNS) and digest((text,)) != written:
                yield row[beside[-1]]

    def told(self) -> Iterator[str]:
        """What a person wrote above the head, and the comments."""
        for row in self._above:
            if text := "".join(row):
                yield f"表头上方写有“{text}”，没有收进稿子"
        yield from comments_in_sheet(self._sheet)

    def _key(self, row: Sequence[str]) -> tuple[str, str, str]:
        match = _KEY.fullmatch(row[self._at].removeprefix(KEY_COLUMN))
        return (match[1], match[2], match[3] or "") if match else ("", "", "")


def _is_key(name: str) -> bool:
    return name.startswith(KEY_COLUMN)


def _merged_rows(sheet: Worksheet) -> list[tuple[str, ...]]:
    """The texts of the rows; cells merged downwards say the same in each row."""
    rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    for area in sheet.merged_cells.ranges:
        at = area.min_col - sheet.min_column
        for number in range(area.min_row - sheet.min_row + 1, area.max_row - sheet.min_row + 1):
            rows[number][at] = rows[area.min_row - sheet.min_row][at]
    return [tuple(row) for row in rows]


def _text(value: object) -> str:
    """What a person reads in the cell; a date as policy prints it.

    >>> _text(datetime(2025, 4, 1)), _text(3.0), _text(None)
    ('2025年4月1日', '3', '')
    """
    match value:
        case None:
            return ""
        case datetime():
            return f"{value.year}年{value.month}月{value.day}日"
        case float() if value.is_integer():
            return str(int(value))
    return str(value).strip()
