import pytest

from policy.elements import DocumentHeader
from policy.ledger import read_ledger
from tests.policy.outlines import clause_at, locators, outline_of

BODY = "一、任务\n（一）优化服务。{}\n（二）抓好落实。\n"


def test_points_inside_a_paragraph_are_clauses_under_its_clause() -> None:
    text = BODY.format("重点做三件事：一是减材料；二是减环节；三是减时限。")
    assert locators(text) == ["一、", "一、（一）", "一、（一）一是", "一、（一）二是", "一、（一）三是", "一、（二）"]
    assert clause_at(text, "一、（一）二是").level == 5
    assert clause_at(text, "一、（一）三是").text == "三是减时限。"


def test_points_that_begin_again_are_a_second_run() -> None:
    text = BODY.format("从供给看：一是扩大产能。二是稳定价格。从需求看：一是促进消费。二是拓展外贸。")
    assert [clause.number for clause in outline_of(text).clauses if clause.level == 5] == ["一是", "二是"] * 2


def test_a_paragraph_after_the_points_is_no_part_of_the_last() -> None:
    text = BODY.format("一是减材料。二是减环节。\n以上措施由各部门抓好落实。")
    assert clause_at(text, "一、（一）二是").text == "二是减环节。"
    assert clause_at(text, "一、（一）第1段").text == "以上措施由各部门抓好落实。"


@pytest.mark.parametrize(
    "words",
    [
        "坚持两条，一是依法，二是公开，推动改革。",
        "一是减材料；二是减环节。（责任单位：区审批局）",
        "一是不是、二是否都要查清。",
        "首先，一是减材料。",
    ],
    ids=["between commas", "one duty with its units", "other words", "a single point"],
)
def test_what_is_no_list_of_points_stays_whole(words: str) -> None:
    assert locators(BODY.format(words)) == ["一、", "一、（一）", "一、（二）"]


def test_points_with_units_of_their_own_are_parted() -> None:
    text = BODY.format("一是减材料（区审批局负责）；二是减环节（区司法局负责）。")
    assert "一、（一）二是" in locators(text)


def test_figures_of_points_are_due_when_their_lead_in_says() -> None:
    text = "一、任务\n到2027年实现：一是建成平台10个以上；二是培育企业20家以上。\n"
    tasks = read_ledger(text, outline_of(text), DocumentHeader(title="方案", year=2025), doc_id="d").tasks
    assert [str(one.due) for task in tasks for one in task.indicators] == ["2027-12-31", "2027-12-31"]
