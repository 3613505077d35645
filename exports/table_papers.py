"""A table as a paper: its rows with numbered marks, and what each rests on in the annex 依据清单."""

from exports.manuscript import Grid
from exports.tables import SOURCE_COLUMNS, ExportTable
from exports.word import Paper

_MOST_MARKS = 999


def table_paper(table: ExportTable) -> Paper:
    """The table under its title; its note closes it. A row's sources stand in the annex, not in columns of their own;
    beyond 999 rows, where nobody would look up a mark, each row names its clause itself.

    >>> from exports.tables import Source
    >>> source = Source(reference="《甲区方案》二、（一）", quote="建成30个众创空间。")
    >>> table_paper(ExportTable(title="任务", columns=("指标",), rows=(("30个",),), sources=(source,))).grid
    Grid(columns=('指标',), rows=(('30个[1]',),))
    """
    if len(table.rows) > _MOST_MARKS and table.sources:
        rows = tuple((*row, source.reference) for row, source in zip(table.rows, table.sources, strict=True))
        grid = Grid(columns=(*table.columns, SOURCE_COLUMNS[0]), rows=rows)
        return Paper(title=table.title, text="", note=table.note, grid=grid, charts=table.charts)
    marks = [f"[{number}]" for number in range(1, len(table.sources) + 1)] or [""] * len(table.rows)
    rows = tuple((*row[:-1], row[-1] + mark) for row, mark in zip(table.rows, marks, strict=True))
    grid = Grid(columns=table.columns, rows=rows)
    return Paper(title=table.title, text="", sources=table.sources, note=table.note, grid=grid, charts=table.charts)
