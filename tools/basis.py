"""The documents that a plan stands on: papers of the places above on its topic, and the numbered ones on it that its
own papers and the model cite.
"""

from collections.abc import Iterator

from policy.documents import PolicyDocument
from policy.elements import CitedDocument
from policy.regions import NATION, find_regions
from tools.evidence import DocumentCard, SourceRef, TableValue
from tools.grounding import Ground
from tools.relevance import Need
from tools.target_points import NEAR_TOPIC

_NATIONAL_TITLES = ("国务院", "国家", "中共中央", "中央", "全国")
_NATIONAL_CODES = ("国", "中发", "中办", "发改")
_MOST = 6


def basis_of(ground: Ground, model: PolicyDocument | None, *, topic: str) -> Iterator[TableValue]:
    """《title》（number）, each once, with whether it is the target's own or of the places above.

    Of the model's citations only those of the nation or of a place that the target lies in; of what stands below the
    opening only what is cited on the topic.
    """
    need = ground.need(topic)
    told = {card.title for card in ground.papers_above}
    yield from (_paper(ground, card) for card in ground.papers_above[:_MOST])
    for document in (*ground.documents, *([model] if model else [])):
        foreign = document not in ground.documents
        for cited in document.header.cited_documents:
            above = is_above(cited, ground)
            if cited.title in told or len(told) == _MOST or not (above or not foreign):
                continue
            if cited.number and _on_topic(document, cited, need):
                told.add(cited.title)
                yield from _value(
                    document, cited, "本区文件" if not above and _names_own(cited, ground) else "上级文件"
                )


def _paper(ground: Ground, card: DocumentCard) -> TableValue:
    first = ground.library.document(card.doc_id).clauses[0]
    named = f"《{card.title}》（{card.number}，上级文件）" if card.number else f"《{card.title}》（上级文件）"
    return TableValue(text=named, refs=(SourceRef(clause_id=first.clause_id, start=first.start, end=first.end),))


def _on_topic(document: PolicyDocument, cited: CitedDocument, need: Need) -> bool:
    """Whether it is of the plan's matter: by its title, by the heading below which it is cited, or as what the whole
    document carries out, where that is on the topic.
    """
    clause = document.clause_at(cited.start)
    if clause is None or not need.terms:
        return True
    whole = clause.heading if clause.kind == "item" else document.header.title
    return need.coverage(cited.title + whole) >= NEAR_TOPIC


def _value(document: PolicyDocument, cited: CitedDocument, kind: str) -> Iterator[TableValue]:
    clause = document.clause_at(cited.start)
    if clause and cited.number:
        ref = SourceRef(clause_id=clause.clause_id, start=cited.start, end=cited.end)
        yield TableValue(text=f"《{cited.title}》（{cited.number.printed}，{kind}）", refs=(ref,))


def is_above(cited: CitedDocument, ground: Ground) -> bool:
    """Whether it is a document of the nation or of a place that the target lies in."""
    code = cited.number.agency_code if cited.number else ""
    if cited.title.startswith(_NATIONAL_TITLES) or code.startswith(_NATIONAL_CODES):
        return True
    named = {mention.region.name for mention in find_regions(cited.title)}
    return bool(named & (ground.places - {ground.target, NATION.name})) and not _names_own(cited, ground)


def _names_own(cited: CitedDocument, ground: Ground) -> bool:
    own = {card.place for card in ground.own.cards} | {ground.target}
    return cited.title.startswith(tuple(name for name in own if name))
