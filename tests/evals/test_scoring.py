import pytest

from evals.scoring import faults_of, percentile, score_replies, score_reply, summarise
from tests.evals.papers import PLAN, gold, question, reply

TEXTS = {"方案.txt": PLAN}
QUOTE = "压减审批时限50%以上"


@pytest.mark.parametrize("answer", ["压减**50％**以上[1]", "压减 5 0 % 以上"])
def test_width_emphasis_marks_and_spaces_do_not_matter(answer: str) -> None:
    assert not faults_of(question(must_contain=["50%以上"]), answer)


def test_a_missing_pattern_and_a_forbidden_one_are_both_named() -> None:
    wrong = faults_of(question(must_contain=["50%"], must_not_contain=["30%"]), "压减30%")
    assert wrong == ("缺 50%", "误 30%")


def test_a_table_question_wants_a_table() -> None:
    asked = question(fmt="table")
    assert faults_of(asked, "1. 压减审批时限") == ("不是表格",)
    assert not faults_of(asked, "|任务|\n|---|\n|压减|")


def test_a_quote_that_stands_nowhere_is_no_valid_citation() -> None:
    score = score_reply(question(), reply("压减", QUOTE, "压减审批时限90%以上"), TEXTS)
    assert score.valid == (True, False)


def test_recall_counts_gold_clauses_and_precision_counts_citations() -> None:
    asked = question(gold_spans=gold(QUOTE))
    summary = summarise([score_reply(asked, reply("压减", QUOTE, "培育科技型企业120家"), TEXTS)])
    assert (summary.clause_recall, summary.clause_precision) == (1.0, 0.5)


def test_a_touch_of_a_few_characters_is_not_citing_the_clause() -> None:
    score = score_reply(question(gold_spans=gold(QUOTE)), reply("压减", "50%以上"), TEXTS)
    assert (score.cited, score.apt) == (0, 0)


def test_questions_with_partial_gold_are_left_out_of_recall_and_precision() -> None:
    score = score_reply(question(gold_spans=gold(QUOTE), gold_partial=True), reply("压减", QUOTE), TEXTS)
    assert (score.wanted, score.judged) == (0, 0)


def test_a_question_without_a_reply_is_wrong() -> None:
    (score,) = score_replies([question(must_contain=["50%"])], [], TEXTS)
    assert score.faults


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
