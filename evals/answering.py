"""Questions put to the agent of the page, and what it answers, as rows of ANSWERS.jsonl."""

import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from agent.agent import PolicyAgent
from agent.answers import CitedAnswer
from agent.events import Answered
from agent.models import Model
from evals.gold import Question, json_lines
from policy.errors import CeWenError
from policy.values import Frozen
from vectorstore.library import PolicyLibrary


class Quoted(Frozen):
    """A citation: n is its mark in the answer, source the file's name, quote an exact substring of the document."""

    n: int
    source: str
    locator: str
    quote: str


class Reply(Frozen):
    """A line of ANSWERS.jsonl; elapsed_ms is the whole run on the wall clock. error: the run failed, with this."""

    id: str
    answer: str
    refused: bool
    citations: tuple[Quoted, ...]
    tools: tuple[str, ...]
    mode: str
    elapsed_ms: float
    error: str | None = None


def answer_all(library: PolicyLibrary, questions: Sequence[Question], *, model: Model | None = None) -> Iterator[Reply]:
    """A reply to each question, in order; model None: offline. One that fails is a reply with an error, no answer."""
    agent = PolicyAgent(library, model=model)
    for question in questions:
        yield _ask(agent, question)


def _ask(agent: PolicyAgent, question: Question) -> Reply:
    started = perf_counter()
    try:
        events = tuple(agent.ask(question.question, question.history))
    except CeWenError as error:
        return _failure(question, str(error), started)
    except Exception as error:
        # A fault in one answer is a wrong answer, not the end of the run.
        print(f"{question.id} 作答时出错：", file=sys.stderr)
        traceback.print_exc()
        return _failure(question, repr(error), started)
    elapsed = (perf_counter() - started) * 1000
    last = events[-1]
    assert isinstance(last, Answered), "nothing follows Answered"
    return _reply(question, last.answer, last.tools, elapsed)


def _failure(question: Question, message: str, started: float) -> Reply:
    elapsed = (perf_counter() - started) * 1000
    return Reply(
        id=question.id, answer="", refused=False, citations=(), tools=(), mode="offline",
        elapsed_ms=round(elapsed, 1), error=message,
    )  # fmt: skip


def _reply(question: Question, answer: CitedAnswer, tools: tuple[str, ...], elapsed_ms: float) -> Reply:
    citations = tuple(
        Quoted(n=c.ordinal, source=c.source_name, locator=c.locator, quote=c.quote) for c in answer.citations
    )
    return Reply(
        id=question.id, answer=answer.text, refused=answer.refused, citations=citations, tools=tools,
        mode=answer.mode, elapsed_ms=round(elapsed_ms, 1),
    )  # fmt: skip


def to_line(reply: Reply) -> str:
    """The reply as a line of ANSWERS.jsonl; error is left out where there is none."""
    return reply.model_dump_json(exclude_none=True)


def read_replies(path: Path) -> tuple[Reply, ...]:
    """The replies of a file that `to_line` wrote."""
    return tuple(Reply.model_validate(row) for row in json_lines(path))
