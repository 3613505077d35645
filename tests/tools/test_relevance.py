"""How much of what is asked about a text holds."""

import pytest

from tools.needs import need_of
from tools.passages import best_passages, shorten
from tools.phrases import shared_phrases
from tools.relevance import Need, Term
from vectorstore.library import PolicyLibrary


def test_term_that_stands_there_counts_whole_and_its_synonym_nearly() -> None:
    term = Term(text="掏钱", variants=("资金",))
    assert term.worth("谁掏钱") == 1
    assert 0.5 < term.worth("资金由谁出") < 1
    assert term.worth("招商引资") == 0


def test_compound_counts_by_its_parts() -> None:
    assert 0 < Term(text="产业基金", parts=("产业", "基金"), telling=(0.4, 0.6)).worth("基金") < 1


def test_anchor_stands_there_whole_or_not_at_all() -> None:
    assert Term(text="一网通办", anchor=True).worth("一网统管") == 0


def test_coverage_is_the_weighted_share() -> None:
    need = Need(terms=(Term(text="招商", weight=3), Term(text="审批", weight=1)))
    assert need.coverage("招商工作") == pytest.approx(0.75)
    assert need.coverage("审批工作") == pytest.approx(0.25)
    assert Need(terms=()).coverage("招商") == 0


def test_missing_are_the_terms_of_no_text() -> None:
    need = Need(terms=(Term(text="招商"), Term(text="核聚变")))
    assert [term.text for term in need.missing(["招商工作", "审批"])] == ["核聚变"]


@pytest.mark.parametrize(
    ("text", "anchors"), [("“一网通办”怎么做", ["一网通办"]), ("REITs试点", ["reits"]), ("招商", [])]
)
def test_quoted_phrases_and_latin_names_are_anchors(two_plans: PolicyLibrary, text: str, anchors: list[str]) -> None:
    assert [term.text for term in need_of(text).anchors] == anchors


def test_noun_that_no_document_holds_weighs_most(two_plans: PolicyLibrary) -> None:
    weights = {term.text: term.weight for term in need_of("火锅店招商").terms}
    assert weights["招商"] < max(weights.values())


def test_words_already_understood_are_not_asked_for_again(two_plans: PolicyLibrary) -> None:
    terms = [term.text for term in need_of("南开区招商", without=["南开区"]).terms]
    assert terms == ["招商"]


@pytest.mark.parametrize("text", ["", " ", "请问一下", "？？", "\u200b\x00"])
def test_wording_without_content_asks_nothing(two_plans: PolicyLibrary, text: str) -> None:
    assert need_of(text).coverage("招商引资") == 0


def test_best_sentences_are_verbatim_and_in_order(two_plans: PolicyLibrary) -> None:
    document = two_plans.document(two_plans.documents()[0].doc_id)
    clause = next(clause for clause in document.clauses if clause.heading == "优化营商环境")
    spans = best_passages(need_of("审批时限"), clause, (), most=2)
    assert spans == sorted(spans)
    assert "审批时限压缩50%" in document.text[spans[0][0] : spans[0][1]]


def test_clause_without_a_sentence_has_no_passage(two_plans: PolicyLibrary) -> None:
    document = two_plans.document(two_plans.documents()[0].doc_id)
    empty = document.clauses[0].model_copy(update={"text": "", "end": document.clauses[0].start})
    assert best_passages(need_of("招商"), empty, (), most=2) == []


def test_long_sentence_is_cut_to_the_phrases_that_meet_the_need() -> None:
    text = "开展宣传，" * 12 + "审批时限压缩一半，" + "完善制度，" * 12
    need = Need(terms=(Term(text="审批时限"),))
    start, end = shorten(text, need, 100, 100 + len(text), offset=100)
    assert "审批时限压缩一半" in text[start - 100 : end - 100]
    assert end - start < 20


def test_short_sentence_stays_whole() -> None:
    assert shorten("审批时限压缩一半。", Need(terms=(Term(text="审批"),)), 5, 14, offset=5) == (5, 14)


def test_shared_phrases_stand_in_both_and_not_inside_each_other(two_plans: PolicyLibrary) -> None:
    one, other = "围绕数字经济招商引资，推进建设。", "紧扣数字经济招商引资。"
    phrases = shared_phrases([one], [other])
    assert phrases
    assert all(phrase in one and phrase in other for phrase in phrases)
    assert not any(a != b and a in b for a in phrases for b in phrases)
    assert shared_phrases([one], []) == ()


def test_a_name_of_numbered_letters_is_one_word() -> None:
    assert [term.text for term in need_of("一企一证由谁负责").terms] == ["一企一证", "负责"]
    assert "三去一降一补" in [term.text for term in need_of("三去一降一补怎么推进").terms]
    assert not any("一年" in term.text for term in need_of("一年一次的检查").terms)
