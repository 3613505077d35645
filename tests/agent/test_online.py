"""Online mode against a scripted model over real HTTP: whatever it does, the person gets a verified answer."""

import socket
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from agent.agent import PolicyAgent
from agent.answers import CitedAnswer
from agent.events import Answered, Event, TextDelta, ToolCalled, ToolReturned, Turn, Understood, Withdrawn
from agent.models import ModelSettings, connect
from agent.usage import Prices, Usage
from evals.scripted_model import (
    KEY,
    Call,
    ModelServer,
    Reply,
    Request,
    Script,
    can_call,
    endless,
    fails,
    ideal,
    points,
    says,
    serving,
)
from tests.agent.conversation import answered, history_of, is_verbatim, offline, unsupported
from vectorstore.library import PolicyLibrary

SECRET = "sk-test-0123456789abcdef"
QUESTION = "东丽区的区科委要参与哪些任务？"
TASKS = Call("filter_tasks", {"unit": "区科委", "regions": ["东丽区"]})
SEARCH = Call("search_clauses", {"query": "科技金融", "regions": ["东丽区"]})


def settings_of(server: ModelServer, **more: Any) -> ModelSettings:
    told = {"context": 32_768, "timeout": 5.0, **more}
    return ModelSettings(model="scripted", api_key=SECRET, base_url=server.url, **told)


def ask(
    library: PolicyLibrary,
    server: ModelServer,
    question: str = QUESTION,
    history: Sequence[Turn] = (),
    **more: Any,
) -> list[Event]:
    return list(PolicyAgent(library, model=connect(settings_of(server, **more))).ask(question, history))


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
    assert kinds[:5] == [Understood, ToolCalled, ToolReturned, ToolCalled, ToolReturned]  # the rules', the model's
    assert kinds[-1] is Answered
    assert kinds.count(TextDelta) > 1
    assert set(kinds[5:-1]) == {TextDelta}


def test_model_is_told_the_rules_and_what_was_understood(play: Play) -> None:
    play(ideal(TASKS))
    system = play.requests[0]["messages"][0]
    assert system["role"] == "system"
    assert "单位＝区科委" in system["content"]
    assert len(play.requests[0]["tools"]) >= 7


def test_history_reaches_the_model(play: Play) -> None:
    play(ideal(TASKS), "列出来", history_of("区科委有哪些任务？", "共 5 项。"))
    contents = [message["content"] for message in play.requests[0]["messages"]]
    assert contents[1:3] == ["区科委有哪些任务？", "共 5 项。"]
    assert contents[3].startswith("问题：列出来\n")


def test_parallel_calls_are_both_answered(play: Play) -> None:
    events = play(ideal(TASKS, SEARCH))
    called = [event.name for event in events if isinstance(event, ToolCalled)]
    assert called[-2:] == ["filter_tasks", "search_clauses"]
    assert sum(isinstance(event, ToolReturned) for event in events) == len(called)
    assert answered(events).mode == "online"


def adds(sentence: str) -> Script:
    """The points, and a sentence more under the key of the first."""

    def play(request: Request) -> Reply:
        given = points(request)
        return Reply(text=f"{given}\n{sentence}{KEY.findall(given)[0]}。")

    return play


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
    "答一整页": lambda request: Reply(text=f"{points(request)}\n" * 12),
    "用英文作答": says("The bureau takes part in several reform tasks.{key}", after=TASKS),
    "该答而拒答": says("资料中未见相关内容。"),
    "漏掉一项": lambda request: Reply(text="\n".join(points(request).splitlines()[:-1])),
    "只写一句": says("区科委要大力推进改革{key}。"),
    "编造中文数字": adds("另引进九千八百个项目"),
    "不加引号地编造单位": adds("由区月球局负责"),
    "张冠李戴": lambda request: Reply(text=points(request).replace("科委", "卫健委")),
    "自己写标号": lambda request: Reply(text=KEY.sub("[1]", points(request))),
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


def test_model_that_mends_its_answer_is_shown_and_its_first_words_are_taken_back(play: Play) -> None:
    liar, honest = says("要引进9876个项目{key}。", after=TASKS), ideal(TASKS)

    def script(request: Request) -> Reply:
        return (honest if "9876" in str(request["messages"]) else liar)(request)

    events = play(script)
    answer = answered(events)
    assert answer.mode == "online"
    assert answer.verified
    taken_back = next(event for event in events if isinstance(event, Withdrawn))
    assert "核验" in taken_back.reason


def test_model_that_words_it_anew_is_shown_where_every_fact_is_kept(play: Play) -> None:
    def script(request: Request) -> Reply:
        lines = points(request).splitlines()
        return Reply(text="\n".join(["根据方案，梳理如下：", *lines, "以上各项均已列出。"]))

    assert play.answer(script).mode == "online"


def test_answer_without_any_citation_is_no_answer(play: Play, samples_library: PolicyLibrary) -> None:
    answer = play.answer(says("好的，我来为您介绍，这个单位很重要。", after=TASKS))
    assert is_the_offline_answer(answer, samples_library)


FAILURES = {
    "401": (fails(Reply(status=401)), "密钥"),
    "403": (fails(Reply(status=403)), "无权"),
    "404": (fails(Reply(status=404)), "404"),
    "400": (fails(Reply(status=400)), "400"),
    "429": (fails(Reply(status=429)), "限流"),
    "422": (fails(Reply(status=422)), "422"),
    "429 稍后": (fails(Reply(status=429, headers=(("Retry-After", "40"),))), "40 秒后"),
    "500": (fails(Reply(status=500)), "出错"),
    "502": (fails(Reply(status=502)), "出错"),
    "503": (fails(Reply(status=503)), "出错"),
    "流中断": (fails(Reply(text="区科委要参与的任务有", cut=True)), "中断"),
    "网页": (fails(Reply(html=True)), "没有写出"),
    "没有选项": (fails(Reply(no_choices=True)), "没有写出"),
    "不会流式": (fails(Reply(text="好", whole=True)), "没有写出"),
    "十兆": (fails(Reply(text="重点任务" * 2_500_000)), "太长"),
    "参数不成样子": (fails(Reply(calls=(TASKS,), arguments='{"unit": "区科')), "没有写出"),
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
    assert "拒绝连接" in answer.note


def test_address_that_nobody_knows_is_said_so(samples_library: PolicyLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: object, *_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    server = ModelServer(ideal(TASKS))
    server.url = "http://nowhere.invalid/v1"
    assert "域名解析" in (answered(ask(samples_library, server)).note or "")


def test_server_that_stalls_is_left_after_the_timeout(samples_library: PolicyLibrary) -> None:
    held = threading.Event()
    with serving(fails(Reply(text="写到一半就停住", hold=held))) as server:
        answer = answered(ask(samples_library, server, timeout=0.3))
        held.set()
    assert is_the_offline_answer(answer, samples_library)
    assert "没有回应" in (answer.note or "")


def test_person_who_stops_leaves_no_model_writing(samples_library: PolicyLibrary) -> None:
    held = threading.Event()
    with serving(fails(Reply(text="慢慢写" * 200, hold=held))) as server:
        run = PolicyAgent(samples_library, model=connect(settings_of(server))).ask(QUESTION)
        next(event for event in run if isinstance(event, TextDelta))
        threading.Timer(0.05, held.set).start()
        run.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if "ThreadPoolExecutor" in thread.name and thread.daemon]


def test_failure_that_passes_is_tried_again_unseen_by_the_answer(play: Play) -> None:
    replies = iter([Reply(status=503), Reply(text="写到一半", cut=True)])
    events = play(lambda request: next(replies, None) or ideal()(request))
    assert [event.reason for event in events if isinstance(event, Withdrawn)] != []
    assert answered(events).mode == "online"
    assert len(play.requests) == 3


def test_model_that_cannot_call_tools_words_what_the_rules_found_from_then_on(samples_library: PolicyLibrary) -> None:
    def script(request: Request) -> Reply:
        return Reply(status=400) if can_call(request) else ideal()(request)

    with serving(script) as server:
        model = connect(settings_of(server))
        first = answered(list(PolicyAgent(samples_library, model=model).ask(QUESTION)))
        second = answered(list(PolicyAgent(samples_library, model=model).ask(QUESTION)))
        offered = [can_call(request) for request in server.requests]
    assert (first.mode, second.mode) == ("online", "online")
    assert offered == [True, False, False]


def test_small_context_gets_no_tools_and_too_small_a_one_no_question(samples_library: PolicyLibrary) -> None:
    with serving(ideal()) as server:
        small = connect(settings_of(server, context=3000))
        assert answered(list(PolicyAgent(samples_library, model=small).ask(QUESTION))).mode == "online"
        assert not can_call(server.requests[0])
        tiny = connect(settings_of(server, context=600))
        answer = answered(list(PolicyAgent(samples_library, model=tiny).ask(QUESTION)))
        assert len(server.requests) == 1
    assert is_the_offline_answer(answer, samples_library)
    assert "篇幅" in (answer.note or "")


def test_usage_is_told_and_priced(samples_library: PolicyLibrary) -> None:
    with serving(ideal(TASKS)) as server:
        model = connect(settings_of(server, prices=Prices(into=2, out=8)))
        last = list(PolicyAgent(samples_library, model=model).ask(QUESTION))[-1]
    assert isinstance(last, Answered)
    assert last.usage == Usage(into=20, out=10, calls=2, cost=0.00012)


def test_offline_uses_nothing(samples_library: PolicyLibrary) -> None:
    last = list(PolicyAgent(samples_library).ask(QUESTION))[-1]
    assert isinstance(last, Answered)
    assert last.usage is None


def test_unknown_tool_and_broken_arguments_do_no_harm(play: Play, samples_library: PolicyLibrary) -> None:
    unknown = endless(Call("rm_rf", {"path": "/"}))
    malformed = fails(Reply(calls=(TASKS,), arguments='{"unit": "区科'))
    wrong = endless(Call("filter_tasks", {"role": "boss"}))
    for script in (unknown, malformed, wrong):
        answer = play.answer(script)
        assert is_the_offline_answer(answer, samples_library)
        assert answer.note


def test_conversation_survives_a_failure(samples_library: PolicyLibrary) -> None:
    replies = iter([Reply(status=401)])

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
