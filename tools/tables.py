"""Tables made to order: rows from any filter of the ledger, columns as the person names them, sources in each cell."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from policy.units import same_unit
from policy.values import Frozen
from tools.evidence import SourceRef, TableValue
from tools.task_columns import UNTOLD, filler_of, own_columns
from tools.task_conditions import DeadlineChoice, Presence, Role, names_in
from tools.task_rows import TaskRow
from tools.tasks import TaskTable, filter_tasks
from vectorstore.library import PolicyLibrary

Order = Literal["units", "deadline"]

_LAST = date.max


class AnswerTable(Frozen):
    """build_table: columns in order, each row with its own source; note is the completeness line."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[TableValue, ...], ...]
    row_refs: tuple[SourceRef, ...]
    note: str

    @property
    def is_bare(self) -> bool:
        """Whether no row says anything under most of its columns: other rows were meant, or none."""
        untold = sum(value.text == UNTOLD for row in self.rows for value in row)
        return untold * 2 >= sum(map(len, self.rows))

    def evidence(self) -> Iterator[SourceRef]:
        """The source of every row and of every cell."""
        yield from self.row_refs
        yield from (ref for row in self.rows for value in row for ref in value.refs)

    def to_text(self) -> str:
        """A Markdown table with keys at the end of each row."""
        lines = [f"{self.title}（{self.note}）", "|" + "|".join(self.columns) + "|", "|" + "---|" * len(self.columns)]
        for row in self.rows:
            keys = "".join(dict.fromkeys(f"[[{ref.clause_id}]]" for value in row for ref in value.refs))
            lines.append("|" + "|".join(value.text for value in row) + "|" + keys)
        return "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return f"{len(self.rows)} 行 × {len(self.columns)} 列"


def build_table(
    library: PolicyLibrary,
    *,
    columns: Sequence[str] | None = None,
    unit: str | None = None,
    role: Role = "any",
    regions: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    section: str | None = None,
    theme: str | None = None,
    deadline: DeadlineChoice | None = None,
    indicator: Presence | None = None,
    keyword: str | None = None,
    first: int | None = None,
    last: int | None = None,
    assigned: Presence | None = None,
    without_unit: str | None = None,
    support: Presence | None = None,
    order: Order | None = None,
) -> AnswerTable:
    """制表：把符合条件的全部任务做成表格，列由你定，每格可回溯出处。

    Args:
        columns: 列名，例如 ["序号", "任务", "责任单位", "时限", "指标", "出处"]；也可用附件分工表自己的列名。
        unit: 责任单位；几个以顿号隔开，有其一即可。
        role: 该单位的角色：any、lead、responsible、support、alone、sole。
        regions: 区县或城市。
        documents: 文件的标题、文号或文件名。
        section: 所在部分标题中的字词或位置，例如“保障措施”“二（四）”。
        theme: 主题；几个以顿号隔开，有其一即可。
        deadline: has、none、recurring、ongoing。
        indicator: has、none。
        keyword: 任务文字中须出现的字词。
        first: 只要序号从这一项起的任务，与 last 一起用。
        last: 只要序号到这一项止的任务。
        assigned: has 写明责任单位（没写的另计项数），none 没有写责任单位。
        without_unit: 不含这一单位的任务（只在写明责任单位的任务里找）。
        support: has 需要其他单位（如市级部门）协助，none 不需要。
        order: units 按责任单位从多到少排，deadline 按时限先后排；不填按原文次序。
    """
    tasks = filter_tasks(
        library, unit=unit, role=role, regions=regions, documents=documents, section=section, theme=theme,
        deadline=deadline, indicator=indicator, keyword=keyword, first=first, last=last, assigned=assigned,
        without_unit=without_unit, support=support,
    )  # fmt: skip
    tasks = tasks.model_copy(update={"rows": _ordered(tasks.rows, order)})
    alone = unit if len(names_in(unit)) == 1 else None
    return tabulate(library, tasks, columns=columns or _usual_columns(tasks, alone), unit=alone)


def _ordered(rows: tuple[TaskRow, ...], order: Order | None) -> tuple[TaskRow, ...]:
    """By how many bodies are responsible, or by the first day that is due; what names none comes last."""
    match order:
        case "units":
            return tuple(sorted(rows, key=lambda row: -len({unit.name for unit in row.task.units})))
        case "deadline":
            return tuple(sorted(rows, key=lambda row: min((d.due for d in row.task.deadlines if d.due), default=_LAST)))
        case None:
            return rows


def _usual_columns(tasks: TaskTable, unit: str | None) -> tuple[str, ...]:
    """With what is to be helped with, where the unit has no task of its own but is asked for help."""
    own = (each.printed for row in tasks.rows for each in row.task.units)
    helps = unit and any(row.support_items for row in tasks.rows) and not any(same_unit(unit, each) for each in own)
    return ("序号", "任务", "需协助的工作", "责任单位", "出处") if helps else ("序号", "任务", "责任单位", "出处")


def tabulate(
    library: PolicyLibrary, tasks: TaskTable, *, columns: Sequence[str], unit: str | None = None
) -> AnswerTable:
    """The rows of a task table under the named columns; a column nobody knows is looked up among the annex's own."""
    own = own_columns(library, tasks)
    alone = len({row.card.doc_id for row in tasks.rows}) == 1
    helped = any(row.support_items for row in tasks.rows)
    fillers = [filler_of(library, column, unit, own, alone=alone, helped=helped) for column in columns]
    rows = tuple(tuple(fill(row, ordinal) for fill in fillers) for ordinal, row in enumerate(tasks.rows, start=1))
    titles = dict.fromkeys(f"《{row.card.title}》{row.card.status_note}" for row in tasks.rows)
    title = f"{next(iter(titles), '') if alone else ''}{tasks.conditions}"
    return AnswerTable(
        title=title,
        columns=tuple(columns),
        rows=rows,
        row_refs=tuple(row.telling_ref for row in tasks.rows),
        note=tasks.completeness(),
    )
