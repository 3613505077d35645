"""Members of a clause, cells about them, and clauses whose duties belong to different bodies."""

from pathlib import Path

import pytest

from policy.documents import PolicyDocument
from tests.tools.paper import read
from tools.point_columns import cells_of
from tools.points import Point, points_of
from tools.scope import all_cards
from tools.shared_duties import duties_of
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary

PLAN = """宁河区智慧农业工作方案

一、建设原则

需求牵引。从生产需要出发。
试点先行。先易后难，先试5个村。

二、典型场景

1.场景：大棚智能灌溉
痛点：人工浇水误差大。
目标：用水量下降30%。

2.场景：无人巡田
痛点：人手不足。
目标：巡田效率提高2倍。

三、重点任务

（一）夯实基础。建设农业数据平台。（区农业农村委牵头，区数据局配合）支持村级网络改造。（区财政局牵头）
"""


@pytest.fixture
def plan(empty_library: PolicyLibrary, tmp_path: Path) -> PolicyDocument:
    document = read(tmp_path, "宁河区方案.txt", PLAN)
    empty_library.add(document)
    return document


def members(library: PolicyLibrary, document: PolicyDocument, heading: str) -> tuple[Point, ...]:
    clause = next(clause for clause in document.clauses if clause.heading == heading)
    return points_of(document, all_cards(library)[0], clause)


def test_lines_with_a_name_of_their_own_are_members(empty_library: PolicyLibrary, plan: PolicyDocument) -> None:
    found = members(empty_library, plan, "建设原则")
    assert [point.name for point in found] == ["需求牵引", "试点先行"]
    assert all(plan.text[point.start : point.end] == point.text for point in found)
    assert found[0].rest == "从生产需要出发。"


def test_a_labelled_part_fills_the_column_of_its_name(empty_library: PolicyLibrary, plan: PolicyDocument) -> None:
    found = members(empty_library, plan, "典型场景")
    rows = [cells_of(point, at, ("序号", "名称", "痛点", "目标"), ()) for at, point in enumerate(found, start=1)]
    assert [row[0].text for row in rows] == ["1", "2"]
    assert rows[0][2].text == "人工浇水误差大"
    assert rows[1][3].text == "巡田效率提高2倍"
    (ref,) = rows[1][3].refs
    assert plan.text[ref.start : ref.end].strip("。") == "巡田效率提高2倍"


def test_figures_fill_a_column_of_amounts(empty_library: PolicyLibrary, plan: PolicyDocument) -> None:
    found = members(empty_library, plan, "建设原则")
    assert [cells_of(point, 1, ("原则", "数量"), ())[1].text for point in found] == ["未写明", "先试5个村"]


def test_of_a_shared_clause_each_body_has_its_own_duty(empty_library: PolicyLibrary, plan: PolicyDocument) -> None:
    row = filter_tasks(empty_library, keyword="农业数据平台").rows[0]
    told = {unit: [plan.text[a.start : a.end] for a in duties_of(row, unit)] for unit in ("区数据局", "区财政局")}
    assert told == {"区数据局": ["建设农业数据平台。"], "区财政局": ["支持村级网络改造。"]}
