from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.chrome import find_chrome
from policy.outline import Outline, read_outline
from policy.readers import read_source
from policy.readers.source import SourcePage, SourceText
from policy.values import Span
from tests.policy.outlines import clause_at, locators, outline_of

SHARED = Path(__file__).parents[2] / "../shared"
PLAN = """某区人民政府关于印发工作方案的通知
各街道，各委、办、局：
现将《工作方案》印发给你们，请遵照执行。
某区人民政府
2024年3月1日
（此件主动公开）
某区工作方案
为落实上级部署，结合我区实际，制定本方案。
一、总体要求
坚持稳中求进。
二、重点任务
（一）深化审批改革。推行一网通办，压减办理时限，让企业和群众少跑腿。（责任单位：区审批局）
（二）扩大有效投资。建立重大项目库，分级调度，保障用地用能等要素。（责任单位：区发改委）
（三）优化营商环境。落实首问负责制，公开办事指南，及时回应企业诉求。（责任单位：区政务办）
以上任务于每季度末报送进展。
附件：任务分工表
抄送：区委办、区人大办。
某区人民政府办公室 2024年3月1日印发
"""


def test_a_notice_with_its_plan_is_parted_into_its_elements() -> None:
    assert locators(PLAN) == [
        "文件头", "通知正文", "导语", "一、", "二、", "二、（一）", "二、（二）", "二、（三）", "第1段", "文末附件说明",
        "文末版记",
    ]  # fmt: skip


def test_a_heading_run_into_its_paragraph_is_told() -> None:
    assert clause_at(PLAN, "二、（二）").heading == "扩大有效投资"


def test_a_heading_does_not_hold_the_units_after_it() -> None:
    assert outline_of("一、推进改革（责任单位：区发改委）\n压减时限。\n").clauses[0].heading == "推进改革"


def test_clauses_that_run_straight_into_sentences_have_no_heading() -> None:
    text = "一、任务\n1.梳理权责清单，向社会公布并接受监督。\n2.加大力度，年内新增10家。全面落实政策。\n"
    assert [clause.heading for clause in outline_of(text).clauses] == ["任务", "", ""]


def test_a_heading_on_its_own_line_owns_the_paragraphs_below() -> None:
    text = "一、总则\n（一）适用对象\n中小企业适用本指南。\n各地参照执行。\n（二）原则\n坚持自愿。\n"
    assert clause_at(text, "一、（一）").text.endswith("各地参照执行。")


def test_an_interview_is_read_as_questions_with_their_points() -> None:
    text = "记者：如何稳增长？\n区长：抓两件事。\n一是抓项目。\n二是抓服务。\n记者：民生呢？\n区长：办好实事。\n"
    assert locators(text) == ["问1", "问1、第1段", "问1、一是", "问1、二是", "问2", "问2、第1段"]


def test_a_point_inside_the_paragraph_before_the_second_is_split_off() -> None:
    text = "记者：绿色发展呢？\n区长：我们做三方面工作：一是治污。打好攻坚战。\n二是节能。\n三是增绿。\n"
    assert clause_at(text, "问1、一是").text == "一是治污。打好攻坚战。"


def test_an_enumeration_between_commas_stays_in_its_sentence() -> None:
    text = "一、现状\n问题仍然存在，一是总量不大，二是结构不优，三是后劲不足。\n二、任务\n抓落实。\n"
    assert locators(text) == ["一、", "二、"]


def test_a_number_right_after_a_bracket_of_units_begins_an_item() -> None:
    text = "一、任务\n9．建平台。(牵头单位：区科技局）１０．引人才，用好(2)类政策。〔责任单位：区人社局〕11.聚企业。\n"
    assert locators(text) == ["一、", "一、9.", "一、10.", "一、11."]


def test_a_number_after_another_bracket_stays_in_its_sentence() -> None:
    assert locators("一、任务\n1.建平台（见图一）2.5亿元以上的项目优先。\n") == ["一、", "一、1."]


def test_may_day_is_no_number() -> None:
    assert locators("一、回顾\n五一、端午期间旅游收入增长9%。\n二、安排\n抓落实。\n") == ["一、", "二、"]


def test_articles_are_addressed_by_their_own_number() -> None:
    text = "第一章 总则\n第一条 为了规范管理，制定本办法。\n第二条 符合下列条件：\n（一）有场所；\n（二）有人员。\n"
    assert locators(text) == ["第一章", "第一条", "第二条", "第二条（一）", "第二条（二）"]


def test_annexes_begin_their_own_numbers() -> None:
    text = "一、任务\n抓落实。\n附件1\n申报指南\n一、条件\n依法登记。\n附件2\n名词解释\n1.低代码：开发环境。\n"
    assert locators(text) == ["一、", "附件1", "附件1 一、", "附件2", "附件2 1."]
    assert [clause.path for clause in outline_of(text).clauses][1:] == [("a1",), ("a1", 1), ("a2",), ("a2", 1)]


def test_a_text_that_is_nothing_but_annexes_begins_with_one() -> None:
    assert locators("附件1\n任务表\n一、要求\n附件2\n指标表\n一、指标\n") == [
        "附件1",
        "附件1 一、",
        "附件2",
        "附件2 一、",
    ]


def test_a_document_that_was_an_annex_itself_keeps_its_own_addresses() -> None:
    assert locators("附件\n实施方案\n一、要求\n抓落实。\n二、任务\n抓项目。\n") == ["文件头", "一、", "二、"]


def test_the_title_of_an_annex_goes_on_over_its_lines() -> None:
    title = "关于进一步优化营商环境更好\n服务市场主体重点任务\n分工方案\n（2024—2026年）\n"
    annex = clause_at(f"一、任务\n抓落实。\n附件\n{title}一、任务\n抓项目。\n", "附件")
    assert annex.heading == "关于进一步优化营商环境更好服务市场主体重点任务分工方案（2024—2026年）"


def test_the_list_of_annexes_is_no_list_of_clauses() -> None:
    text = "一、任务\n抓落实。\n附件：1.分工表\n2.指标表\n某市人民政府\n2024年1月5日\n"
    assert locators(text) == ["一、", "文末附件说明", "文末落款"]


def test_the_information_table_and_the_announcement_are_clauses_of_their_own() -> None:
    text = (
        "索 引 号：0001-2024\n发布机构：区政府\n关于实施意见的公告\n现公开征求意见，请于4月6日前提出意见。\n"
        "邮箱：a@b.cn\n地址：和平路1号\n实施意见\n为落实部署，制定本意见。\n一、要求\n抓好落实。\n"
    )
    assert locators(text) == ["文件信息", "文件头", "公告", "导语", "一、"]


def test_a_contents_page_gives_no_clauses() -> None:
    contents = "目  录\n1 总则 ........ 1\n2 要求 ........ 3\n"
    text = contents + "1 总则\n1.1 范围\n适用于本市。\n1.2 依据\n规定。\n2 要求\n落实。\n"
    assert locators(text) == ["目录", "1", "1.1", "1.2", "2"]


def test_a_text_without_numbers_falls_into_paragraphs() -> None:
    meeting = "区里召开专题会议，研究部署下一阶段的重点工作，要求各部门压实责任、细化措施、抓好落实。"
    visits = "会后区领导走访了十家企业，现场协调解决了用工、用地等方面的困难问题，企业普遍表示满意。"
    assert locators(f"工作动态\n{meeting}\n{visits}\n") == ["文件头", "第1段", "第2段"]


def test_chrome_parts_a_clause_that_it_interrupts() -> None:
    text = "一、任务\n抓项目。\n扫一扫\n抓服务。\n"
    chrome = (Span(start=10, end=13),)
    clauses = read_outline(SourceText(text=text), doc_id="d", chrome=chrome).clauses
    assert [clause.text for clause in clauses] == ["一、任务\n抓项目。", "抓服务。"]
    assert clauses[1].parent_id == clauses[0].clause_id


def test_each_clause_knows_its_page() -> None:
    pages = (SourcePage(number=1, start=0), SourcePage(number=2, start=8))
    clauses = read_outline(SourceText(text="一、总则\n略。\n二、任务\n略。", pages=pages), doc_id="d").clauses
    assert [clause.page for clause in clauses] == [1, 2]


def assert_sound(text: str, chrome: tuple[Span, ...], outline: Outline) -> None:
    """Slices hold, clauses are disjoint and in order, and with the chrome they hold every visible character."""
    held = bytearray(len(text))
    end = 0
    for clause in outline.clauses:
        assert text[clause.start : clause.end] == clause.text
        assert end <= clause.start < clause.end
        end = clause.end
        held[clause.start : clause.end] = b"\x01" * (clause.end - clause.start)
    for span in chrome:
        assert not any(held[span.start : span.end])
        held[span.start : span.end] = b"\x01" * (span.end - span.start)
    assert all(taken or char.isspace() for taken, char in zip(held, text, strict=True))
    for cell in (cell for table in outline.tables for row in table.rows for cell in row.cells):
        assert text[cell.start : cell.end] == cell.text
    assert len({clause.path for clause in outline.clauses}) == len(outline.clauses)


PIECES = st.sampled_from(
    [
        *"""一、 二、 （一） （二） 1. 2. （1） ① 一是 二是 第一条 第一章 附件1 附件： 记者： 注： 推进改革 **
        11. # 专栏1 目录 ......
        （责任单位：区发改委） 2024年1月5日 。 ； ： 3.5亿元 序号任务责任单位
        索引号：1 各区： 抄送：区委""".split(),
        *("\n", "\n\n", "\u3000\u3000", "  ", "\r\n", "\u200b", "\ufeff"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.lists(st.integers(0, 300), max_size=4))
def test_generated_documents_lose_nothing_and_repeat_nothing(text: str, cuts: list[int]) -> None:
    bounds = sorted({min(cut, len(text)) for cut in cuts})
    chrome = tuple(Span(start=a, end=b) for a, b in zip(bounds[::2], bounds[1::2], strict=False) if a < b)
    outline = read_outline(SourceText(text=text), doc_id="d", chrome=chrome)
    assert_sound(text, chrome, outline)
    assert outline == read_outline(SourceText(text=text), doc_id="d", chrome=chrome)


@pytest.mark.skipif(not SHARED.exists(), reason="the folder shared/ beside the checkout is absent")
@pytest.mark.parametrize("folder", ["seeds", "policies"])
def test_real_documents_lose_nothing_and_repeat_nothing(folder: str) -> None:
    for path in sorted((SHARED / folder).iterdir()):
        if path.suffix in (".txt", ".md", ".html"):
            source = read_source(path)
            chrome = find_chrome(source)
            assert_sound(source.text, chrome, read_outline(source, doc_id="d", chrome=chrome))
