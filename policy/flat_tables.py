"""Tables that copying has flattened into plain text: no delimiters, a row a line, numbers glued to what follows.

The header line is told by its column names, the rows by a number that goes up by one at the start of a line, though
the next column's own number be glued to it (1111.支持 is row 11, task 11.) or the row broken over lines. Not covered:
tables without row numbers.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy.column_names import column_kind, split_header
from policy.shapes import shape_of
from policy.values import Span

_LINE = re.compile(r"[^\n]+")
_AFTER_NUMBER = re.compile(r"\s*(?:\Z|[0-9]{1,3}[.．、]|[^\s0-9.．、％%年月日号亿万])")
_FEWEST_ROWS = 2
_LONGEST_ROW = 60  # lines


class FlatRow(NamedTuple):
    """number is the printed 序号; start to end reaches from it to the row's last visible character."""

    number: int
    start: int
    end: int


class FlatTable(NamedTuple):
    """start to end is the whole table, its header line included."""

    start: int
    end: int
    header: Span
    columns: tuple[str, ...]
    rows: tuple[FlatRow, ...]


def find_flat_tables(text: str) -> tuple[FlatTable, ...]:
    r"""The flattened tables of a text, in order.

    >>> table, = find_flat_tables("序号任务责任单位\n11.推进审批改革。区审批局\n22.稳外贸。区商促局\n")
    >>> table.columns, len(table.rows)
    (('序号', '任务', '责任单位'), 2)
    """
    if "序号" not in text:
        return ()
    lines = [Span(start=m.start(), end=m.end()) for m in _LINE.finditer(text)]
    tables: list[FlatTable] = []
    for index, line in enumerate(lines):
        if tables and line.start < tables[-1].end:
            continue
        if line.end - line.start <= 140 and "序号" in text[line.start : line.start + 6]:
            columns = split_header("".join(text[line.start : line.end].split()))
            rows = _rows(text, lines, index + 1) if columns and column_kind(columns[0]) == "index" else ()
            if len(rows) >= _FEWEST_ROWS:
                tables.append(FlatTable(line.start, rows[-1].end, line, columns, rows))
    return tuple(tables)


def _rows(text: str, lines: Sequence[Span], first: int) -> tuple[FlatRow, ...]:
    starts = list(_row_starts(text, lines, first))
    if not starts:
        return ()
    bounds = [*(index for index, _ in starts), _table_end(text, lines, starts[-1][0])]
    return tuple(
        _row(text, number, lines[index].start, lines[after - 1].end)
        for (index, number), after in zip(starts, bounds[1:], strict=True)
    )


def _row_starts(text: str, lines: Sequence[Span], first: int) -> Iterator[tuple[int, int]]:
    """Indexes of the lines that begin row 1, 2, 3 … with their numbers; one number may be missing."""
    expected, latest = 1, first
    for index in range(first, len(lines)):
        if index - latest > _LONGEST_ROW:
            return
        words = text[lines[index].start : lines[index].end].strip()
        if expected > 1 and shape_of(words, 0, len(words)) in ("annex", "annex_list", "contents"):
            return
        for number in (expected, expected + 1):
            if words.startswith(str(number)) and _AFTER_NUMBER.match(words, len(str(number))):
                yield index, number
                expected, latest = number + 1, index
                break


def _table_end(text: str, lines: Sequence[Span], last: int) -> int:
    """The index after the last line of the table: its last row ends at a blank line once it has words."""
    index = last
    while index + 1 < min(len(lines), last + _LONGEST_ROW):
        words = text[lines[last].start : lines[index].end].strip()
        gap = text[lines[index].end : lines[index + 1].start]
        if len(words) > 6 and (
            gap.count("\n") > 1 or shape_of(text, lines[index + 1].start, lines[index + 1].end) == "note"
        ):
            break
        index += 1
    return index + 1


def _row(text: str, number: int, start: int, end: int) -> FlatRow:
    words = text[start:end]
    return FlatRow(number, start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
