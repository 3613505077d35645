"""The agent: one loop for every model, and one way from its text to a verified answer.

The offline model answers first, in milliseconds: its answer is what an online model is given to word, what the model's
answer is measured by, and what stands in its place where it fails (see agent.online). The conversation survives every
failure.
"""

from collections.abc import Generator, Iterator, Sequence
from time import perf_counter

from agent.candidates import Candidate, judge
from agent.crowd import MODEL_BUSY, Crowd
from agent.drafts import Draft
from agent.events import Answered, Event, TextDelta, Turn, Understood
from agent.loop import run_loop
from agent.models import Model
from agent.offline import OfflineChatModel
from agent.online import OnlineRun, Outcome
from agent.past import bounded
from agent.question import Question
from agent.suggestions import suggest
from agent.understanding import understand
from tools.tables import AnswerTable
from tools.toolbox import langchain_tools
from vectorstore.library import PolicyLibrary


class PolicyAgent:
    """Answers questions over one library; model None means offline. crowd counts those that wait for a model."""

    def __init__(self, library: PolicyLibrary, *, model: Model | None = None, crowd: Crowd | None = None) -> None:
        self._library = library
        self._model = model
        self._crowd = crowd or Crowd()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """The events of one run, ending with Answered. Raises QuestionError for an empty or far too long question."""
        started, history = perf_counter(), bounded(history)
        understood = understand(question, history=history, library=self._library)
        yield Understood(summary=understood.describe())
        outcome = yield from self._outcome(understood, history)
        yield Answered(
            answer=outcome.answer,
            elapsed_ms=(perf_counter() - started) * 1000,
            tools=outcome.draft.tools,
            suggestions=suggest(understood, outcome.draft.results, self._library),
            usage=outcome.draft.usage,
            tables=tuple(result for result in outcome.draft.results if isinstance(result, AnswerTable)),
        )

    def _outcome(self, question: Question, history: Sequence[Turn]) -> Generator[Event, None, Outcome]:
        if self._model is None:
            reference = yield from self._offline(question)
            return Outcome(answer=reference.answer(mode="offline", note=None), draft=reference.draft)
        reference = yield from _without_words(self._offline(question))
        run = OnlineRun(self._model, question, history, reference, library=self._library)
        with self._crowd.waiting_for_a_model() as free:
            return (yield from run()) if free else run.instead(f"{MODEL_BUSY}本次由离线模式作答。")

    def _offline(self, question: Question) -> Generator[Event, None, Candidate]:
        """The offline model's answer."""
        chat = OfflineChatModel(library=self._library, question=question)
        turns = (Turn(role="user", content=question.original),)
        draft: Draft = yield from run_loop(chat, turns, tools=langchain_tools(self._library))
        return judge(draft, question, self._library)


def _without_words(run: Generator[Event, None, Candidate]) -> Generator[Event, None, Candidate]:
    """The same run, its steps told and its words kept back."""
    while True:
        try:
            event = next(run)
        except StopIteration as end:
            candidate: Candidate = end.value
            return candidate
        if not isinstance(event, TextDelta):
            yield event
