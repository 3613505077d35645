"""From wording to a `Question`, by rule and by the library's own vocabulary; it knows no document.

The path: fold → fill in what a follow-up leaves out → names → kind → topic, conditions, columns.
"""

import re
import unicodedata
from collections.abc import Sequence

from agent import wordings
from agent.columns import columns_in
from agent.districts import as_comparison
from agent.drafting import Draft, read_draft
from agent.events import Turn
from agent.fields import fields_in, worded_fields
from agent.follow_ups import FollowUp, fill_in
from agent.kinds import kind_of
from agent.locations import find_locators
from agent.mentions import Mentions, read_mentions
from agent.narrowing import conditions_of
from agent.question import Kind, Question
from agent.sides import Sides, read_sides
from agent.titles import named_documents
from agent.topics import asked_in, mentioned_in, parts_of, topic_of, without_talk, without_words
from policy.errors import QuestionError
from policy.folding import simplified
from policy.synonyms import synonyms
from tools.needs import held_words
from tools.scope import resolve_scope
from tools.subjects import document_on
from vectorstore.library import PolicyLibrary

LONGEST_QUESTION = 2000
_QUOTED = re.compile(r"[“\"「][^”\"」]{1,12}[”\"」]")  # “老字号”和“新字号”: names, no elements of a document


def understand(text: str, *, history: Sequence[Turn], library: PolicyLibrary) -> Question:
    """The question as one that stands by itself. Raises QuestionError when it is empty or beyond 2,000 characters."""
    plain = plain_question(text)
    follow_up = fill_in(plain, history=history, library=library)
    return _read(text, follow_up, library)


def plain_question(text: str) -> str:
    """Half-width, simplified, trimmed.

    >>> plain_question("　東麗區２０１７年有幾項任務？ ")
    '东丽区2017年有几项任务?'
    """
    plain = simplified(unicodedata.normalize("NFKC", text)).strip()
    if not plain:
        raise QuestionError("问题是空的，请输入要查的内容，例如“区科委要参与哪些任务？”。")
    if len(plain) > LONGEST_QUESTION:
        raise QuestionError(
            f"问题太长（{len(plain)} 字，最多 {LONGEST_QUESTION} 字），请只留下要问的那一两句；整份文件请从资料库添加。"
        )
    return plain


def _read(original: str, follow_up: FollowUp, library: PolicyLibrary) -> Question:
    text = without_talk(follow_up.text, library)
    mentions = read_mentions(text, follow_up.regions, library)
    doc_ids = named_documents(library, text, mentions.places.regions)
    taken = (*mentions.places.printed, *mentions.named)
    fields = fields_in(_QUOTED.sub(" ", text), library, taken=taken, doc_ids=doc_ids, regions=mentions.regions)
    kind = kind_of(
        mentions, library, manner=follow_up.manner or text, in_focus=bool(follow_up.clause_ids), fields=fields
    )
    parts = parts_of(mentions)
    topic = topic_of(text, mentions.places, mentions.named)
    if kind == "mentions" and (matter := mentioned_in(text)):
        topic = topic_of(matter, mentions.places, ())
    question = Question(
        original=original,
        text=text,
        kind=kind,
        topic=topic,
        parts=parts,
        regions=mentions.regions,
        absent_regions=mentions.places.absent,
        doc_ids=doc_ids,
        units=mentions.units,
        conditions=conditions_of(mentions, kind, topic, library),
        locator=next(iter(find_locators(text)), None),
        clause_ids=follow_up.clause_ids,
        about=follow_up.about,
        field_labels=fields,
        asks_beyond_fields=any(p.asked and not set(worded_fields(p.text)) & set(fields) for p in parts),
        columns=columns_in(text),
        wants_table=bool(wordings.TABLE.search(text)),
        asked=asked_in(follow_up.manner or text),
        figures=tuple(dict.fromkeys(wordings.FIGURE.findall(text))),
    )
    if sides := _sides_of(question, mentions, library):
        return question.model_copy(update={"kind": "compare", "sides": sides.labels, "aspects": sides.aspects})
    if kind == "compare":
        return as_comparison(question, mentions, library)
    if kind == "gist" and not question.wants_table:
        return _of_whole_document(question, library)
    if kind != "outline":
        return question
    draft = read_draft(text, mentions.places)
    return question.model_copy(
        update={
            "topic": draft.topic, "target": draft.target, "model_regions": draft.model_regions,
            "draft_kind": draft.kind, "model_ids": _model_named(draft, library),
            "borrowed_regions": draft.borrowed_regions,
        }
    )  # fmt: skip


def _model_named(draft: Draft, library: PolicyLibrary) -> tuple[str, ...]:
    """The document that gives the shape where it is called by its subject, or is the one interview, not by a place."""
    if draft.model_regions:
        return ()
    if draft.model_is_interview:
        interviews = [card.doc_id for card in resolve_scope(library).cards if card.status == "interview"]
        return tuple(interviews) if len(interviews) == 1 else ()
    if not draft.model_subject:
        return ()
    card = document_on(library, resolve_scope(library), draft.model_subject)
    return (card.doc_id,) if card else ()


def _of_whole_document(question: Question, library: PolicyLibrary) -> Question:
    """The document that is to be told in short; a part of it, or one matter in it, is read or listed instead."""
    if question.clause_ids and _THIS_PAPER.search(question.text):
        doc_ids = (library.clause(question.clause_ids[0]).doc_id,)
        return question.model_copy(update={"clause_ids": (), "doc_ids": doc_ids})
    if question.locator or question.clause_ids:
        return question.model_copy(update={"kind": "section" if question.locator else "lookup"})
    plain = _PAPER.sub(" ", wordings.GIST.sub(" ", question.topic))
    named = bool(held_words(plain, library))
    scope = resolve_scope(library, documents=question.doc_ids or None, regions=question.regions or None)
    about = document_on(library, scope, plain) if named else None
    if about is None and ((named and (question.regions or question.doc_ids)) or len(scope.cards) > _FEW):
        return question.model_copy(update={"kind": "listing" if named else "lookup"})
    return question.model_copy(update={"doc_ids": (about.doc_id,)}) if about else question


_THIS_PAPER = re.compile(
    r"[这那该]一?(?:份|个|篇|部)?(?:文件|方案|意见|要点|规划|计划|办法|规定|通知|措施|条例|报告|访谈|材料|稿子?|文章)"
)
_PAPER = re.compile(
    r"(?:实施|工作|指导|行动)?(?:方案|意见|要点|规划|计划|办法|规定|政策|通知|措施|条例|指南|规程|规范|报告|文件|访谈|采访|专访|材料|稿子?|文章)"
    r"|征求意见|书记|[一二两三四五几]句话|一段话|那份|这份|那篇|这篇|\d+条|主要|大意|概括|总结|说清|讲清|什么|内容"
)
_FEW = 3
_COMPARABLE: tuple[Kind, ...] = ("lookup", "listing", "tasks", "indicators", "compare", "section")


def _sides_of(question: Question, mentions: Mentions, library: PolicyLibrary) -> Sides | None:
    """What one document is asked to tell apart; places and units have comparisons and sets of their own."""
    if question.kind not in _COMPARABLE or len(question.regions) > 1 or mentions.named or question.clause_ids:
        return None
    cards = resolve_scope(library, documents=question.doc_ids or None, regions=question.regions or None).cards
    years = {card.year for card in cards}
    text = without_words(question.text, mentions.places.printed)
    sides = read_sides(text, year=years.pop() if len(years) == 1 else None)
    if sides is None or question.field_labels:
        return None
    known = library.word_counts([form for label in sides.labels for form in (label, *synonyms(label))])
    return sides if any(known.values()) else None
