"""The MCP server as the official client sees it: in this process, over standard input and output, and over HTTP."""

import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, get_type_hints

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.types import TextContent, TextResourceContents

from policy.values import Frozen
from serving.mcp_server import mcp_server
from tests.conftest import ROOT
from tools.toolbox import TOOLS
from vectorstore.library import PolicyLibrary

# Arguments by which each tool finds something in the samples.
CALLS: dict[str, dict[str, Any]] = {
    "search_clauses": {"query": "国有企业改革", "limit": 2},
    "read_clause": {"locator": "二（一）", "regions": ["东丽区"]},
    "read_contents": {"regions": ["东丽区"]},
    "read_gist": {"regions": ["东丽区"]},
    "find_documents": {"regions": ["东丽区"]},
    "document_facts": {"regions": ["东丽区"]},
    "filter_tasks": {"unit": "区科委"},
    "filter_indicators": {"regions": ["滨海新区"]},
    "build_table": {"columns": ["任务", "时限"], "theme": "人才"},
    "compare_districts": {"topic": "国有企业改革", "regions": ["东丽区", "铁岭市"]},
    "compare_sides": {"sides": ["雏鹰企业", "瞪羚企业"]},
    "draft_outline": {"topic": "推进开发区高质量发展", "target": "武清区"},
    "draft_follow_up": {"regions": ["东丽区"]},
    "check_completeness": {"regions": ["东丽区"]},
}


def served(
    library: PolicyLibrary, talk: Callable[[Client], Awaitable[None]], *, mode: str = "auto", **options: Any
) -> None:
    async def run() -> None:
        async with Client(mcp_server(lambda: library, **options), mode=mode) as client:
            await talk(client)

    anyio.run(run)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_every_tool_is_listed_with_its_chinese_words_and_both_schemas(
    mode: str, samples_library: PolicyLibrary
) -> None:
    async def talk(client: Client) -> None:
        listed = (await client.list_tools()).tools
        assert {tool.name for tool in listed} == {tool.__name__ for tool in TOOLS} == CALLS.keys()
        for tool in listed:
            assert tool.title
            assert "：" in (tool.description or "")
            assert all("description" in field for field in tool.input_schema["properties"].values())
            assert tool.output_schema is not None
            assert tool.output_schema["type"] == "object"

    served(samples_library, talk, mode=mode)


@pytest.mark.parametrize("name", CALLS)
def test_each_tool_gives_text_and_the_typed_result(name: str, samples_library: PolicyLibrary) -> None:
    shape: type[Frozen] = get_type_hints(next(tool for tool in TOOLS if tool.__name__ == name))["return"]

    async def talk(client: Client) -> None:
        result = await client.call_tool(name, CALLS[name])
        assert not result.is_error, result.content
        assert isinstance(result.content[0], TextContent)
        assert "[[" in result.content[0].text or name in ("draft_follow_up", "check_completeness")
        assert list(shape.model_validate(result.structured_content).evidence())  # type: ignore[attr-defined]

    served(samples_library, talk, mode="legacy")


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("filter_tasks", {"due_before": "入秋"}, "看不懂日期“入秋”"),
        ("search_clauses", {}, "缺少“query”"),
        ("filter_tasks", {"role": "boss"}, "“role”只能是"),
        ("filter_tasks", {"units": "区科委"}, "没有“units”这一项"),
        ("compare_districts", {"topic": "招商", "regions": "东丽区"}, "“regions”的值不合要求"),
        ("compare_districts", {"topic": "招商", "regions": ["东丽区"]}, "至少要两个区县"),
    ],
)
def test_bad_arguments_are_a_sentence_for_the_model(
    name: str, arguments: dict[str, Any], told: str, samples_library: PolicyLibrary
) -> None:
    async def talk(client: Client) -> None:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        assert isinstance(result.content[0], TextContent)
        assert told in result.content[0].text

    served(samples_library, talk, mode="legacy")


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(samples_library: PolicyLibrary) -> None:
    async def talk(client: Client) -> None:
        with pytest.raises(MCPError, match="没有名为“rm_rf”的工具"):
            await client.call_tool("rm_rf", {})

    served(samples_library, talk, mode="legacy")


def test_a_fault_of_ours_names_no_more_than_its_kind(
    samples_library: PolicyLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    async def talk(client: Client) -> None:
        result = await client.call_tool("breaks", {})
        assert isinstance(result.content[0], TextContent)
        assert result.is_error
        assert "ZeroDivisionError" in result.content[0].text
        assert "secret" not in result.content[0].text

    served(samples_library, talk, tools=(breaks,))
    assert "secret" in capsys.readouterr().err


def test_a_text_beyond_a_models_window_says_what_it_leaves_out(samples_library: PolicyLibrary) -> None:
    def speaks(library: PolicyLibrary) -> Long:
        """说很多：五万行。"""
        return Long()

    async def talk(client: Client) -> None:
        result = await client.call_tool("speaks", {})
        assert isinstance(result.content[0], TextContent)
        lines = result.content[0].text.splitlines()
        assert len(result.content[0].text) < 61_000
        assert f"以下 {50_000 - len(lines) + 1} 行没有列在文字里" in lines[-1]

    served(samples_library, talk, tools=(speaks,))


def test_documents_are_read_by_number_and_clauses_by_id(samples_library: PolicyLibrary) -> None:
    async def talk(client: Client) -> None:
        resources = (await client.list_resources()).resources
        assert len(resources) == len(samples_library.documents())
        whole = samples_library.document(resources[0].uri.rpartition("/")[2])
        assert await read(client, resources[0].uri) == whole.text
        clause = whole.clauses[3]
        said = await read(client, f"cewen://clause/{clause.clause_id}")
        assert said.startswith("《")
        assert said.endswith(clause.text)
        number = next(s.header.document_number for s in samples_library.documents() if s.header.document_number)
        assert number.printed in await read(client, f"cewen://document/{number}")
        assert {each.name for each in (await client.list_resource_templates()).resource_templates} == {
            "document", "clause",
        }  # fmt: skip

    served(samples_library, talk, mode="legacy")


@pytest.mark.parametrize("uri", ["cewen://clause/0000000000-1", "cewen://document/无", "file:///etc/passwd", "乱写"])
def test_an_address_that_leads_nowhere_is_a_sentence(uri: str, samples_library: PolicyLibrary) -> None:
    async def talk(client: Client) -> None:
        with pytest.raises(MCPError, match=r"。$"):
            await client.read_resource(uri)

    served(samples_library, talk, mode="legacy")


def test_a_cancelled_call_frees_the_client_and_the_server_goes_on(samples_library: PolicyLibrary) -> None:
    started, go_on = threading.Event(), threading.Event()

    def waits(library: PolicyLibrary) -> Frozen:
        """等待：直到测试放行。"""
        started.set()
        go_on.wait(timeout=30)
        return find_nothing(library)

    async def talk(client: Client) -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "waits", {})
            await anyio.to_thread.run_sync(started.wait, 30)
            group.cancel_scope.cancel()
        assert not (await client.call_tool("find_nothing", {})).is_error
        go_on.set()

    served(samples_library, talk, mode="legacy", tools=(waits, find_nothing))


def test_the_command_speaks_to_the_official_client_over_stdio(tmp_path: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=[str(ROOT / "app.py"), "mcp"], cwd=tmp_path, env={"CEWEN_HOME": str(tmp_path)}
    )

    async def run() -> None:
        async with Client(server) as client:
            assert len((await client.list_tools()).tools) == len(TOOLS)
            result = await client.call_tool("filter_tasks", {"unit": "区科委"})
            assert isinstance(result.structured_content, dict)
            assert result.structured_content["total"] == len(result.structured_content["rows"]) > 0

    anyio.run(run)


class Nothing(Frozen):
    """A result without a source."""

    def evidence(self) -> Sequence[object]:
        return ()

    def to_text(self) -> str:
        return "无"


class Long(Nothing):
    """A result with more to say than anybody reads."""

    def to_text(self) -> str:
        return "\n".join(["任务"] * 50_000)


def find_nothing(library: PolicyLibrary) -> Nothing:
    """找不到：总是没有。"""
    return Nothing()


def breaks(library: PolicyLibrary) -> Nothing:
    """出错：总是出错。"""
    raise ZeroDivisionError("secret")


async def read(client: Client, uri: str) -> str:
    (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return content.text
