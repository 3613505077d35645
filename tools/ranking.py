"""The clauses that a need is met by, best first: hybrid search for candidates, coverage of the need for the order."""

from policy.values import Frozen
from tools.evidence import FoundClause, SourceRef
from tools.relevance import Need
from tools.scope import Scope
from tools.search import find_in_scope
from vectorstore.library import PolicyLibrary

_CANDIDATES = 40
_HEADING_SHARE = 0.35


class Ranked(Frozen):
    """A clause with how far it meets the need: coverage of text and headings, 0–1; score orders."""

    found: FoundClause
    coverage: float
    score: float

    @property
    def ref(self) -> SourceRef:
        """The whole clause."""
        return self.found.ref


def rank(library: PolicyLibrary, scope: Scope, need: Need, *, query: str, limit: int = 10) -> tuple[Ranked, ...]:
    """Candidates of the scope by how far they meet the need; a heading that meets it counts beside the text."""
    candidates = find_in_scope(library, scope, query=query, limit=_CANDIDATES)
    ranked = [_ranked(found, need, place) for place, found in enumerate(candidates)]
    ranked.sort(key=lambda each: -each.score)
    return tuple(ranked[:limit])


def _ranked(found: FoundClause, need: Need, place: int) -> Ranked:
    headings = "".join(found.heading_path)
    coverage = need.coverage(found.card.title + headings + found.clause.text)
    in_heading = need.coverage(headings)
    score = coverage + _HEADING_SHARE * in_heading + 0.15 / (1 + place)
    return Ranked(found=found, coverage=coverage, score=score)
