"""Which sentences of a clause meet a need: verbatim spans, short enough to be an answer."""

import re
from collections.abc import Sequence
from itertools import pairwise

from policy.documents import Clause
from policy.folding import fold
from policy.sentences import split_phrases, split_sentences
from policy.values import Frozen
from tools.relevance import Need

# A cell that only counts its row says nothing.
_SERIAL = re.compile(r"[\s\d.、—-]+")
_LONG_SENTENCE, _HELD = 90, 0.85


class Passage(Frozen):
    """A span of a document with how far it meets the need."""

    start: int
    end: int
    coverage: float


def passages(need: Need, clause: Clause, headings: Sequence[str], cells: Sequence[int] = ()) -> list[Passage]:
    """Every sentence of a clause in reading order; what the headings say counts a little for all of them.

    cells: where the cells of a row begin in the document's text; no sentence goes on from one into the next.
    """
    lead = 0.25 * need.coverage("".join(headings))
    return [
        Passage(
            start=start, end=end, coverage=lead + need.coverage(clause.text[start - clause.start : end - clause.start])
        )
        for start, end in _sentences(clause, cells)
    ]


def _sentences(clause: Clause, cells: Sequence[int]) -> list[tuple[int, int]]:
    edges = [clause.start, *(start for start in sorted(set(cells)) if start > clause.start), clause.end]
    return [
        span
        for start, end in pairwise(edges)
        for span in split_sentences(clause.text[start - clause.start : end - clause.start], offset=start)
        if not _SERIAL.fullmatch(clause.text[span[0] - clause.start : span[1] - clause.start])
    ]


def best_passages(
    need: Need, clause: Clause, headings: Sequence[str], *, most: int, cells: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """The spans of the best sentences in reading order: near the best one, at most `most` of them."""
    found = passages(need, clause, headings, cells)
    if not found:
        return []
    bar = 0.5 * max(each.coverage for each in found)
    best = sorted(found, key=lambda each: -each.coverage)[:most]
    chosen = [each for each in found if each in best and each.coverage >= bar]
    return [(each.start, each.end) for each in chosen]


def shorten(
    text: str, need: Need, start: int, end: int, *, offset: int, wanted: re.Pattern[str] | None = None
) -> tuple[int, int]:
    """The part of a long sentence that meets the need: from the first to the last phrase that holds one of its terms.

    start and end are offsets of the document, offset is where text begins in it. The first phrase behind that holds
    what is wanted (a figure, a date) is kept too; where there is none, the last before.
    """
    sentence = text[start - offset : end - offset]
    if len(sentence) <= _LONG_SENTENCE:
        return start, end
    phrases = split_phrases(sentence, offset=start)
    folded = [fold(text[a - offset : b - offset]) for a, b in phrases]
    worth = [sum(term.worth(each) >= _HELD for term in need.terms) for each in folded]
    holding = [i for i, each in enumerate(worth) if each > 0]
    if not holding:
        return start, end
    first, last = holding[0], holding[-1]
    figures = [i for i, (a, b) in enumerate(phrases) if wanted and wanted.search(text[a - offset : b - offset])]
    last = next((i for i in figures if i > last), last)
    if figures and figures[-1] < first:
        first = figures[-1]
    return phrases[first][0], phrases[last][1]
