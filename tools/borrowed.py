"""What other places do on a topic, as points for an outline whose own place has nothing on it, or that was asked for.

Phrases that name something of the other place or hold a figure are left out; each point names its example. Where the
documents of no place speak of the topic, nothing is added. Not covered: which of two places does it better.
"""

import re
from collections.abc import Iterator, Sequence

from policy.sentences import split_phrases
from tools.blanks import Blanks
from tools.bullets import elsewhere_bullet
from tools.evidence import FoundClause
from tools.excerpts import Excerpt, excerpts_of
from tools.findings import close_to_best, find_on_topic
from tools.grounding import Ground
from tools.needs import need_of
from tools.outlines import OutlineBullet, OutlineSection
from tools.ranking import rank
from tools.scope import Scope, all_cards
from vectorstore.library import PolicyLibrary

_MOST, _MOST_OF_A_PLACE, _NEAREST = 8, 4, 24
_SHORTEST, _LONGEST = 10, 90
# Bodies and sites that carry a name, and who speaks: 华旭集团, 我区.
_OWN = re.compile(r"集团|公司|大学|学院|医院|研究院|[镇村]|广场|地块|[我全][区市县]|区委|市委")
_TASKS = ("任务", "举措", "措施")


def with_borrowed(
    sections: Sequence[OutlineSection], ground: Ground, *, topic: str, regions: Sequence[str]
) -> tuple[OutlineSection, ...]:
    """The sections with what these places do under the one that tells the tasks; without places that of any other
    place, where nothing else stands there.
    """
    at = next((i for i, each in enumerate(sections) if any(word in each.heading for word in _TASKS)), None)
    if at is None or not need_of(topic).terms:
        return tuple(sections)
    section = sections[at]
    own = tuple(bullet for bullet in section.bullets if bullet.bullet_class != "suggestion")
    if section.sections or (own and not regions):
        return tuple(sections)
    found = _of_places(ground, topic, regions) if regions else _of_any(ground, topic)
    bullets = (*own, *_bullets(ground, found))
    told = section.model_copy(update={"bullets": bullets}) if bullets else section
    return (*sections[:at], told, *sections[at + 1 :])


def _of_places(ground: Ground, topic: str, regions: Sequence[str]) -> list[Excerpt]:
    """What each of the places says, in the order in which they were named."""
    asked = tuple((region, topic) for region in regions)
    found = find_on_topic(ground.library, asked, documents=None)
    return [excerpt for findings in found for excerpt in findings.excerpts[:_MOST_OF_A_PLACE]][: 2 * _MOST]


def _of_any(ground: Ground, topic: str) -> list[Excerpt]:
    """What the clauses nearest to the topic say, whoever issued them; a few of each document."""
    cards = tuple(card for card in all_cards(ground.library) if card.doc_id not in ground.own.doc_ids)
    ranked = rank(ground.library, Scope(cards=cards, description=""), ground.need(topic), query=topic, limit=_NEAREST)
    by_document: dict[str, list[FoundClause]] = {}
    for each in close_to_best(ranked):
        by_document.setdefault(each.found.card.doc_id, []).append(each.found)
    told = (_of_document(ground.library, clauses, topic) for clauses in by_document.values())
    return [excerpt for excerpts in told for excerpt in excerpts][:_MOST]


def _of_document(library: PolicyLibrary, clauses: Sequence[FoundClause], topic: str) -> list[Excerpt]:
    return list(excerpts_of(library, clauses[:_MOST_OF_A_PLACE], need_of(topic), topic=topic))[:_MOST_OF_A_PLACE]


def _bullets(ground: Ground, excerpts: Sequence[Excerpt]) -> Iterator[OutlineBullet]:
    """A point a sentence: its phrases that name nothing of the other place, else the heading; each told once."""
    told: set[str] = set()
    for excerpt in excerpts:
        clause = excerpt.found.clause
        blanks = Blanks(ground=ground, model=ground.library.document(clause.doc_id))
        text = _common(blanks, excerpt.text)
        text = text if len(text) >= _SHORTEST else _common(blanks, clause.heading)
        if text and text not in told:
            told.add(text)
            bullet = elsewhere_bullet(ground, blanks, clause, text=text, themes=())
            yield bullet.model_copy(update={"refs": (excerpt.ref, *bullet.refs[1:])})


def _common(blanks: Blanks, text: str) -> str:
    """The phrases of a sentence that any place could use, as many as fit a line."""
    phrases = (text[a:b].strip("，,。；;：: ") for a, b in split_phrases(text))
    kept = ""
    for phrase in phrases:
        if blanks.apply(phrase) == phrase and not _OWN.search(phrase) and len(kept) + len(phrase) < _LONGEST:
            kept += f"，{phrase}" if kept else phrase
    return kept
