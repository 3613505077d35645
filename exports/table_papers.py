"""A table as a paper: its rows with numbered marks, and what each rests on in the annex 依据清单."""

from exports.tables import ExportTable
from exports.word import Paper


def table_paper(table: ExportTable) -> Paper:
    """The table under its title; its note closes it. A row's sources stand in the annex, not in columns of their own.

    >>> from exports.tables import Source
    >>> source = Source(reference="《甲区方案》二、（一）", quote="建成30个众创空间。")
    >>> print(table_paper(ExportTable(title="任务", columns=("指标",), rows=(("30个",),), sources=(source,))).text)
    |指标|
    |---|
    |30个[1]|
    """
    marks = [f"[{number}]" for number in range(1, len(table.sources) + 1)] or [""] * len(table.rows)
    lines = [_line(table.columns), _line(["---"] * len(table.columns))]
    lines += [_line([*row[:-1], row[-1] + mark]) for row, mark in zip(table.rows, marks, strict=True)]
    return Paper(title=table.title, text="\n".join(lines), sources=table.sources, note=table.note)


def _line(cells: "tuple[str, ...] | list[str]") -> str:
    return "|" + "|".join(cell.replace("|", "｜").replace("\n", "<br>") for cell in cells) + "|"
