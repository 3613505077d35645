import pytest

from evals.groundedness import Bookshelf, ungrounded
from tests.evals.papers import document, question, reply

QUOTE = "压减审批时限50%以上"
SHELF = Bookshelf([document()])


def found(answer: str, *quotes: str, asked: str = "压减多少？") -> list[tuple[str, str]]:
    return [(one.kind, one.printed) for one in ungrounded(question(asked), reply(answer, *quotes), SHELF)]


@pytest.mark.parametrize(
    "answer",
    [
        "2025年底前压减**50%**以上[1]。",
        "由区审批局、区发改委负责[1]。",
        "《东丽区优化营商环境实施方案》要求压减[1]。",
        "1. 压减审批时限[1]",
    ],
)
def test_what_the_cited_clause_says_is_grounded(answer: str) -> None:
    assert not found(answer, QUOTE)


@pytest.mark.parametrize(
    ("answer", "exception"),
    [
        ("压减60%以上[1]。", ("figure", "60")),
        ("压减5%以上[1]。", ("figure", "5")),
        ("培育120家[1]。", ("figure", "120")),
        ("区科委负责[1]。", ("unit", "区科委")),
        ("2025年6月30日前压减[1]。", ("date", "2025年6月30日")),
        ("按津政发〔2024〕3号压减[1]。", ("document_number", "按津政发〔2024〕3号")),
        ("压减十五项[1]。", ("figure", "十五")),
    ],
)
def test_what_another_clause_or_no_clause_says_is_an_exception(answer: str, exception: tuple[str, str]) -> None:
    assert found(answer, QUOTE) == [exception]


def test_the_questions_own_figure_may_be_denied_but_not_affirmed() -> None:
    asked = "压减90%吗？"
    assert not found("不是90%，压减50%以上[1]。", QUOTE, asked=asked)
    assert found("压减90%[1]。", QUOTE, asked=asked) == [("figure", "90")]


def test_a_citation_that_no_mark_points_to_is_an_exception() -> None:
    assert found("压减50%以上。", QUOTE) == [("citation", "[1]")]
