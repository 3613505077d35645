"""Conversations outlive the page: kept for each person, named, found, taken away and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.fake_desk import QUESTION, answering
from ui.conversation import Conversation, Exchange
from ui.past import PastTalks
from vectorstore.kept import Kept


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[PastTalks]:
    with Kept(tmp_path) as kept:
        yield PastTalks(kept)


def talked(question: str = QUESTION) -> Conversation:
    exchange = Exchange(question=question)
    for event in answering():
        exchange = exchange.after(event)
    return (exchange,)


def test_a_conversation_is_read_back_as_it_was_after_a_restart(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        key = PastTalks(kept).save("", talked(), "张三")
    with Kept(tmp_path) as kept:
        assert PastTalks(kept).open(key, "张三") == talked()


def test_nobody_sees_another_persons_conversations(talks: PastTalks) -> None:
    key = talks.save("", talked(), "张三")
    assert talks.listed("李四") == ()
    assert talks.open(key, "李四") == ()


def test_a_conversation_is_named_after_its_first_question_until_a_person_names_it(talks: PastTalks) -> None:
    key = talks.save("", talked("区科委有哪些任务？"), "")
    assert talks.listed("")[0].title == "区科委有哪些任务？"
    talks.rename(key, "  科委 ", "")
    talks.save(key, talked("别的问题"), "")
    assert talks.listed("")[0].title == "科委"


def test_a_name_of_white_space_changes_nothing(talks: PastTalks) -> None:
    key = talks.save("", talked(), "")
    talks.rename(key, "  ", "")
    assert talks.listed("")[0].title == QUESTION


def test_words_are_looked_for_in_titles_questions_and_answers(talks: PastTalks) -> None:
    key = talks.save("", talked(), "")
    talks.save("", (Exchange(question="人才政策"),), "")
    assert [each.key for each in talks.listed("", words="众创空间 科委")] == [key]


def test_the_conversation_that_grew_last_stands_first_and_a_new_name_moves_none(talks: PastTalks) -> None:
    first, second = (talks.save("", talked(), "") for _ in range(2))
    talks.rename(first, "改名", "")
    assert [each.key for each in talks.listed("")] == [second, first]


def test_a_removed_conversation_comes_back_until_the_next_is_removed(talks: PastTalks) -> None:
    first, second = (talks.save("", talked(), "") for _ in range(2))
    talks.remove(first, "")
    assert [each.key for each in talks.listed("")] == [second]
    talks.restore(first, "")
    assert len(talks.listed("")) == 2
    talks.remove(first, "")
    talks.remove(second, "")
    talks.restore(first, "")
    assert talks.listed("") == ()
    assert talks.open(first, "") == ()


def test_an_answer_that_comes_after_the_removal_does_not_undo_it(talks: PastTalks) -> None:
    key = talks.save("", (Exchange(question=QUESTION),), "")
    talks.remove(key, "")
    talks.save(key, talked(), "")
    assert talks.listed("") == ()


def test_what_was_running_when_the_page_went_away_is_over(talks: PastTalks) -> None:
    key = talks.save("", (Exchange(question=QUESTION, draft="写到一半"),), "")
    assert talks.open(key, "")[0].stopped


def test_the_seat_is_where_the_person_left_it_unless_it_was_removed(talks: PastTalks) -> None:
    key = talks.save("", talked(), "")
    assert talks.seat("") == ""
    talks.sit(key, "")
    assert talks.seat("") == key
    talks.remove(key, "")
    assert talks.seat("") == ""
