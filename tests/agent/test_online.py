"""Online mode against a scripted model over real HTTP: whatever it does, the person gets a verified answer."""

from collections.abc import Sequence

import pytest

from agent.agent import PolicyAgent
from agent.answers import CitedAnswer
from agent.events import Answered, Event, TextDelta, ToolCalled, ToolReturned, Turn, Understood
from agent.models import ModelSettings, connect
from tests.agent.conversation import answered, history_of, is_verbatim, offline, unsupported
from tests.agent.model_server import Call, ModelServer, Reply, Request, Script, endless, fails, ideal, says, serving
from vectorstore.library import PolicyLibrary

SECRET = "sk-test-0123456789abcdef"
QUESTION = "东丽区的区科委要参与哪些任务？"
TASKS = Call("filter_tasks", {"unit": "区科委", "regions": ["东丽区"]})
SEARCH = Call("search_clauses", {"query": "科技金融", "regions": ["东丽区"]})


def ask(
    library: PolicyLibrary, server: ModelServer, question: str = QUESTION, history: Sequence[Turn] = ()
) -> list[Event]:
    settings = ModelSettings(model="scripted", api_key=SECRET, base_url=server.url, timeout=5, retries=0)
    return list(PolicyAgent(library, model=connect(settings)).ask(question, history))


class Play:
    """A script played for one question."""

    def __init__(self, library: PolicyLibrary) -> None:
        self.library = library
        self.requests: list[Request] = []

    def __call__(self, script: Script, question: str = QUESTION, history: Sequence[Turn] = ()) -> list[Event]:
        with serving(script) as server:
            events = ask(self.library, server, question, history)
            self.requests = server.requests
        return events

    def answer(self, script: Script, question: str = QUESTION) -> CitedAnswer:
        return answered(self(script, question))


@pytest.fixture
def play(samples_library: PolicyLibrary) -> Play:
    return Play(samples_library)


def is_the_offline_answer(answer: CitedAnswer, library: PolicyLibrary, question: str = QUESTION) -> bool:
    """The same text and citations, all of them supported and verbatim."""
    same = offline(library, question)
    assert unsupported(answer) == []
    assert all(is_verbatim(citation, library) for citation in answer.citations)
    return (answer.text, answer.citations, answer.mode) == (same.text, same.citations, "offline")


def test_ideal_model_is_shown_with_numbered_citations(play: Play, samples_library: PolicyLibrary) -> None:
    answer = play.answer(ideal(TASKS))
    assert answer.mode == "online"
    assert answer.note is None
    assert answer.verified
    assert [citation.ordinal for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert "[1]" in answer.text
    assert "[[" not in answer.text
    assert all(is_verbatim(citation, samples_library) for citation in answer.citations)


def test_events_of_a_model_come_in_order(play: Play) -> None:
    events = play(ideal(TASKS))
    kinds = [type(event) for event in events]
    assert kinds[:3] == [Understood, ToolCalled, ToolReturned]
    assert kinds[-1] is Answered
    assert kinds.count(TextDelta) > 1
    assert set(kinds[3:-1]) == {TextDelta}


def test_model_is_told_the_rules_and_what_was_understood(play: Play) -> None:
    play(ideal(TASKS))
    system = play.requests[0]["messages"][0]
    assert system["role"] == "system"
    assert "单位＝区科委" in system["content"]
    assert len(play.requests[0]["tools"]) >= 7


def test_history_reaches_the_model(play: Play) -> None:
    play(ideal(TASKS), "列出来", history_of("区科委有哪些任务？", "共 5 项。"))
    contents = [message["content"] for message in play.requests[0]["messages"]]
    assert contents[1:] == ["区科委有哪些任务？", "共 5 项。", "列出来"]


def test_parallel_calls_are_both_answered(play: Play) -> None:
    def script(request: Request) -> Reply:
        answered_already = any(message["role"] == "tool" for message in request["messages"])
        return Reply(text="资料中未见相关内容。") if answered_already else Reply(calls=(TASKS, SEARCH))

    events = play(script)
    assert [event.name for event in events if isinstance(event, ToolCalled)] == ["filter_tasks", "search_clauses"]
    assert sum(isinstance(event, ToolReturned) for event in events) == 2


LIES = {
    "编造数字": says("区科委2025年要引进9876个项目{key}。", after=TASKS),
    "编造数字且不引用": says("区科委要引进9876个项目。"),
    "编造单位": says("由“区月球办”负责{key}。", after=TASKS),
    "编造引语": says("原文写明“在月球建设科技园”{key}。", after=TASKS),
    "引用没有给过的编号": says("区科委参与科技金融改革[[0123456789-1]]。", after=TASKS),
    "引用不成样子的编号": says("区科委参与科技金融改革[[fake-1]]。", after=TASKS),
    "一言不发": says(""),
    "只有空白": says(" \n "),
    "没完没了地调用工具": endless(TASKS),
}


@pytest.mark.parametrize("script", LIES.values(), ids=LIES.keys())
def test_answer_that_does_not_hold_is_replaced_by_the_offline_one(
    play: Play, samples_library: PolicyLibrary, script: Script
) -> None:
    answer = play.answer(script)
    assert is_the_offline_answer(answer, samples_library)
    assert answer.note
    assert "9876" not in answer.text
    assert "月球" not in answer.text


def test_faults_are_named_to_the_model_once(play: Play) -> None:
    play(says("区科委2025年要引进9876个项目{key}。", after=TASKS))
    repairs = [
        message["content"]
        for request in play.requests
        for message in request["messages"][-1:]
        if message["role"] == "user" and "9876" in str(message["content"])
    ]
    assert len(repairs) == 1
    assert "找不到" in repairs[0]


def test_model_that_mends_its_answer_is_shown(play: Play) -> None:
    liar, honest = says("要引进9876个项目{key}。", after=TASKS), ideal(TASKS)

    def script(request: Request) -> Reply:
        return (honest if "9876" in str(request["messages"]) else liar)(request)

    answer = play.answer(script)
    assert answer.mode == "online"
    assert answer.verified


def test_answer_in_english_is_replaced(play: Play, samples_library: PolicyLibrary) -> None:
    answer = play.answer(says("The bureau takes part in several reform tasks.{key}", after=TASKS))
    assert is_the_offline_answer(answer, samples_library)


def test_answer_without_any_citation_is_no_answer(play: Play, samples_library: PolicyLibrary) -> None:
    answer = play.answer(says("好的，我来为您介绍，这个单位很重要。", after=TASKS))
    assert is_the_offline_answer(answer, samples_library)


FAILURES = {
    "401": (fails(Reply(status=401)), "密钥"),
    "403": (fails(Reply(status=403)), "无权"),
    "404": (fails(Reply(status=404)), "404"),
    "400": (fails(Reply(status=400)), "400"),
    "429": (fails(Reply(status=429)), "限流"),
    "500": (fails(Reply(status=500)), "出错"),
    "503": (fails(Reply(status=503)), "出错"),
    "流中断": (fails(Reply(text="区科委要参与的任务有", cut=True)), "模型"),
    "网页": (fails(Reply(html=True)), "模型"),
}


@pytest.mark.parametrize(("script", "word"), FAILURES.values(), ids=FAILURES.keys())
def test_failure_is_a_sentence_and_the_offline_answer(
    play: Play, samples_library: PolicyLibrary, script: Script, word: str
) -> None:
    answer = play.answer(script)
    assert is_the_offline_answer(answer, samples_library)
    assert answer.note
    assert word in answer.note
    assert answer.note.endswith("。")


def test_server_that_is_gone_is_said_so(samples_library: PolicyLibrary) -> None:
    with serving(ideal(TASKS)) as server:
        pass
    answer = answered(ask(samples_library, server))
    assert is_the_offline_answer(answer, samples_library)
    assert answer.note
    assert "连不上" in answer.note


def test_unknown_tool_and_broken_arguments_do_no_harm(play: Play, samples_library: PolicyLibrary) -> None:
    unknown = endless(Call("rm_rf", {"path": "/"}))
    malformed = fails(Reply(calls=(TASKS,), arguments='{"unit": "区科'))
    wrong = endless(Call("filter_tasks", {"role": "boss"}))
    for script in (unknown, malformed, wrong):
        answer = play.answer(script)
        assert is_the_offline_answer(answer, samples_library)
        assert answer.note


def test_conversation_survives_a_failure(samples_library: PolicyLibrary) -> None:
    replies = iter([Reply(status=500)])

    def script(request: Request) -> Reply:
        return next(replies, None) or ideal(TASKS)(request)

    with serving(script) as server:
        first = answered(ask(samples_library, server))
        second = answered(ask(samples_library, server, history=history_of(QUESTION, first.text)))
    assert (first.mode, second.mode) == ("offline", "online")


@pytest.mark.parametrize("script", [ideal(TASKS), fails(Reply(status=401)), says("9876个{key}", after=TASKS)])
def test_key_appears_nowhere(play: Play, script: Script, caplog: pytest.LogCaptureFixture) -> None:
    events = play(script)
    assert "sk-test" not in "".join(repr(event) for event in events)
    assert "sk-test" not in caplog.text
    settings = ModelSettings(model="scripted", api_key=SECRET)
    assert "sk-test" not in f"{settings!r}{settings}"
    assert "sk-test" not in repr(connect(settings))
