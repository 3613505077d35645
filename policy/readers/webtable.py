"""Tables of a web page: which hold data, which label and value pairs, which only arrange the page."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from lxml.html import HtmlElement

from policy.readers.grid import GridCell
from policy.readers.page import flat, is_layout, tag_of

Rows: TypeAlias = Sequence[Sequence[HtmlElement]]

# With a colon, or by the vocabulary of the 信息公开 table on pages that leave the colon out.
_LABEL = re.compile(
    r".{1,12}[:：]|索引号|主题分类|主题词|发文机关|发布机构|发文字号|文号|成文日期|生成日期|发布日期|印发日期|公开日期|有效性"
    r"|标题|名称|信息名称|文件名称|信息分类|公文种类|体裁分类|关键词|内容概述|施行日期|废止日期|时效性|公开方式|公开范围|来源"
)
_LARGEST_SPAN = 1000


def data_rows(table: HtmlElement) -> Rows | None:
    """The rows of a table that holds data; None for one that only arranges the page."""
    if is_layout(table):
        return None
    rows = [[cell for cell in row if tag_of(cell) in {"td", "th"}] for row in table.iter("tr")]
    filled = filled_cells(rows)
    if not any(len(row) > 1 for row in filled) or (len(filled) == 1 and not is_labelled(filled)):
        return None
    return [row for row in rows if row]


def filled_cells(rows: Rows) -> Rows:
    """The cells with text, of the rows that have any."""
    filled = ([cell for cell in row if flat(cell)] for row in rows)
    return [row for row in filled if row]


def is_labelled(rows: Rows) -> bool:
    """Whether every row begins with a label of the 信息公开 table or the like."""
    return all(is_label(flat(row[0])) for row in rows) and any(len(row) > 1 for row in rows)


def is_label(text: str) -> bool:
    """Whether a cell names the field that the next one holds.

    >>> is_label("索 引 号："), is_label("国务院办公厅")
    (True, False)
    """
    return bool(_LABEL.fullmatch("".join(text.split())))


def grid_of(rows: Rows, *, text_of: Callable[[HtmlElement], str]) -> Iterator[GridCell]:
    """The cells at their places, by rowspan and colspan."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            height, width = min(_span(cell, "rowspan"), len(rows) - row), _span(cell, "colspan")
            taken.update((row + down, column + right) for down in range(height) for right in range(width))
            yield GridCell(row=row, column=column, row_span=height, column_span=width, text=text_of(cell))
            column += width


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), _LARGEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 9 else 1
