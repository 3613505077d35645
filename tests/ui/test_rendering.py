"""What a conversation looks like at each moment."""

from agent.answers import CitedAnswer, SentenceCheck
from agent.events import Answered, ToolCalled, ToolReturned
from tests.ui.fake_desk import answer, answering
from ui.conversation import Exchange
from ui.exchanges import conversation_html
from ui.rendering import milliseconds, status_html


def shown(*events: object, question: str = "甲区科委要参与哪些任务？") -> str:
    exchange = Exchange(question=question)
    for event in events:
        exchange = exchange.after(event)  # type: ignore[arg-type]
    return str(conversation_html((exchange,)))


def ended(given: CitedAnswer) -> str:
    return shown(Answered(answer=given, elapsed_ms=9))


def test_a_question_is_escaped() -> None:
    assert "&lt;script&gt;" in shown(question="<script>alert(1)</script>")


def test_a_tool_at_work_is_open_and_busy() -> None:
    html = shown(ToolCalled(call_id="1", name="filter_tasks", title="任务筛选", arguments="单位＝区科委"))
    assert '<details class="steps" open>' in html
    assert '<li class="busy">任务筛选（单位＝区科委）</li>' in html


def test_a_tool_that_returned_says_how_many_and_how_long() -> None:
    called = ToolCalled(call_id="1", name="filter_tasks", title="任务筛选", arguments="")
    html = shown(called, ToolReturned(call_id="1", name="filter_tasks", summary="共 3 项", elapsed_ms=12))
    assert '<li class="done">任务筛选 · 共 3 项 · 12 毫秒</li>' in html


def test_steps_fold_once_the_answer_stands() -> None:
    html = shown(*answering())
    assert '<details class="steps"><summary>识别：区县＝甲区；单位＝区科委（别名：科委）' in html
    assert "任务筛选、制表 · 18 毫秒" in html


def test_verified_quotes_and_figures_are_counted() -> None:
    assert "✓ 3 处引文、3 项数字与名称已逐一核验" in ended(answer())


def test_a_sentence_without_support_is_said_before_anything_else() -> None:
    unsupported = SentenceCheck(sentence="到2030年翻番。", verdict="unsupported", missing=("2030年",))
    html = ended(answer().model_copy(update={"checks": (*answer().checks, unsupported)}))
    assert "！ 1 句未找到依据，请核对原文" in html
    assert "未找到：2030年" in html


def test_every_cited_document_shows_its_status() -> None:
    digest = tuple(citation.model_copy(update={"status": "digest"}) for citation in answer().citations)
    html = ended(answer().model_copy(update={"citations": digest}))
    assert '<span class="badge digest">摘编</span>' in html


def test_a_document_cited_three_times_is_named_once() -> None:
    sources = ended(answer()).partition('<ul class="sources"')[2].partition("</ul>")[0]
    assert sources.count("<li>") == 1
    assert sources.count('class="cite"') == 3


def test_many_citations_of_one_document_are_counted_instead_of_listed() -> None:
    many = tuple(answer().citations[0].model_copy(update={"ordinal": n}) for n in range(1, 30))
    sources = ended(answer().model_copy(update={"citations": many})).partition('<ul class="sources"')[2]
    assert sources.count('class="cite"') == 8
    assert "等 29 处" in sources


def test_an_error_is_a_sentence_in_its_place_with_a_way_on() -> None:
    html = str(conversation_html((Exchange(question="问").failed("问题太长了，请缩短后再问。"),)))
    assert "问题太长了，请缩短后再问。" in html
    assert "data-again" in html


def test_what_was_stopped_is_called_unverified() -> None:
    assert "未经核验" in conversation_html((Exchange(question="问", draft="写到一半").halted(),))


def test_suggestions_ask_when_pressed() -> None:
    assert 'data-ask="据此列跟进计划"' in shown(*answering())


def test_a_note_about_the_answer_stands_above_it() -> None:
    html = ended(answer().model_copy(update={"note": "模型不可用，已改由离线模式作答。"}))
    assert html.index("已改由离线模式作答") < html.index("甲区方案中")


def test_milliseconds_become_seconds_when_there_are_many() -> None:
    assert milliseconds(12.4) == "12 毫秒"
    assert milliseconds(61_000) == "61.0 秒"


def test_without_vectors_the_status_line_says_so() -> None:
    html = status_html(documents=2, is_demo=True, mode="离线模式", done=0, total=0)
    assert "关键词检索" in html
    assert "演示资料 2 份" in html
