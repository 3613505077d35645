"""Clauses on a topic in other words than its own: those of its theme that hold what its rarest words stand for."""

from policy.synonyms import synonyms
from policy.themes import classify_themes
from tools.evidence import FoundClause
from tools.relevance import Need, Term
from tools.scope import Scope
from tools.search import find_in_scope
from vectorstore.library import PolicyLibrary

_ENOUGH = 0.35
_CLOSE_TO_BEST = 0.6
_NEARLY_RAREST = 0.5
_CANDIDATES = 40


def broadened(need: Need) -> Need:
    """The rarest words of the need, each of the same worth, with what their parts stand for too (医疗卫生 → 医院)."""
    rarest = max((term.weight for term in need.terms), default=0.0)
    rare = (term for term in need.terms if term.weight >= _NEARLY_RAREST * rarest)
    return Need(terms=tuple(_broad(term).model_copy(update={"weight": rarest}) for term in rare))


def _broad(term: Term) -> Term:
    if term.anchor:
        return term
    others = (*term.variants, *term.parts, *(other for part in term.parts for other in synonyms(part)))
    return term.model_copy(update={"variants": tuple(dict.fromkeys(others))})


def find_by_theme(library: PolicyLibrary, scope: Scope, need: Need, *, topic: str) -> list[FoundClause]:
    """The clauses of the topic's theme that meet the broadened need, best first; a name must stand in them."""
    themes = set(classify_themes(topic, topic))
    if not themes:
        return []
    query = " ".join(word for term in need.terms for word in (term.text, *term.variants))
    found = find_in_scope(library, scope, query=query, limit=_CANDIDATES)
    met = [(need.coverage(_text(each)), each) for each in found if themes & set(_themes(each)) and _named(each, need)]
    bar = max([_ENOUGH, *(_CLOSE_TO_BEST * coverage for coverage, _ in met)])
    return [each for coverage, each in sorted(met, key=lambda one: -one[0]) if coverage >= bar]


def _themes(found: FoundClause) -> tuple[str, ...]:
    return classify_themes(found.clause.heading, found.clause.text)


def _text(found: FoundClause) -> str:
    return "".join(found.heading_path) + found.clause.text


def _named(found: FoundClause, need: Need) -> bool:
    return not any(term.anchor for term in need.missing([_text(found)]))
