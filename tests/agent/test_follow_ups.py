"""What a follow-up leaves out: places mistyped, points of a list, another year, which of two."""

import pytest

from agent.follow_ups import fill_in
from agent.listed import listed_points, pointed_at
from agent.tenses import other_time
from tests.agent.conversation import history_of, offline
from vectorstore.library import PolicyLibrary

LIST = "1. 全年引进优质项目300个以上；\n2. 引进北京项目200个以上；\n3. 引进战略性新兴产业项目10个以上。"


def test_a_place_with_one_wrong_letter_takes_the_place_of_the_one_asked_about(samples_library: PolicyLibrary) -> None:
    history = history_of("东丽有哪些人才培养工程？", "“千人计划”等（东丽 二、（七））。")
    assert fill_in("武青那边呢", history=history, library=samples_library).text == "武清有哪些人才培养工程？"


def test_which_is_higher_is_asked_of_both_places(samples_library: PolicyLibrary) -> None:
    history = history_of("滨海的科技型中小企业目标是多少", "2450家。", "武清呢", "130家。")
    assert fill_in("哪个高？能直接比不", history=history, library=samples_library).text == (
        "滨海和武清科技型中小企业目标是多少,哪个高？能直接比不"
    )


def test_a_place_that_may_have_the_like_is_asked_the_same(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "东丽有这个指标么", history_of("铁岭规上企业数量占全市比重要到多少", "85%。"))
    assert answer.refused


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (LIST, 3),
        ("五条：一是优先发展教育事业；二是加强就业；三是加快健康城区建设。", 3),
        ("共2项：1. 二、（二）深化供给侧结构性改革；2. 二、（五）大力推进科技金融体制改革创新。", 2),
        ("力争2025年达到3000亿元（二、（五））。", 0),
    ],
)
def test_points_are_those_that_are_numbered_in_order(answer: str, points: int) -> None:
    assert len(listed_points(answer)) == points


@pytest.mark.parametrize(("text", "point"), [("第二个呢", "北京"), ("最后那个写在哪", "战略性"), ("第五个呢", "")])
def test_a_point_is_named_by_its_place(text: str, point: str) -> None:
    assert point in pointed_at(text, LIST)
    assert bool(pointed_at(text, LIST)) == bool(point)


def test_a_listed_point_leads_to_its_clause(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "第三个写在哪一条？", history_of("武清今年引进项目有哪些目标？", LIST))
    assert "三、（一）" in answer.text


@pytest.mark.parametrize("text", ["那2030年呢", "目标呢", "去年的目标呢?计划多少"])
def test_another_year_of_the_plan_is_no_result(text: str) -> None:
    assert other_time(text, "去年完成了多少") == ""


def test_two_units_pointed_at_are_those_asked_about(samples_library: PolicyLibrary) -> None:
    history = history_of("铁岭市商务局负责哪几条", "3条。", "市财政局呢", "4条。")
    asked = fill_in("这两家都挂名的是哪条", history=history, library=samples_library).text
    assert asked == "市商务局和市财政局都挂名的是哪条"


def test_another_unit_is_asked_about_in_the_same_place(samples_library: PolicyLibrary) -> None:
    history = history_of("铁岭市商务局负责哪几条", "3条。")
    assert fill_in("市财政局呢", history=history, library=samples_library).regions == ("铁岭市",)


def test_it_is_the_unit_that_the_answer_says_leads(samples_library: PolicyLibrary) -> None:
    history = history_of("铁岭下放审批权限谁牵头？", "市营商局牵头，市直相关部门配合。")
    assert "市营商局牵头" in fill_in("招商引资也是它牵头吗", history=history, library=samples_library).text
