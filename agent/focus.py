"""The clause that a conversation is about, found again by its words, and those pointed at from there."""

import re
from collections.abc import Sequence

from agent.events import Turn
from agent.locations import find_locators
from agent.pointers import ELLIPSIS, NEIGHBOUR, PRONOUN, STEPS
from agent.wordings import MEASURED
from policy.addresses import find_clause, neighbour, parse_locator
from policy.documents import Clause
from policy.folding import fold
from policy.numbering import han_value
from policy.sentences import split_phrases
from tools.needs import need_of
from tools.ranking import Ranked, rank
from tools.relevance import Need
from tools.scope import Scope, resolve_scope
from vectorstore.library import PolicyLibrary

NTH = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})(?:条|点|个|项|方面)")
_LISTED = re.compile(r"[;；、].+[;；、]|\n\s*\d[.、]|方面[:：]")
# What asks for an element of what was told is no new subject: 牵头的是谁,有没有写完成时间.
_POINTERS = re.compile(
    r"(?:责任|牵头|负责|配合|主责)(?:单位|部门|的)?|(?:完成|办结|截止)?(?:时间|时限|期限)|完成|还有|那一?(?:项|条|个)|[这那](?:一?类|种)|那么?|呢|这|的|另外|至于|[?？]"
)
_OF_FIGURE = re.compile(r"(?:跟|和|与|比)?(?:这|那)个?(?:数字?|目标|指标)(?:是?一样|相同|比)?")
_NAMED, _LOCATOR_BONUS = 0.6, 0.6
_LISTED_NEAR, _TELLING, _HALF = 12, 2.5, 0.45
_STOPS = "，,。；;、：: "
_FEW = 20


def focus_of(history: Sequence[Turn], regions: Sequence[str], library: PolicyLibrary) -> tuple[str, ...]:
    """The clause that the last exchanges were about: the words of all of them, and the locators that they print."""
    scope = resolve_scope(library, regions=regions)
    said = " ".join(turn.content for turn in history[-6:])
    need = need_of(said, without=regions)
    ranked = rank(library, scope, need, query=said[-300:], limit=12)
    located = _located(scope, history, library)
    scores = {each.found.clause.clause_id: each.score for each in ranked}
    for clause_id in located:
        scores[clause_id] = scores.get(clause_id, 0.0) + _LOCATOR_BONUS
    return (max(scores, key=lambda clause_id: scores[clause_id]),) if scores else ()


def _located(scope: Scope, history: Sequence[Turn], library: PolicyLibrary) -> set[str]:
    found: set[str] = set()
    written = [locator for turn in history[-4:] if turn.role == "assistant" for locator in find_locators(turn.content)]
    for locator in (parsed for each in written[:6] if (parsed := parse_locator(each))):
        for card in scope.cards[:_FEW]:
            found |= {clause.clause_id for clause in find_clause(library.document(card.doc_id), locator)}
    return found


def point_told(point: str, regions: Sequence[str], library: PolicyLibrary) -> tuple[str, ...]:
    """The clause that a listed point tells: by the address it prints, else by its words, a heading before a text."""
    scope = resolve_scope(library, regions=regions)
    need = need_of(point, without=regions)
    located = _located(scope, [Turn(role="assistant", content=point)], library)
    said = [fold(point[a:b]).strip(_STOPS) for a, b in split_phrases(point)]

    def worth(each: Ranked) -> float:
        clause = each.found.clause
        verbatim = sum(len(phrase) for phrase in said if phrase in fold(clause.text)) / max(len(point), 1)
        return verbatim + need.coverage(clause.heading) + need.coverage(clause.text) + (clause.clause_id in located)

    ranked = rank(library, scope, need, query=point, limit=_LISTED_NEAR)
    best = max(ranked, key=worth, default=None)
    return (best.found.clause.clause_id,) if best and best.coverage >= _NAMED else ()


def new_subject(text: str, regions: Sequence[str], focus: Sequence[str], library: PolicyLibrary) -> tuple[str, ...]:
    """「还有国企改革呢?」: the clause that the new words name, where the old one does not speak of them."""
    if not ELLIPSIS.search(text) and (PRONOUN.search(text) or NEIGHBOUR.search(text) or STEPS.search(text)):
        return ()
    need = need_of(_POINTERS.sub(" ", text), without=regions)
    if not need.terms or (focus and need.coverage(library.clause(focus[0]).heading) >= _NAMED):
        return ()
    if beside := _beside(need, focus, library):
        return (beside,)
    ranked = rank(library, resolve_scope(library, regions=regions), need, query=text, limit=6)
    headed = [each for each in ranked if need.coverage(each.found.clause.heading) >= _NAMED]
    named = headed[:1] or [each for each in ranked if each.coverage >= _NAMED]
    best = max(named, key=lambda each: each.coverage, default=None)  # of words as good as these, the very words
    return (best.found.clause.clause_id,) if best else ()


def _beside(need: Need, focus: Sequence[str], library: PolicyLibrary) -> str:
    """The point of the same list that speaks of it: 「那违章方面呢」 after a condition of the same article."""
    clause = library.clause(focus[0]) if focus else None
    if clause is None or clause.parent_id is None or clause.heading:
        return ""
    level = [c for c in library.document(clause.doc_id).clauses if c.parent_id == clause.parent_id and c != clause]
    best = max(level, key=lambda each: need.coverage(each.text), default=None)
    return best.clause_id if best and need.coverage(best.text) >= _NAMED else ""


def other_matter(text: str, regions: Sequence[str], focus: Sequence[str], library: PolicyLibrary) -> str:
    """The question itself where it asks how much of things that the clause in focus does not speak of; else ''."""
    need = need_of(_POINTERS.sub(" ", text), without=regions)
    telling = [term for term in need.terms if term.weight >= _TELLING]
    if not telling or not focus or not MEASURED.search(text) or NEIGHBOUR.search(text):
        return ""
    if PRONOUN.search(_OF_FIGURE.sub("", text)):
        return ""
    clause = library.clause(focus[0])
    said = fold("".join((*library.document(clause.doc_id).heading_path(clause), clause.text)))
    below = fold("".join(each.text for each in library.document(clause.doc_id).descendants(clause)))
    if any(term.worth(said + below) for term in telling):
        return ""
    ranked = rank(library, resolve_scope(library, regions=regions), need, query=text, limit=1)
    return text if ranked and ranked[0].coverage >= _HALF else ""


def nth_point(text: str, history: Sequence[Turn], focus: tuple[str, ...], library: PolicyLibrary) -> tuple[str, ...]:
    """「第三条具体说了什么」 after an answer that listed points: the third of the focus's siblings or children."""
    match = NTH.search(text)
    listed = any(_LISTED.search(turn.content) for turn in history[-1:])
    if not match or not focus or not listed:
        return focus
    clause = library.clause(focus[0])
    document = library.document(clause.doc_id)
    points = [c for c in document.clauses if c.parent_id == clause.clause_id and c.kind == "item"]
    points = points or [c for c in document.clauses if c.parent_id == clause.parent_id and c.kind == clause.kind]
    at = han_value(match.group(1)) - 1
    return (points[at].clause_id,) if 0 <= at < len(points) else focus


def last_of(library: PolicyLibrary, focus: Sequence[str]) -> tuple[str, ...]:
    """The last clause of the same kind under the same heading."""
    clauses = library.document(library.clause(focus[0]).doc_id).clauses if focus else ()
    level = [c for c in clauses if (c.parent_id, c.kind) == _place_of(library.clause(focus[0]))]
    return (level[-1].clause_id,) if level else ()


def _place_of(clause: Clause) -> tuple[str | None, str]:
    return clause.parent_id, clause.kind


def stepped(library: PolicyLibrary, focus: Sequence[str], step: int) -> tuple[str, ...]:
    """The clause of the same level so many steps on."""
    if not focus:
        return ()
    clause = library.clause(focus[0])
    beside = neighbour(library.document(clause.doc_id), clause, step)
    return (beside.clause_id,) if beside else ()
