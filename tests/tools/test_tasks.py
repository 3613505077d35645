"""The task ledger: complete sets by any condition."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policy.errors import ToolError
from tests.tools.paper import read
from tools.scope import resolve_scope
from tools.task_conditions import TaskConditions
from tools.task_fits import satisfies
from tools.task_rows import rows_of, without_mirrors
from tools.tasks import filter_tasks, table_of
from tools.unit_groups import told_apart
from vectorstore.library import PolicyLibrary

ALL = [
    "加强精准招商", "优化营商环境", "强化统筹调度", "加强政策宣讲", "拓展招商渠道", "加强楼宇招商", "建立走访机制",
]  # fmt: skip


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, ALL),
        ({"unit": "区商务局"}, ["加强精准招商", "加强政策宣讲", "建立走访机制"]),
        ({"unit": "区发改委"}, ["加强精准招商"]),
        ({"unit": "区发展和改革委员会"}, ["加强精准招商"]),
        ({"unit": "区商务局", "role": "lead"}, ["加强精准招商"]),
        ({"unit": "区商务局", "role": "responsible"}, ["加强政策宣讲", "建立走访机制"]),
        ({"unit": "区税务局", "role": "support"}, ["加强精准招商"]),
        ({"unit": "区税务局", "role": "lead"}, []),
        ({"unit": "区合作交流办", "role": "alone"}, ["拓展招商渠道"]),
        ({"unit": "区商务局", "role": "alone"}, []),
        ({"role": "alone"}, ["优化营商环境", "拓展招商渠道"]),
        ({"unit": "区商务局", "together_with": "区科技局"}, ["加强精准招商", "加强政策宣讲"]),
        ({"unit": "区商务局", "together_with": "区政务服务办"}, []),
        ({"unit": "区气象局"}, []),
        ({"due_before": "年底"}, ["加强精准招商", "拓展招商渠道"]),
        ({"regions": ["河西区"]}, ["拓展招商渠道", "加强楼宇招商", "建立走访机制"]),
        ({"regions": ["河西"], "unit": "区商务局"}, ["建立走访机制"]),
        ({"documents": ["南开政发〔2024〕3号"]}, ALL[:4]),
        ({"section": "保障措施"}, ["加强政策宣讲"]),
        ({"section": "第三部分", "regions": ["南开区"]}, ["强化统筹调度"]),
        ({"assigned": "none"}, ["强化统筹调度", "加强楼宇招商"]),
        ({"theme": "招商引资"}, ["加强精准招商", "拓展招商渠道", "加强楼宇招商"]),
        ({"deadline": "has"}, ["加强精准招商", "强化统筹调度", "加强政策宣讲", "拓展招商渠道", "建立走访机制"]),
        ({"deadline": "none"}, ["优化营商环境", "加强楼宇招商"]),
        ({"deadline": "recurring"}, ["强化统筹调度", "建立走访机制"]),
        ({"deadline": "ongoing"}, ["加强政策宣讲"]),
        ({"due_before": "2024-06-29"}, []),
        ({"due_before": "2024-06-30"}, ["加强精准招商"]),
        ({"due_before": "2025-12-31"}, ["加强精准招商", "拓展招商渠道"]),
        ({"indicator": "has"}, ["加强精准招商", "优化营商环境", "拓展招商渠道", "加强楼宇招商"]),
        ({"indicator": "none"}, ["强化统筹调度", "加强政策宣讲", "建立走访机制"]),
        ({"indicator_unit": "%"}, ["优化营商环境"]),
        ({"indicator_unit": "％"}, ["优化营商环境"]),
        ({"keyword": "数字经济"}, ["加强精准招商", "拓展招商渠道"]),
        ({"keyword": "数字经济", "indicator": "has", "regions": ["河西区"]}, ["拓展招商渠道"]),
    ],
)  # fmt: skip
def test_filter_gives_the_complete_set(
    two_plans: PolicyLibrary, conditions: dict[str, object], found: list[str]
) -> None:
    table = filter_tasks(two_plans, **conditions)  # type: ignore[arg-type]
    assert [row.task.heading for row in table.rows] == found
    assert table.total == len(found)


def test_completeness_line_counts_those_that_name_no_unit(two_plans: PolicyLibrary) -> None:
    assert filter_tasks(two_plans, unit="区商务局").completeness() == "共 3 项，已列 3 项；另有 2 项未写责任单位"
    assert filter_tasks(two_plans).completeness() == "共 7 项，已列 7 项"


def test_conditions_and_scope_are_said_in_words(two_plans: PolicyLibrary) -> None:
    table = filter_tasks(two_plans, unit="区商务局", role="lead", regions=["南开区"], deadline="has")
    assert all(word in table.conditions for word in ("区商务局", "牵头", "有时限"))
    assert table.searched == "已查南开区 1 份文件"
    assert filter_tasks(two_plans).conditions == "全部任务"


def test_rows_of_the_annex_are_chosen_by_their_printed_number(samples_library: PolicyLibrary) -> None:
    table = filter_tasks(samples_library, regions=["滨海新区"], first=3, last=5)
    rows = [row.clause.locator[-3:] for row in table.rows if row.clause.kind == "row"]
    assert rows == ["第3行", "第4行", "第5行"]


def test_duty_told_in_body_and_annex_counts_once(samples_library: PolicyLibrary) -> None:
    scope = resolve_scope(samples_library, regions=["滨海新区"])
    told = list(rows_of(samples_library, scope))
    once = without_mirrors(iter(told))
    mirrored = [row for row in told if row.task.mirror_id]
    assert mirrored, "样例里应有正文与附件互为对照的任务"
    assert len(once) == len(told) - len(mirrored) // 2
    ids = {row.task.task_id for row in once}
    assert not any(row.task.mirror_id in ids for row in once)


def test_telling_that_names_units_stands_for_both(samples_library: PolicyLibrary) -> None:
    scope = resolve_scope(samples_library, regions=["滨海新区"])
    told = list(rows_of(samples_library, scope))
    units = {row.task.task_id for row in told if row.task.units}
    for row in without_mirrors(iter(told)):
        if row.task.mirror_id in units:
            assert row.task.units, row.clause.locator
    assert [row.task.task_id for row in without_mirrors(iter(reversed(told)))] != []


def test_help_that_an_annex_asks_for_counts_as_support(samples_library: PolicyLibrary) -> None:
    any_role = filter_tasks(samples_library, unit="市商务局", regions=["滨海新区"])
    support = filter_tasks(samples_library, unit="市商务局", role="support", regions=["滨海新区"])
    lead = filter_tasks(samples_library, unit="市商务局", role="lead", regions=["滨海新区"])
    assert support.rows == any_role.rows != ()
    assert lead.rows == ()


def test_same_unit_by_any_of_its_names(samples_library: PolicyLibrary) -> None:
    sets = {
        frozenset(row.task.task_id for row in filter_tasks(samples_library, unit=name, regions=["东丽区"]).rows)
        for name in ("区科委", "东丽区科委", "区科学技术委员会")
    }
    assert len(sets) == 1
    assert sets != {frozenset()}


@pytest.mark.parametrize("day", ["明年", "2024-13-01", "2024/06/30"])
def test_day_that_cannot_be_read_is_an_error(two_plans: PolicyLibrary, day: str) -> None:
    with pytest.raises(ToolError, match="2020-12-31"):
        filter_tasks(two_plans, due_before=day)


def test_every_row_shows_its_key_document_and_units(two_plans: PolicyLibrary) -> None:
    table = filter_tasks(two_plans, unit="区商务局")
    lines = table.to_text().splitlines()[1:]
    for row, line in zip(table.rows, lines, strict=True):
        assert line.startswith(f"[[{row.clause.clause_id}]]")
        assert row.card.title in line
        assert row.units_text() in line


def test_units_are_cited_where_they_are_printed(two_plans: PolicyLibrary) -> None:
    row = filter_tasks(two_plans, unit="区税务局").rows[0]
    text = two_plans.document(row.card.doc_id).text
    assert text[row.units_ref.start : row.units_ref.end] == (
        "区商务局；责任单位：区发展改革委、区科技局；配合单位：区税务局"
    )


def test_no_document_means_no_task_not_all_tasks(two_plans: PolicyLibrary) -> None:
    table = filter_tasks(two_plans, regions=["浦东新区"])
    assert table.rows == ()
    assert table.completeness() == "共 0 项，已列 0 项"


@pytest.mark.parametrize(
    "conditions",
    [
        {"deadline": "has"}, {"deadline": "none"}, {"deadline": "recurring"}, {"indicator": "has"},
        {"indicator": "none"}, {"theme": "人才"}, {"theme": "没有的主题"}, {"due_before": date(2025, 12, 31)},
        {"indicator_unit": "家"}, {"unit": "没有的单位"}, {"role": "alone"},
    ],
)  # fmt: skip
def test_what_the_database_finds_is_what_reading_every_task_finds(
    samples_library: PolicyLibrary, conditions: dict[str, Any]
) -> None:
    scope = resolve_scope(samples_library)
    everything = without_mirrors(rows_of(samples_library, scope))
    for unit in {None, *(unit.printed for row in everything for unit in row.task.units)}:
        asked = TaskConditions(**{"unit": unit, **conditions})
        fitting = [row for row in everything if satisfies(row, asked)]
        expected = told_apart(samples_library, fitting, asked.unit)
        assert table_of(samples_library, scope, asked).rows == expected


GROUPS = """河北区2025年园区工作要点

一、重点任务

（一）完善管理体制。深化“管委会+公司”改革。（责任单位：开发区管委会）

（二）强化要素保障。2025年底前盘活低效用地。（责任单位：各开发区管委会、区规划资源局）
"""
GROUP_ALONE = """红桥区2025年园区工作要点

一、重点任务

（一）强化要素保障。盘活闲置楼宇。（责任单位：各开发区管委会）
"""


@pytest.mark.parametrize(
    ("asked", "places", "found"),
    [
        ("开发区管委会", ["河北区"], ["完善管理体制"]),
        ("各开发区管委会", ["河北区"], ["强化要素保障"]),
        ("开发区管委会", ["红桥区"], ["强化要素保障"]),
        ("开发区管委会", None, ["完善管理体制", "强化要素保障"]),
    ],
)
def test_a_body_and_the_group_of_its_kind_are_two_where_both_are_named(
    asked: str, places: list[str] | None, found: list[str], empty_library: PolicyLibrary, tmp_path: Path
) -> None:
    for name, text in (("河北.txt", GROUPS), ("红桥.txt", GROUP_ALONE)):
        empty_library.add(read(tmp_path, name, text))
    table = filter_tasks(empty_library, unit=asked, regions=places)
    assert [row.task.heading for row in table.rows] == found
    timed = filter_tasks(empty_library, unit=asked, regions=["河北区"], deadline="has")
    assert [row.task.heading for row in timed.rows] == (["强化要素保障"] if asked.startswith("各") else [])


def test_of_several_units_and_themes_any_will_do(samples_library: PolicyLibrary) -> None:
    one, other, both = (
        {row.task.task_id for row in filter_tasks(samples_library, unit=unit).rows}
        for unit in ("国资委", "财政局", "国资委、财政局")
    )
    assert one and other and both == one | other
    themed = filter_tasks(samples_library, theme="人才、国企改革")
    assert all({"人才", "国企改革"} & set(row.task.themes) for row in themed.rows)
    assert themed.total > filter_tasks(samples_library, theme="人才").total
    assert themed.conditions == "人才或国企改革类的任务"


def test_no_other_body_of_its_level_shares_the_duty(samples_library: PolicyLibrary) -> None:
    alone = filter_tasks(samples_library, unit="市园区办", role="sole", regions=["铁岭市"])
    assert [row.task.heading for row in alone.rows] == [
        "剥离社会管理职能", "完善工作保障机制", "发挥考核评价激励作用",
    ]  # fmt: skip
