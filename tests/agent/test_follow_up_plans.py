"""A follow-up plan asked for in a conversation."""

import pytest

from agent.agent import PolicyAgent
from agent.events import Answered, Turn
from agent.understanding import understand
from vectorstore.library import PolicyLibrary

ASKED = Turn(role="user", content="东丽区区科委要参与哪些任务？")
TOLD = Turn(role="assistant", content="东丽区方案中，区科委列为责任单位的任务共 5 项。")


@pytest.mark.parametrize(
    "text", ["给东丽区列一份跟进计划", "东丽区的督办清单列一下", "东丽区有哪些要跟进的？列个待办清单"]
)
def test_a_plan_of_what_to_ask_is_no_outline(samples_library: PolicyLibrary, text: str) -> None:
    question = understand(text, history=(), library=samples_library)
    assert (question.kind, question.regions) == ("follow_up", ("东丽区",))


def test_on_this_basis_means_the_place_and_the_unit_just_asked_about(samples_library: PolicyLibrary) -> None:
    question = understand("据此列跟进计划", history=(ASKED, TOLD), library=samples_library)
    assert (question.kind, question.regions, question.units) == ("follow_up", ("东丽区",), ("区科委",))


def test_the_answer_is_a_verified_table_with_a_source_in_every_row(samples_library: PolicyLibrary) -> None:
    events = PolicyAgent(samples_library).ask("给东丽区列一份跟进计划", ())
    (answer,) = [event.answer for event in events if isinstance(event, Answered)]
    rows = [line for line in answer.text.split("\n") if line.startswith("|")][2:]
    assert rows
    assert all("[" in row for row in rows)
    assert not [check for check in answer.checks if check.verdict == "unsupported"]
