"""Tables made to order: rows from any filter of the ledger, columns as the person names them, sources in each cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from policy.assignments import Deadline, Indicator
from policy.folding import fold
from policy.units import same_unit
from policy.values import Frozen
from tools.duty_names import duty_name
from tools.evidence import SourceRef, TableValue
from tools.task_conditions import DeadlineChoice, Presence, Role, names_in
from tools.task_rows import TaskRow
from tools.tasks import TaskTable, filter_tasks
from vectorstore.library import PolicyLibrary

Order = Literal["units", "deadline"]

_LAST = date.max
_NONE = "未写明"
_SOURCE_WORDS = ("出处", "来源", "条款", "依据", "位置")
_NAMES_UNITS = re.compile("单位|部门|谁")
_NAMES_HELPERS = re.compile("协助|支持|配合|帮|[找请]|市级|省级|上级|市里|省里")


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
        untold = sum(value.text == _NONE for row in self.rows for value in row)
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
    own = _own_columns(library, tasks)
    alone = len({row.card.doc_id for row in tasks.rows}) == 1
    helped = any(row.support_items for row in tasks.rows)
    fillers = [_filler(library, column, unit, own, alone=alone, helped=helped) for column in columns]
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


Filler = Callable[[TaskRow, int], TableValue]


def _filler(
    library: PolicyLibrary, column: str, unit: str | None, own: set[str], *, alone: bool, helped: bool
) -> Filler:
    name = fold(column)
    if any(
        word in name for word in ("协助", "支持", "帮", "配合什么", "市里做", "要市", "请市")
    ) and not _NAMES_UNITS.search(name):
        return lambda row, _: _assistance(row, unit)
    if helped and _NAMES_UNITS.search(name) and _NAMES_HELPERS.search(name):
        return _helpers
    if name == "序号" and not alone:  # the numbers of several documents repeat and leave gaps
        return lambda _, ordinal: TableValue(text=str(ordinal))
    if name in own:
        return lambda row, _: _own_column(library, row, name)
    if alone and any(word in name for word in _SOURCE_WORDS):
        return lambda row, _: TableValue(text=row.clause.locator, refs=(row.ref,))
    if shared := next((each for each in sorted(own, key=len) if _shares_word(each, name)), None):
        return lambda row, _: _own_column(library, row, shared)
    for words, filler in _KNOWN:
        if any(word in name for word in words):
            return filler
    return lambda row, _: _own_column(library, row, name)


def _shares_word(column: str, name: str) -> bool:
    """国家哪家管 means the printed column 国家分工: it begins with the same two characters."""
    return len(name) > 3 and column[:2] == name[:2] and column[:2] not in ("责任", "负责", "牵头", "任务", "序号")


def _own_columns(library: PolicyLibrary, tasks: TaskTable) -> set[str]:
    """The columns that the tables of these documents print, folded."""
    tabled = {row.card.doc_id for row in tasks.rows if row.clause.kind == "row"}
    return {fold(column) for doc_id in tabled for table in library.document(doc_id).tables for column in table.columns}


def _ordinal(row: TaskRow, ordinal: int) -> TableValue:
    number = row.clause.locator.rpartition("第")[2].removesuffix("行") if row.clause.kind == "row" else ""
    return TableValue(text=number if number.isdigit() else str(ordinal))


def _title(row: TaskRow, _: int) -> TableValue:
    return TableValue(text=duty_name(row), refs=(row.ref,))


def _units(row: TaskRow, _: int) -> TableValue:
    printed = [unit.printed for unit in row.task.units if unit.role != "support"]
    return _value("、".join(dict.fromkeys(printed)), row.units_ref)


def _lead(row: TaskRow, _: int) -> TableValue:
    return _value("、".join(unit.printed for unit in row.task.units_as("lead")), row.units_ref)


def _support(row: TaskRow, _: int) -> TableValue:
    asked = [unit for item in row.support_items for unit in item.units]
    printed = dict.fromkeys(unit.printed for unit in (*row.task.units_as("support"), *asked))
    return _value("、".join(printed), row.units_ref)


def _helpers(row: TaskRow, _: int) -> TableValue:
    """Whom each piece of help is asked of, in the order of the pieces."""
    refs = tuple(SourceRef(clause_id=row.clause.clause_id, start=i.start, end=i.end) for i in row.support_items)
    asked = ("、".join(unit.printed for unit in item.units) or _NONE for item in row.support_items)
    return TableValue(text="；".join(asked) or _NONE, refs=refs)


def _deadlines(row: TaskRow, _: int) -> TableValue:
    return _spans(row, row.task.deadlines)


def _indicators(row: TaskRow, _: int) -> TableValue:
    return _spans(row, tuple(i for i in row.task.indicators if i.is_target))


def _values(row: TaskRow, _: int) -> TableValue:
    """The figures of the targets with the year that the text gives them."""
    targets = [i for i in row.task.indicators if i.is_target]
    told = _spans(row, targets)
    years = dict.fromkeys(str(i.due.year) for i in targets if i.due and str(i.due.year) in row.task.quote)
    unsaid = [year for year in years if year not in told.text]
    return told.model_copy(update={"text": f"{told.text}（{'、'.join(unsaid)}年）"}) if unsaid else told


def _themes(row: TaskRow, _: int) -> TableValue:
    return TableValue(text="、".join(row.task.themes))


def _place(row: TaskRow, _: int) -> TableValue:
    return TableValue(text=row.card.place)


def _source(row: TaskRow, _: int) -> TableValue:
    return TableValue(text=f"《{row.card.title}》{row.clause.locator}", refs=(row.ref,))


def _part(row: TaskRow, _: int) -> TableValue:
    """The heading right above."""
    above = row.heading_path[:-1] if row.clause.heading else row.heading_path
    return TableValue(text=above[-1] if above else _NONE, refs=(row.ref,) if above else ())


def _quote(row: TaskRow, _: int) -> TableValue:
    return TableValue(text=" ".join(row.task.quote.split()), refs=(row.ref,))


# Words in a column's name, in the order in which they are tried.
_KNOWN: tuple[tuple[tuple[str, ...], Filler], ...] = (
    (("序号", "编号"), _ordinal),
    (("牵头",), _lead),
    (("配合单位", "协助单位", "支持单位", "配合部门", "协助部门"), _support),
    (("单位", "部门", "负责", "谁"), _units),
    (("时限", "时间", "期限", "截止", "何时", "节点"), _deadlines),
    (("数值", "数量"), _values),
    (("指标", "目标", "数字"), _indicators),
    (("所属", "哪部分", "板块", "大类"), _part),
    (("主题", "领域"), _themes),
    (("区县", "地区", "区域"), _place),
    (_SOURCE_WORDS, _source),
    (("原文", "具体内容", "内容"), _quote),
    (("任务", "事项", "名称", "工作", "举措", "措施"), _title),
)


def _assistance(row: TaskRow, unit: str | None) -> TableValue:
    # A unit of the task itself asks for all help; a helper only for what it is to help with.
    own = unit is None or any(same_unit(unit, each.printed) for each in row.task.units)
    items = [item for item in row.support_items if own or any(same_unit(unit or "", u.printed) for u in item.units)]
    refs = tuple(SourceRef(clause_id=row.clause.clause_id, start=i.start, end=i.end) for i in items)
    return TableValue(text="；".join(item.text.rstrip("。；") for item in items) or _NONE, refs=refs)


def _own_column(library: PolicyLibrary, row: TaskRow, name: str) -> TableValue:
    for cell in library.document(row.card.doc_id).cells_of(row.clause.clause_id):
        if name in fold(cell.column) and cell.text.strip():
            ref = SourceRef(clause_id=row.clause.clause_id, start=cell.start, end=cell.end)
            return TableValue(text=" ".join(cell.text.split()), refs=(ref,))
    return TableValue(text=_NONE)


def _spans(row: TaskRow, values: Sequence[Deadline | Indicator]) -> TableValue:
    refs = tuple(SourceRef(clause_id=row.clause.clause_id, start=v.start, end=v.end) for v in values)
    return TableValue(text="；".join(dict.fromkeys(v.raw for v in values)) or _NONE, refs=refs)


def _value(text: str, ref: SourceRef) -> TableValue:
    return TableValue(text=text, refs=(ref,)) if text else TableValue(text=_NONE)
