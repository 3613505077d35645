"""An answer as a paper and as tables."""

import pytest

from agent.agent import PolicyAgent
from agent.answers import CitedAnswer, SentenceCheck
from agent.events import Answered
from tests.ui.fake_desk import QUESTION, answer
from tools.sources import Sources
from ui.exporting import answer_paper, answer_tables
from vectorstore.library import PolicyLibrary


def test_a_paper_lists_the_sources_in_the_order_of_their_marks() -> None:
    paper = answer_paper(QUESTION, answer())
    assert paper.title == "甲区科委要参与哪些任务？列个表"
    assert paper.sources[0].quote == "建成30个低成本、便利化、全要素、开放式众创空间"
    assert all(source.reference.endswith("〔现行有效〕") for source in paper.sources)


def test_a_table_has_plain_cells_and_the_words_behind_each_row() -> None:
    (table,) = answer_tables(QUESTION, answer())
    assert table.columns == ("序号", "任务", "共同责任单位", "量化指标")
    assert table.rows[0] == ("1", "完善创新驱动发展体制机制", "区人才办、区工信委等", "众创空间 30 个")
    assert table.sources[1].quote == "到2025年基金群规模达到3000亿元"


def test_what_is_said_around_a_table_goes_along() -> None:
    (table,) = answer_tables(QUESTION, answer())
    assert "共 3 项，已列 3 项" in table.note


def test_a_row_without_a_mark_keeps_its_own_source_column() -> None:
    text = "|任务|出处|\n|---|---|\n|甲|一、[1]|\n|乙|未写明|"
    (table,) = answer_tables("任务", answer().model_copy(update={"text": text}))
    assert table.columns == ("任务", "出处")
    assert (table.rows[0], table.sources[1].reference) == (("甲", "一、"), "")


def test_what_was_not_verified_is_told_in_the_paper() -> None:
    checks = (SentenceCheck(sentence="建成30个。", verdict="unsupported"),)
    doubtful = CitedAnswer(text="建成30个。", citations=(), checks=checks, note="离线。")
    assert answer_paper("甲？", doubtful).note == "离线。有 1 句未找到依据，请核对原文。"


def test_an_answer_in_words_has_no_table() -> None:
    assert answer_tables("甲", CitedAnswer(text="没有表。", citations=())) == ()


@pytest.fixture(scope="module")
def answered(samples_library: PolicyLibrary) -> Answered:
    """The end of a run that made a table."""
    *_, last = PolicyAgent(samples_library).ask("东丽区国资委要参与哪些任务？列个表")
    assert isinstance(last, Answered)
    return last


def test_a_table_made_to_order_leaves_with_its_own_cells_and_their_sources(
    answered: Answered, samples_library: PolicyLibrary
) -> None:
    (made,) = answered.tables
    (table,) = answer_tables("国资委", answered.answer, answered.tables, sources=Sources(samples_library))
    assert table.rows == tuple(tuple(value.text for value in row[:-1]) for row in made.rows)
    for row, source in zip(made.rows, table.sources, strict=True):
        assert all(unit in source.quote for unit in row[2].text.split("、"))


def test_a_table_in_other_words_is_read_from_the_answer(answered: Answered, samples_library: PolicyLibrary) -> None:
    (made,) = answered.tables
    reworded = made.model_copy(update={"rows": made.rows[:-1]})
    read = answer_tables("国资委", answered.answer, (reworded,), sources=Sources(samples_library))
    assert read == answer_tables("国资委", answered.answer)
