"""What a clause says under its heading: the answer where a question names the heading and asks what is to be done."""

from policy.documents import Clause
from policy.sentences import split_sentences
from policy.values import Span
from tools.relevance import Need

_LONGEST = 400
_TOLD = 0.8
_STOPS = "。：:；; \n\u3000"


def is_named_by(need: Need, clause: Clause) -> bool:
    """Whether the heading alone meets the need, so that none of its sentences is meant before another."""
    return bool(clause.heading and need.terms) and need.coverage(clause.heading) >= _TOLD


def body_of(clause: Clause) -> Span | None:
    """The sentences after the heading, 400 letters at most, whole ones; None where there is nothing but the heading.

    A closing bracket that names the units is left out: who does it was not asked.
    """
    at = clause.text.find(clause.heading) + len(clause.heading)
    rest = clause.text[at:]
    start = clause.start + at + len(rest) - len(rest.lstrip(_STOPS))
    kept = [
        (a, b)
        for a, b in split_sentences(clause.text, offset=clause.start)
        if a >= start and clause.text[a - clause.start] not in "（("
    ]
    within = [b for _, b in kept if b - start <= _LONGEST] or [b for _, b in kept[:1]]
    return Span(start=start, end=within[-1]) if within else None
