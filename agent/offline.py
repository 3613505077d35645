"""The offline model: a chat model like any other in the agent's loop, which understands, plans and writes by rule.

It promises never to write a number, name or clause that a tool did not return. It knows nothing beyond the question it
was made for, so one is made for each run.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.messages.tool import ToolCall, tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from agent.composing.writer import compose
from agent.planning import next_calls
from agent.question import Question
from tools.toolbox import ToolResult
from vectorstore.library import PolicyLibrary

_PIECE = 24


class OfflineChatModel(BaseChatModel):
    """Answers one question over one library."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: PolicyLibrary
    question: Question

    @property
    def _llm_type(self) -> str:
        return "cewen-offline"

    def bind_tools(self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any) -> Runnable[Any, Any]:
        """It knows the tools already."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._next(messages))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        message = self._next(messages)
        for index, call in enumerate(message.tool_calls):
            arguments = json.dumps(call["args"], ensure_ascii=False)
            chunk = tool_call_chunk(name=call["name"], args=arguments, id=call["id"], index=index)
            yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=[chunk]))
        text = message.text
        for start in range(0, len(text), _PIECE):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + _PIECE]))
        yield ChatGenerationChunk(message=AIMessageChunk(content="", chunk_position="last"))

    def _next(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """The calls of the next round, or the answer."""
        returned = _returned(messages)
        results: list[ToolResult] = [m.artifact for m in returned if m.artifact is not None]
        failures = [m.text for m in returned if m.artifact is None]
        if failures and not results:
            return AIMessage(content=failures[0])
        calls = next_calls(self.question, results, self.library)
        if not calls:
            return AIMessage(content=compose(self.question, results, self.library))
        return AIMessage(
            content="",
            tool_calls=[
                ToolCall(name=call.name, args=call.arguments, id=f"call-{len(returned)}-{index}")
                for index, call in enumerate(calls)
            ],
        )


def _returned(messages: Sequence[BaseMessage]) -> list[ToolMessage]:
    """What the tools brought since the question was asked."""
    asked = max((index for index, m in enumerate(messages) if isinstance(m, HumanMessage)), default=0)
    return [message for message in messages[asked:] if isinstance(message, ToolMessage)]
