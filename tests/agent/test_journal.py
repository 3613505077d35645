"""What is noted of a question: stages, tools and counts, however it ends, and never a word of it."""

import json
from collections.abc import Iterator

import pytest

from agent.desk import Desk
from agent.events import Event, ToolReturned, Understood
from agent.journal import REQUEST_ID, Journal
from policy.errors import QuestionError
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

QUESTION = "东丽区国有企业改革由谁牵头？"


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def desk(samples_library: PolicyLibrary, lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    with PolicyLibrary(folder / "own", embedder=None) as own, Kept(folder) as kept:
        yield Desk(own=own, demo=samples_library, kept=kept, journal=Journal(lines.append))


def test_a_question_leaves_one_line_with_its_stages_and_no_word_of_it(desk: Desk, lines: list[str]) -> None:
    events = list(desk.ask(QUESTION))
    (line,) = lines
    told = json.loads(line)
    assert (told["event"], told["mode"], told["outcome"], told["error"]) == ("question", "offline", "answered", None)
    assert {"understanding", "tools", "model", "verification", "total"} == told["ms"].keys()
    assert told["ms"]["total"] >= sum(ms for name, ms in told["ms"].items() if name != "total") - 0.1
    assert [tool["name"] for tool in told["tools"]] == [e.name for e in events if isinstance(e, ToolReturned)]
    assert told["citations"] >= 1
    assert line.isascii()  # no Chinese: neither question nor answer nor title


def test_each_question_has_an_id_of_its_own_or_that_of_its_request(desk: Desk, lines: list[str]) -> None:
    list(desk.ask(QUESTION))
    token = REQUEST_ID.set("proxy-7")
    list(desk.ask(QUESTION))
    REQUEST_ID.reset(token)
    first, second = (json.loads(line)["request"] for line in lines)
    assert first
    assert (second, first == second) == ("proxy-7", False)


def test_a_question_that_fails_or_is_left_is_noted_too(desk: Desk, lines: list[str]) -> None:
    with pytest.raises(QuestionError):
        list(desk.ask(" "))
    abandoned = desk.ask(QUESTION)
    next(abandoned)
    abandoned.close()  # type: ignore[attr-defined]
    failed, left = (json.loads(line) for line in lines)
    assert (failed["outcome"], failed["error"]) == ("failed", "QuestionError")
    assert left["outcome"] == "left"
    assert desk.journal.totals().questions == {("offline", "failed"): 1, ("offline", "left"): 1}


def test_a_name_that_a_model_made_up_is_not_repeated(lines: list[str]) -> None:
    made_up: list[Event] = [
        Understood(summary="识别：区县＝东丽区"),
        ToolReturned(call_id="1", name="东丽区的秘密", summary="", elapsed_ms=1.0, failed=True),
    ]
    list(Journal(lines.append).watched(iter(made_up), online=True))
    assert json.loads(lines[0])["tools"] == [{"name": "other", "ms": 1.0, "failed": True}]


def test_without_a_reader_nothing_is_written_but_the_sums_grow(desk: Desk) -> None:
    quiet = Journal()
    list(quiet.watched(desk.ask(QUESTION), online=False))
    totals = quiet.totals()
    assert totals.calls["total"] == totals.within[-1] == 1
    assert totals.seconds["total"] > 0
