"""Which clause is meant by a question for points (讲了哪几条): the one whose heading and points speak of what is asked."""

from collections.abc import Iterator, Sequence

from policy.documents import Clause, PolicyDocument
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_FEWEST = 2
_OWN_SHARE = 0.5
_POINTS = ("item", "question")


def listed_under(topic: str, found: Sequence[FoundClause], library: PolicyLibrary) -> FoundClause:
    """The best clause, or the one above it or below that has points and speaks of the topic better; found is not empty.

    A clause speaks by its heading first, then by its own text with the headings of its points.
    """
    need = need_of(library, topic)
    candidates = {each.clause.clause_id: each for one in found for each in _around(one, library)}
    worth = {key: _worth(need, each, library) for key, each in candidates.items()}
    best = max(worth, key=lambda key: worth[key], default="")
    return candidates[best] if best and worth[best] > 0 else found[0]


def _around(found: FoundClause, library: PolicyLibrary) -> Iterator[FoundClause]:
    """The clause and all above it."""
    document = library.document(found.card.doc_id)
    clause: Clause | None = found.clause
    while clause:
        yield FoundClause.of(found.card, document, clause)
        clause = document.clause_by_id.get(clause.parent_id or "")


def _worth(need: Need, found: FoundClause, library: PolicyLibrary) -> float:
    """0 for a clause without points."""
    points = _points(library.document(found.card.doc_id), found.clause)
    if len(points) < _FEWEST:
        return 0.0
    headings = "".join(point.heading for point in points)
    return need.coverage(found.clause.heading) + _OWN_SHARE * need.coverage(found.clause.text + headings)


def _points(document: PolicyDocument, clause: Clause) -> list[Clause]:
    return [each for each in document.clauses if each.parent_id == clause.clause_id and each.kind in _POINTS]
