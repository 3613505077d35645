from policy.assignments import Task
from policy.documents import Clause, PolicyTable, TableCell, TableRow
from policy.elements import DocumentHeader
from policy.row_duties import read_asked_figures, read_row

HEADER = DocumentHeader(title="分工方案", year=2020)


def table(**cells: str) -> tuple[str, Clause, PolicyTable]:
    text, found = "", []
    for column, words in cells.items():
        found.append(TableCell(column=column, text=words, start=len(text), end=len(text) + len(words)))
        text += words + "\t"
    clause = Clause(
        clause_id="d-1", doc_id="d", kind="row", level=1, number="", heading="", text=text, path=(1,), locator="第1行",
        start=0, end=len(text),
    )  # fmt: skip
    row = TableRow(clause_id="d-1", cells=tuple(found))
    return text, clause, PolicyTable(table_id="d-T1", doc_id="d", title="", columns=tuple(cells), rows=(row,))


def read(**cells: str) -> Task | None:
    text, clause, grid = table(**cells)
    return read_row(text, clause, grid, grid.rows[0], HEADER, doc_id="d")


def test_units_come_from_the_column_that_names_them_and_not_from_the_state_s() -> None:
    task = read(国家任务="支持创新", 国家分工="科技部", 具体措施="推荐5家载体申报。", 负责部门="区科技局、区发改委")
    assert task and task.quote == "推荐5家载体申报。"
    assert [unit.printed for unit in task.units] == ["区科技局", "区发改委"]
    assert [one.value for one in task.indicators] == [5]


def test_roles_come_from_the_wording_of_the_columns() -> None:
    task = read(工作任务="推进改革", 牵头单位="市发改委", 配合单位="市财政局", 完成时限="2025年")
    assert task and [(unit.printed, unit.role) for unit in task.units] == [
        ("市发改委", "lead"),
        ("市财政局", "support"),
    ]
    assert [str(one.due) for one in task.deadlines] == ["2025-12-31"]


def test_what_is_asked_of_others_becomes_support_items() -> None:
    task = read(
        具体措施="推动轨道交通建设。",
        负责部门="区发改委",
        需市级部门协助开展的工作和分工="1.推动前期工作。(市发展改革委、市交通运输委)2.保障资金。(市财政局)",
    )
    assert task and [unit.printed for unit in task.units] == ["区发改委"]
    assert [(item.text, len(item.units)) for item in task.support_items] == [("推动前期工作。", 2), ("保障资金。", 1)]
    assert {unit.role for item in task.support_items for unit in item.units} == {"support"}


def test_figures_asked_of_others_are_background() -> None:
    *_, grid = table(具体措施="推动改革。", 负责部门="区发改委", 需市级部门协助的工作="加快100条创新举措落地。")
    (figure,) = read_asked_figures(grid.rows[0], 2020)
    assert (figure.value, figure.is_target) == (100, False)


def test_dashes_name_nobody_and_ask_nothing() -> None:
    task = read(具体措施="行政区划调整工作已完成。", 负责部门="——", 需市级部门协助的工作="——")
    assert task and task.units == () and task.support_items == ()


def test_a_table_without_units_or_times_holds_no_duties() -> None:
    assert read(项目="绿地率", 指标="30%") is None
