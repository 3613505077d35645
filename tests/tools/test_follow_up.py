"""Follow-up plans: every gap of a few small papers found, each with the clause it stands on."""

from collections.abc import Iterator

import pytest

from policy.errors import ToolError
from tests.tools.paper import shelf
from tools.follow_up import draft_follow_up
from tools.follow_up_plans import FollowUpItem, FollowUpPlan, GapKind
from tools.outlines import OPEN_UNITS
from vectorstore.library import PolicyLibrary

CITY = """天津市2025年重点工作方案

一、重点任务

（一）建设老年助餐服务网络。6月底前各区建成社区食堂。（责任单位：市民政局）

（二）推进招商引资。各区开展以商招商。（责任单位：市商务局）

天津市人民政府
2025年1月2日
"""
PLAN = """河东区2025年重点工作方案

根据《国务院关于扩大开放的意见》（国发〔2024〕9号），制定本方案。

一、重点任务

（一）推进招商引资。全年新增市场主体3000家。（牵头单位：区商务局；责任单位：区投促局）

（二）深化医药改革。（责任单位：区卫健委、区医保局）

（三）完善绿道体系。2025年底前建成绿道5公里。（责任单位：区城管委）

二、保障措施

各责任单位于每季度结束后的十个工作日内，向区政府报送完成情况。

河东区人民政府
2025年1月15日
"""
POINTS = """河东区2025年商务工作要点

一、壮大市场主体。全年新增市场主体2000家。（责任单位：区商务局）

河东区商务局
2025年2月1日
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    texts = {"市.txt": CITY, "区方案.txt": PLAN, "区要点.txt": POINTS}
    with shelf(tmp_path_factory.mktemp("gaps"), texts) as library:
        yield library


@pytest.fixture(scope="module")
def plan(library: PolicyLibrary) -> FollowUpPlan:
    return draft_follow_up(library, regions=["河东区"])


def items(plan: FollowUpPlan, kind: GapKind) -> list[FollowUpItem]:
    return [item for item in plan.items if item.kind == kind]


def test_a_report_is_due_by_those_whom_its_sentence_obliges_in_its_rhythm(plan: FollowUpPlan) -> None:
    (report,) = items(plan, "report")
    assert (report.unit, report.due) == ("各责任单位", "于每季度结束后的十个工作日内")
    assert report.rule == "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=10"


def test_a_duty_is_asked_for_what_it_leaves_open_and_nothing_else(plan: FollowUpPlan) -> None:
    told = [item.text for item in items(plan, "open")]
    assert "深化医药改革（未写明牵头单位、时限、量化指标）" in told
    assert not any("招商引资" in text or "绿道" in text for text in told)


def test_the_first_unit_is_asked_and_a_clause_is_named(plan: FollowUpPlan) -> None:
    item = next(item for item in items(plan, "open") if "医药" in item.text)
    assert item.unit == "区卫健委"
    assert item.basis.endswith("一、（二）")
    assert "由谁牵头" in item.question


def test_what_the_city_wants_and_the_district_leaves_out_is_asked(plan: FollowUpPlan) -> None:
    told = [item.text for item in items(plan, "untaken")]
    assert any("老年助餐" in text for text in told)
    assert not any("招商引资" in text for text in told)


def test_a_higher_document_that_is_not_here_is_wanted(plan: FollowUpPlan) -> None:
    item = next(item for item in items(plan, "untaken") if "国发〔2024〕9号" in item.text)
    assert (item.materials, item.unit) == ("该文件全文", OPEN_UNITS)


def test_one_figure_told_in_two_ways_is_a_conflict_with_both_sources(plan: FollowUpPlan) -> None:
    (conflict,) = items(plan, "conflict")
    assert "3000家" in conflict.question
    assert "2000家" in conflict.question
    assert len({ref.clause_id.rpartition("-")[0] for ref in conflict.refs}) == 2


def test_every_item_walks_back_to_its_words(plan: FollowUpPlan, library: PolicyLibrary) -> None:
    assert all(item.refs for item in plan.items)
    for ref in plan.evidence():
        clause = library.clause(ref.clause_id)
        assert clause.start <= ref.start < ref.end <= clause.end


def test_a_plan_for_one_unit_holds_its_duties_and_the_reports(library: PolicyLibrary) -> None:
    plan = draft_follow_up(library, regions=["河东区"], unit="区医保局")
    assert [item.kind for item in plan.items] == ["report", "open"]


def test_the_completeness_line_adds_up(plan: FollowUpPlan) -> None:
    assert plan.summary().startswith(f"共 {len(plan.items)} 项，其中到期报送 1 项，其中口径不一 1 项")


def test_a_place_without_documents_is_a_sentence(library: PolicyLibrary) -> None:
    with pytest.raises(ToolError, match="没有可列入跟进计划的文件"):
        draft_follow_up(library, regions=["南开区"])
