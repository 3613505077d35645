"""A table as CSV and as Markdown."""

import csv
import re
from pathlib import Path

from exports.cells import guarded, plain
from exports.files import written
from exports.tables import ExportTable

# A bar ends a cell; the others would make HTML, code, pictures or links of a document's text.
_MARKUP = re.compile(r"[\\|<`]|(?<=\])(?=[(\[])|(?<=!)(?=\[)")


def write_csv(table: ExportTable, path: Path) -> None:
    """Write UTF-8 with a byte order mark, by which Excel knows it from GBK. Raises ExportError."""
    with written(path), path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in (table.full_columns, *table.full_rows):
            writer.writerow(guarded(plain(text)) for text in row)


def write_markdown(table: ExportTable, path: Path) -> None:
    """Write the text of `to_markdown`. Raises ExportError."""
    with written(path):
        path.write_text(to_markdown(table), encoding="utf-8")


def to_markdown(table: ExportTable) -> str:
    r"""The title, the table, and how complete it is; no text of a document becomes mark-up.

    >>> print(to_markdown(ExportTable(title="任务", columns=("任务", "单位"), rows=(("放管服|改革", "区审批局"),))))
    # 任务
    <BLANKLINE>
    | 任务 | 单位 |
    | --- | --- |
    | 放管服\|改革 | 区审批局 |
    <BLANKLINE>
    """
    lines = [f"# {_cell(table.title)}", "", _row(table.full_columns), _row(("---",) * len(table.full_columns))]
    lines += [_row(tuple(_cell(text) for text in row)) for row in table.full_rows]
    return "\n".join([*lines, *(["", _cell(table.note)] if table.note else []), ""])


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found[0]}", plain(text)).replace("\n", "<br>")
