"""One turn of LangChain's agent loop as a stream of our events, ending in a draft."""

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from time import perf_counter
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage

from agent.events import Event, TextDelta, ToolCalled, ToolReturned, Turn
from agent.question import Question
from policy.documents import Frozen
from tools.catalogue import DocumentList
from tools.comparison import Comparison
from tools.completeness import CompletenessCheck
from tools.follow_up_plans import FollowUpPlan
from tools.indicators import IndicatorTable
from tools.outlines import Outline
from tools.reading import ClauseView
from tools.search import ClauseHits
from tools.tables import AnswerTable
from tools.tasks import TaskTable
from tools.toolbox import ToolResult, langchain_tools, tool_title
from vectorstore.library import PolicyLibrary

MOST_MODEL_CALLS = 6


class Draft(Frozen):
    """What a run brought: the last text, the tools in order, and their results."""

    text: str
    tools: tuple[str, ...]
    results: tuple[Any, ...]

    @property
    def shown(self) -> frozenset[str]:
        """The ids of every clause that a tool returned."""
        return frozenset(ref.clause_id for result in self.results for ref in result.evidence())

    @property
    def counts(self) -> frozenset[int]:
        """Every count that the tools made, and 0."""
        return frozenset({0, *(count for result in self.results for count in _counts(result))})

    @property
    def units(self) -> tuple[str, ...]:
        """The printed units of the tasks that were shown."""
        rows = [row for result in self.results if isinstance(result, TaskTable | ClauseView) for row in _rows(result)]
        return tuple(dict.fromkeys(unit.printed for row in rows for unit in row.task.units))


def run_loop(
    model: BaseChatModel,
    question: Question,
    history: Sequence[Turn],
    *,
    library: PolicyLibrary,
    prompt: str,
    repair: str | None = None,
) -> Generator[Event, None, Draft]:
    """Stream one run; the generator's return value is its Draft."""
    limit = ModelCallLimitMiddleware(run_limit=MOST_MODEL_CALLS, exit_behavior="end")
    graph: Any = create_agent(model, langchain_tools(library), system_prompt=prompt or None, middleware=[limit])
    run = _Run()
    messages = [*_messages(history), HumanMessage(question.original), *([HumanMessage(repair)] if repair else [])]
    for mode, chunk in graph.stream({"messages": messages}, stream_mode=["messages", "updates"]):
        yield from run.token(chunk[0]) if mode == "messages" else run.step(chunk)
    return Draft(text=run.text, tools=tuple(run.tools), results=tuple(run.results))


class _Run:
    """What was seen so far of one run."""

    def __init__(self) -> None:
        self.text = ""
        self.tools: list[str] = []
        self.results: list[ToolResult] = []
        self._started: dict[str, float] = {}

    def token(self, message: BaseMessage) -> Iterator[Event]:
        if isinstance(message, AIMessageChunk) and message.text:
            yield TextDelta(text=message.text)

    def step(self, update: dict[str, Any]) -> Iterator[Event]:
        for state in update.values():
            for message in (state or {}).get("messages", []):
                yield from self._message(message)

    def _message(self, message: BaseMessage) -> Iterator[Event]:
        match message:
            case AIMessage():
                self.text = message.text
                for call in message.tool_calls:
                    yield self._called(call["id"] or "", call["name"], call["args"])
            case ToolMessage():
                yield self._returned(message)

    def _called(self, call_id: str, name: str, arguments: dict[str, Any]) -> Event:
        self._started[call_id] = perf_counter()
        self.tools.append(name)
        shown = "；".join(f"{key}＝{_printed(value)}" for key, value in arguments.items())
        return ToolCalled(call_id=call_id, name=name, title=tool_title(name), arguments=shown)

    def _returned(self, message: ToolMessage) -> Event:
        elapsed = (perf_counter() - self._started.get(message.tool_call_id, perf_counter())) * 1000
        result = message.artifact
        if result is not None:
            self.results.append(result)
        summary = result.summary() if result is not None else message.text[:120]
        return ToolReturned(
            call_id=message.tool_call_id, name=message.name or "", summary=summary, elapsed_ms=elapsed,
            failed=result is None,
        )  # fmt: skip


def _messages(history: Sequence[Turn]) -> list[BaseMessage]:
    return [HumanMessage(turn.content) if turn.role == "user" else AIMessage(turn.content) for turn in history]


def _printed(value: Any) -> str:
    return "、".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _rows(result: TaskTable | ClauseView) -> Sequence[Any]:
    return result.rows if isinstance(result, TaskTable) else result.tasks


def _counts(result: Any) -> Iterator[int]:
    match result:
        case TaskTable():
            yield from (result.total, len(result.rows), result.without_units, result.unassigned_in_scope)
        case AnswerTable() | IndicatorTable():
            yield len(result.rows)
        case ClauseView():
            yield from range(len(result.clauses) + 1)
        case DocumentList():
            yield len(result.documents)
        case Comparison():
            yield from (cell.searched for row in result.rows for cell in row.cells)
        case CompletenessCheck():
            for check in result.documents:
                yield from (check.task_count, *check.having)
        case ClauseHits():
            yield from range(len({hit.card.doc_id for hit in result.hits}) + 1)
        case FollowUpPlan():
            yield from (len(result.items), *Counter(item.kind for item in result.items).values())
        case Outline():
            yield sum(bullet.bullet_class == "suggestion" for bullet in result.bullets())
    searched = "".join(str(getattr(result, name, "")) for name in ("searched", "note", "title", "conditions"))
    yield from (int(number) for number in _integers(searched))


def _integers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
