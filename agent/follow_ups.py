"""What a follow-up leaves out, filled in from the conversation: 「那武清呢？」「这条归谁？」「其中有时限的呢？」.

A turn holds only text, so the clause that a conversation is about is found again by the words of the last exchange.
"""

import re
from collections.abc import Sequence

from agent.events import Turn
from agent.locations import find_locators
from agent.places import find_places, read_places
from agent.unit_mentions import find_units
from agent.wordings import (
    ADDITION,
    AMONG,
    ASKED,
    ELLIPSIS,
    FOLLOW_UP,
    NEIGHBOUR,
    ON_THIS_BASIS,
    PRESENTATION,
    PRONOUN,
    SIMILAR,
    STEPS,
)
from policy.addresses import find_clause, neighbour, parse_locator
from policy.documents import Clause, Frozen
from policy.numbering import han_value
from tools.needs import need_of
from tools.ranking import rank
from tools.scope import Scope, resolve_scope
from vectorstore.library import PolicyLibrary

_NTH = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})(?:条|点|个|项|方面)")
_LAST = re.compile(r"(?:最后|末尾|最末)(?:面|那)?(?:一|1)?(?:条|项|款|点|个)")
_LISTED = re.compile(r"[;；、].+[;；、]|\n\s*\d[.、]|方面[:：]")
_NAMED = 0.6
_POINTERS = re.compile(r"还有|那一?(?:项|条|个)|那么?|呢|这|的|另外|至于|[?？]")
_SHORT = 16
_LOCATOR_BONUS = 0.6
_FEW = 20
_KEPT = re.compile(r"呢[?？]?$|^那么?|^换成|^换|^改成|^至于|^还有")


class FollowUp(Frozen):
    """text stands by itself; regions and clause_ids are what the conversation was about, empty without a history.

    manner is the earlier question whose way of asking still holds (「上一条呢?」 after 「由谁负责?」), else empty.
    """

    text: str
    regions: tuple[str, ...] = ()
    clause_ids: tuple[str, ...] = ()
    manner: str = ""


def fill_in(text: str, *, history: Sequence[Turn], library: PolicyLibrary) -> FollowUp:
    """The question with its gaps filled; as it stands when it leaves nothing out."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or not _leaves_out(text, library):
        return FollowUp(text=text)
    regions = _regions_of(history, library)
    if PRESENTATION.search(text) or _on_this_basis(text):
        return FollowUp(text=f"{asked[-1].rstrip('?？。')},{text}", regions=regions)
    added = read_places(text, library.vocabulary().regions).printed
    if ADDITION.search(text) and added:
        return FollowUp(text=f"{'和'.join(added)}和{asked[-1]}")
    if SIMILAR.search(text) and added:
        return FollowUp(text=_swapped("和".join(added), asked, library))
    if _is_swap(text, library):
        return FollowUp(text=_swapped(text, asked, library), regions=())
    if AMONG.search(text) and not re.search(r"吗|在不在", text):
        return FollowUp(text=f"{asked[-1].rstrip('?？。')},{text}", regions=regions)
    focus = _nth_point(text, history, _focus(history, regions, library), library)
    if subject := _new_subject(text, regions, focus, library):
        manner = "" if any(pattern.search(text) for _, pattern in ASKED) else asked[-1]
        return FollowUp(text=text, regions=regions, clause_ids=subject, manner=manner)
    if _LAST.search(text):
        focus = _last(library, focus)
    elif steps := STEPS.search(text):
        focus = _stepped(
            library, focus, han_value(steps.group(2).replace("两", "二")) * (-1 if steps.group(1) in "前上" else 1)
        )
    elif neighbour := NEIGHBOUR.search(text):
        focus = _stepped(library, focus, -1 if neighbour.group(1) in "上前" else 1)
    manner = asked[-1] if _says_nothing(text) else ""
    return FollowUp(text=text, regions=regions, clause_ids=focus, manner=manner)


def _leaves_out(text: str, library: PolicyLibrary) -> bool:
    if (
        PRESENTATION.search(text)
        or _on_this_basis(text)
        or ADDITION.search(text)
        or PRONOUN.search(text)
        or SIMILAR.search(text)
        or STEPS.search(text)
        or _LAST.search(text)
        or ELLIPSIS.search(text)
        or NEIGHBOUR.search(text)
    ):
        return True
    if _NTH.search(text) and not read_places(text, library.vocabulary().regions).regions:
        return True
    return len(text) <= _SHORT and not read_places(text, library.vocabulary().regions).regions


def _on_this_basis(text: str) -> bool:
    """「据此列跟进计划」: what was asked before says what it is about."""
    return bool(FOLLOW_UP.search(text) and ON_THIS_BASIS.search(text))


def _says_nothing(text: str) -> bool:
    """Whether only a pointer is left: 「上一条呢?」."""
    rest = NEIGHBOUR.sub("", PRONOUN.sub("", text))
    return len(re.sub(r"[那么呢的再看下一?？。,，]", "", rest)) <= 1


def _regions_of(history: Sequence[Turn], library: PolicyLibrary) -> tuple[str, ...]:
    """The places of the latest turn that names any."""
    known = library.vocabulary().regions
    for turn in reversed(history):
        places = read_places(turn.content, known)
        if places.regions and turn.role == "user":
            return places.regions
    return next((p.regions for t in reversed(history) if (p := read_places(t.content, known)).regions), ())


def _is_swap(text: str, library: PolicyLibrary) -> bool:
    """「那武清呢?」: only a place or a unit, in place of the one asked about before."""
    vocabulary = library.vocabulary()
    places, units = read_places(text, vocabulary.regions), find_units(text, vocabulary.units)
    rest = text
    for word in (*places.printed, *units):
        rest = rest.replace(word, "")
    rest = re.sub(r"[那么呢的换成改至于还有再看一下区市县另个?？,，。:：]|开发区|新区", "", rest)
    return bool(places.printed or units) and len(rest) <= 2


def _swapped(text: str, asked: Sequence[str], library: PolicyLibrary) -> str:
    vocabulary = library.vocabulary()
    base = next((a for a in reversed(asked) if not _is_swap(a, library)), asked[-1])
    base = base if not PRONOUN.search(base) else f"{asked[0]}{base}"
    if new := [place.printed for place in find_places(text, vocabulary.regions) if place.name or not place.weak]:
        for place in reversed(find_places(base, vocabulary.regions)):
            if place.name:
                base = f"{base[: place.start]}{base[place.end :]}"
        return f"{'和'.join(new)}{base.lstrip('区市县的')}"
    units = find_units(text, vocabulary.units)
    for old in find_units(base, vocabulary.units):
        base = base.replace(old, units[0])
    return base


def _focus(history: Sequence[Turn], regions: Sequence[str], library: PolicyLibrary) -> tuple[str, ...]:
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


def _new_subject(text: str, regions: Sequence[str], focus: Sequence[str], library: PolicyLibrary) -> tuple[str, ...]:
    """「还有国企改革呢?」: the clause that the new words name, where the old one does not speak of them."""
    if not ELLIPSIS.search(text) and (PRONOUN.search(text) or NEIGHBOUR.search(text) or STEPS.search(text)):
        return ()
    need = need_of(_POINTERS.sub(" ", text), without=regions)
    if not need.terms or (focus and need.coverage(library.clause(focus[0]).heading) >= _NAMED):
        return ()
    ranked = rank(library, resolve_scope(library, regions=regions), need, query=text, limit=6)
    headed = [each for each in ranked if need.coverage(each.found.clause.heading) >= _NAMED]
    best = next(iter(headed or [each for each in ranked if each.coverage >= _NAMED]), None)
    return (best.found.clause.clause_id,) if best else ()


def _nth_point(text: str, history: Sequence[Turn], focus: tuple[str, ...], library: PolicyLibrary) -> tuple[str, ...]:
    """「第三条具体说了什么」 after an answer that listed points: the third of the focus's siblings or children."""
    match = _NTH.search(text)
    listed = any(_LISTED.search(turn.content) for turn in history[-1:])
    if not match or not focus or not listed:
        return focus
    clause = library.clause(focus[0])
    document = library.document(clause.doc_id)
    points = [c for c in document.clauses if c.parent_id == clause.clause_id and c.kind == "item"]
    points = points or [c for c in document.clauses if c.parent_id == clause.parent_id and c.kind == clause.kind]
    at = han_value(match.group(1)) - 1
    return (points[at].clause_id,) if 0 <= at < len(points) else focus


def _last(library: PolicyLibrary, focus: Sequence[str]) -> tuple[str, ...]:
    """The last clause of the same kind under the same heading."""
    clauses = library.document(library.clause(focus[0]).doc_id).clauses if focus else ()
    level = [c for c in clauses if (c.parent_id, c.kind) == _place_of(library.clause(focus[0]))]
    return (level[-1].clause_id,) if level else ()


def _place_of(clause: Clause) -> tuple[str | None, str]:
    return clause.parent_id, clause.kind


def _stepped(library: PolicyLibrary, focus: Sequence[str], step: int) -> tuple[str, ...]:
    """The clause of the same level so many steps on."""
    if not focus:
        return ()
    clause = library.clause(focus[0])
    beside = neighbour(library.document(clause.doc_id), clause, step)
    return (beside.clause_id,) if beside else ()
