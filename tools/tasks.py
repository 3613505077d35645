"""The task ledger: complete sets by any condition, never the best few.

A measure of the body and its row in the annex are one duty told twice: the telling with units stands for both.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from policy.documents import Clause, Frozen, SupportItem, Task, Unit, UnitRole
from policy.errors import ToolError
from policy.folding import fold
from policy.sentences import split_sentences
from policy.units import same_unit
from tools.evidence import DocumentCard, SourceRef
from tools.scope import Scope, resolve_scope
from vectorstore.filters import TaskFilter
from vectorstore.library import PolicyLibrary
from vectorstore.records import LedgerTask

Role = Literal["any", "lead", "responsible", "support", "alone"]
Presence = Literal["has", "none"]
DeadlineChoice = Literal["has", "none", "recurring", "ongoing"]

_ROLE_WORDS: dict[Role, str] = {
    "any": "", "lead": "牵头", "responsible": "负责", "support": "配合", "alone": "单独负责",
}  # fmt: skip
_LONGEST_TELLING = 120
_DIGITS = re.compile(r"\d+")
_DUTY_ROLES: tuple[UnitRole, ...] = ("lead", "responsible")


class TaskRow(Frozen):
    """A task of the ledger with its document, its clause and the headings above."""

    card: DocumentCard
    task: Task
    clause: Clause
    heading_path: tuple[str, ...]
    support_items: tuple[SupportItem, ...] = ()

    @property
    def ref(self) -> SourceRef:
        """The duty's own text as a source."""
        return SourceRef(clause_id=self.clause.clause_id, start=self.task.start, end=self.task.end)

    @property
    def telling_ref(self) -> SourceRef:
        """The heading and the first sentence, which no other clause shares; 120 characters at most."""
        start = self.clause.start if self.clause.heading and self.clause.kind != "row" else self.task.start
        sentences = split_sentences(self.clause.text, offset=self.clause.start)
        heading_end = self.clause.start + len(self.clause.number) + len(self.clause.heading) + 2
        end = next(
            (b for a, b in sentences if b > max(start + 1, heading_end) and b > self.task.start), self.clause.end
        )
        return SourceRef(clause_id=self.clause.clause_id, start=start, end=min(end, start + _LONGEST_TELLING))

    @property
    def units_ref(self) -> SourceRef:
        """The printed unit list as a source; the duty's text where no unit is named."""
        units = [u for u in self.task.units if self.clause.start <= u.start < self.clause.end]
        if not units:
            return self.ref
        return SourceRef(clause_id=self.clause.clause_id, start=units[0].start, end=max(u.end for u in units))

    def units_text(self) -> str:
        """牵头：A；责任：B、C；配合：D, with only the roles that are there; '' without units."""
        names = {"lead": "牵头", "responsible": "责任", "support": "配合"}
        parts = []
        for role, label in names.items():
            printed = [unit.printed for unit in self.task.units if unit.role == role]
            if printed:
                parts.append(f"{label}：{'、'.join(dict.fromkeys(printed))}")
        return "；".join(parts)


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
            f"[[{row.clause.clause_id}]] 《{row.card.title}》{row.clause.locator} {row.task.heading}｜{row.units_text() or '未写责任单位'}"
            f"｜{' '.join(row.task.quote.split())}"
            for row in self.rows
        ]
        return "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return self.completeness()


class TaskConditions(Frozen):
    """What a task must satisfy; None asks nothing. due_before is the last day that counts."""

    unit: str | None = None
    role: Role = "any"
    together_with: str | None = None
    section: str | None = None
    theme: str | None = None
    deadline: DeadlineChoice | None = None
    due_before: date | None = None
    indicator: Presence | None = None
    indicator_unit: str | None = None
    keyword: str | None = None
    first: int | None = None
    last: int | None = None
    assigned: bool = False

    def describe(self) -> str:
        """The conditions in words: 单位＝区科委（牵头）；主题＝人才."""
        role = _ROLE_WORDS[self.role]
        parts = [
            f"单位＝{self.unit}{f'（{role}）' if role else ''}" if self.unit else role,
            f"共同单位＝{self.together_with}" if self.together_with else "",
            f"部分＝{self.section}" if self.section else "",
            f"主题＝{self.theme}" if self.theme else "",
            {"has": "有时限", "none": "未写时限", "recurring": "定期", "ongoing": "长期"}.get(self.deadline or "", ""),
            f"{self.due_before}前到期" if self.due_before else "",
            {"has": "有量化指标", "none": "无量化指标"}.get(self.indicator or "", ""),
            f"指标单位＝{self.indicator_unit}" if self.indicator_unit else "",
            f"含“{self.keyword}”" if self.keyword else "",
            f"第{self.first}至{self.last}项" if self.first and self.last else "",
        ]
        return "；".join(part for part in parts if part) or "全部任务"


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
    assigned: bool = False,
) -> TaskTable:
    """任务筛选：从任务台账中列出全部符合条件的任务（完整集合，不是前几条），并说明共几项、已列几项。

    Args:
        unit: 责任单位，简称、别称均可，例如“区科委”“发改委”。
        role: 该单位的角色：any 不限，lead 牵头，responsible 责任，support 配合协助，alone 单独负责。
        together_with: 与该单位共同承担的另一单位。
        regions: 区县或城市。
        documents: 文件的标题、文号或文件名。
        section: 所在部分标题中的字词，例如“保障措施”。
        theme: 主题，例如“人才”“招商引资”。
        deadline: has 写明时限，none 未写时限，recurring 定期，ongoing 长期坚持。
        due_before: 在这一天（含）前到期，例如 2020-12-31。
        indicator: has 有量化指标，none 无量化指标。
        indicator_unit: 指标的计量单位，例如“%”“家”“亿元”。
        keyword: 任务文字中须出现的字词。
        first: 只要序号从这一项起的任务，与 last 一起用。
        last: 只要序号到这一项止的任务。
        assigned: 只要写明责任单位的任务；没写的另计项数。
    """
    conditions = TaskConditions(
        unit=unit, role=role, together_with=together_with, section=section, theme=theme, deadline=deadline,
        due_before=_day(due_before), indicator=indicator, indicator_unit=indicator_unit, keyword=keyword,
        first=first, last=last, assigned=assigned,
    )  # fmt: skip
    scope = resolve_scope(library, documents=documents, regions=regions)
    return table_of(library, scope, conditions)


def table_of(library: PolicyLibrary, scope: Scope, conditions: TaskConditions) -> TaskTable:
    """The complete set of one scope."""
    everything = without_mirrors(rows_of(library, scope))
    rows = tuple(row for row in everything if satisfies(row, conditions))
    return TaskTable(
        rows=rows,
        total=len(rows),
        without_units=sum(not row.task.units for row in rows),
        unassigned_in_scope=sum(not row.task.units for row in everything)
        if conditions.unit or conditions.assigned
        else 0,
        conditions=conditions.describe(),
        searched=scope.description,
    )


def rows_of(library: PolicyLibrary, scope: Scope) -> Iterator[TaskRow]:
    """Every task of the scope in reading order, both tellings of a mirrored one."""
    if not scope.cards:
        return
    for entry in library.tasks(TaskFilter(doc_ids=scope.doc_ids)):
        yield _row(library, scope, entry)


def _row(library: PolicyLibrary, scope: Scope, entry: LedgerTask) -> TaskRow:
    document = library.document(entry.task.doc_id)
    return TaskRow(
        card=scope.card(entry.task.doc_id),
        task=entry.task,
        clause=entry.clause,
        heading_path=document.heading_path(entry.clause),
        support_items=entry.task.support_items,
    )


def without_mirrors(rows: Iterator[TaskRow]) -> tuple[TaskRow, ...]:
    """One row for a duty told twice: the telling that names units, else the first."""
    kept: dict[str, TaskRow] = {}
    for row in rows:
        twin = kept.get(row.task.mirror_id or "")
        if twin is None:
            kept[row.task.task_id] = row
        elif row.task.units and not twin.task.units:
            kept = {(row.task.task_id if k == twin.task.task_id else k): v for k, v in kept.items()}
            kept[row.task.task_id] = row
    return tuple(kept.values())


def satisfies(row: TaskRow, conditions: TaskConditions) -> bool:
    """Whether a task meets every condition."""
    return all(test(row, conditions) for test in _TESTS)


def _unit_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    duty = [unit for unit in row.task.units if unit.role in _DUTY_ROLES]
    if conditions.role == "alone" and len({unit.name for unit in duty}) != 1:
        return False
    if conditions.unit and not any(same_unit(conditions.unit, u.name) for u in _of_role(row, conditions.role)):
        return False
    other = conditions.together_with
    return not other or any(same_unit(other, unit.name) for unit in row.task.units)


def _of_role(row: TaskRow, role: Role) -> list[Unit]:
    asked = [item for support in row.support_items for item in support.units]
    match role:
        case "any":
            return [*row.task.units, *asked]
        case "alone":
            return [unit for unit in row.task.units if unit.role in _DUTY_ROLES]
        case "support":
            return [*row.task.units_as("support"), *asked]
        case _:
            return list(row.task.units_as(role))


def _section_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return not conditions.section or fold(conditions.section) in fold("".join(row.heading_path))


def _theme_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return not conditions.theme or any(fold(conditions.theme) in fold(theme) for theme in row.task.themes)


def _deadline_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    deadlines = row.task.deadlines
    due = conditions.due_before
    if due and not any(d.due and d.due <= due for d in deadlines):
        return False
    match conditions.deadline:
        case None:
            return True
        case "has":
            return bool(deadlines)
        case "none":
            return not deadlines
        case kind:
            return any(d.kind == kind for d in deadlines)


def _indicator_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    targets = [i for i in row.task.indicators if i.is_target]
    if conditions.indicator_unit:
        targets = [i for i in targets if fold(i.unit) == fold(conditions.indicator_unit)]
        return bool(targets)
    return conditions.indicator is None or bool(targets) == (conditions.indicator == "has")


def _assigned_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return bool(row.task.units) or not conditions.assigned


def _number_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    """The printed number of a row or an item, where a range is asked for."""
    if conditions.first is None or conditions.last is None:
        return True
    number = _DIGITS.search(row.clause.number or row.clause.locator.rsplit("第", 1)[-1])
    return number is not None and conditions.first <= int(number.group()) <= conditions.last


def _keyword_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return not conditions.keyword or fold(conditions.keyword) in fold(row.clause.text)


_TESTS: tuple[Callable[[TaskRow, TaskConditions], bool], ...] = (
    _unit_fits, _section_fits, _theme_fits, _deadline_fits, _indicator_fits, _keyword_fits,
    _number_fits, _assigned_fits,
)  # fmt: skip


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ToolError(f"看不懂日期“{text}”，请写成 2020-12-31 的样子。") from error
