"""A real table before it is written out: cells on a grid, merged ones once with their spans.

Covered: captions that are merged over the whole width, one or more header rows.
Not covered: headers in the first column.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from policy.values import Frozen

LONGEST_LABEL = 24
# With a colon, or by the vocabulary of the 信息公开 table where the colon is left out.
_FIELD = re.compile(
    r".{1,12}[:：]|索引号|主题分类|主题词|发文机关|发布机构|发文字号|文号|成文日期|生成日期|发布日期|印发日期|公开日期|有效性"
    r"|标题|名称|信息名称|文件名称|信息分类|公文种类|体裁分类|关键词|内容概述|施行日期|废止日期|时效性|公开方式|公开范围|来源"
)
_FIGURE = re.compile(r"[\d.,%％\s-]+")
_SENTENCE = re.compile(r"[。；;！？]")


class GridCell(Frozen):
    """A cell of a grid; row and column count from 0. text may hold line ends, as the cell does."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


def grid_width(cells: Sequence[GridCell]) -> int:
    """How many columns the grid has.

    >>> grid_width([GridCell(row=0, column=0, text="序号"), GridCell(row=0, column=1, text="责任单位", column_span=2)])
    3
    """
    return max((cell.column + cell.column_span for cell in cells), default=0)


def split_captions(cells: Sequence[GridCell]) -> tuple[tuple[str, ...], tuple[GridCell, ...]]:
    """Take the leading rows that are one cell over the whole width off the grid: they are lines above a table.

    >>> title = GridCell(row=0, column=0, column_span=2, text="任务分工表")
    >>> split_captions([title, GridCell(row=1, column=0, text="序号"), GridCell(row=1, column=1, text="任务")])[0]
    ('任务分工表',)
    """
    width = grid_width(cells)
    captions = tuple(takewhile(lambda cell: width > 1 and cell.column_span == width, cells))
    height = max((cell.row + cell.row_span for cell in captions), default=0)
    rest = cells[len(captions) :]
    below = tuple(cell.model_copy(update={"row": cell.row - height}) for cell in rest)
    return tuple(cell.text for cell in captions), below


def count_header_rows(cells: Sequence[GridCell]) -> int:
    """How many rows at the top name the columns; 0 where none could be told.

    A header row holds short, different labels, no sentence and no figure, and other rows follow it. Labels merged over
    several columns make the next row a header too.

    >>> row = lambda n, *texts: [GridCell(row=n, column=i, text=text) for i, text in enumerate(texts)]
    >>> count_header_rows([*row(0, "序号", "任务", "责任单位"), *row(1, "1", "推进审批改革。", "发改委")])
    1
    """
    height = max((cell.row + cell.row_span for cell in cells), default=0)
    first = [cell for cell in cells if cell.row == 0]
    if not _are_labels(first) or len(first) < 2:
        return 0
    depth = max(cell.row_span for cell in first)
    grouped = any(cell.column_span > 1 for cell in first)
    if depth == 1 and grouped and _are_labels([cell for cell in cells if cell.row == 1]):
        depth = 2
    return depth if depth < height else 0


def _are_labels(cells: Sequence[GridCell]) -> bool:
    texts = ["".join(cell.text.split()) for cell in cells]
    filled = [text for text in texts if text]
    return (
        2 * len(filled) > len(texts)
        and len(set(filled)) == len(filled)
        and not any(len(text) > LONGEST_LABEL or _FIGURE.fullmatch(text) or _SENTENCE.search(text) for text in filled)
    )


def is_label(text: str) -> bool:
    """Whether a cell names the field that the next one holds.

    >>> is_label("索 引 号："), is_label("国务院办公厅")
    (True, False)
    """
    return bool(_FIELD.fullmatch("".join(text.split())))


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether filled cells, row by row, are labels and values (the 信息公开 table), not the rows of a data table.

    >>> is_form([["索引号：", "0001", "发文机关：", "国务院"], ["成文日期：", "2019年1月16日"]])
    True
    """
    return all(is_label(row[0]) for row in rows) and any(len(row) > 1 for row in rows)
