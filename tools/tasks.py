"""The task ledger: complete sets by any condition, never the best few.

A measure of the body and its row in the annex are one duty told twice: the telling with units stands for both.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from policy.addresses import parse_locator
from policy.errors import ToolError
from policy.values import Frozen
from tools.evidence import SourceRef
from tools.reading import clauses_at
from tools.scope import Scope, resolve_scope
from tools.task_conditions import DeadlineChoice, Presence, Role, TaskConditions
from tools.task_fits import prefilter, satisfies
from tools.task_rows import TaskRow, rows_of, without_mirrors
from tools.unassigned import unassigned_in
from tools.unit_groups import told_apart
from vectorstore.filters import TaskFilter
from vectorstore.library import PolicyLibrary

_AT_ONCE = 5_000  # a database takes so many values in a query, and not many times more
_YEAR_END = "年底"


class TaskTable(Frozen):
    """filter_tasks: the complete set. total counts all rows that match; without_units those that name no unit.

    searched says what was looked through; conditions the filters, both for people.
    """

    rows: tuple[TaskRow, ...]
    total: int
    without_units: int
    unassigned_in_scope: int
    conditions: str
    searched: str

    def evidence(self) -> Iterator[SourceRef]:
        """The clause of every row, whole: an answer may quote the duty or its units."""
        for row in self.rows:
            yield SourceRef(clause_id=row.clause.clause_id, start=row.clause.start, end=row.clause.end)

    def completeness(self) -> str:
        """共 9 项，已列 9 项；另有 2 项未写责任单位."""
        line = f"共 {self.total} 项，已列 {len(self.rows)} 项"
        return line + (f"；另有 {self.unassigned_in_scope} 项未写责任单位" if self.unassigned_in_scope else "")

    def to_text(self) -> str:
        """The completeness line, then a line a task."""
        lines = [f"{self.conditions}：{self.completeness()}（{self.searched}）"]
        lines += [
            f"[[{row.clause.clause_id}]] 《{row.card.title}》{row.clause.locator} {row.task.heading}"
            f"｜{row.units_text() or '未写责任单位'}｜{' '.join(row.task.quote.split())}"
            for row in self.rows
        ]
        return "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return self.completeness()


def filter_tasks(
    library: PolicyLibrary,
    *,
    unit: str | None = None,
    role: Role = "any",
    together_with: str | None = None,
    regions: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    section: str | None = None,
    theme: str | None = None,
    deadline: DeadlineChoice | None = None,
    due_before: str | None = None,
    indicator: Presence | None = None,
    indicator_unit: str | None = None,
    keyword: str | None = None,
    first: int | None = None,
    last: int | None = None,
    assigned: Presence | None = None,
    without_unit: str | None = None,
    support: Presence | None = None,
) -> TaskTable:
    """任务筛选：从任务台账中列出全部符合条件的任务（完整集合，不是前几条），并说明共几项、已列几项。

    Args:
        unit: 责任单位，简称、别称均可，例如“区科委”“发改委”；几个单位以顿号隔开，有其一即可。
        role: 该单位的角色：any 不限，lead 牵头，responsible 责任，support 配合协助，alone 单独负责，sole 同级仅此一家。
        together_with: 与该单位共同承担的另一单位。
        regions: 区县或城市。
        documents: 文件的标题、文号或文件名。
        section: 所在部分标题中的字词或位置，例如“保障措施”“二（四）”。
        theme: 主题，例如“人才”“招商引资”；几个以顿号隔开，有其一即可。
        deadline: has 写明时限，none 未写时限，recurring 定期，ongoing 长期坚持。
        due_before: 在这一天（含）前到期，例如 2020-12-31；“年底”指各文件自己那一年的年底。
        indicator: has 有量化指标，none 无量化指标。
        indicator_unit: 指标的计量单位，例如“%”“家”“亿元”。
        keyword: 任务文字中须出现的字词。
        first: 只要序号从这一项起的任务，与 last 一起用。
        last: 只要序号到这一项止的任务。
        assigned: has 写明责任单位（没写的另计项数），none 没有写责任单位。
        without_unit: 不含这一单位的任务（只在写明责任单位的任务里找）。
        support: has 需要其他单位（如市级部门）协助，none 不需要。
    """
    conditions = TaskConditions(
        unit=unit, role=role, together_with=together_with, section=section, theme=theme, deadline=deadline,
        due_before=None if due_before == _YEAR_END else _day(due_before), year_end=due_before == _YEAR_END,
        indicator=indicator, indicator_unit=indicator_unit, keyword=keyword, first=first, last=last, assigned=assigned,
        without_unit=without_unit, support=support,
    )  # fmt: skip
    scope = resolve_scope(library, documents=documents, regions=regions)
    if section and parse_locator(section):
        conditions = conditions.model_copy(update={"within": clauses_at(library, scope, section)})
    return table_of(library, scope, conditions)


def table_of(library: PolicyLibrary, scope: Scope, conditions: TaskConditions) -> TaskTable:
    """The complete set of one scope."""
    told = without_mirrors(_candidates(library, scope, conditions))
    rows = _of_units(library, [row for row in told if satisfies(row, conditions)], conditions)
    return TaskTable(
        rows=rows,
        total=len(rows),
        without_units=sum(not row.task.units for row in rows),
        unassigned_in_scope=unassigned_in(library, scope)
        if conditions.unit or conditions.assigned == "has" or conditions.without_unit
        else 0,
        conditions=conditions.describe(),
        searched=scope.description,
    )


def _of_units(library: PolicyLibrary, rows: Sequence[TaskRow], conditions: TaskConditions) -> tuple[TaskRow, ...]:
    """The rows without those that name only another body of like name, which is told for each of several units."""
    if len(conditions.units) < 2:
        return told_apart(library, rows, conditions.unit)
    kept = set[str]()
    for unit in conditions.units:
        alone = conditions.model_copy(update={"unit": unit})
        of_unit = told_apart(library, [row for row in rows if satisfies(row, alone)], unit)
        kept |= {row.task.task_id for row in of_unit}
    return tuple(row for row in rows if row.task.task_id in kept)


def chosen_tasks(library: PolicyLibrary, task_ids: Sequence[str], *, conditions: str) -> TaskTable:
    """The table of tasks that were chosen by other conditions than these tools know, told by `conditions`."""
    scope = resolve_scope(library)
    parts = (tuple(task_ids[start : start + _AT_ONCE]) for start in range(0, len(task_ids), _AT_ONCE))
    rows = tuple(row for part in parts for row in rows_of(library, scope, TaskFilter(task_ids=part)))
    return TaskTable(
        rows=rows, total=len(rows), without_units=sum(not row.task.units for row in rows), unassigned_in_scope=0,
        conditions=conditions, searched=scope.description,
    )  # fmt: skip


def _candidates(library: PolicyLibrary, scope: Scope, conditions: TaskConditions) -> list[TaskRow]:
    """What the database finds by the conditions that it knows, with their other tellings, in reading order.

    No task that satisfies the conditions is left out; some that do not may be among them.
    """
    found = list(rows_of(library, scope, prefilter(conditions, library.vocabulary())))
    ids = {row.task.task_id for row in found}
    twins = tuple(sorted({row.task.mirror_id for row in found if row.task.mirror_id} - ids))
    if not twins:
        return found
    place = {doc_id: number for number, doc_id in enumerate(scope.doc_ids)}
    found += rows_of(library, scope, TaskFilter(task_ids=twins))
    return sorted(found, key=lambda row: (place[row.card.doc_id], row.task.start))


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ToolError(f"看不懂日期“{text}”，请写成 2020-12-31 的样子。") from error
