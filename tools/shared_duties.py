"""A clause that gives duties to different bodies: （甲牵头）…（乙牵头，丙配合）. Which of them is whose."""

import re

from policy.responsibility import read_units
from policy.units import same_unit
from policy.values import Span
from tools.task_rows import TaskRow

_BRACKET = re.compile(r"[（(][^（）()\n]*(?:[（(][^（）()\n]*[)）][^（）()\n]*)*[)）]")
_STOPS = "。．.；; \n\u3000"
_FEWEST = 2


def duties_of(row: TaskRow, unit: str) -> tuple[Span, ...]:
    """The passages of the clause that a bracket gives to the unit, the bracket left out; () of a clause with one."""
    text, offset = row.clause.text, row.clause.start
    brackets = [(match, units) for match in _BRACKET.finditer(text) if (units := read_units(match.group()))]
    if len(brackets) < _FEWEST:
        return ()
    spans, at = [], len(row.clause.number) + len(row.clause.heading)
    for match, units in brackets:
        passage = text[at : match.start()]
        start = at + len(passage) - len(passage.lstrip(_STOPS))
        if any(same_unit(unit, each.printed) or same_unit(unit, each.name) for each in units) and start < match.start():
            spans.append(Span(start=offset + start, end=offset + match.start()))
        at = match.end()
    return tuple(spans)
