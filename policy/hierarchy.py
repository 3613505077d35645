"""Which number stands under which, learned from the document itself.

The standard's order (章 › 节 › 条 › 一、› （一）› 1. › （1）› ①) holds unless the document's own order says otherwise:
a family that is opened from one after another family again and again is its child. Numbers that go
on through several sections, skip, or repeat keep their place; a restart after a box (专栏) is the box's own list.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policy.numbering import Family

_ORDER: tuple[Family, ...] = (
    "question", "title", "subtitle", "part", "chapter", "section", "article", "decimal1", "decimal2",
    "decimal3", "decimal4", "han", "han_paren", "arabic", "arabic_paren", "half_paren", "circled", "ordinal", "box",
)  # fmt: skip
_STANDARD: dict[Family, int] = {family: place for place, family in enumerate(_ORDER)}
_FIXED = frozenset(_ORDER[:11])
_DEEPEST = 12
_ENOUGH = 2


class Mark(NamedTuple):
    """A number met in the text; value 0 for a box, which has none that counts."""

    family: Family
    value: int


def nest(marks: Sequence[Mark]) -> tuple[int | None, ...]:
    """For each mark the index of the mark it stands under, None at the top.

    >>> nest([Mark("han", 1), Mark("arabic", 1), Mark("arabic", 2), Mark("han", 2), Mark("arabic", 3)])
    (None, 0, 0, None, 3)
    """
    votes = _votes(marks)
    parents: list[int | None] = []
    stack: list[int] = []
    for index, mark in enumerate(marks):
        depth = _depth(stack, marks, mark, votes)
        del stack[depth:]
        parents.append(stack[-1] if stack else None)
        if len(stack) < _DEEPEST:
            stack.append(index)
    return tuple(parents)


def _votes(marks: Sequence[Mark]) -> Counter[tuple[Family, Family]]:
    """How often a run of the second family was opened directly after a mark of the first."""
    return Counter(
        (before.family, mark.family)
        for before, mark in pairwise(marks)
        if mark.value == 1 and before.family != mark.family
    )


def _depth(stack: list[int], marks: Sequence[Mark], mark: Mark, votes: Counter[tuple[Family, Family]]) -> int:
    """How many of the open marks stay open above this one."""
    if mark.family == "box":
        return next((place for place, at in enumerate(stack) if marks[at].family == "box"), len(stack))
    same = [place for place, at in enumerate(stack) if marks[at].family == mark.family]
    for place in reversed(same):
        if marks[stack[place]].value + 1 == mark.value:
            return place
    if same and mark.value != 1:
        return next((place for place in reversed(same) if marks[stack[place]].value < mark.value), same[-1])
    depth = len(stack)
    while depth and not _above(marks[stack[depth - 1]].family, mark.family, votes):
        depth -= 1
    return depth


def _above(upper: Family, lower: Family, votes: Counter[tuple[Family, Family]]) -> bool:
    if upper == lower:
        return False
    if upper == "box" or upper in _FIXED or lower in _FIXED:
        return (upper == "box" and lower not in _FIXED) or _STANDARD[upper] < _STANDARD[lower]
    learned = votes[upper, lower] - votes[lower, upper]
    return learned > 0 if abs(learned) >= _ENOUGH else _STANDARD[upper] < _STANDARD[lower]
