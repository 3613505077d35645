"""The tools of `tools/` in the words of MCP: Chinese descriptions, typed results, errors as sentences.

A call runs in a thread; when the client cancels it, the client is free at once and the thread's result is dropped.
"""

import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

import anyio.to_thread
import mcp.types as types
from mcp import MCPError
from pydantic import ValidationError

from policy.errors import CeWenError
from serving.faults import fault_sentence
from serving.schemas import arguments_schema, result_schema
from tools.toolbox import arguments_of, description_of, result_of, tool_title
from vectorstore.library import PolicyLibrary

Tool = Callable[..., Any]
_MOST_CHARACTERS = 60_000


def listed(tool: Tool) -> types.Tool:
    """How a client sees it: read-only, over a closed world."""
    return types.Tool(
        name=tool.__name__,
        title=tool_title(tool.__name__),
        description=description_of(tool),
        input_schema=arguments_schema(arguments_of(tool)),
        output_schema=result_schema(result_of(tool)),
        annotations=types.ToolAnnotations(
            title=tool_title(tool.__name__), read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


async def called(
    tools: Sequence[Tool], library: PolicyLibrary, name: str, arguments: dict[str, Any] | None
) -> types.CallToolResult:
    """Text for the model, the typed result beside it. Raises MCPError for a tool that is not there."""
    tool = next((each for each in tools if each.__name__ == name), None)
    if tool is None:
        raise MCPError(types.INVALID_PARAMS, f"没有名为“{name[:60]}”的工具，请用 tools/list 查看有哪些。")
    try:
        result = await anyio.to_thread.run_sync(_run, tool, library, arguments or {}, abandon_on_cancel=True)
    except ValidationError as error:
        return _failed(fault_sentence(error))
    except CeWenError as error:
        return _failed(str(error))
    except Exception as error:
        traceback.print_exception(error, file=sys.stderr)
        return _failed(f"工具内部出错（{type(error).__name__}），资料库没有变化；请换一种问法，或把情况告诉维护者。")
    return types.CallToolResult(
        content=[types.TextContent(text=_within_reason(result.to_text()))],
        structured_content=result.model_dump(mode="json"),
    )


def _run(tool: Tool, library: PolicyLibrary, arguments: dict[str, Any]) -> Any:
    given = arguments_of(tool).model_validate(arguments)
    return tool(library, **{name: getattr(given, name) for name in type(given).model_fields})


def _within_reason(text: str) -> str:
    """The text whole, or cut at a line with the number of lines left out: a model's window is not without end."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    kept = text[:_MOST_CHARACTERS].rpartition("\n")[0] or text[:_MOST_CHARACTERS]
    left = text[len(kept) :].strip().count("\n") + 1
    return f"{kept}\n（内容太长，以下 {left} 行没有列在文字里；请再加条件，或读 structuredContent，其中是全部。）"


def _failed(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=sentence)], is_error=True)
