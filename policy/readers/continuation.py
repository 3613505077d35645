"""Tables that run on over a page: rows of the next page under those of this one.

A header printed again is dropped, a row that the page cut in two is one row again, and a merged cell spans both pages.
"""

import re
from collections.abc import Sequence

from policy.readers.grid import GridCell, grid_width

_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]+[）).．、]?")


def may_run_on(above: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether the table at the head of a page can be the rest of the one at the foot of the page before.

    >>> may_run_on([GridCell(row=0, column=0, text="1")], [GridCell(row=0, column=1, text="区科委")])
    False
    """
    return grid_width(above) == grid_width(below)


def run_on(above: Sequence[GridCell], below: Sequence[GridCell]) -> list[GridCell]:
    """One table of both.

    >>> def row(*texts: str) -> list[GridCell]:
    ...     return [GridCell(row=0, column=column, text=text) for column, text in enumerate(texts)]
    >>> [cell.text for cell in run_on(row("1", "推进审批制度"), row("", "改革。"))]
    ['1', '推进审批制度改革。']
    """
    below = _without_header(above, below)
    height = max(cell.row + cell.row_span for cell in above)
    bottom = {cell.column: cell for cell in above if cell.row + cell.row_span == height}
    cut = _is_cut(bottom, {cell.column: cell for cell in below if cell.row == 0})
    joined, rest = dict[int, GridCell](), list[GridCell]()
    for cell in below:
        upper = bottom.get(cell.column)
        if cell.row == 0 and upper is not None and (cut or _is_merged(upper, cell)):
            span = upper.row_span + cell.row_span - (1 if cut else 0)
            joined[cell.column] = upper.model_copy(update={"text": upper.text + cell.text, "row_span": span})
        else:
            rest.append(cell.model_copy(update={"row": cell.row + height - (1 if cut else 0)}))
    kept = (joined.get(cell.column, cell) if cell is bottom.get(cell.column) else cell for cell in above)
    return [*kept, *rest]


def _without_header(above: Sequence[GridCell], below: Sequence[GridCell]) -> list[GridCell]:
    """The rows of the next page, without the header row that is printed again."""
    top = [cell for cell in below if cell.row == 0]
    if [cell.text for cell in above if cell.row == 0] != [cell.text for cell in top]:
        return list(below)
    height = max(cell.row_span for cell in top)
    return [cell.model_copy(update={"row": cell.row - height}) for cell in below if cell.row >= height]


def _is_cut(bottom: dict[int, GridCell], top: dict[int, GridCell]) -> bool:
    """Whether the page cut a row in two: a cell of its own, not the last, stops above, and no number begins below."""
    own = sorted(column for column, cell in bottom.items() if cell.row_span == 1 and column in top)
    stops = any(bottom[column].text and not top[column].text for column in own[:-1])
    return stops and any(top[column].text for column in own) and not _NUMBERED.match(top[own[0]].text)


def _is_merged(upper: GridCell, lower: GridCell) -> bool:
    return not lower.text and max(upper.row_span, lower.row_span) > 1
