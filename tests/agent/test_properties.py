"""Whatever is asked: no error but QuestionError, every quote verbatim, nothing said that its citations do not hold.

The questions are made at random from the samples' own words, the same ones at every run; garbage comes from hypothesis.
"""

from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.answers import CitedAnswer
from agent.composing.markup import REFUSAL
from policy.errors import QuestionError
from tests.agent.conversation import history_of, is_verbatim, offline, unsupported
from tests.agent.vocabulary import Vocabulary
from vectorstore.library import PolicyLibrary

CONVERSATIONS = 90
_LETTERS = (
    "[[]]|{}()（）《》“”\"'.。？！\n\t \u3000\x00\u200b*`#_<br>1２③%～-—〔2020〕"
    "号第条项附件问一二三东丽区谁多少哪些表格任务"
)
GARBAGE = st.text(st.sampled_from(_LETTERS), min_size=1, max_size=60)


class Told(NamedTuple):
    """An answer with all that was asked before it."""

    asked: tuple[str, ...]
    answer: CitedAnswer


@pytest.fixture(scope="module")
def told(samples_library: PolicyLibrary) -> list[Told]:
    """Every answer of the random conversations, each built on the answers before it."""
    answers: list[Told] = []
    for questions in Vocabulary(samples_library, seed=2024).conversations(CONVERSATIONS):
        said: list[str] = []
        for number, question in enumerate(questions, start=1):
            answer = offline(samples_library, question, history_of(*said))
            answers.append(Told(questions[:number], answer))
            said += [question, answer.text]
    return answers


def test_every_quote_is_verbatim(told: list[Told], samples_library: PolicyLibrary) -> None:
    loose = [t.asked for t in told for citation in t.answer.citations if not is_verbatim(citation, samples_library)]
    assert loose == []


def test_every_question_gets_some_text(told: list[Told]) -> None:
    assert [t.asked for t in told if not t.answer.text.strip()] == []


def test_nothing_is_said_without_support(told: list[Told]) -> None:
    assert [(t.asked, unsupported(t.answer)) for t in told if unsupported(t.answer)] == []


def test_what_is_no_refusal_has_a_citation(told: list[Told]) -> None:
    assert [t.asked for t in told if not t.answer.refused and not t.answer.citations] == []


def test_refusals_begin_with_the_one_mark(told: list[Told]) -> None:
    assert [t.asked for t in told if t.answer.refused != t.answer.text.startswith(REFUSAL)] == []


def test_no_evidence_key_is_left_in_an_answer(told: list[Told]) -> None:
    assert [t.asked for t in told if "[[" in t.answer.text] == []


def test_nothing_foreign_shows_through(told: list[Told]) -> None:
    assert [t.asked for t in told if "limit" in t.answer.text or "None" in t.answer.text] == []


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(question=GARBAGE, before=st.none() | GARBAGE)
def test_garbage_raises_nothing_but_a_question_error(
    samples_library: PolicyLibrary, question: str, before: str | None
) -> None:
    history = history_of(before, "好的。") if before else ()
    try:
        answer = offline(samples_library, question, history)
    except QuestionError as error:
        assert str(error).endswith("。")
        return
    assert answer.text.strip()
    assert "[[" not in answer.text
    assert "limit" not in answer.text
    assert unsupported(answer) == []
    assert all(is_verbatim(citation, samples_library) for citation in answer.citations)


@pytest.mark.parametrize("question", ["", " ", "\n\u3000", "问" * 2001, "问" * 20_000])
def test_empty_or_endless_question_is_refused_in_words(samples_library: PolicyLibrary, question: str) -> None:
    with pytest.raises(QuestionError, match=r"。$"):
        offline(samples_library, question)


def test_longest_question_is_answered(samples_library: PolicyLibrary) -> None:
    assert offline(samples_library, "东丽区国有企业改革要做什么？" + "请" * 1900).text
