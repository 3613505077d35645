"""Which tools a question wants, with which arguments."""

import inspect
from typing import Any

import pytest

from agent.planning import next_calls
from agent.understanding import understand
from tests.agent.vocabulary import Vocabulary
from tools.toolbox import TOOLS
from vectorstore.library import PolicyLibrary

SIGNATURES = {tool.__name__: inspect.signature(tool) for tool in TOOLS}


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        ("东丽区国有企业改革要做什么？", "search_clauses", {"regions": ["东丽区"]}),
        ("区科委要参与哪些任务？", "filter_tasks", {"unit": "区科委"}),
        (
            "区科委的任务列成表格：序号、任务、时限",
            "build_table",
            {"unit": "区科委", "columns": ["序号", "任务", "时限"]},
        ),
        ("区科委和区金融办一起负责哪些任务？", "filter_tasks", {"unit": "区科委", "together_with": "区金融办"}),
        ("东丽区和滨海新区在招商上有什么不同？", "compare_districts", {"regions": ["东丽区", "滨海新区"]}),
        ("给铁岭市起草一份招商引资实施方案的提纲", "draft_outline", {"topic": "招商引资", "target": "铁岭市"}),
        ("东丽方案二（七）讲什么？", "read_clause", {"locator": "二(七)", "regions": ["东丽区"]}),
        ("东丽二（七）归谁？", "read_clause", {"locator": "二(七)", "regions": ["东丽区"]}),
        ("资料库里有哪些文件？", "find_documents", {}),
        ("哪些地方提到混合所有制？", "search_clauses", {}),
        ("多少任务写明了时限，多少没有？", "check_completeness", {}),
        ("滨海新区有哪些百分比指标？", "filter_indicators", {"unit": "%", "regions": ["滨海新区"]}),
    ],
)
def test_first_round_is_told_by_the_question(
    samples_library: PolicyLibrary, text: str, name: str, arguments: dict[str, Any]
) -> None:
    question = understand(text, history=(), library=samples_library)
    (call,) = next_calls(question, (), samples_library)
    assert call.name == name
    assert arguments.items() <= call.arguments.items()


def test_units_that_are_asked_for_apart_are_filtered_apart(samples_library: PolicyLibrary) -> None:
    question = understand("区科委和区金融办各有哪些任务？", history=(), library=samples_library)
    units = [call.arguments["unit"] for call in next_calls(question, (), samples_library)]
    assert units == ["区科委", "区金融办"]


def test_every_plan_fits_the_tools(samples_library: PolicyLibrary) -> None:
    for text, *_ in Vocabulary(samples_library, seed=7).conversations(120):
        question = understand(text, history=(), library=samples_library)
        calls = next_calls(question, (), samples_library)
        assert calls, text
        for call in calls:
            SIGNATURES[call.name].bind(samples_library, **call.arguments)
