"""The table of word shares: what is counted, and what is left out as particular."""

from evals.word_shares import table_lines
from policy.word_shares import word_share
from tests.evals.papers import PLAN, document


def listed(*texts: str) -> set[str]:
    lines = list(table_lines(document(text) for text in texts))
    return {word for line in lines[1:] for word in line.split()[1:]}


def test_words_of_three_documents_are_listed_and_names_of_one_are_not() -> None:
    texts = [PLAN, PLAN.replace("东丽区", "武清区"), PLAN.replace("东丽区", "静海区")]
    found = listed(*texts)
    assert {"审批", "企业"} <= found
    assert not found & {"东丽区", "武清区", "120"}


def test_one_document_makes_no_table() -> None:
    assert listed(PLAN) == set()


def test_a_clause_that_is_repeated_counts_once() -> None:
    lines = list(table_lines(document(PLAN.replace("东丽区", place)) for place in ("东丽区", "武清区", "静海区")))
    shares = {word: int(line.split()[0]) for line in lines[1:] for word in line.split()[1:]}
    assert shares["宣传"] < 5000


def test_rare_and_unknown_words_have_no_share() -> None:
    assert word_share("海河有约") == 0.0
    assert 0 < word_share("招商引资") < word_share("发展") < 1
