"""Tables made to order."""

import pytest

from tools.duty_names import duty_digest
from tools.tables import AnswerTable, build_table
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary

BINHAI = ["滨海新区"]


def column(table: AnswerTable, name: str) -> list[str]:
    return [row[table.columns.index(name)].text for row in table.rows]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("序号", "1"),
        ("任务", "加强精准招商"),
        ("牵头单位", "区商务局"),
        ("责任单位", "区商务局、区发展改革委、区科技局"),
        ("谁负责", "区商务局、区发展改革委、区科技局"),
        ("配合单位", "区税务局"),
        ("完成时限", "全年；2024年6月底前"),
        ("量化指标", "引进项目20个以上"),
        ("主题", "招商引资"),
        ("区县", "南开区"),
        ("出处", "《南开区人民政府关于印发南开区招商引资工作实施方案的通知》一、（一）"),
        ("从未有过的列", "未写明"),
    ],
)
def test_column_is_filled_by_its_name(two_plans: PolicyLibrary, name: str, first: str) -> None:
    assert column(build_table(two_plans, columns=["任务", name]), name)[0] == first


def test_columns_stand_in_the_order_asked_for(two_plans: PolicyLibrary) -> None:
    table = build_table(two_plans, columns=["出处", "时限", "任务"], unit="区商务局")
    assert table.columns == ("出处", "时限", "任务")
    assert table.note == "共 3 项，已列 3 项；另有 2 项未写责任单位"


def test_without_names_the_usual_columns_are_taken(two_plans: PolicyLibrary) -> None:
    assert build_table(two_plans).columns == ("序号", "任务", "责任单位", "出处")


def test_what_is_not_written_is_said_and_has_no_source(two_plans: PolicyLibrary) -> None:
    table = build_table(two_plans, columns=["责任单位", "时限"], keyword="楼宇")
    assert [(value.text, value.refs) for value in table.rows[0]] == [("未写明", ()), ("未写明", ())]


def test_every_cell_with_a_source_is_printed_there(samples_library: PolicyLibrary) -> None:
    table = build_table(samples_library, columns=["任务", "责任单位", "时限", "指标", "具体措施"])
    for row in table.rows:
        for value in row:
            for ref in value.refs:
                document = samples_library.document(ref.clause_id.rsplit("-", 1)[0])
                clause = document.clause_by_id[ref.clause_id]
                assert clause.start <= ref.start < ref.end <= clause.end


@pytest.mark.parametrize("name", ["国家任务", "国家分工", "具体措施", "负责部门"])
def test_annex_is_asked_for_its_own_columns(samples_library: PolicyLibrary, name: str) -> None:
    table = build_table(samples_library, columns=[name], regions=BINHAI, first=1, last=3)
    document = samples_library.document(table.rows[0][0].refs[0].clause_id.rsplit("-", 1)[0])
    cell = document.tables[0].rows[0].cell(name)
    assert cell is not None
    assert column(table, name)[0] == " ".join(cell.text.split())


def test_assistance_is_that_of_the_unit_asked_about(samples_library: PolicyLibrary) -> None:
    table = build_table(samples_library, columns=["序号", "协助什么"], unit="市商务局", regions=BINHAI)
    told = column(table, "协助什么")
    assert told
    assert "未写明" not in told
    everyone = build_table(samples_library, columns=["序号", "协助什么"], regions=BINHAI)
    of_first = column(everyone, "协助什么")[int(table.rows[0][0].text) - 1]
    assert set(told[0].split("；")) <= set(of_first.split("；"))
    assert len(told[0]) <= len(of_first)


def test_rows_of_an_annex_keep_their_printed_number(samples_library: PolicyLibrary) -> None:
    table = build_table(samples_library, columns=["序号"], regions=BINHAI, first=3, last=5)
    assert [number for number in column(table, "序号") if number in "345"] == ["3", "4", "5"]


def test_rows_are_ordered_as_asked(two_plans: PolicyLibrary) -> None:
    by_units = build_table(two_plans, columns=["任务"], order="units", regions=["南开区"])
    assert column(by_units, "任务")[0] == "加强精准招商"
    by_deadline = build_table(two_plans, columns=["任务"], order="deadline")
    assert column(by_deadline, "任务")[:2] == ["加强精准招商", "拓展招商渠道"]


def test_a_row_tells_the_part_that_it_belongs_to(two_plans: PolicyLibrary) -> None:
    table = build_table(two_plans, columns=["所属部分", "任务"], regions=["河西区"])
    assert column(table, "所属部分") == ["一、招商引资", "一、招商引资", "二、服务企业"]


def test_empty_set_makes_a_table_without_rows(two_plans: PolicyLibrary) -> None:
    table = build_table(two_plans, unit="区气象局")
    assert table.rows == ()
    assert list(table.evidence()) == []


def test_rows_of_several_documents_are_numbered_anew(samples_library: PolicyLibrary) -> None:
    table = build_table(samples_library, unit="区国资委", columns=["序号", "任务"])
    assert len({row_ref.clause_id.split("-")[0] for row_ref in table.row_refs}) > 1
    assert column(table, "序号") == [str(n) for n in range(1, len(table.rows) + 1)]


def test_every_phrase_of_a_digest_stands_in_the_duty(samples_library: PolicyLibrary) -> None:
    rows = [row for row in filter_tasks(samples_library, regions=["滨海新区"]).rows if row.clause.kind == "row"]
    assert any("；" in duty_digest(row, longest=300) for row in rows)
    for row in rows:
        said = " ".join(row.task.quote.split())
        assert all(phrase in said for phrase in duty_digest(row, longest=300).split("；"))
