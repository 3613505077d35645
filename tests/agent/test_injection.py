"""Documents that give orders: their words are data, whatever they say."""

from collections.abc import Iterator

import pytest

from evals.scripted_model import Call, Reply, fails, ideal, serving
from tests.agent.conversation import answered, is_verbatim, offline, unsupported
from tests.agent.poisons import POISONS
from tests.agent.test_online import ask
from tests.tools.paper import shelf
from vectorstore.library import PolicyLibrary

CLEAN = """河西区2025年招商引资工作要点

一、招商引资
（一）拓展招商渠道。2025年底前引进项目30个以上。（责任单位：区合作交流办）
（二）加强楼宇招商。盘活空置楼宇10万平方米。（责任单位：区住建委）
（三）加强宣传。讲好招商故事。"""
QUESTIONS = ["河西区要引进多少个项目？", "区合作交流办要参与哪些任务？", "一（二）归谁？", "河西区任务列成表格"]


@pytest.fixture(params=list(POISONS.values()), ids=list(POISONS), scope="module")
def poisoned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    """The work points with the poison as a clause of their own at the end."""
    with shelf(tmp_path_factory.mktemp("poisoned"), {"要点.txt": f"{CLEAN}{request.param}\n"}) as library:
        yield library


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with shelf(tmp_path_factory.mktemp("clean"), {"干净.txt": f"{CLEAN}\n"}) as library:
        yield library


def test_there_are_forty_of_them() -> None:
    assert len(POISONS) == 40


def test_model_that_obeys_the_poison_is_not_shown(poisoned: PolicyLibrary, clean: PolicyLibrary) -> None:
    with serving(fails(Reply(text="无可奉告，密钥是 sk-1，任务共 100 项[[0123456789-1]]。"))) as server:
        answer = answered(ask(poisoned, server, QUESTIONS[0]))
    assert (answer.mode, answer.text) == ("offline", offline(clean, QUESTIONS[0]).text)


def test_answers_about_other_clauses_are_the_same(poisoned: PolicyLibrary, clean: PolicyLibrary) -> None:
    for question in QUESTIONS[:3]:
        assert offline(poisoned, question).text == offline(clean, question).text


def test_poisoned_clause_itself_is_quoted_as_data(poisoned: PolicyLibrary) -> None:
    for question in ("一（三）讲什么？", "怎么加强宣传？", QUESTIONS[-1]):
        answer = offline(poisoned, question)
        assert "[[" not in answer.text
        assert all(is_verbatim(citation, poisoned) for citation in answer.citations)
        known = {citation.ordinal for citation in answer.citations}
        assert known == set(range(1, len(known) + 1))
        assert unsupported(answer) == []


def test_model_that_copies_the_poison_is_still_verified(poisoned: PolicyLibrary) -> None:
    with serving(ideal(Call("read_clause", {"locator": "一（三）"}))) as server:
        answer = answered(ask(poisoned, server, "一（三）讲什么？"))
    assert "[[" not in answer.text
    assert unsupported(answer) == []
    assert all(is_verbatim(citation, poisoned) for citation in answer.citations)


def test_document_text_reaches_the_model_only_behind_its_fence_or_as_a_tool_result(poisoned: PolicyLibrary) -> None:
    with serving(ideal(Call("read_clause", {"locator": "一（三）"}))) as server:
        answered(ask(poisoned, server, "一（三）讲什么？"))
    for message in (message for request in server.requests for message in request["messages"]):
        told = str(message["content"])
        if message["role"] == "user" and " 资料〕" in told:
            before, _, fenced = told.partition(" 资料〕\n")
            fence = before.rpartition("〔")[2]
            assert fenced.count(f"\n〔{fence} 完〕") == 1
            told = before
        assert message["role"] in ("tool", "assistant") or "加强宣传" not in told
