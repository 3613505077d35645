"""Conversations through the real loop, offline, over the samples."""

import pytest

from agent.agent import PolicyAgent
from agent.composing.markup import REFUSAL
from agent.events import Answered, Event, TextDelta, ToolCalled, ToolReturned, Understood
from policy.elements import STATUS_NAMES
from tests.agent.conversation import answered, history_of, is_verbatim, offline, unsupported
from vectorstore.library import PolicyLibrary

QUESTIONS = [
    "东丽区国有企业改革要做什么？",
    "区科委要参与哪些任务？",
    "区科委的任务列成表格",
    "东丽区二（七）归谁？",
    "武清开发区全年要融资多少？",
    "东丽区和武清开发区在招商引资上有什么不同？",
    "参照铁岭的实施意见，替武清区起草一份推进开发区高质量发展实施意见的提纲",
    "东丽区那份通知的文号和成文日期是什么？",
    "资料库里有哪些文件？",
    "哪些文件提到混合所有制？",
    "武清有哪些量化指标？",
    "滨海新区第3到5项任务，列成表",
    "各文件写明时限的任务有几项，没写的有几项？",
]
UNANSWERABLE = [
    "红桥区怎么招商引资？",
    "东丽区的火锅店补贴是多少？",
    "东丽区第九十九条讲什么？",
]


def shape(events: list[Event]) -> str:
    """The kinds of events as letters: U, C, R, T, A."""
    letters = {Understood: "U", ToolCalled: "C", ToolReturned: "R", TextDelta: "T", Answered: "A"}
    return "".join(letters[type(event)] for event in events)


@pytest.mark.parametrize("question", [*QUESTIONS, *UNANSWERABLE])
def test_events_come_in_order(samples_library: PolicyLibrary, question: str) -> None:
    events = list(PolicyAgent(samples_library).ask(question))
    letters = shape(events)
    assert letters[0] == "U"
    assert letters[-1] == "A"
    assert letters.count("U") == letters.count("A") == 1
    middle = letters[1:-1].rstrip("T")
    assert "T" not in middle
    assert middle.count("C") == middle.count("R")
    called = {event.call_id: event.name for event in events if isinstance(event, ToolCalled)}
    returned = {event.call_id: event.name for event in events if isinstance(event, ToolReturned)}
    assert called == returned


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_is_cited_verbatim_and_supported(samples_library: PolicyLibrary, question: str) -> None:
    answer = offline(samples_library, question)
    assert not answer.refused, answer.text
    assert answer.mode == "offline"
    assert answer.note is None
    assert answer.citations
    assert [citation.ordinal for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(is_verbatim(citation, samples_library) for citation in answer.citations)
    assert unsupported(answer) == []


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_refusal_begins_with_the_mark_and_says_so(samples_library: PolicyLibrary, question: str) -> None:
    answer = offline(samples_library, question)
    assert answer.text.startswith(REFUSAL)
    assert answer.refused
    assert unsupported(answer) == []


@pytest.mark.parametrize("question", ["浦东新区怎么招商引资？", "朝阳区的文件什么时候发布的？"])
def test_place_that_is_only_mentioned_is_absent_all_the_same(samples_library: PolicyLibrary, question: str) -> None:
    assert offline(samples_library, question).refused


@pytest.mark.parametrize(
    "question", ["区气象局要参与哪些任务？", "东丽区气象局负责什么？", "区档案馆牵头哪些任务？列成表格"]
)
def test_unit_that_no_document_names_has_no_tasks(samples_library: PolicyLibrary, question: str) -> None:
    assert offline(samples_library, question).refused


def test_text_that_streams_is_the_draft_of_the_answer(samples_library: PolicyLibrary) -> None:
    events = list(PolicyAgent(samples_library).ask(QUESTIONS[0]))
    streamed = "".join(event.text for event in events if isinstance(event, TextDelta))
    assert streamed.split("[[")[0] == answered(events).text.split("[1]")[0]


def test_tools_and_suggestions_come_with_the_answer(samples_library: PolicyLibrary) -> None:
    last = list(PolicyAgent(samples_library).ask("区科委要参与哪些任务？"))[-1]
    assert isinstance(last, Answered)
    assert last.tools == ("filter_tasks",)
    assert 0 < len(last.suggestions) <= 3
    assert "区科委要参与哪些任务？" not in last.suggestions
    assert last.elapsed_ms > 0


def test_suggestions_can_be_answered(samples_library: PolicyLibrary) -> None:
    question = "区科委要参与哪些任务？"
    first = list(PolicyAgent(samples_library).ask(question))[-1]
    assert isinstance(first, Answered)
    for suggestion in first.suggestions:
        answer = offline(samples_library, suggestion, history_of(question, first.answer.text))
        assert not answer.refused, suggestion


def test_set_is_complete_and_says_so(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "东丽区的区科委要参与哪些任务？")
    assert "共 5 项，已列 5 项" in answer.text
    assert [line.split(".")[0] for line in answer.text.splitlines()[1:]] == ["1", "2", "3", "4", "5"]


def test_follow_up_goes_on_from_the_conversation(samples_library: PolicyLibrary) -> None:
    first = "东丽区国有企业混合所有制改革怎么推进？"
    said = offline(samples_library, first).text
    answer = offline(samples_library, "这条归谁？", history_of(first, said))
    assert "区国资委" in answer.text
    assert all(is_verbatim(citation, samples_library) for citation in answer.citations)


def test_same_question_gets_the_same_answer(samples_library: PolicyLibrary) -> None:
    for question in QUESTIONS:
        assert offline(samples_library, question) == offline(samples_library, question)


@pytest.mark.parametrize(
    ("asked", "as_well"),
    [
        ("东丽区国有企业改革要做什么？", "東麗區國有企業改革要做什麼？"),
        ("武清开发区全年要融资多少？", "武清開發區全年要融資多少？"),
        ("东丽区二（七）归谁？", "东丽区二(七)归谁?"),
    ],
)
def test_traditional_and_half_width_questions_are_the_same(
    samples_library: PolicyLibrary, asked: str, as_well: str
) -> None:
    assert offline(samples_library, asked).text == offline(samples_library, as_well).text


def test_interview_and_draft_are_called_so(samples_library: PolicyLibrary) -> None:
    for question in ("和平区怎么优化营商环境？", "铁岭市审批时限要压缩多少？"):
        answer = offline(samples_library, question)
        assert any(f"（{STATUS_NAMES[citation.status]}）" in answer.text for citation in answer.citations)


def test_empty_library_refuses(empty_library: PolicyLibrary) -> None:
    for question in QUESTIONS:
        answer = offline(empty_library, question)
        assert answer.citations == ()
        assert unsupported(answer) == []


def test_question_that_names_a_heading_gets_all_that_stands_under_it(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "东丽区国有企业改革要做什么？")
    assert all(figure in answer.text for figure in ("290家", "80家", "1-2家"))
    assert "责任单位" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("武清开发区要建30个众创空间，谁牵头？", ("并非武清", "30个", "区科委")),
        ("东丽要融资100亿元吗？", ("并非东丽区", "100亿元")),
        ("滨海分工方案第1项的国家分工是哪个部门？", ("附件第1行", "国家发改委")),
        ("众创空间是东丽哪一项任务里的，谁负责？", ("二、（七）", "责任：", "区科委")),
    ],
)
def test_what_is_asked_beside_is_told_too(samples_library: PolicyLibrary, question: str, said: tuple[str, ...]) -> None:
    answer = offline(samples_library, question)
    text = answer.text.replace("**", "")
    assert all(each in text for each in said), text
    assert unsupported(answer) == []


def test_every_place_of_one_document_that_speaks_of_a_thing_is_told(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "武清要点里哪些地方提到了招商？")
    assert "处提到" in answer.text
    assert unsupported(answer) == []
