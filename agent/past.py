"""What a model is told of the conversation so far: recent turns whole, older ones in their first sentences, by rule.

Nothing is cut inside a sentence, so no citation is torn from what it supports; marks [1] of earlier answers lead
nowhere in a new one and are taken out. What is left out is said.
"""

import re
from collections.abc import Sequence

from agent.events import Turn
from agent.tokens import Counter
from policy.sentences import split_sentences

_MARK = re.compile(r"\[\d{1,3}\]")
_TABLE_ROW = re.compile(r"^\|.*\|\s*$", re.M)
_WHOLE_TURNS = 2
_MOST_TURNS = 40
_LONGEST_QUESTION, _LONGEST_ANSWER = 2000, 40_000
_SHORT = 120


def bounded(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The last turns, each no longer than a question or an answer can be: what a program sends may be anything.

    >>> [len(turn.content) for turn in bounded([Turn(role="user", content="问" * 9000)])]
    [2000]
    """
    last = history[-_MOST_TURNS:]
    return tuple(turn.model_copy(update={"content": turn.content[: _longest(turn)]}) for turn in last)


def _longest(turn: Turn) -> int:
    return _LONGEST_ANSWER if turn.role == "assistant" else _LONGEST_QUESTION


def remembered(history: Sequence[Turn], *, room: int, count: Counter) -> tuple[Turn, ...]:
    """The turns in order, in at most room tokens; the oldest go first."""
    told = [
        turn if index >= len(history) - _WHOLE_TURNS else summarised(turn)
        for index, turn in enumerate(_unmarked(turn) for turn in history)
    ]
    while told and sum(count(turn.content) for turn in told) > room:
        whole = next((i for i, turn in enumerate(told) if summarised(turn) != turn), None)
        told = told[2:] if whole is None else [*told[:whole], summarised(told[whole]), *told[whole + 1 :]]
    return tuple(told)


def summarised(turn: Turn) -> Turn:
    r"""An answer in its first sentences, its table in one line; a question, and what is short, as it was.

    >>> summarised(Turn(role="assistant", content="共 2 项。\n|任务|\n|---|\n|甲|")).content
    '共 2 项。（表格从略，3 行）'
    """
    rows = len(_TABLE_ROW.findall(turn.content))
    text = _TABLE_ROW.sub("", turn.content).strip()
    if turn.role == "user" or (len(text) <= _SHORT and not rows):
        return turn
    kept = next((text[:end] for _, end in reversed(split_sentences(text)) if end <= _SHORT), "")
    kept = kept or text[: split_sentences(text)[0][1]] if text else ""
    left = len(text) - len(kept)
    notes = (f"（表格从略，{rows} 行）" if rows else "", f"（以下从略，{left} 字）" if left else "")
    return turn.model_copy(update={"content": kept.rstrip() + "".join(notes)})


def _unmarked(turn: Turn) -> Turn:
    return turn.model_copy(update={"content": _MARK.sub("", turn.content)})
