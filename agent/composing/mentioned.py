"""Where a thing is spoken of: every document by its best clause, or every sentence of the one that speaks of it."""

from collections.abc import Sequence

from agent.composing.choices import Choice
from agent.composing.markup import REFUSAL, place_of, quoted
from agent.support import Support
from policy.folding import fold
from tools.evidence import FoundClause
from tools.passages import passages, shorten
from tools.relevance import Need

_LITERAL, _NAME_LIKE, _SPEAKS = 0.85, 2.0, 0.5


def compose_mentions(support: Support, *, searched: str, phrases: Sequence[str] = ()) -> str:
    """Each place with its quote: one a document where several speak of it, a clause for a name, else one a sentence.

    Where the very words stand in some sentence of one document, a sentence that has but a synonym (示范 for 试点) is
    no mention. phrases are words that follow each other (夜间经济): where a clause has them so, none has them apart.
    """
    together = [each for each in support.clauses if any(phrase in fold(each.found.clause.text) for phrase in phrases)]
    told = [mention for each in together or support.clauses for mention in _mentions(each.found, support.need)]
    if not told:
        return f"{REFUSAL}相关表述（{searched}）。"
    documents = list(dict.fromkeys(mention.found.card.doc_id for mention in told))
    alone = len(documents) == 1
    if alone:
        told = [m for m in told if all(term.text in fold(m.text) for term in support.need.terms)] or told
    else:
        told = _best_of_each(told, by_clause=bool(support.need.anchors))
    ordered = sorted(told, key=lambda m: (documents.index(m.found.card.doc_id), m.start))
    lines = [f"共 {len(told)} 处提到（{searched}）：" if alone else f"共 {len(documents)} 份文件提到（{searched}）："]
    lines += [_line(ordinal, mention, support.need) for ordinal, mention in enumerate(ordered, start=1)]
    return "\n".join(lines)


def _mentions(found: FoundClause, need: Need) -> list[Choice]:
    """The sentences of a clause that speak of it; the best one where it is spoken of by several together."""
    text = found.clause.text
    missing = need.missing([text], below=_LITERAL)
    if need.coverage(text) < _SPEAKS or any(term.anchor or term.weight >= _NAME_LIKE for term in missing):
        return []
    said = [
        Choice(found=found, start=p.start, end=p.end, worth=p.coverage)
        for p in passages(need, found.clause, (), found.cell_starts)
    ]
    speaking = [mention for mention in said if need.coverage(mention.text) >= _SPEAKS]
    under = [mention for mention in speaking if not _is_heading(mention)]  # a heading says nothing that they do not
    return under or speaking or [max(said, key=lambda mention: mention.worth)]


def _is_heading(mention: Choice) -> bool:
    clause = mention.found.clause
    return bool(clause.heading) and fold(mention.text).strip("。:： ").endswith(fold(clause.heading).strip("。:： "))


def _best_of_each(told: list[Choice], *, by_clause: bool) -> list[Choice]:
    """The best sentence of each document, of each clause where a name is asked after."""
    best: dict[str, Choice] = {}
    for mention in sorted(told, key=lambda m: -m.worth):
        clause = mention.found.clause
        best.setdefault(clause.clause_id if by_clause else clause.doc_id, mention)
    return list(best.values())


def _line(ordinal: int, mention: Choice, need: Need) -> str:
    found = mention.found
    span = shorten(found.clause.text, need, mention.start, mention.end, offset=found.clause.start)
    return f"{ordinal}. {place_of(found.card)}：{quoted(found, *span)}（{found.clause.locator}）。"
