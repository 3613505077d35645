"""However a run ends, what came of it is kept."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.ui.fake_desk import BAD_QUESTION, QUESTION, SLOW_QUESTION, FakeDesk
from ui.answering import answer
from ui.conversation import Conversation


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FakeDesk]:
    desk = FakeDesk(tmp_path)
    yield desk
    desk.close()


def test_an_answer_is_kept_when_it_stands(desk: FakeDesk) -> None:
    kept: list[Conversation] = []
    shown = list(answer(desk.ask, QUESTION, (), keep=kept.append))
    assert kept == [shown[-1]]
    assert shown[-1][0].answered


def test_an_error_is_kept_as_its_sentence(desk: FakeDesk) -> None:
    kept: list[Conversation] = []
    list(answer(desk.ask, BAD_QUESTION, (), keep=kept.append))
    assert kept[0][0].error == "问题太长了，请缩短到两千字以内再问。"


def test_a_run_that_is_closed_early_is_kept_as_stopped(desk: FakeDesk) -> None:
    kept: list[Conversation] = []
    run = answer(desk.ask, SLOW_QUESTION, (), keep=kept.append)
    assert isinstance(run, Generator)
    next(run)
    next(run)
    run.close()
    assert kept[0][0].stopped
    assert kept[0][0].understood == "识别：区县＝甲区"


def test_a_fault_of_ours_is_told_as_a_sentence_without_its_traceback(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(question: str, history: object) -> Iterator[object]:
        raise ZeroDivisionError

    monkeypatch.setattr(desk, "ask", fail)
    (*_, last) = answer(desk.ask, QUESTION, (), keep=lambda conversation: None)
    assert "程序内部出错" in (last[0].error or "")
