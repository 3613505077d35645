"""What one place's documents hold on a topic: the clauses devoted to it, each duty told once."""

from collections.abc import Sequence

from policy.documents import Frozen
from policy.sentences import split_sentences
from tools.evidence import FoundClause
from tools.ranking import Ranked, rank
from tools.relevance import Need
from tools.scope import Scope, resolve_scope
from vectorstore.library import PolicyLibrary

_CLAUSES_PER_REGION = 5
_ENOUGH = 0.5
_CLOSE_TO_BEST = 0.7
_TITLE_NAMED = 0.25
ON_TOPIC = 0.6
_DEVOTED = 0.2


class Findings(Frozen):
    """What one district's documents hold on the topic."""

    region: str
    scope: Scope
    clauses: tuple[FoundClause, ...]


def find_on_topic(
    library: PolicyLibrary, region: str, need: Need, *, topic: str, documents: Sequence[str] | None
) -> Findings:
    """The clauses of one place that are about the topic, best first."""
    scope = _named_scope(library, _own_scope(library, region, documents), need)
    ranked = rank(library, scope, asked_beyond_titles(scope, need), query=topic, limit=2 * _CLAUSES_PER_REGION)
    near = _told_once(library, [each.found for each in close_to_best(ranked)])
    devoted = [found for found in near if _devoted(found, asked_beyond_titles(scope, need))]
    return Findings(region=region, scope=scope, clauses=tuple((devoted or near)[:_CLAUSES_PER_REGION]))


def _own_scope(library: PolicyLibrary, region: str, documents: Sequence[str] | None) -> Scope:
    """What the place itself issued; what the places below it issued only where it has nothing of its own."""
    scope = resolve_scope(library, regions=[region], documents=documents)
    own = [card.doc_id for card in scope.cards if card.place == region]
    return resolve_scope(library, documents=own) if own and len(own) < len(scope.cards) else scope


def _named_scope(library: PolicyLibrary, scope: Scope, need: Need) -> Scope:
    """The documents whose titles the topic names best, where it names any; else all of the region."""
    named = [need.coverage(card.title) for card in scope.cards]
    best = max(named, default=0.0)
    if best < _TITLE_NAMED or len(scope.cards) < 2:
        return scope
    ids = [card.doc_id for card, each in zip(scope.cards, named, strict=True) if each == best]
    return resolve_scope(library, documents=ids)


def asked_beyond_titles(scope: Scope, need: Need) -> Need:
    """What is asked beyond the titles of these documents."""
    return need.beyond("".join(card.title for card in scope.cards[:3]))


def _told_once(library: PolicyLibrary, found: Sequence[FoundClause]) -> list[FoundClause]:
    """Without the annex row of a measure that is there too."""
    ids = {each.clause.clause_id for each in found}
    told = {
        task.clause_id
        for doc_id in {each.card.doc_id for each in found}
        for task in library.document(doc_id).tasks
        if task.mirror_id and task.clause_id in ids and task.mirror_id.removesuffix("t") in ids
    }
    return [each for each in found if each.clause.kind != "row" or each.clause.clause_id not in told]


def close_to_best(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those that meet the need well enough, and nearly as well as the first."""
    if not ranked:
        return []
    bar = max(_ENOUGH, _CLOSE_TO_BEST * ranked[0].coverage)
    return [each for each in ranked if each.coverage >= bar]


def _devoted(found: FoundClause, need: Need) -> bool:
    """Whether the clause is about the topic, not only touching it in one of many sentences."""
    if need.coverage("".join(found.heading_path)) >= ON_TOPIC:
        return True
    sentences = split_sentences(found.clause.text)
    on_topic = sum(need.coverage(found.clause.text[a:b]) >= _ENOUGH for a, b in sentences)
    return on_topic >= _DEVOTED * len(sentences)
