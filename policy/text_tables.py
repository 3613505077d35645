"""Tables that stand in plain text with their cells still apart: by tabs, by bars, or by runs of spaces.

Told by a header line whose cells name the columns of a 分工表 or of indicators; the rows are the lines right below it
that are parted in the same way. Between spaces every row must have all cells of the header, since a gap may mean
anything. Not covered: cells broken over lines, tables without a header.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy.column_names import column_kind
from policy.readers.grid import GridCell, count_header_rows
from policy.readers.source import SourceCell, SourceTable
from policy.values import Span

_DELIMITERS = (re.compile(r"\t"), re.compile(r"\|"), re.compile(r"[ \u3000]{2,}|\u3000"))
_NARROWEST = (2, 2, 3)
_SPACES = 2
_HEADER_CELL = re.compile(
    r"(?:序号|编号|单位|部门|任务|措施|指标|名称|项目|内容|事项|时限|目标)[ \u3000]{0,9}(?:[\t|]|[ \u3000]{2})"
)
_RULE = re.compile(r"[\s|:+=—-]+")
_LONGEST_HEADER, _LONGEST_NAME, _FEWEST_ROWS = 160, 20, 2


class _Row(NamedTuple):
    """A line of the table with the spans of its cells, empty ones included."""

    line: Span
    cells: tuple[Span, ...]


def find_text_tables(text: str) -> Iterator[SourceTable]:
    r"""The tables, in order and disjoint.

    >>> text = "序号\t任务\t责任单位\n1\t建平台\t区科技局\n2\t聚人才\t区人社局\n以上任务抓好落实。"
    >>> table, = find_text_tables(text)
    >>> [text[cell.start:cell.end] for cell in table.cells if cell.row == 2], table.header_rows
    (['2', '聚人才', '区人社局'], 1)
    """
    end = 0
    for match in _HEADER_CELL.finditer(text):
        if match.start() < end:
            continue
        line = _line_at(text, match.start())
        end = line.end
        for place, delimiter in enumerate(_DELIMITERS):
            header = _row(text, line, delimiter)
            if len(header.cells) >= _NARROWEST[place] and _is_header(text, header):
                rows = [header, *_rows_below(text, header, delimiter, exact=place == _SPACES)]
                if len(rows) > _FEWEST_ROWS:
                    yield _table(text, rows)
                    end = rows[-1].line.end
                break


def _line_at(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(start=text.rfind("\n", 0, at) + 1, end=len(text) if end < 0 else end)


def _row(text: str, line: Span, delimiter: re.Pattern[str]) -> _Row:
    start, stop = line.start, line.end
    while start < stop and (text[start] in " \u3000|"):
        start += 1
    while stop > start and (text[stop - 1] in " \u3000|"):
        stop -= 1
    bounds = [(match.start(), match.end()) for match in delimiter.finditer(text, start, stop)]
    starts, ends = [start, *(end for _, end in bounds)], [*(start for start, _ in bounds), stop]
    return _Row(line, tuple(_trimmed(text, a, b) for a, b in zip(starts, ends, strict=True)))


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start=start, end=max(start, start + len(words.strip())))


def _is_header(text: str, row: _Row) -> bool:
    """Whether the cells are names of columns: short, different, and at least two of a kind that is known."""
    names = ["".join(text[cell.start : cell.end].split()) for cell in row.cells]
    if row.line.end - row.line.start > _LONGEST_HEADER or len(set(names)) < len(names):
        return False
    known = sum(column_kind(name) != "other" for name in names if name)
    return (
        known >= 2
        and all(0 < len(name) <= _LONGEST_NAME for name in names)
        and not re.search("[。；，]", "".join(names))
    )


def _rows_below(text: str, header: _Row, delimiter: re.Pattern[str], *, exact: bool) -> Iterator[_Row]:
    at, width = header.line.end + 1, len(header.cells)
    while at < len(text):
        line = _line_at(text, at)
        at = line.end + 1
        if line.start < line.end and _RULE.fullmatch(text, line.start, line.end):
            continue
        row = _row(text, line, delimiter)
        if not (len(row.cells) == width or (not exact and 1 < len(row.cells) < width)):
            return
        yield row


def _table(text: str, rows: Sequence[_Row]) -> SourceTable:
    places = [(n, column, cell) for n, row in enumerate(rows) for column, cell in enumerate(row.cells)]
    grid = [GridCell(row=n, column=column, text=text[cell.start : cell.end]) for n, column, cell in places]
    cells = (
        SourceCell(row=n, column=column, row_span=1, column_span=1, start=cell.start, end=cell.end)
        for n, column, cell in places
    )
    start = _trimmed(text, rows[0].line.start, rows[0].line.end).start
    end = _trimmed(text, rows[-1].line.start, rows[-1].line.end).end
    return SourceTable(start=start, end=end, header_rows=count_header_rows(grid), cells=tuple(cells))
