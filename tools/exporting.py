"""The ledger on its way out: its rows with 规范引注 and 原文, in the format that a file's name asks for."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from exports.calendar import Reminder, write_ics
from exports.files import written
from exports.table_papers import table_paper
from exports.tables import ExportTable, Source
from exports.text import write_csv, write_markdown
from exports.word import write_docx
from exports.word_tables import Told
from exports.workbook import write_xlsx
from policy.elements import STATUS_NAMES
from policy.errors import ExportError
from policy.references import standard_reference
from tools.charting import elements_chart
from tools.completeness import having
from tools.duty_names import duty_name
from tools.progress import STATE_NAMES, ProgressBook
from tools.task_rows import TaskRow
from tools.tasks import TaskTable
from vectorstore.marks import TaskMark

_COLUMNS = ("序号", "任务", "牵头单位", "责任单位", "配合单位", "时限", "量化指标", "主题", "区县", "文件状态")
_LONGEST_NAME = 40
_NOTED = ("进展", "进展说明", "记录人与时间")

Writer = Callable[[ExportTable, Path, Told | None], None]
_WRITERS: dict[str, Writer] = {
    ".xlsx": lambda table, path, told: write_xlsx([table], path, told=told),
    ".csv": lambda table, path, _: write_csv(table, path),
    ".md": lambda table, path, _: write_markdown(table, path),
    ".docx": lambda table, path, told: write_docx(table_paper(table), path, told=told),
}


def save_tasks(
    table: TaskTable, path: Path, *, since: date, book: ProgressBook | None = None, told: Told | None = None
) -> None:
    """Write the rows as .xlsx, .csv, .md, .docx or, typed and whole, .json; with a book, what is noted on each.

    .ics are reminders of what is due since that day; told hears how many rows are written, of how many. Raises
    ExportError, for another ending before anything is written.
    """
    if path.suffix.lower() == ".json":
        with written(path):
            path.write_text(table.model_dump_json(indent=2), encoding="utf-8")
        return
    if path.suffix.lower() == ".ics":
        write_ics(tuple(reminders_of(table)), path, title="任务台账", since=since)
        return
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        endings = "、".join((*_WRITERS, ".ics", ".json"))
        raise ExportError(f"“{path.name}”要写成哪种文件看不出来；请把文件名的结尾写成 {endings} 之一。")
    writer(export_tasks(table, book=book), path, told)


def reminders_of(table: TaskTable) -> Iterator[Reminder]:
    """A reminder for each time of each duty that is a date or comes round again; 长期坚持 is neither."""
    for row in table.rows:
        name = duty_name(row)
        note = "\n".join(filter(None, (row.units_text(), _source(row).reference)))
        for deadline in row.task.deadlines:
            if deadline.rule or (deadline.due and deadline.kind != "ongoing"):
                printed = " ".join(deadline.raw.split())
                yield Reminder(
                    key=f"{row.task.task_id}-{deadline.start}", title=f"{name[:_LONGEST_NAME]}（{printed}）", note=note,
                    rule=deadline.rule, day=None if deadline.rule else deadline.due,
                )  # fmt: skip


def export_tasks(table: TaskTable, *, book: ProgressBook | None = None) -> ExportTable:
    """Every row of the ledger with its units by role, as printed; a cell is empty where the document says nothing.

    With a book the last columns are what people noted: theirs, not the documents'. Its chart is 任务要素体检.
    """
    marks = tuple(TaskMark.of(row.task) for row in table.rows)
    return ExportTable(
        title=f"任务台账（{table.conditions}）" if table.conditions else "任务台账",
        columns=(*_COLUMNS, *(_NOTED if book else ())),
        rows=tuple(
            (*_cells(number, row), *(_noted(book, row) if book else ()))
            for number, row in enumerate(table.rows, start=1)
        ),
        sources=tuple(_source(row) for row in table.rows),
        note=f"{table.conditions}：{table.completeness()}（{table.searched}）",
        charts=(elements_chart(having(marks), len(marks)),) if marks else (),
    )


def _cells(number: int, row: TaskRow) -> tuple[str, ...]:
    task = row.task
    roles = (task.units_as("lead"), task.units_as("responsible"), task.units_as("support"))
    return (
        str(number),
        duty_name(row),
        *(_joined("、", (unit.printed for unit in units)) for units in roles),
        _joined("；", (deadline.raw for deadline in task.deadlines)),
        _joined("；", (indicator.raw for indicator in task.indicators if indicator.is_target)),
        _joined("、", task.themes),
        row.card.place,
        STATUS_NAMES[row.card.status],
    )


def _noted(book: ProgressBook, row: TaskRow) -> tuple[str, ...]:
    progress = book.of(row.task)
    if progress is None:
        return STATE_NAMES["not_started"], "", ""
    step = progress.latest
    who = "，".join(part for part in (step.person, step.at.astimezone().strftime("%Y-%m-%d %H:%M")) if part)
    return STATE_NAMES[step.state], step.note, who


def _joined(mark: str, texts: Iterable[str]) -> str:
    return mark.join(dict.fromkeys(" ".join(text.split()) for text in texts))


def _source(row: TaskRow) -> Source:
    card = row.card
    day = date.fromisoformat(card.date) if card.date else None
    reference = standard_reference(card.title, number=card.number, day=day, locator=row.clause.locator)
    return Source(reference=reference, quote=row.task.quote)
