"""The deadlines and rhythms of a clause with the words around them that say of what."""

from collections.abc import Iterator

from policy.assignments import Deadline
from policy.documents import Clause
from policy.sentences import SpanPair, split_phrases
from tools.evidence import FoundClause, SourceRef, TableValue
from vectorstore.library import PolicyLibrary

_STOPS = "，,。；;、：: "
_SHORTEST_DUTY = 4


def deadlines_of(library: PolicyLibrary, found: FoundClause) -> tuple[Deadline, ...]:
    """The times that stand in a clause, within its tasks or beside them, in reading order; not 全年, 今年 and the
    like, which every line of a year's plan may carry.
    """
    document = library.document(found.card.doc_id)
    every = {d.start: d for d in (*document.deadlines, *(d for task in document.tasks for d in task.deadlines))}
    here = (every[at] for at in sorted(every) if found.clause.start <= at < found.clause.end)
    return tuple(d for d in here if d.kind not in ("year", "ongoing") or any(char.isdigit() for char in d.raw))


def moments_of(library: PolicyLibrary, found: FoundClause) -> Iterator[TableValue]:
    """The phrases that hold the deadlines; phrases that share a word are one."""
    clause = found.clause
    merged: list[SpanPair] = []
    for start, end in (_around(clause, deadline) for deadline in deadlines_of(library, found)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in merged:
        text = " ".join(clause.text[start - clause.start : end - clause.start].split()).strip(_STOPS)
        yield TableValue(text=text, refs=(SourceRef(clause_id=clause.clause_id, start=start, end=end),))


def _around(clause: Clause, deadline: Deadline) -> SpanPair:
    """The phrase of the deadline, with the next one where the deadline ends its own (9月底前，完成…)."""
    phrases = split_phrases(clause.text, offset=clause.start)
    at = next((i for i, (a, b) in enumerate(phrases) if a <= deadline.start < b), None)
    if at is None:
        return deadline.start, deadline.end
    start = max(phrases[at][0], clause.start + len(clause.number))
    end = max(phrases[at][1], deadline.end)
    if end - deadline.end < _SHORTEST_DUTY and at + 1 < len(phrases):
        end = phrases[at + 1][1]
    return min(start, deadline.start), end
