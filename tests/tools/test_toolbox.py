"""The tools as a model sees them."""

from typing import Any, get_args

import pytest
from langchain_core.messages import ToolMessage
from pydantic import ValidationError

import tools.toolbox as toolbox
from policy.errors import ToolError
from policy.values import Frozen
from tools.task_conditions import Role
from tools.tasks import TaskTable
from tools.toolbox import TOOLS, langchain_tools, tool_title
from vectorstore.library import PolicyLibrary


def call(library: PolicyLibrary, name: str, **arguments: Any) -> ToolMessage:
    (tool,) = (tool for tool in langchain_tools(library) if tool.name == name)
    message = tool.invoke({"name": name, "args": arguments, "id": "call-1", "type": "tool_call"})
    assert isinstance(message, ToolMessage)
    return message


def test_every_tool_has_a_chinese_title_and_described_arguments(two_plans: PolicyLibrary) -> None:
    for tool in langchain_tools(two_plans):
        assert tool_title(tool.name) != tool.name
        assert tool.description.startswith(tool_title(tool.name))
        assert "library" not in tool.args
        assert all(argument["description"] for argument in tool.args.values()), tool.name


def test_schema_is_the_signature(two_plans: PolicyLibrary) -> None:
    (tool,) = (tool for tool in langchain_tools(two_plans) if tool.name == "filter_tasks")
    assert tool.args["role"]["enum"] == list(get_args(Role))
    assert tool.args["role"]["default"] == "any"
    assert tool.args["unit"]["default"] is None


def test_text_is_for_the_model_and_the_artifact_is_typed(two_plans: PolicyLibrary) -> None:
    message = call(two_plans, "filter_tasks", unit="区商务局")
    assert isinstance(message.artifact, TaskTable)
    assert message.text == message.artifact.to_text()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("filter_tasks", {"due_before": "明年"}),
        ("filter_tasks", {"documents": ["没有"]}),
        ("read_clause", {"locator": "那一段"}),
        ("compare_districts", {"topic": "招商", "regions": ["南开区"]}),
        ("document_facts", {"document": "没有"}),
    ],
)
def test_error_becomes_a_sentence_without_artifact(
    two_plans: PolicyLibrary, name: str, arguments: dict[str, Any]
) -> None:
    message = call(two_plans, name, **arguments)
    assert message.text.startswith("工具未能完成：")
    assert message.artifact is None


@pytest.mark.parametrize("arguments", [{"unknown": 1}, {"role": "boss"}, {"first": "三"}])
def test_arguments_outside_the_schema_are_refused(two_plans: PolicyLibrary, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        call(two_plans, "filter_tasks", **arguments)


def test_every_result_says_what_an_answer_may_cite(samples_library: PolicyLibrary) -> None:
    arguments: dict[str, dict[str, Any]] = {
        "search_clauses": {"query": "招商"},
        "read_clause": {"locator": "二（一）"},
        "document_facts": {"document": "东丽政发〔2017〕32号"},
        "compare_districts": {"topic": "招商引资", "regions": ["东丽区", "铁岭市"]},
        "compare_sides": {"sides": ["科技型中小企业", "雏鹰企业"]},
        "draft_outline": {"topic": "招商引资", "target": "东丽区"},
    }
    for tool in TOOLS:
        result = call(samples_library, tool.__name__, **arguments.get(tool.__name__, {})).artifact
        assert isinstance(result, Frozen)
        assert result.summary()  # type: ignore[attr-defined]
        for ref in result.evidence():  # type: ignore[attr-defined]
            clause = samples_library.clause(ref.clause_id)
            assert clause.start <= ref.start < ref.end <= clause.end


def stale(library: PolicyLibrary, *, unit: str, place: str) -> None:
    """说明：过时的说明。

    Args:
        unit: 单位。
        gone: 已经不在的参数。
    """


def broken(library: PolicyLibrary) -> None:
    """坏的：总是出错。"""
    raise ToolError("这个工具做不到，请换一个。")


def test_stale_docstring_fails_at_start_up(monkeypatch: pytest.MonkeyPatch, two_plans: PolicyLibrary) -> None:
    monkeypatch.setattr(toolbox, "TOOLS", (stale,))
    with pytest.raises(TypeError, match="gone、place"):
        langchain_tools(two_plans)


def test_tool_without_arguments_works_too(monkeypatch: pytest.MonkeyPatch, two_plans: PolicyLibrary) -> None:
    monkeypatch.setattr(toolbox, "TOOLS", (broken,))
    assert call(two_plans, "broken").text == "工具未能完成：这个工具做不到，请换一个。"
