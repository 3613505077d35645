"""An answer's Markdown: tables, bold figures and chips; nothing that could fetch or run."""

import pytest

from tests.ui.fake_desk import answer
from ui.markdown import answer_html, draft_html


def test_a_table_of_an_answer_is_a_table() -> None:
    html = answer_html(answer().text, answer().citations)
    assert html.count("<tr>") == 4
    assert html.count("<th ") == 5


def test_each_mark_is_a_chip_that_leads_to_its_clause_and_span() -> None:
    first = answer().citations[0]
    html = answer_html("建成30个众创空间[1]。", answer().citations)
    assert f'data-clause="{first.clause_id}" data-start="{first.start}" data-end="{first.end}"' in html


def test_lines_within_a_cell_are_lines() -> None:
    html = answer_html("| 一 |\n|---|\n| 甲。<br>乙。 |", ())
    assert '<td data-label="一" class="short">甲。<span class="new-line"></span>乙。</td>' in html


def test_a_table_too_wide_for_a_phone_says_so_and_its_cells_tell_their_columns() -> None:
    long = "全面启动混合所有制改革，严防国有资产流失"
    wide = answer_html(f"| 方面 | 东丽区[1] | <b> |\n|---|---|---|\n| 主要举措 | {long} | {long} |", ())
    assert '<table class="cards">' in wide
    assert '<td data-label="东丽区">' in wide and '<td data-label="&lt;b&gt;">' in wide
    assert "<table>" in answer_html("| 主题 | 东丽区 |\n|---|---|\n| 人才 | 3 |", ())


def test_a_mark_without_citation_stays_as_it_is_printed() -> None:
    assert answer_html("参见[9]。", answer().citations) == "<p>参见[9]。</p>\n"


@pytest.mark.parametrize(
    "text", ["新建建筑**100%**执行", "压减**50%**以上", "**“一企一证”**改革", "| 一 |\n|---|\n| 建筑**100%**执行 |"]
)
def test_bold_needs_no_spaces_around_it(text: str) -> None:
    html = answer_html(text, ())
    assert "<strong" in html and "**" not in html


def test_bold_with_a_figure_is_a_figure_and_bold_without_is_not() -> None:
    assert '<strong class="figure">共 3 项</strong>' in answer_html("**共 3 项**", ())
    assert "<strong>区科委</strong>" in answer_html("**区科委**", ())


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "![图](http://example.com/a.png)",
        "[点我](javascript:alert(1))",
        "<http://example.com>",
        "`<script>alert(1)</script>`",
        "    <b>缩进</b>",
    ],
)
def test_nothing_fetches_or_runs(hostile: str) -> None:
    html = answer_html(hostile, ())
    assert not any(tag in html for tag in ("<img", "<a ", "<script", "<b>", "<code"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [("共3项[[3f2a-12:0-9]]。", "共3项。"), ("共3项[[3f2a-12", "共3项"), ("共3项[", "共3项"), ("见[1]", "见[1]")],
)
def test_a_draft_shows_no_evidence_keys(written: str, shown: str) -> None:
    assert draft_html(written) == f"<p>{shown}</p>\n"
