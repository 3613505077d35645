"""The ledger from the command line: complete sets as a list, a file, or a table with columns of one's own."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from commands.papers import Piece, give
from commands.saving import deliver
from commands.terminal import OUT, print_json, say_library

if TYPE_CHECKING:
    from agent.desk import Desk
    from tools.task_rows import TaskRow
    from tools.tasks import TaskTable


def tasks(desk: "Desk", given: argparse.Namespace) -> int:
    """List every task that meets the conditions, or write them to a file."""
    from tools.exporting import save_tasks
    from tools.tasks import filter_tasks

    table = filter_tasks(
        desk.library, unit=given.unit, role=given.role, regions=given.district, documents=given.document,
        theme=given.theme, keyword=given.keyword, deadline=given.deadline, indicator=given.indicator,
        due_before=given.due_before,
    )  # fmt: skip

    def save(path: Path) -> None:
        save_tasks(table, path, since=date.today())

    if given.json or (given.format == "json" and given.out is None):
        print_json(table)
    elif given.out or given.format:
        deliver(save, out=given.out, kind=given.format, said=table.completeness())
    else:
        _list_tasks(desk, table)
    return 0


def table(desk: "Desk", given: argparse.Namespace) -> int:
    """The tasks as a table whose columns the person names."""
    from agent.composing.tabulations import compose_table
    from tools.tables import build_table

    made = build_table(
        desk.library, columns=given.columns, unit=given.unit, role=given.role, regions=given.district,
        documents=given.document, theme=given.theme, keyword=given.keyword, deadline=given.deadline,
        indicator=given.indicator,
    )  # fmt: skip
    return give(desk, given, Piece(title=made.title, text=compose_table([made]), typed=made))


def _list_tasks(desk: "Desk", table: "TaskTable") -> None:
    say_library(desk)
    for ordinal, row in enumerate(table.rows, start=1):
        OUT.print(f"{ordinal}. {_task_line(row)}")
    OUT.print(f"{table.conditions}：{table.completeness()}（{table.searched}）。")


def _task_line(row: "TaskRow") -> str:
    deadlines = "、".join(dict.fromkeys(deadline.raw for deadline in row.task.deadlines))
    parts = (
        row.task.heading or row.task.quote,
        row.units_text() or "未写责任单位",
        f"时限：{deadlines}" if deadlines else "未写时限",
        f"《{row.card.title}》{row.clause.locator}",
    )
    return "｜".join(" ".join(part.split()) for part in parts)
