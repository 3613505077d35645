"""The agent: one loop for every model, and one way from its text to a verified answer.

An online model proposes words; what it gets wrong is named to it once, and if it still fails, or cannot be reached, the
offline model answers the same question and says so. The conversation survives every failure.
"""

from collections.abc import Generator, Iterator, Sequence
from time import perf_counter

from agent.answers import CitedAnswer, SentenceCheck
from agent.citations import Resolved, resolve
from agent.composing.markup import REFUSAL
from agent.events import Answered, Event, Turn, Understood
from agent.failures import failure_sentence
from agent.loop import Draft, run_loop
from agent.models import Model
from agent.offline import OfflineChatModel
from agent.question import Question
from agent.suggestions import suggest
from agent.understanding import understand
from agent.verification import Evidence, check_answer
from policy.documents import Frozen
from prompts import load
from vectorstore.library import PolicyLibrary


class Candidate(Frozen):
    """A draft that was resolved and checked."""

    draft: Draft
    resolved: Resolved
    checks: tuple[SentenceCheck, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, in sentences for the model; empty when it may be shown."""
        faults = [
            f"“{check.sentence}”中的“{'”“'.join(check.missing)}”在所引条款里找不到"
            for check in self.checks
            if check.verdict == "unsupported"
        ]
        faults += [f"有 {self.resolved.unknown} 个证据编号不是工具给出的"] if self.resolved.unknown else []
        text = self.resolved.text
        if text.strip() and not self.resolved.citations and not text.startswith(REFUSAL):
            faults.append("全文没有引用任何证据")
        if text.strip() and not _is_chinese(text):
            faults.append("没有用中文作答")
        return tuple(faults)


def _is_chinese(text: str) -> bool:
    """Whether Chinese characters outnumber Latin letters."""
    return sum("\u4e00" <= c <= "\u9fff" for c in text) > sum(c.isascii() and c.isalpha() for c in text)


Outcome = tuple[CitedAnswer, Draft]


class PolicyAgent:
    """Answers questions over one library; model None means offline."""

    def __init__(self, library: PolicyLibrary, *, model: Model | None = None) -> None:
        self._library = library
        self._model = model

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """The events of one run, ending with Answered. Raises QuestionError for an empty or far too long question."""
        started = perf_counter()
        understood = understand(question, history=history, library=self._library)
        yield Understood(summary=understood.describe())
        if self._model is None:
            answer, draft = yield from self._offline(understood, history, note=None)
        else:
            answer, draft = yield from self._online(self._model, understood, history)
        yield Answered(
            answer=answer,
            elapsed_ms=(perf_counter() - started) * 1000,
            tools=draft.tools,
            suggestions=suggest(understood, draft.results, self._library),
        )

    def _offline(
        self, question: Question, history: Sequence[Turn], *, note: str | None
    ) -> Generator[Event, None, Outcome]:
        model = OfflineChatModel(library=self._library, question=question)
        draft = yield from run_loop(model, question, history, library=self._library, prompt="")
        candidate = self._judge(draft, question)
        return self._answer(candidate, mode="offline", note=note), draft

    def _online(self, model: Model, question: Question, history: Sequence[Turn]) -> Generator[Event, None, Outcome]:
        prompt = load("system", hint=question.describe())
        try:
            draft = yield from run_loop(model.chat, question, history, library=self._library, prompt=prompt)
            candidate = self._judge(draft, question)
            if candidate.faults:
                repair = load("repair", faults="\n".join(candidate.faults), draft=draft.text)
                draft = yield from run_loop(
                    model.chat, question, history, library=self._library, prompt=prompt, repair=repair
                )
                candidate = self._judge(draft, question)
        except Exception as error:
            note = f"{failure_sentence(error)}本次改由离线模式作答。"
            return (yield from self._offline(question, history, note=note))
        if candidate.faults or not candidate.draft.text.strip():
            note = "模型的回答没有通过核验，已改为离线模式的答案。"
            return (yield from self._offline(question, history, note=note))
        return self._answer(candidate, mode="online", note=None), draft

    def _judge(self, draft: Draft, question: Question) -> Candidate:
        resolved = resolve(draft.text, shown=draft.shown, library=self._library)
        evidence = Evidence(counts=draft.counts, question=question.text, units=draft.units)
        checks = check_answer(resolved.text, resolved.citations, evidence=evidence, library=self._library)
        return Candidate(draft=draft, resolved=resolved, checks=checks)

    def _answer(self, candidate: Candidate, *, mode: str, note: str | None) -> CitedAnswer:
        text = candidate.resolved.text
        return CitedAnswer.model_validate(
            {
                "text": text,
                "citations": candidate.resolved.citations,
                "checks": candidate.checks,
                "mode": mode,
                "refused": text.startswith(REFUSAL),
                "note": note,
            }
        )
