"""Briefings, surveys, interviews and studies have the parts that an office expects of them."""

from pathlib import Path

import pytest

from tests.tools.paper import read
from tools.drafting import draft_outline
from tools.frames import holds_tasks
from tools.outlines import TO_DO, Outline
from vectorstore.library import PolicyLibrary

REPORT = """静海区2025年政府工作报告

一、2024年工作回顾
过去一年，全区上下坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实市委部署，经济平稳运行。
二、2025年工作安排
要坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，加快发展新产业。
（一）建设宜居宜业和美乡村。推进乡村振兴，新建高标准农田2万亩。改造农村公路30公里。
（二）稳定就业。新增就业3000人。
"""


def parts(outline: Outline) -> list[str]:
    return [section.heading for section in outline.sections]


def said(outline: Outline) -> str:
    return "\n".join(bullet.text for bullet in outline.bullets())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("汇报提纲", ["进展情况", "存在问题", "需要支持的事项", "下步打算"]),
        ("调研提纲", ["调研目的", "调研内容", "座谈问题", "需收集的材料"]),
        ("实施方案", ["总体要求", "重点任务", "保障措施"]),
    ],
)
def test_each_kind_has_its_own_parts(two_plans: PolicyLibrary, kind: str, expected: list[str]) -> None:
    assert parts(draft_outline(two_plans, topic="招商引资", target="南开区", kind=kind)) == expected


def test_study_of_two_places_has_a_section_for_each(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="招商引资", target="南开区、河西区", kind="对比研究报告")
    assert parts(outline) == ["问题提出", "各地做法", "异同分析", "启示与建议"]
    practice = outline.sections[1].sections
    assert [section.heading for section in practice] == ["南开区的做法", "河西区的做法"]
    for section, place in zip(practice, ("南开区", "河西区"), strict=True):
        for bullet in section.bullets:
            for ref in bullet.refs:
                region = two_plans.document(ref.clause_id.rsplit("-", 1)[0]).header.region
                assert region is not None
                assert region.name == place


def test_survey_checks_the_places_own_figures(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="招商引资", target="河西区", kind="调研提纲")
    assert "目标核实：引进项目30个以上" in said(outline)


def test_survey_asks_what_the_document_leaves_open(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="楼宇招商", target="河西区", kind="调研提纲")
    assert "加强楼宇招商：原文未写明责任单位和时限" in said(outline)


def test_briefing_names_what_has_a_day(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="", target="南开区", kind="季度调度会汇报提纲")
    assert "2024年6月底前" in said(outline)
    assert outline.title == "南开区季度调度会汇报提纲"


def test_briefing_asks_for_the_help_that_the_annex_lists(samples_library: PolicyLibrary) -> None:
    outline = draft_outline(samples_library, topic="", target="滨海新区", kind="汇报提纲")
    support = next(section for section in outline.sections if section.heading == "需要支持的事项")
    assert all(bullet.bullet_class == "own" and bullet.refs for bullet in support.bullets)


def test_interview_asks_the_models_questions_of_the_target(samples_library: PolicyLibrary) -> None:
    outline = draft_outline(samples_library, topic="", target="滨海新区", kind="采访提纲", reference_regions=["和平区"])
    assert "滨海新区" in parts(outline)[0]
    assert not any("和平" in heading for heading in parts(outline))


def test_interview_without_model_asks_by_theme(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="", target="南开区", kind="访谈提纲")
    assert "关于招商引资" in parts(outline)
    assert "进展如何" in said(outline)


def test_place_that_says_nothing_of_the_topic_is_said_to(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="海洋牧场", target="南开区", kind="调研提纲")
    assert "未找到海洋牧场的内容" in said(outline)
    assert TO_DO in said(outline)


def test_an_interview_as_a_model_gives_a_plan_its_usual_parts(samples_library: PolicyLibrary) -> None:
    outline = draft_outline(
        samples_library, topic="招商引资", target="滨海新区", kind="实施方案", reference_regions=["和平区"]
    )
    assert parts(outline) == ["总体要求", "重点任务", "保障措施"]


def test_a_review_of_what_was_done_is_no_part_of_work_to_be_done() -> None:
    assert not holds_tasks("2023年工作回顾")


def test_what_guides_is_quoted_with_what_it_carries_out_and_never_from_a_year_that_is_over(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path / "library", embedder=None) as library:
        library.add(read(tmp_path, "静海区.txt", REPORT))
        outline = draft_outline(library, topic="乡村振兴", target="静海区", kind="实施方案")
    (bullet,) = outline.sections[0].sections[0].bullets
    assert bullet.text == "以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神"
    assert [section.heading for section in outline.sections[1].sections] == ["建设宜居宜业和美乡村"]
