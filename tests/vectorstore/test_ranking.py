import pytest

from vectorstore.ranking import WEIGHTS, Candidate, features, scores
from vectorstore.words import query_words, words


def _candidate(text: str, *, context: str = "", keyword: float = 0.0, likeness: float | None = None) -> Candidate:
    spaced = [f" {' '.join(words(part))} " for part in (f"{context} {text}", context)]
    return Candidate(text, context, text, spaced[0], spaced[1], keyword, likeness)


def _best(query: str, *found: Candidate) -> str:
    ranked = scores(query, found, rarity=dict.fromkeys(query_words(query), 1.0))
    return found[int(ranked.argmax())].text


def test_figures_that_vectors_blur_are_told_apart_by_the_characters() -> None:
    right = _candidate("培训补贴期限不超过12个月。", keyword=1.0, likeness=0.900)
    wrong = _candidate("培训补贴期限不超过18个月。", keyword=0.9, likeness=0.905)
    assert _best("培训补贴期限12个月", wrong, right) == right.text


def test_the_place_in_front_of_a_clause_decides_between_equal_texts() -> None:
    here = _candidate("城镇新增就业5万人。", context="武清区政府工作报告", keyword=1.0)
    there = _candidate("城镇新增就业6万人。", context="东丽区政府工作报告", keyword=1.0)
    assert _best("武清区城镇新增就业目标", there, here) == here.text


def test_where_no_word_meets_the_nearer_vector_comes_first() -> None:
    near = _candidate("推行一网通办。", likeness=0.91)
    far = _candidate("加强耕地保护。", likeness=0.84)
    assert _best("少跑腿", far, near) == near.text


def test_traditional_questions_and_mistyped_ones_meet_the_same_clause() -> None:
    meant, other = _candidate("压减审批时限，推行一网通办。"), _candidate("加强审计监督，压实主体责任。")
    assert _best("壓減審批時限", other, meant) == meant.text
    assert _best("压减审匹时限推行一网通", other, meant) == meant.text


@pytest.mark.parametrize("query", ["", "？", "税", "x" * 20_000, "改革" * 10_000])
def test_no_query_breaks_the_ranking(query: str) -> None:
    found = [_candidate("税收征管。"), _candidate("", likeness=0.9)]
    assert scores(query, found, rarity={}).shape == (2,)
    assert features(query, [], rarity={}).shape == (0, len(WEIGHTS))
