"""What one place's documents hold on a topic: the clauses devoted to it, each duty told once, and what they say."""

import re
from collections.abc import Sequence

from policy.folding import fold
from policy.sentences import split_sentences
from policy.values import Frozen
from tools.evidence import FoundClause
from tools.excerpts import ON_TOPIC, Excerpt, excerpts_of, of_theme
from tools.moments import deadlines_of
from tools.needs import held_need
from tools.ranking import Ranked, rank
from tools.relevance import Need
from tools.scope import Scope, resolve_scope
from tools.themed import broadened, find_by_theme
from vectorstore.library import PolicyLibrary

_CLAUSES_PER_REGION = 5
_ENOUGH, _EITHER = 0.5, 0.3
_CLOSE_TO_BEST = 0.6
_TITLE_NAMED = 0.25
_DEVOTED = 0.2
_FEWEST_DEVOTED = 2
_JOINED = re.compile(r"[\u4e00-\u9fff]{2}[和与及、跟][\u4e00-\u9fff]{2}")
_QUOTED = re.compile(r"[“《]([^“”《》\n]{2,20})[”》]")
_OF_EVERY_PAPER = frozenset("政策 做法 办法 举措 规划 工程 计划 安排 部署 规定 制度 机制 招 手段 工作 方针".split())
_TIME_ASKED = re.compile("时间|时限|期限|频次|频率|多久|几次")


class Findings(Frozen):
    """What one district's documents hold on its topic; need is what was looked for beyond the titles of its
    documents, more counts the clauses on the topic beyond those quoted from; in_other_words: found by theme.
    """

    region: str
    topic: str
    scope: Scope
    need: Need
    clauses: tuple[FoundClause, ...]
    excerpts: tuple[Excerpt, ...] = ()
    more: int = 0
    in_other_words: bool = False


def find_on_topic(
    library: PolicyLibrary, asked: Sequence[tuple[str, str]], *, documents: Sequence[str] | None
) -> tuple[Findings, ...]:
    """For each district and its topic the clauses that are about it, best first; by theme where none holds its words.

    Where one district has to be looked for in other words, the sentences of all are chosen by them.
    """
    return find_apart(library, [(region, topic, _own_scope(library, region, documents)) for region, topic in asked])


def find_apart(library: PolicyLibrary, asked: Sequence[tuple[str, str, Scope]]) -> tuple[Findings, ...]:
    """The same of any scopes with names of their own: two documents, each by its name."""
    doc_ids = tuple(dict.fromkeys(doc_id for _, _, scope in asked for doc_id in scope.doc_ids))
    found = [_find(library, name, topic, scope, _need(library, name, topic, doc_ids)) for name, topic, scope in asked]
    in_own_words = found
    if any(each.in_other_words for each in found):
        found = [each.model_copy(update={"need": broadened(each.need)}) for each in found]
    texts = [fold("".join(clause.clause.text for clause in each.clauses)) for each in found]
    names = {name for each in found for clause in each.clauses for name in _QUOTED.findall(clause.clause.text)}
    shared = [name for name in names if sum(fold(name) in text for text in texts) > 1]
    told = [_with_excerpts(library, each, shared) for each in found]
    return tuple(
        each if each.excerpts else _with_excerpts(library, own, shared)
        for each, own in zip(told, in_own_words, strict=True)
    )


def _need(library: PolicyLibrary, region: str, topic: str, doc_ids: Sequence[str]) -> Need:
    """What to look for: of 人才政策 and 轨道交通规划 not that it is a policy or a plan, which every paper is."""
    need = held_need(library, topic, doc_ids=doc_ids, without=(region,))
    telling = tuple(term for term in need.terms if term.text not in _OF_EVERY_PAPER)
    return Need(terms=telling) if telling else need


def _find(library: PolicyLibrary, region: str, topic: str, own: Scope, need: Need) -> Findings:
    if not own.cards:
        return Findings(region=region, topic=topic, scope=own, need=need, clauses=())
    scope = _named_scope(library, own, need)
    need = need.beyond("".join(card.title for card in scope.cards[:3]))
    near = _near(library, scope, need, topic=topic)
    by_theme = [] if near else _told_once(library, find_by_theme(library, scope, broadened(need), topic=topic))
    clauses = tuple(near or by_theme)
    return Findings(region=region, topic=topic, scope=scope, need=need, clauses=clauses, in_other_words=bool(by_theme))


def _with_excerpts(library: PolicyLibrary, findings: Findings, shared: Sequence[str]) -> Findings:
    """With the sentences quoted, and only the clauses that they are quoted from."""
    excerpts = excerpts_of(
        library, findings.clauses[:_CLAUSES_PER_REGION], findings.need, topic=findings.topic, preferred=shared
    )
    quoted = {excerpt.found.clause.clause_id for excerpt in excerpts}
    clauses = tuple(found for found in findings.clauses if found.clause.clause_id in quoted)
    more = max(0, len(findings.clauses) - _CLAUSES_PER_REGION)
    return findings.model_copy(update={"excerpts": excerpts, "clauses": clauses, "more": more})


def _near(library: PolicyLibrary, scope: Scope, need: Need, *, topic: str) -> list[FoundClause]:
    ranked = rank(library, scope, need, query=topic, limit=2 * _CLAUSES_PER_REGION)
    joined = len(need.terms) > 1 and bool(_JOINED.search(topic))
    near = _told_once(library, [each.found for each in close_to_best(ranked, enough=_EITHER if joined else _ENOUGH)])
    if _TIME_ASKED.search(topic):
        near = [found for found in near if deadlines_of(library, found)] or near
    devoted = [found for found in near if _devoted(found, need) or of_theme(found, topic)]
    return devoted if len(devoted) >= _FEWEST_DEVOTED else near


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


def close_to_best(ranked: Sequence[Ranked], *, enough: float = _ENOUGH) -> list[Ranked]:
    """Those that meet the need well enough, and nearly as well as the first."""
    if not ranked:
        return []
    bar = max(enough, _CLOSE_TO_BEST * ranked[0].coverage)
    return [each for each in ranked if each.coverage >= bar]


def _devoted(found: FoundClause, need: Need) -> bool:
    """Whether the clause is about the topic, not only touching it in one of many sentences."""
    if need.coverage("".join(found.heading_path)) >= ON_TOPIC:
        return True
    sentences = split_sentences(found.clause.text)
    on_topic = sum(need.coverage(found.clause.text[a:b]) >= _ENOUGH for a, b in sentences)
    return on_topic >= _DEVOTED * len(sentences)
