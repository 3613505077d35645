"""The tools as a tuple of plain functions, and the one adapter that makes LangChain tools of them.

A tool's name, schema and wording come from its signature and its Chinese docstring; a docstring whose `Args:` do not
name the parameters exactly fails here, at start-up.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Protocol, get_type_hints

from langchain_core.tools import BaseTool, StructuredTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from policy.errors import CeWenError
from tools.catalogue import document_facts, find_documents
from tools.comparison import compare_districts
from tools.completeness import check_completeness
from tools.drafting import draft_outline
from tools.evidence import SourceRef
from tools.floods import flood_in
from tools.follow_up import draft_follow_up
from tools.gist import read_gist
from tools.indicators import filter_indicators
from tools.reading import read_clause, read_contents
from tools.search import search_clauses
from tools.sides import compare_sides
from tools.tables import build_table
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary

TOOLS: tuple[Callable[..., Any], ...] = (
    search_clauses, read_clause, read_contents, read_gist, find_documents, document_facts, filter_tasks,
    filter_indicators, build_table, compare_districts, compare_sides, draft_outline, draft_follow_up,
    check_completeness,
)  # fmt: skip

_ARGUMENT = re.compile(r"^\s+(\w+): (.+)$", re.M)


class _Arguments(BaseModel):
    """Nothing beyond what a tool takes, and no floods: 20,000 columns would be gigabytes of table."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _refuse_floods(cls, given: Any) -> Any:
        if told := flood_in(given.values() if isinstance(given, dict) else ()):
            raise ValueError(told)
        return given


class ToolResult(Protocol):
    """What every tool returns."""

    def evidence(self) -> Iterable[SourceRef]:
        """The spans that an answer may cite."""

    def to_text(self) -> str:
        """What a model reads."""

    def summary(self) -> str:
        """One line for the person."""


def tool_title(name: str) -> str:
    """The Chinese name of a tool: 任务筛选 for filter_tasks; the name itself when there is no such tool.

    >>> tool_title("filter_tasks"), tool_title("rm_rf")
    ('任务筛选', 'rm_rf')
    """
    return next((_title(tool) for tool in TOOLS if tool.__name__ == name), name)


def langchain_tools(library: PolicyLibrary) -> list[BaseTool]:
    """Every tool over this library: text for the model, the typed result as artifact, an error as its sentence."""
    return [_adapted(tool, library) for tool in TOOLS]


@cache
def tool_schemas() -> str:
    """What a model is told of the tools, as JSON: the same for every library."""
    return json.dumps([convert_to_openai_tool(_adapted(tool, None)) for tool in TOOLS], ensure_ascii=False)


def _adapted(tool: Callable[..., Any], library: PolicyLibrary | None) -> BaseTool:
    def call(**arguments: Any) -> tuple[str, Any]:
        try:
            result = tool(library, **arguments)
        except CeWenError as error:
            return f"工具未能完成：{error}", None
        return result.to_text(), result

    return StructuredTool.from_function(
        func=call,
        name=tool.__name__,
        description=description_of(tool),
        args_schema=arguments_of(tool),
        response_format="content_and_artifact",
    )


@cache
def arguments_of(tool: Callable[..., Any]) -> type[BaseModel]:
    """What a caller gives a tool, as a model that takes nothing else. TypeError where the docstring is stale."""
    parameters = [p for p in inspect.signature(tool).parameters.values() if p.name != "library"]
    described = dict(_ARGUMENT.findall(inspect.getdoc(tool) or ""))
    if set(described) != {parameter.name for parameter in parameters}:
        stale = set(described) ^ {parameter.name for parameter in parameters}
        raise TypeError(f"{tool.__name__} 的说明与参数不一致：{'、'.join(sorted(stale))}")
    hints = get_type_hints(tool)
    fields: dict[str, Any] = {
        p.name: (hints[p.name], Field(... if p.default is p.empty else p.default, description=described[p.name]))
        for p in parameters
    }
    return create_model(f"{tool.__name__}_args", __base__=_Arguments, **fields)


def result_of(tool: Callable[..., Any]) -> type[BaseModel]:
    """What a tool gives back."""
    result: type[BaseModel] = get_type_hints(tool)["return"]
    return result


def _title(tool: Callable[..., Any]) -> str:
    return (inspect.getdoc(tool) or "").partition("：")[0]


def description_of(tool: Callable[..., Any]) -> str:
    """Its Chinese name and what it is for, in one line."""
    return (inspect.getdoc(tool) or "").partition("\n")[0]
