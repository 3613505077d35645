"""A call of a tool, and the arguments that most calls share."""

from typing import Any

from agent.question import Question
from policy.values import Frozen


class Call(Frozen):
    """A tool by name with its JSON arguments."""

    name: str
    arguments: dict[str, Any]


def scope_of(question: Question) -> dict[str, Any]:
    """The documents that are named, else those of the places."""
    if question.doc_ids:
        return {"documents": list(question.doc_ids)}
    return given(regions=list(question.regions))


def given(**arguments: Any) -> dict[str, Any]:
    """Only the arguments that say something."""
    return {name: value for name, value in arguments.items() if value not in (None, [], ())}
