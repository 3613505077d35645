"""Random conversations with models that lie: what was not read stands in no answer.

The lies are figures, dates, 文号, units and quotes that no sample holds, put before, after and into the true words,
with true keys, false keys and none. The checker is `evals.groundedness`, which shares nothing with the product's own.
"""

import random
from collections.abc import Iterator

import pytest

from agent.models import ModelSettings, connect
from evals.answering import Reply, answer_all
from evals.gold import Question
from evals.groundedness import Bookshelf, ungrounded
from evals.scripted_model import KEY, ModelServer, Request, points, serving, tool_texts
from evals.scripted_model import Reply as Said
from tests.agent.conversation import history_of
from tests.agent.vocabulary import Vocabulary
from vectorstore.library import PolicyLibrary

CONVERSATIONS = 8
LIES = (
    "引进项目7341个", "增长83.7%以上", "2031年11月30日前完成", "依据津天发〔2037〕881号", "由区星际航行局牵头",
    "原文写道“必须全部外包给月球公司”", "投资9182亿元", "共 4711 项", "不少于六千七百三十一家",
)  # fmt: skip
MARKS = ("7341", "83.7", "2031年11月", "881号", "星际航行局", "月球公司", "9182", "4711", "六千七百三十一")


class Liar:
    """Says what it should, and a lie in a random place; keys may be true, invented or missing."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.told = 0

    def __call__(self, request: Request) -> Said:
        self.told += 1
        true = points(request)
        keys = [found.group() for found in KEY.finditer("\n".join((*tool_texts(request), true)))]
        key = self._chance.choice([*keys[:3], "[[0123456789-1]]", "[1]", ""])
        lie = f"{self._chance.choice(LIES)}{key}。"
        lines = true.split("\n")
        lines.insert(self._chance.randrange(len(lines) + 1), lie)
        return Said(text=self._chance.choice(["\n".join(lines), lie, f"{true}{lie}", f"| 任务 |\n|---|\n| {lie} |"]))


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[ModelServer, Liar]]:
    with serving(liar := Liar(seed=7)) as running:
        yield running, liar


@pytest.fixture(scope="module")
def replies(samples_library: PolicyLibrary, server: tuple[ModelServer, Liar]) -> list[tuple[Question, Reply]]:
    """Every question of the random conversations, each after the lies that were shown as answers before it."""
    model = connect(ModelSettings(model="liar", api_key="k", base_url=server[0].url))
    told = list[tuple[Question, Reply]]()
    for questions in Vocabulary(samples_library, seed=99).conversations(CONVERSATIONS):
        said: list[str] = []
        for number, words in enumerate(questions):
            asked = Question(id=str(number), type="lookup", question=words, history=history_of(*said))
            (reply,) = answer_all(samples_library, [asked], model=model)
            told.append((asked, reply))
            said += [words, f"{LIES[number % len(LIES)]}[1]。"]
    assert server[1].told >= CONVERSATIONS // 2
    return told


def test_no_lie_reaches_the_person(replies: list[tuple[Question, Reply]]) -> None:
    shown = [(q.question, r.answer) for q, r in replies if any(mark in r.answer for mark in MARKS)]
    assert shown == []


def test_no_run_fails_and_every_quote_stands_in_its_document(
    replies: list[tuple[Question, Reply]], samples_library: PolicyLibrary
) -> None:
    texts = {each.source_name: samples_library.document(each.doc_id).text for each in samples_library.documents()}
    assert [(q.question, r.error) for q, r in replies if r.error and "请" not in r.error] == []
    assert [c.quote for _, r in replies for c in r.citations if c.quote not in texts[c.source]] == []


def test_the_independent_checker_finds_nothing_that_was_invented(
    replies: list[tuple[Question, Reply]], samples_library: PolicyLibrary
) -> None:
    shelf = Bookshelf([samples_library.document(each.doc_id) for each in samples_library.documents()])
    found = [
        (question.question, one.kind, one.printed, one.sentence)
        for question, reply in replies
        if not reply.refused and not reply.error
        for one in ungrounded(question, reply, shelf)
        if one.kind in ("figure", "date", "document_number")
    ]
    assert found == []
