"""The ground: what a place's own documents hold under a heading, by words, by section and by theme."""

import pytest

from tools.grounding import Ground, ground_of
from vectorstore.library import PolicyLibrary


@pytest.fixture(scope="module")
def nankai(two_plans: PolicyLibrary) -> Ground:
    return ground_of(two_plans, "南开区", topic="招商引资")


@pytest.mark.parametrize(
    ("heading", "found", "loose"),
    [("持续优化营商环境", "优化营商环境", False), ("推动集群化招商", "加强精准招商", True)],
)
def test_heading_finds_the_duty_by_its_words_or_its_theme(
    nankai: Ground, heading: str, found: str, *, loose: bool
) -> None:
    best = nankai.on_heading(heading)[0]
    assert (best.clause.heading, best.loose) == (found, loose)


def test_heading_of_another_matter_finds_nothing(nankai: Ground) -> None:
    assert nankai.on_heading("发展海洋牧场") == []


def test_figures_are_those_of_the_topic(nankai: Ground) -> None:
    assert [row.indicator.raw for row in nankai.figures("招商引资")] == ["引进项目20个以上"]


def test_without_a_topic_every_duty_is_meant(nankai: Ground) -> None:
    assert len(nankai.on_topic("")) == len(nankai.rows) == 4


def test_unit_is_the_one_that_has_such_duties(nankai: Ground) -> None:
    found = nankai.unit_of(("营商环境/放管服",))
    assert found is not None
    assert found[0].printed == "区政务服务办"


def test_nobody_is_proposed_for_a_theme_without_units(nankai: Ground) -> None:
    assert nankai.unit_of(("生态环境",)) is None


def test_place_without_documents_has_no_points(two_plans: PolicyLibrary) -> None:
    assert ground_of(two_plans, "红桥区", topic="招商引资").points == ()
