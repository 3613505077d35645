import pytest

from policy.addresses import find_clause, parse_locator
from tests.policy.outlines import document_of

PLAN = "一、要求\n总体。\n二、任务\n（一）审批\n1.减材料。\n2.减时限。\n（二）投资\n抓项目。\n"
LAW = "第一章 总则\n第一条 目的。\n第二章 管理\n第二条 应当：\n（一）登记；\n（二）公示。\n"
TALK = (
    "记者：经济呢？\n区长：两条。\n一是抓项目。\n二是抓服务。\n记者：民生呢？\n区长：两条。\n一是就业。\n二是养老。\n"
)
TABLE = "一、任务\n抓落实。\n附件\n分工方案\n序号任务责任单位\n1推进审批改革。区审批局\n2推进项目建设。区发改委\n"


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        (PLAN, "第二部分第一项", ["二、（一）"]),
        (PLAN, "二（二）", ["二、（二）"]),
        (PLAN, "二、(一)第2点", ["二、（一）2."]),
        (PLAN, "二的（一）1", ["二、（一）1."]),
        (LAW, "第2条", ["第二条"]),
        (LAW, "第二条第二项", ["第二条（二）"]),
        (LAW, "第二条第（二）项", ["第二条（二）"]),
        (LAW, "第二章", ["第二章"]),
        (TALK, "问2第二点", ["问2、二是"]),
        (TALK, "第一个问题第一点", ["问1、一是"]),
        (TABLE, "附件第2项", ["附件第2行"]),
        (TABLE, "附件 2.", ["附件第2行"]),
        (TABLE, "附件第一行", ["附件第1行"]),
        (PLAN, "第九部分", []),
        (PLAN, "附件第一项", []),
    ],
)
def test_what_people_type_finds_the_clause(text: str, typed: str, found: list[str]) -> None:
    locator = parse_locator(typed)
    assert locator is not None
    assert [clause.locator for clause in find_clause(document_of(text), locator)] == found


@pytest.mark.parametrize("typed", ["营商环境", "谁牵头", "", "2025年", "3000亿元"])
def test_other_words_are_no_address(typed: str) -> None:
    assert parse_locator(typed) is None


@pytest.mark.parametrize("text", [PLAN, LAW, TALK, TABLE])
def test_every_printed_locator_finds_its_clause(text: str) -> None:
    document = document_of(text)
    for clause in document.clauses:
        if clause.kind in ("item", "question", "row", "annex"):
            locator = parse_locator(clause.locator)
            assert locator is not None
            assert clause in find_clause(document, locator)
