from policy.column_names import split_header
from policy.documents import TableRow
from policy.outline import Outline
from tests.policy.outlines import outline_of

MEASURES = (
    "建立企业诉求直通机制，每周召开调度会，及时解决用工用能问题。",
    "编制数据资源目录，推动部门数据共享，建设统一的数据平台。",
    "开展绿色工厂创建，支持企业实施节能改造，降低单位产值能耗。",
)
TEXT = (
    "一、优化环境\n" + "".join(f"{n}.{words}\n" for n, words in enumerate(MEASURES, 1)) + "附件\n任务分工方案\n"
    "序号方面省级重点任务省级分工本市具体措施责任部门需省级部门协助的工作\n"
    f"1一、优化环境1.健全企业服务体系。省工信厅{MEASURES[0]}市工信局、市人社局1.指导诉求平台建设。（省工信厅）\n"
    f"22.推进数据开放。各市政府{MEASURES[1].replace('推动', '促进')}市数据局;市发改委支持平台接入省级节点。"
    "（省大数据局）\n"
    f"3\n5.推动绿色制造。省工信厅、省生态环境厅{MEASURES[2]}市工信局\n\n注：第3、4项不涉及本市\n"
)


def read() -> Outline:
    return outline_of(TEXT)


def cells(row: TableRow) -> dict[str, str]:
    return {cell.column: cell.text for cell in row.cells}


def test_a_header_that_has_run_together_is_split_by_its_column_names() -> None:
    assert read().tables[0].columns == (
        "序号", "方面", "省级重点任务", "省级分工", "本市具体措施", "责任部门", "需省级部门协助的工作",
    )  # fmt: skip
    assert split_header("序号工作任务牵头单位配合单位完成时限") == (
        "序号",
        "工作任务",
        "牵头单位",
        "配合单位",
        "完成时限",
    )
    assert split_header("加强任务分工，压实责任单位责任。") == ()


def test_rows_are_told_by_numbers_even_glued_to_the_next_or_on_a_line_alone() -> None:
    rows = [clause.text for clause in read().clauses if clause.kind == "row"]
    assert [row[:4] for row in rows] == ["1一、优", "22.推", "3\n5."]


def test_cells_are_cut_at_their_seams() -> None:
    first, second, third = (cells(row) for row in read().tables[0].rows)
    assert first["省级分工"] == "省工信厅"
    assert first["本市具体措施"] == MEASURES[0]
    assert first["责任部门"] == "市工信局、市人社局"
    assert first["需省级部门协助的工作"] == "1.指导诉求平台建设。（省工信厅）"
    assert second["责任部门"] == "市数据局;市发改委"
    assert second["需省级部门协助的工作"].startswith("支持平台接入")
    assert third["省级重点任务"] == "5.推动绿色制造。"
    assert "需省级部门协助的工作" not in third


def test_an_aspect_is_filled_forward() -> None:
    assert [cells(row)["方面"] for row in read().tables[0].rows] == ["一、优化环境"] * 3


def test_rows_are_linked_to_the_measures_that_they_repeat() -> None:
    outline = read()
    printed = {clause.clause_id: clause.locator for clause in outline.clauses}
    assert [(printed[row], printed[item]) for row, item in outline.mirrors] == [
        ("附件第1行", "一、1."), ("附件第2行", "一、2."), ("附件第3行", "一、3."),
    ]  # fmt: skip


def test_the_note_under_the_table_is_no_row() -> None:
    assert read().clauses[-1].locator == "附件文末注"


def test_a_row_without_a_measure_is_still_a_row() -> None:
    text = TEXT.replace("\n\n注", "\n44.调整区划。省民政厅、有关市政府该项工作本市已完成。——————\n\n注")
    row = outline_of(text).tables[0].rows[3]
    assert cells(row)["责任部门"] == "——————"
