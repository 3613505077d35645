"""What answering took, question by question: a line of JSON each where lines are wanted, and sums for who watches.

Promise: no question, no answer, no text, name or id of a document and no key gets in here; names of tools, counts and
milliseconds do. Time is told by stages as the stream of events shows them, so one that yields nothing of its own counts
with what comes next: online, the offline answer's own check counts with the model.
"""

import json
import threading
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from time import perf_counter
from typing import Literal

from agent.events import Answered, Event, ToolReturned, Understood
from policy.values import Frozen

Stage = Literal["understanding", "tools", "model", "verification"]
BUCKETS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
# Set by whoever names requests, so that a line can be found by what the other program was told.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


class ToolTime(Frozen):
    """One call of a tool; other: what a model called is no tool of ours, and its name is not repeated."""

    name: str
    ms: float
    failed: bool


class QuestionLine(Frozen):
    """One question. outcome: answered, refused, fell_back (a model failed, the offline answer stands), left (nobody
    waited for the end) or failed, then with the kind of error; ms holds the stages and, as total, the whole.
    """

    request: str
    at: datetime
    mode: str
    outcome: str
    ms: dict[str, float]
    tools: tuple[ToolTime, ...] = ()
    citations: int = 0
    sentences: int = 0
    unsupported: int = 0
    tokens: int = 0
    error: str | None = None


class Totals(Frozen):
    """All questions since the start: how many by (mode, outcome), seconds by stage and by tool with their counts, and
    how many took no longer than each of BUCKETS.
    """

    questions: dict[tuple[str, str], int]
    seconds: dict[str, float]
    calls: dict[str, int]
    within: tuple[int, ...]


class Journal:
    """Sums of all questions of a process; write, where given, gets a line of JSON for each. Thread-safe."""

    def __init__(self, write: Callable[[str], None] | None = None) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._questions: Counter[tuple[str, str]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._calls: Counter[str] = Counter()
        self._within = [0] * len(BUCKETS)

    def watched(self, events: Iterator[Event], *, online: bool) -> Iterator[Event]:
        """The same events; the question is noted when they end, however they end."""
        watch = _Watch(online=online)
        try:
            yield from watch.each(events)
        except GeneratorExit:
            watch.outcome = "left"
            raise
        except Exception as error:
            watch.outcome, watch.error = "failed", type(error).__name__
            raise
        finally:
            self.note(watch.line())

    def note(self, line: QuestionLine) -> None:
        """Count one question and write its line."""
        total = line.ms["total"] / 1000
        with self._lock:
            self._questions[line.mode, line.outcome] += 1
            for name, ms in (*line.ms.items(), *((f"tool:{tool.name}", tool.ms) for tool in line.tools)):
                self._seconds[name] += ms / 1000
                self._calls[name] += 1
            self._within = [n + (total <= most) for n, most in zip(self._within, BUCKETS, strict=True)]
        if self._write:
            self._write(json.dumps({"event": "question", **line.model_dump(mode="json")}))

    def totals(self) -> Totals:
        """The sums of now."""
        with self._lock:
            return Totals(
                questions=dict(self._questions), seconds=dict(self._seconds), calls=dict(self._calls),
                within=tuple(self._within),
            )  # fmt: skip


class _Watch:
    """The stages of one run. Time in which the reader of the events does other things is not counted."""

    def __init__(self, *, online: bool) -> None:
        self._at = datetime.now(UTC)
        self._online = online
        self._ms: defaultdict[str, float] = defaultdict(float)
        self._tools: list[ToolTime] = []
        self._answered: Answered | None = None
        self.outcome = "left"
        self.error: str | None = None

    def each(self, events: Iterator[Event]) -> Iterator[Event]:
        while True:
            started = perf_counter()
            try:
                event = next(events, None)
            finally:
                took = (perf_counter() - started) * 1000
                self._ms["total"] += took
            if event is None:
                return
            self._ms[_stage(event)] += took
            self._take(event)
            yield event

    def line(self) -> QuestionLine:
        done = self._answered
        answer = done.answer if done else None
        verdicts = [check.verdict for check in answer.checks] if answer else []
        return QuestionLine(
            request=REQUEST_ID.get() or uuid.uuid4().hex[:12], at=self._at,
            mode="online" if self._online else "offline", outcome=self.outcome,
            ms={"total": 0.0, **{name: round(ms, 2) for name, ms in self._ms.items()}},
            tools=tuple(self._tools), citations=len(answer.citations) if answer else 0, sentences=len(verdicts),
            unsupported=verdicts.count("unsupported"),
            tokens=done.usage.into + done.usage.out if done and done.usage else 0, error=self.error,
        )  # fmt: skip

    def _take(self, event: Event) -> None:
        match event:
            case ToolReturned():
                name = event.name if event.name in _our_tools() else "other"
                self._tools.append(ToolTime(name=name, ms=round(event.elapsed_ms, 2), failed=event.failed))
            case Answered(answer=answer):
                self._answered = event
                fell = self._online and answer.mode == "offline"
                self.outcome = "refused" if answer.refused else "fell_back" if fell else "answered"


@cache
def _our_tools() -> frozenset[str]:
    from tools.toolbox import TOOLS  # LangChain takes a second: a desk that answers nothing does not pay for it

    return frozenset(tool.__name__ for tool in TOOLS)


def _stage(event: Event) -> Stage:
    """What went on until this event came."""
    match event:
        case Understood():
            return "understanding"
        case ToolReturned():
            return "tools"
        case Answered():
            return "verification"
    return "model"
