"""Many at once: a model that hangs keeps nobody from an answer, and where there are too many that is said."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent.crowd import BUSY, COMPUTING, MODEL_BUSY, MOST, WITH_A_MODEL, Crowd, _Turns
from agent.desk import Desk
from agent.events import Event, Understood
from agent.models import connect
from evals.scripted_model import Reply, Request, serving
from policy.errors import BusyError
from tests.agent.conversation import answered
from tests.agent.test_online import settings_of
from tests.agent.test_seats import QUESTION, desk_in


class Hanging:
    """A model that answers nobody until it is let go; `reached` counts who has come to it."""

    def __init__(self) -> None:
        self.go, self.reached = threading.Event(), threading.Semaphore(0)

    def __call__(self, request: Request) -> Reply:
        self.reached.release()
        return Reply(text="好的。" * 9, hold=self.go)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(desk_in(tmp_path)) as desk:
        yield desk


def events_of(count: int) -> Iterator[Event]:
    for number in range(count):
        yield Understood(summary=str(number))


def test_a_model_that_hangs_starves_nobody(desk: Desk) -> None:
    hanging = Hanging()
    with serving(hanging) as server:
        desk.seats.choose("甲", connect(settings_of(server, timeout=60.0)))
        waiting = [threading.Thread(target=lambda: list(desk.ask(QUESTION, session="甲"))) for _ in range(WITH_A_MODEL)]
        for each in waiting:
            each.start()
        assert all(hanging.reached.acquire(timeout=60) for _ in waiting)
        one_more, without = (answered(list(desk.ask(QUESTION, session=session))) for session in ("甲", "乙"))
        assert all(each.is_alive() for each in waiting)
        hanging.go.set()
        for each in waiting:
            each.join()
    assert one_more.note == f"{MODEL_BUSY}本次由离线模式作答。"
    assert (one_more.text, without.note) == (without.text, None)
    assert one_more.citations


def test_a_model_has_room_again_when_it_has_answered(desk: Desk) -> None:
    with serving(lambda request: Reply(status=404)) as server:
        desk.seats.choose("甲", connect(settings_of(server)))
        notes = {answered(list(desk.ask(QUESTION, session="甲"))).note for _ in range(WITH_A_MODEL + 1)}
    assert len(notes) == 1
    assert "404" in str(notes)


def test_beyond_the_most_a_question_is_refused_with_a_sentence(desk: Desk) -> None:
    begun = [desk.ask(QUESTION) for _ in range(MOST)]
    for each in begun:
        next(each)
    with pytest.raises(BusyError, match=BUSY):
        list(desk.ask(QUESTION))
    begun.pop().close()  # type: ignore[attr-defined]
    assert answered(list(desk.ask(QUESTION))).citations


def test_whoever_reads_slowly_holds_nobody_up() -> None:
    crowd = Crowd()
    slow = [crowd.admitted(events_of(2), online=False) for _ in range(COMPUTING)]
    for each in slow:
        next(each)
    assert len(list(crowd.admitted(events_of(3), online=False))) == 3


def test_a_question_that_fails_leaves_its_place() -> None:
    def broken() -> Iterator[Event]:
        raise ValueError("坏了")
        yield

    crowd = Crowd()
    for _ in range(MOST + 1):
        with pytest.raises(ValueError, match="坏了"):
            list(crowd.admitted(broken(), online=False))


def test_turns_are_taken_in_the_order_of_coming() -> None:
    turns, done = _Turns(1), list[int]()

    def take(number: int) -> None:
        with turns.taken():
            done.append(number)

    with turns.taken():
        waiting = []
        for number in range(5):
            waiting.append(threading.Thread(target=take, args=(number,)))
            waiting[-1].start()
            while len(turns._waiting) <= number:
                pass
    for each in waiting:
        each.join()
    assert done == [0, 1, 2, 3, 4]
