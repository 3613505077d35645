"""An exchange grows by events, and ends by an answer, an error or the person's word."""

from tests.ui.fake_desk import answering, refusing
from ui.conversation import Exchange, history


def told(question: str = "问", *, answered: bool = True) -> Exchange:
    exchange = Exchange(question=question)
    for event in answering():
        exchange = exchange.after(event)
    return exchange if answered else Exchange(question=question, draft=exchange.draft)


def test_a_step_learns_its_result_from_the_return_of_the_same_call() -> None:
    assert [(step.title, step.summary) for step in told().steps] == [("任务筛选", "共 3 项"), ("制表", "3 行 × 5 列")]


def test_deltas_add_up_to_a_draft() -> None:
    assert told().draft == "甲区方案中，**区科委**列为责任单位的任务**共 3 项**[[aaaaaaaaaa-5]]。"


def test_an_exchange_runs_until_it_is_answered() -> None:
    running = Exchange(question="问")
    assert running.running
    assert not told().running


def test_an_error_ends_an_exchange() -> None:
    assert not Exchange(question="问").failed("问题太长了。").running


def test_stopping_leaves_a_finished_exchange_as_it_is() -> None:
    assert told().halted() == told()
    assert told(answered=False).halted().stopped


def test_follow_ups_stand_on_answered_exchanges_only() -> None:
    turns = history((told("甲"), Exchange(question="乙").failed("错"), told("丙")))
    assert [turn.content for turn in turns if turn.role == "user"] == ["甲", "丙"]


def test_a_refusal_is_an_answer_too() -> None:
    exchange = Exchange(question="问")
    for event in refusing():
        exchange = exchange.after(event)
    assert exchange.answered is not None
    assert exchange.answered.answer.refused
