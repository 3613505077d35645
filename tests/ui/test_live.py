"""An answer is written whoever looks on, and by nobody once it was stopped."""

import threading
from collections.abc import Iterator

from ui.conversation import Conversation, Exchange
from ui.live import LiveTalks

ASKED = (Exchange(question="区科委有哪些任务？"),)
DRAFT = (Exchange(question="区科委有哪些任务？", draft="共"),)


def test_a_run_that_nobody_watches_goes_on_to_its_end() -> None:
    talks, done = LiveTalks(), threading.Event()

    def writing() -> Iterator[Conversation]:
        yield DRAFT
        done.set()

    talks.start("王", "1", talks.begin("王", "1", ASKED), writing())
    assert done.wait(60)


def test_whoever_watches_sees_how_far_it_is_and_its_end() -> None:
    talks, more = LiveTalks(), threading.Event()

    def writing() -> Iterator[Conversation]:
        yield DRAFT
        more.wait(60)
        yield (*DRAFT, *ASKED)

    run = talks.begin("王", "1", ASKED)
    talks.start("王", "1", run, writing())
    seen = []
    for conversation in run.watch():
        seen.append(conversation)
        if conversation == DRAFT:
            assert talks.of("王", "1") == DRAFT
            assert talks.of("李", "1") is None
            more.set()
    assert seen[-1] == (*DRAFT, *ASKED)


def test_what_was_stopped_shows_and_writes_no_more() -> None:
    talks, stopped, left = LiveTalks(), threading.Event(), threading.Event()

    def writing() -> Iterator[Conversation]:
        try:
            stopped.wait(60)
            yield DRAFT
        finally:
            left.set()

    run = talks.begin("王", "1", ASKED)
    talks.start("王", "1", run, writing())
    talks.halt("王", "1")
    stopped.set()
    assert talks.of("王", "1") is None
    assert not talks.is_writing("王", "1", run)
    assert list(run.watch()) == []
    assert left.wait(60)
    assert run.conversation == ASKED
