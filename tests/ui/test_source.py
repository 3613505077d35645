"""The pane: a document whole, one clause in focus, every mark where its words are."""

import re

from agent.citations import clause_reference
from tests.ui.paper import opinion, plan
from ui.source import Tint, source_html, tinted


def focused(clause_id: str, *, cited: tuple[int, int] | None = None) -> str:
    document = plan()
    return str(source_html(document, document.clause_by_id[clause_id], cited=cited))


def test_the_head_says_what_the_document_is() -> None:
    head = focused("aaaaaaaaaa-5").partition("</header>")[0]
    for expected in (
        "现行有效",
        "方案 · 甲区 · 2017-12-31",
        "甲政发〔2017〕32号",
        "二、重点改革任务 › （二）完善创新驱动发展体制机制",
    ):
        assert expected in head


def test_a_draft_for_comment_is_labelled_and_its_missing_number_said() -> None:
    document = opinion()
    html = source_html(document, document.clauses[1])
    assert "征求意见稿</span>" in html
    assert "无发文字号" in html


def test_one_clause_is_in_focus_and_all_others_are_there() -> None:
    html = focused("aaaaaaaaaa-5")
    assert html.count('class="clause ') == len(plan().clauses)
    assert len(re.findall(r'class="clause [^"]* here" data-goto="aaaaaaaaaa-5"', html)) == 1


def test_the_cited_span_is_marked_across_other_marks() -> None:
    document = plan()
    start = document.text.index("建成30个")
    html = focused("aaaaaaaaaa-5", cited=(start, start + len("建成30个低成本")))
    assert (
        '<mark class="cited">建成</mark><mark class="cited goal">30个</mark><mark class="cited">低成本</mark>' in html
    )


def test_units_are_tinted_as_printed() -> None:
    assert '<mark class="unit">区人才办</mark>、<mark class="unit">区工信委</mark>' in focused("aaaaaaaaaa-5")


def test_neighbours_are_a_step_away_and_end_with_the_document() -> None:
    assert 'data-clause="aaaaaaaaaa-4">‹ 上一条 （一）' in focused("aaaaaaaaaa-5")
    assert "已是首条" in focused("aaaaaaaaaa-1")
    assert "已是末条" in focused("aaaaaaaaaa-9")


def test_a_reference_has_title_number_date_and_place() -> None:
    document = plan()
    clause = document.clause_by_id["aaaaaaaaaa-5"]
    expected = "《甲区深化经济体制改革重点工作的实施方案》（甲政发〔2017〕32号，2017年12月31日）二、（二）"
    assert clause_reference(document, clause) == expected


def test_text_of_a_document_is_escaped() -> None:
    assert tinted("<b>区科委", 0, 6, [Tint(3, 6, "unit")]) == '&lt;b&gt;<mark class="unit">区科委</mark>'


def test_ranges_outside_the_text_change_nothing() -> None:
    assert tinted("甲乙丙丁", 1, 3, [Tint(0, 1, "unit"), Tint(3, 4, "due")]) == "乙丙"
