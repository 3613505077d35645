"""What a column of a table made to order holds of a task, by the column's name, with its source in each cell."""

import re
from collections.abc import Callable, Sequence

from policy.assignments import Deadline, Indicator
from policy.folding import fold
from policy.units import same_unit
from tools.duty_names import duty_name
from tools.evidence import SourceRef, TableValue
from tools.task_rows import TaskRow
from tools.tasks import TaskTable
from vectorstore.library import PolicyLibrary

UNTOLD = "未写明"
_SOURCE_WORDS = ("出处", "来源", "条款", "依据", "位置")
_NAMES_UNITS = re.compile("单位|部门|谁")
_NAMES_HELPERS = re.compile("协助|支持|配合|帮|[找请]|市级|省级|上级|市里|省里")

Filler = Callable[[TaskRow, int], TableValue]


def filler_of(
    library: PolicyLibrary, column: str, unit: str | None, own: set[str], *, alone: bool, helped: bool
) -> Filler:
    """What fills the column of that name; one that nobody knows is looked up among the annex's own.

    own are the folded names that the annexes print; alone: all rows are of one document; helped: some duty asks others
    for help, so that units to be asked are meant by 找哪些单位.
    """
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


def own_columns(library: PolicyLibrary, tasks: TaskTable) -> set[str]:
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
    asked = ("、".join(unit.printed for unit in item.units) or UNTOLD for item in row.support_items)
    return TableValue(text="；".join(asked) or UNTOLD, refs=refs)


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
    return TableValue(text=above[-1] if above else UNTOLD, refs=(row.ref,) if above else ())


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
    return TableValue(text="；".join(item.text.rstrip("。；") for item in items) or UNTOLD, refs=refs)


def _own_column(library: PolicyLibrary, row: TaskRow, name: str) -> TableValue:
    for cell in library.document(row.card.doc_id).cells_of(row.clause.clause_id):
        if name in fold(cell.column) and cell.text.strip():
            ref = SourceRef(clause_id=row.clause.clause_id, start=cell.start, end=cell.end)
            return TableValue(text=" ".join(cell.text.split()), refs=(ref,))
    return TableValue(text=UNTOLD)


def _spans(row: TaskRow, values: Sequence[Deadline | Indicator]) -> TableValue:
    refs = tuple(SourceRef(clause_id=row.clause.clause_id, start=v.start, end=v.end) for v in values)
    return TableValue(text="；".join(dict.fromkeys(v.raw for v in values)) or UNTOLD, refs=refs)


def _value(text: str, ref: SourceRef) -> TableValue:
    return TableValue(text=text, refs=(ref,)) if text else TableValue(text=UNTOLD)
