"""What every reader hands on: the text, and what only the file's format knew about it.

A reader never decides what is a clause; it says where headings, tables and pages stand, in offsets of its own text.
"""

from policy.elements import LabelledField
from policy.values import Frozen, Span


class SourceHeading(Frozen):
    """A paragraph that the format itself marks as a heading (Word style, <h2>, '## '); level counts from 1."""

    start: int
    end: int
    level: int


class SourceCell(Frozen):
    """A cell of a real table: its grid position and its span in the text. Merged cells are written once, spans > 1."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int


class SourceTable(Frozen):
    """A real table of the format. start and end enclose all its cells; header_rows is 0 where none could be told."""

    start: int
    end: int
    header_rows: int
    cells: tuple[SourceCell, ...]


class SourcePage(Frozen):
    """Page `number` (1-based) begins at offset start."""

    number: int
    start: int


class SourceText(Frozen):
    """The text of a file. metadata are fields the format states apart from the text (docx core title, html meta).

    chrome are spans that the reader knows are not the document (running heads, navigation). recognised is True for OCR
    text, confidence its mean in 0–1. A metadata field that has no place in the text has start == end == 0.
    """

    text: str
    headings: tuple[SourceHeading, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    pages: tuple[SourcePage, ...] = ()
    chrome: tuple[Span, ...] = ()
    metadata: tuple[LabelledField, ...] = ()
    recognised: bool = False
    confidence: float | None = None
    warnings: tuple[str, ...] = ()
