"""Figures of districts: side by side by name, compared only where nothing differs; tasks counted by theme."""

import pytest

from tools.side_by_side import match_indicators
from tools.theme_counts import count_themes
from vectorstore.library import PolicyLibrary


def test_figures_of_one_name_unit_and_year_may_be_compared(districts: PolicyLibrary) -> None:
    matched = match_indicators(districts, regions=["静海区", "宝坻区"])
    assert [(each.name, [f.amount for f in each.figures], each.reason) for each in matched] == [
        ("引进项目", [20, 30], "")
    ]


def test_another_year_is_named_as_the_reason(districts: PolicyLibrary) -> None:
    matched = match_indicators(districts, regions=["静海区", "蓟州区"], topic="项目")
    assert [each.reason for each in matched] == ["年份不同"]


def test_a_figure_of_one_district_alone_is_not_matched(districts: PolicyLibrary) -> None:
    assert match_indicators(districts, regions=["静海区", "蓟州区"], topic="资金") == ()


@pytest.mark.parametrize("themes", [(), ("招商引资",)])
def test_tasks_are_counted_by_theme_and_district(districts: PolicyLibrary, themes: tuple[str, ...]) -> None:
    counted = count_themes(districts, regions=["静海区", "没有的区"], themes=themes)
    by_theme = dict(zip(counted.themes, counted.counts, strict=True))
    assert by_theme["招商引资"][0] >= 1
    assert all(row[1] == 0 for row in counted.counts)
    assert counted.documents == (1, 0)
