"""One question put to an online model that may fail in any way, over the offline answer that stands if it does."""

import time
from collections.abc import Callable, Generator, Sequence
from itertools import count as counted

from agent.answers import CitedAnswer
from agent.briefing import Briefing, brief, packed_tools
from agent.candidates import Candidate, judge
from agent.drafts import Draft
from agent.events import Event, Turn, Withdrawn
from agent.failures import EmptyReplyError, failure_of, failure_sentence, pause_before
from agent.floor import faults_of
from agent.loop import run_loop
from agent.models import Model
from agent.names import names_in
from agent.question import Question
from agent.tokens import counter_for
from agent.usage import Usage
from agent.watch import Watch
from policy.values import Frozen
from prompts import load
from vectorstore.library import PolicyLibrary

_UNFIT = "模型的回答没有通过核验，已改为离线模式的答案。"
_TOO_MUCH = "答案较长，超出这个模型一次能写的篇幅，直接给出规则整理的完整答案。"


class Outcome(Frozen):
    """An answer with the draft it was made of."""

    answer: CitedAnswer
    draft: Draft


class OnlineRun:
    """A question, its offline answer (reference), and a model. Called once: the events, and the outcome at their end.

    sleep is how it waits before it tries again.
    """

    def __init__(
        self,
        model: Model,
        question: Question,
        history: Sequence[Turn],
        reference: Candidate,
        *,
        library: PolicyLibrary,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model, self._question, self._history = model, question, history
        self._reference, self._library, self._sleep = reference, library, sleep
        self._used: Usage | None = None

    def __call__(self) -> Generator[Event, None, Outcome]:
        """Ask the model; raises nothing that an endpoint can cause."""
        try:
            candidate = yield from self._answer()
        except Exception as error:
            return self.instead(f"{failure_sentence(error)}本次改由离线模式作答。")
        if isinstance(candidate, str):
            return self.instead(candidate)
        return Outcome(answer=candidate.answer(mode="online", note=None), draft=self._priced(candidate.draft))

    def _answer(self) -> Generator[Event, None, Candidate | str]:
        """The model's answer where it may be shown, else the line that says why not."""
        try:
            return (yield from self._attempt(with_tools=self._model.abilities.calls_tools))
        except Exception as error:
            if not (self._model.abilities.calls_tools and failure_of(error).plainer):
                raise
            self._model.give_up_tools()
            yield Withdrawn(reason=f"{failure_of(error).sentence}改由规则检索，模型只负责措辞。")
        return (yield from self._attempt(with_tools=False))

    def _attempt(self, *, with_tools: bool) -> Generator[Event, None, Candidate | str]:
        given = brief(
            self._model.settings, self._question, self._history, self._reference,
            library=self._library, with_tools=with_tools,
        )  # fmt: skip
        if given is None:
            return _TOO_MUCH
        candidate = yield from self._candidate(given)
        faults = self._faults(candidate)
        if not faults:
            return candidate
        yield Withdrawn(reason=f"初稿有 {len(faults)} 处没有通过核验，模型正在改写。")
        repair = Turn(role="user", content=load("repair", faults="\n".join(faults)))
        draft = Turn(role="assistant", content=candidate.draft.text)
        mended = given.model_copy(update={"turns": (*given.turns, draft, repair)})
        candidate = yield from self._candidate(mended, earlier=candidate.draft)
        return _UNFIT if self._faults(candidate) else candidate

    def _faults(self, candidate: Candidate) -> tuple[str, ...]:
        return faults_of(candidate, self._reference, self._question, self._library)

    def _candidate(self, given: Briefing, *, earlier: Draft | None = None) -> Generator[Event, None, Candidate]:
        draft = yield from self._patiently(given)
        if not draft.text.strip():
            raise EmptyReplyError("模型没有写出任何内容。")
        draft = draft.after(earlier or self._reference.draft)
        return judge(
            draft, self._question, self._library,
            names=names_in(draft.text, self._library), known=self._reference.text + self._question.text,
        )  # fmt: skip

    def _patiently(self, given: Briefing) -> Generator[Event, None, Draft]:
        """A draft, tried again where that helps; every word of a failed try is taken back."""
        for attempt in counted():
            try:
                return (yield from self._draft(given))
            except Exception as error:
                pause = pause_before(error, attempt=attempt)
                if pause is None:
                    raise
                yield Withdrawn(reason=f"{failure_sentence(error)}正在重试。")
                self._sleep(pause)
        raise AssertionError("counted() does not end")

    def _draft(self, given: Briefing) -> Generator[Event, None, Draft]:
        watch = Watch()
        count = counter_for(self._model.name)
        tools = packed_tools(self._library, room=given.tool_room, count=count) if given.tool_room else ()
        try:
            draft = yield from run_loop(
                self._model.chat.watched_by(watch), given.turns, tools=tools, prompt=given.prompt
            )
        finally:
            watch.leave()
        used = draft.usage or Usage(into=given.tokens, out=count(draft.text), calls=1, estimated=True)
        self._used = used.plus(self._used or Usage())
        return draft

    def instead(self, note: str) -> Outcome:
        """The offline answer, with a line that says why."""
        answer = self._reference.answer(mode="offline", note=note)
        return Outcome(answer=answer, draft=self._priced(self._reference.draft))

    def _priced(self, draft: Draft) -> Draft:
        used = self._used.priced(self._model.settings.prices) if self._used else None
        return draft.model_copy(update={"usage": used})
