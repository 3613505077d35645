"""The text of a file as a reader writes it down, line by line, while the spans of its parts are noted."""

from collections.abc import Sequence
from itertools import groupby

from policy.elements import LabelledField
from policy.readers.grid import GridCell, count_header_rows, is_form, is_label, split_captions
from policy.readers.source import SourceCell, SourceHeading, SourcePage, SourceTable, SourceText
from policy.values import Span


def _row_of(cell: GridCell) -> int:
    return cell.row


class Manuscript:
    """Collects lines, tables, pages and fields; finish() hands on the frozen SourceText.

    >>> manuscript = Manuscript()
    >>> _ = manuscript.line("一、总体要求", level=1)
    >>> manuscript.line("坚持稳中求进。")
    Span(start=7, end=14)
    >>> manuscript.finish().headings
    (SourceHeading(start=0, end=6, level=1),)
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._headings: list[SourceHeading] = []
        self._tables: list[SourceTable] = []
        self._pages: list[SourcePage] = []
        self._chrome: list[Span] = []
        self._fields: list[LabelledField] = []
        self._warnings: list[str] = []

    def line(self, text: str, *, level: int | None = None, chrome: bool = False) -> Span:
        """Write a line, without the white space around it; an empty one is not written. level makes it a heading."""
        span = self._write(text.strip())
        if span.start == span.end:
            return span
        self._write("\n")
        if level is not None:
            self._headings.append(SourceHeading(start=span.start, end=span.end, level=level))
        if chrome:
            self._chrome.append(span)
        return span

    def table(self, cells: Sequence[GridCell]) -> None:
        """Write a table cell by cell, tabs between cells and line ends between rows; its captions as lines above it.

        Labels and values become fields, and stay in the text where they stand; a single column becomes lines.
        """
        captions, below = split_captions(sorted(cells, key=lambda cell: (cell.row, cell.column)))
        for caption in captions:
            self.line(caption)
        rows = [[cell.text.strip() for cell in row if cell.text.strip()] for _, row in groupby(below, _row_of)]
        rows = [row for row in rows if row]
        if all(len(row) == 1 for row in rows):
            for row in rows:
                self.line(row[0])
        elif is_form(rows):
            self._write_form(rows)
        else:
            self._write_grid(below)

    def page(self, number: int, *, back: int = 0) -> None:
        """From here on, or from `back` characters before here, the text stands on this page."""
        self._pages.append(SourcePage(number=number, start=self._length - back))

    def field(self, label: str, value: str, *, span: Span | None = None) -> None:
        """Note a 'label: value' that the format states; span is where the value was written, None for nowhere."""
        if not value.strip():
            return
        start, end = (span.start, span.end) if span else (0, 0)
        self._fields.append(LabelledField(label=label, value=value.strip(), start=start, end=end))

    def warn(self, sentence: str) -> None:
        """Keep a Chinese sentence for the person who added the file, once."""
        if sentence not in self._warnings:
            self._warnings.append(sentence)

    def finish(self, *, recognised: bool = False, confidence: float | None = None) -> SourceText:
        """The text and what is known of it; confidence in 0–1, only for recognised text."""
        return SourceText(
            text="".join(self._pieces),
            headings=tuple(self._headings),
            tables=tuple(self._tables),
            pages=tuple(self._pages),
            chrome=tuple(self._chrome),
            metadata=tuple(self._fields),
            recognised=recognised,
            confidence=confidence,
            warnings=tuple(self._warnings),
        )

    def _write(self, text: str) -> Span:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return Span(start=start, end=self._length)

    def _write_form(self, rows: Sequence[Sequence[str]]) -> None:
        for row in rows:
            label = ""
            for at, text in enumerate(row):
                span = self._write(text)
                self._write("\n" if at == len(row) - 1 else "\t")
                if label and not is_label(text):
                    self.field("".join(label.split()).rstrip(":："), text, span=span)
                label = text if is_label(text) else ""

    def _write_grid(self, cells: Sequence[GridCell]) -> None:
        written = [self._write_cell(cell, follows=above) for above, cell in zip((None, *cells), cells, strict=False)]
        table = SourceTable(
            start=written[0].start, end=self._length, header_rows=count_header_rows(cells), cells=tuple(written)
        )
        self._tables.append(table)
        self._write("\n")

    def _write_cell(self, cell: GridCell, *, follows: GridCell | None) -> SourceCell:
        if follows is not None:
            self._write("\t" if follows.row == cell.row else "\n")
        span = self._write(cell.text.strip())
        return SourceCell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            start=span.start,
            end=span.end,
        )
