import pytest

from policy.documents import Clause
from policy.duties import begins_duty, duty_span, headline, is_duty, read_family
from policy.elements import DocumentHeader
from policy.responsibility import read_responsibility

HEADER = DocumentHeader(title="实施方案", year=2025)


def clause(text: str, *, number: str = "", heading: str = "", ordinal: int = 1, parent: int | None = None) -> Clause:
    return Clause(
        clause_id=f"d-{ordinal}",
        doc_id="d",
        kind="item",
        level=1,
        number=number,
        heading=heading,
        text=text,
        path=(ordinal,),
        locator=number,
        start=0,
        end=len(text),
        parent_id=f"d-{parent}" if parent else None,
    )


def duty(one: Clause, *others: Clause, header: DocumentHeader = HEADER) -> bool:
    family = read_family((one, *others), header)
    return is_duty(one, one.text.removeprefix(one.number), read_responsibility(one.text), family, header)


def test_a_leaf_that_begins_with_a_verb_is_a_duty() -> None:
    assert duty(clause("（一）加快建设产业园区。", number="（一）"))


@pytest.mark.parametrize(
    "heading", ["指导思想", "基本原则", "工作目标", "总体要求", "附则", "2023年工作回顾", "适用范围"]
)
def test_goals_and_principles_are_no_duties(heading: str) -> None:
    assert not duty(clause(f"（一）{heading}。加快建设产业园区。", number="（一）", heading=heading))


def test_nothing_below_a_review_is_a_duty() -> None:
    above = clause("一、工作回顾", number="一、", heading="工作回顾", ordinal=2)
    assert not duty(clause("（一）加快建设产业园区。", number="（一）", parent=2), above)


def test_a_run_that_begins_again_below_a_review_is_of_another_section() -> None:
    above = clause("一、工作回顾", number="一、", heading="工作回顾", ordinal=9)
    first = clause("（一）经济稳中有进。", number="（一）", ordinal=2, parent=9)
    again = clause("（一）加快建设产业园区。", number="（一）", ordinal=3, parent=9)
    assert duty(again, above, first, again) and not duty(first, above, first, again)


def test_a_clause_with_items_below_is_no_duty_itself() -> None:
    assert not duty(
        clause("一、加快建设产业园区。", number="一、"),
        clause("（一）建设园区。", number="（一）", ordinal=2, parent=1),
    )


def test_a_clause_that_names_its_units_is_a_duty_wherever_it_stands() -> None:
    assert duty(clause("（三）工作目标。增速达到8%。（责任单位：区统计局）", number="（三）", heading="工作目标"))


def test_an_article_is_a_duty_only_where_it_obliges_a_body() -> None:
    law = DocumentHeader(title="条例", genre="regulation")
    assert duty(clause("第五条 市公安机关负责本市烟花爆竹的管理。", number="第五条"), header=law)
    assert not duty(clause("第六条 加强管理，禁止燃放烟花爆竹。", number="第六条"), header=law)


def test_a_statement_of_what_has_come_about_is_no_duty() -> None:
    assert not duty(clause("（二）安全能力显著增强\n推进防护体系建设。", number="（二）", heading="安全能力显著增强"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("积极稳妥推进改革", True),
        ("以规划为引领，打造园区", True),
        ("各单位要分解任务", True),
        ("本办法所称企业，是指法人", False),
        ("联系人：张三", False),
    ],
)
def test_duties_are_told_by_their_verbs(text: str, expected: bool) -> None:
    assert begins_duty(text) is expected


def test_quote_leaves_out_number_heading_and_unit_bracket() -> None:
    text = "1.明确产业定位。强化规划引领。(责任单位:市园区办)"
    one = clause(text, number="1.", heading="明确产业定位")
    span = duty_span(text, one, read_responsibility(text))
    assert text[span.start : span.end] == "强化规划引领。"


def test_quote_is_the_heading_where_there_is_nothing_else() -> None:
    text = "1.做好审批事项承接工作。（责任单位：区编办）"
    span = duty_span(text, clause(text, number="1.", heading="做好审批事项承接工作"), read_responsibility(text))
    assert text[span.start : span.end].rstrip("。") == "做好审批事项承接工作"


def test_headline_is_the_first_phrase() -> None:
    assert headline("健全排放约束机制，建立预警机制。") == "健全排放约束机制"
