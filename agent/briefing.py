"""What a model is given for one question, within its context: rules, conversation, evidence, and the points to keep.

A quarter of the context is kept for the answer; of the rest the points come first, since without them an answer cannot
stand, then tools, then the conversation, then evidence. A model whose context the points alone would fill is not asked.
"""

import secrets
from collections.abc import Sequence

from langchain_core.tools import BaseTool

from agent.candidates import Candidate
from agent.citations import MARK
from agent.events import Turn
from agent.models import ModelSettings, answer_room
from agent.packing import defused, pack
from agent.past import remembered
from agent.question import Question
from agent.tokens import Counter, counter_for
from policy.values import Frozen
from prompts import load
from tools.toolbox import langchain_tools, tool_schemas
from vectorstore.library import PolicyLibrary

_LEAST_EVIDENCE = 300
_TOOLS_SHARE = 0.4
_HISTORY_SHARE = 0.25
_RESULTS_SHARE = 0.5


class Briefing(Frozen):
    """The prompt and the turns, the last of which asks; left_out counts lines of evidence that had no room.

    tool_room is how many tokens the tools of the run may fill, 0 where tools have no place; tokens what is sent.
    """

    prompt: str
    turns: tuple[Turn, ...]
    left_out: int
    tool_room: int
    tokens: int


def brief(
    settings: ModelSettings,
    question: Question,
    history: Sequence[Turn],
    reference: Candidate,
    *,
    library: PolicyLibrary,
    with_tools: bool,
) -> Briefing | None:
    """The briefing; None where the model's context has no room for the points of the answer."""
    count = counter_for(settings.model)
    points = points_of(reference)
    if count(points) > answer_room(settings):
        return None
    room = settings.context - answer_room(settings) - 2 * count(points)
    with_tools = with_tools and (schemas := count(tool_schemas())) < room * _TOOLS_SHARE
    prompt = load("system", hint=question.describe(), manner=load("tools" if with_tools else "wording").strip())
    room -= count(prompt) + count(question.original) + _LEAST_EVIDENCE + (schemas if with_tools else 0)
    if room < 0:
        return None
    past = remembered(history, room=int(room * _HISTORY_SHARE), count=count)
    room -= sum(count(turn.content) for turn in past)
    tool_room = int(room * _RESULTS_SHARE) if with_tools else 0
    packed = pack(reference.draft.results, room=room - tool_room + _LEAST_EVIDENCE, count=count, library=library)
    asked = load(
        "question", question=question.original, fence=secrets.token_hex(4), evidence=packed.text, points=points
    )
    turns = (*past, Turn(role="user", content=asked))
    sent = count(prompt) + sum(count(turn.content) for turn in turns) + (schemas if with_tools else 0)
    return Briefing(prompt=prompt, turns=turns, left_out=packed.left_out, tool_room=tool_room, tokens=sent)


def points_of(reference: Candidate) -> str:
    """The offline answer with keys that carry no offsets: they cost tokens, and code finds the place again."""
    shown = reference.draft.shown
    return defused(MARK.sub(r"[[\1]]", reference.draft.text), shown)


def packed_tools(library: PolicyLibrary, *, room: int, count: Counter) -> list[BaseTool]:
    """The tools, each result packed into its share of the room."""
    return [_packed(tool, library, room=room // 2, count=count) for tool in langchain_tools(library)]


def _packed(tool: BaseTool, library: PolicyLibrary, *, room: int, count: Counter) -> BaseTool:
    inner = getattr(tool, "func")  # noqa: B009 — StructuredTool's own, which BaseTool does not promise

    def call(**arguments: object) -> tuple[str, object]:
        text, result = inner(**arguments)
        return (text if result is None else pack([result], room=room, count=count, library=library).text), result

    return tool.model_copy(update={"func": call})
