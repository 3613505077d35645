"""The MCP server: our tools and documents for Claude Desktop, Cherry Studio, Dify or an IDE, over stdio or HTTP.

It holds no model and no conversation: the client's model asks, the tools of one's own library answer. Everything is
read-only. Over stdio nothing but the protocol reaches standard output.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import anyio
import mcp.types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

from serving.mcp_documents import TEMPLATES, content_of, page_of
from serving.mcp_tools import Tool, called, listed
from tools.toolbox import TOOLS
from vectorstore.library import PolicyLibrary

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext

_INSTRUCTIONS = (
    "策问：中国政策文件资料库。工具返回的每一行前面有 [[编号]]，是所依据条款的编号；引用时请保留它，"
    "用 cewen://clause/编号 可读到原文。任务筛选、指标筛选、制表给出的是完整集合，先看“共几项、已列几项”。"
    "资料中没有的内容，请直接说没有，不要补写数字、日期、单位或文号。"
)


def mcp_server(library_of: Callable[[], PolicyLibrary], *, tools: Sequence[Tool] = TOOLS) -> Server[Any]:
    """A server over the library that answers at the moment of each request."""

    async def list_tools(_: "ServerRequestContext[Any]", __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[listed(tool) for tool in tools])

    async def call_tool(_: "ServerRequestContext[Any]", asked: types.CallToolRequestParams) -> types.CallToolResult:
        return await called(tools, library_of(), asked.name, asked.arguments)

    async def list_resources(
        _: "ServerRequestContext[Any]", asked: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        return await anyio.to_thread.run_sync(page_of, library_of(), asked.cursor if asked else None)

    async def list_templates(_: "ServerRequestContext[Any]", __: object) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=list(TEMPLATES))

    async def read_resource(
        _: "ServerRequestContext[Any]", asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        return await anyio.to_thread.run_sync(content_of, library_of(), asked.uri)

    return Server(
        "cewen", title="策问", instructions=_INSTRUCTIONS,
        on_list_tools=list_tools, on_call_tool=call_tool, on_list_resources=list_resources,
        on_list_resource_templates=list_templates, on_read_resource=read_resource,
    )  # fmt: skip


def serve_stdio(server: Server[Any]) -> None:
    """Speak over standard input and output until the client closes them."""

    async def run() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(run)
