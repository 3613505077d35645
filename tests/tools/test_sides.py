"""What one document tells apart: kinds of persons, years, rules."""

from collections.abc import Iterator

import pytest

from policy.errors import ToolError
from tests.tools.paper import shelf
from tools.comparison import Comparison
from tools.sides import compare_sides
from vectorstore.library import PolicyLibrary

RULES = """河西区无人配送车试运行管理办法

第一条 申请人是指提出试运行申请的单位，应当符合下列条件：
（一）在本市登记注册的独立法人；
（二）具备远程监控能力。
第二条 安全员是指在试运行时负责接管车辆的人，应当符合下列条件：
（一）取得驾驶证并有3年以上驾驶经历；
（二）最近一年内没有醉酒驾驶记录。
第三条 申请人应当为车辆投保。开展年审的当年，申请人和安全员不重复培训。
"""

PLAN = """南开区智能制造实施方案

一、主要目标
到2027年，智能制造取得明显成效，关键工序数控化率超过75%。到2030年，规模以上企业完成智能化改造。
二、重点任务
（一）加强数据安全管理。企业建立数据分类制度，明确责任人。
（二）加强网络安全管理。企业落实等级保护，及时处置漏洞。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with shelf(tmp_path_factory.mktemp("sides"), {"rules.txt": RULES, "plan.txt": PLAN}) as library:
        yield library


def said(comparison: Comparison) -> list[str]:
    """What stands in each cell of the first row."""
    return ["".join(value.text for value in cell.statements) for cell in comparison.rows[0].cells]


def test_each_side_has_the_points_that_its_own_article_leads_in(library: PolicyLibrary) -> None:
    applicant, guard = said(compare_sides(library, sides=["申请人", "安全员"], aspects=["条件"]))
    assert "独立法人" in applicant and "远程监控" in applicant and "驾驶经历" not in applicant
    assert "3年以上驾驶经历" in guard and "独立法人" not in guard


def test_what_is_said_of_both_at_once_is_told_apart(library: PolicyLibrary) -> None:
    comparison = compare_sides(library, sides=["申请人", "安全员"], aspects=["条件"])
    assert [value.text for value in comparison.together] == ["开展年审的当年，申请人和安全员不重复培训。"]


def test_a_year_keeps_what_is_said_of_it_alone(library: PolicyLibrary) -> None:
    near, far = said(compare_sides(library, sides=["2027年", "2030年"], aspects=["智能制造"]))
    assert "75%" in near and "规模以上" not in near
    assert "规模以上企业完成智能化改造" in far and "75%" not in far


def test_rules_under_headings_of_their_own_are_not_mixed(library: PolicyLibrary) -> None:
    data, network = said(compare_sides(library, sides=["数据安全", "网络安全"]))
    assert "数据分类" in data and "等级保护" not in data
    assert "等级保护" in network and "数据分类" not in network


def test_a_side_that_nothing_speaks_of_is_empty_and_says_what_was_searched(library: PolicyLibrary) -> None:
    comparison = compare_sides(library, sides=["申请人", "保险公司"], documents=["rules.txt"])
    assert comparison.rows[0].cells[1].statements == ()
    assert "未见相关表述（已查 1 份文件）" in comparison.to_text()


def test_every_statement_is_a_span_of_its_clause(library: PolicyLibrary) -> None:
    for ref in compare_sides(library, sides=["申请人", "安全员"], aspects=["条件"]).evidence():
        clause = library.clause(ref.clause_id)
        assert clause.start <= ref.start < ref.end <= clause.end


def test_one_side_is_none(library: PolicyLibrary) -> None:
    with pytest.raises(ToolError, match="至少要两个对象"):
        compare_sides(library, sides=["申请人"])
