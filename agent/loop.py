"""One turn of LangChain's agent loop as a stream of our events, ending in a draft.

The offline model and every online one run through here, with the same tools. Errors of the endpoint come out as they
are (see agent.failures); a model that goes on calling tools is stopped after six calls.
"""

from collections.abc import Generator, Iterator, Sequence
from time import perf_counter
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.tools import BaseTool

from agent.drafts import Draft
from agent.events import Event, TextDelta, ToolCalled, ToolReturned, Turn
from agent.failures import BrokenToolCallError, UnknownToolError
from agent.usage import Usage
from tools.argument_words import told_arguments
from tools.toolbox import ToolResult, tool_title

MOST_MODEL_CALLS = 6
_MOST_UNKNOWN = 2


def run_loop(
    chat: BaseChatModel, turns: Sequence[Turn], *, tools: Sequence[BaseTool], prompt: str = ""
) -> Generator[Event, None, Draft]:
    """Stream one run over the turns, the last of which asks; the generator's return value is its Draft."""
    limit = ModelCallLimitMiddleware(run_limit=MOST_MODEL_CALLS, exit_behavior="error")
    graph: Any = create_agent(chat, list(tools), system_prompt=prompt or None, middleware=[limit])
    run = _Run({tool.name for tool in tools})
    messages = [HumanMessage(turn.content) if turn.role == "user" else AIMessage(turn.content) for turn in turns]
    for mode, chunk in graph.stream({"messages": messages}, stream_mode=["messages", "updates"]):
        yield from run.token(chunk[0]) if mode == "messages" else run.step(chunk)
    return Draft(text=run.text, tools=tuple(run.tools), results=tuple(run.results), usage=run.usage)


class _Run:
    """What was seen so far of one run."""

    def __init__(self, known: set[str]) -> None:
        self.text = ""
        self.tools: list[str] = []
        self.results: list[ToolResult] = []
        self.usage: Usage | None = None
        self._known = known
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
                self._spoke(message)
                for call in message.tool_calls:
                    yield self._called(call["id"] or "", call["name"], call["args"])
            case ToolMessage():
                yield self._returned(message)

    def _spoke(self, message: AIMessage) -> None:
        self.text = message.text
        used = Usage.reported(message.usage_metadata)
        self.usage = used.plus(self.usage or Usage()) if used else self.usage
        if message.invalid_tool_calls and not message.tool_calls and not message.text.strip():
            raise BrokenToolCallError("模型调用工具时写的参数读不懂。")

    def _called(self, call_id: str, name: str, arguments: dict[str, Any]) -> Event:
        self._started[call_id] = perf_counter()
        self.tools.append(name)
        if sum(tool not in self._known for tool in self.tools) >= _MOST_UNKNOWN:
            raise UnknownToolError(f"模型要调用的工具“{name[:40]}”不存在。")
        return ToolCalled(call_id=call_id, name=name, title=tool_title(name), arguments=told_arguments(arguments))

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
