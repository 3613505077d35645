"""From a question and the results of its tools to the answer's text: every statement with its mark, or a refusal."""

from collections.abc import Sequence
from typing import TypeVar

from agent.composing.cells import compose_cells
from agent.composing.comparisons import compose_comparison
from agent.composing.duties import compose_tasks, compose_who
from agent.composing.facts import compose_facts
from agent.composing.follow_ups import compose_follow_up
from agent.composing.gists import compose_gists
from agent.composing.lookups import compose_lookup
from agent.composing.mentioned import compose_mentions
from agent.composing.outlines import compose_outline
from agent.composing.persons import compose_person
from agent.composing.point_tables import compose_whole_table
from agent.composing.points import compose_whole
from agent.composing.readings import (
    compose_contents,
    compose_documents,
    compose_listing,
    compose_section,
    only_copied,
)
from agent.composing.refusals import absent, asserted, correct, refuse, unattached
from agent.composing.spoken_duties import told_in_words
from agent.composing.tabulations import (
    compose_completeness,
    compose_indicators,
    compose_reading_table,
    compose_table,
)
from agent.fields import unprinted, worded_fields
from agent.planning import whole_asked
from agent.question import Asked, Part, Question
from agent.support import lacks_figure, support_of
from agent.unattached import unattached_annex
from agent.wordings import HELP
from tools.catalogue import DocumentFacts, DocumentList
from tools.comparison import Comparison
from tools.completeness import CompletenessCheck
from tools.follow_up_plans import FollowUpPlan
from tools.gist import Gists
from tools.indicators import IndicatorTable
from tools.needs import phrases_of
from tools.outlines import Outline
from tools.reading import ClauseView
from tools.scope import all_cards
from tools.search import ClauseHits
from tools.tables import AnswerTable
from tools.tasks import TaskTable
from tools.toolbox import ToolResult
from vectorstore.library import PolicyLibrary

R = TypeVar("R")
_LONG_CLAUSE = 240
_ASKS_BESIDE: frozenset[Asked] = frozenset({"how_much", "when", "which", "yes_no"})


def compose(question: Question, results: Sequence[ToolResult], library: PolicyLibrary) -> str:
    """The text of the answer, with marks `[[clause_id:start-end]]`; nothing in it stands outside the results."""
    if question.absent_regions and not question.regions and question.kind not in ("documents", "outline"):
        return absent(question, all_cards(library))
    if tasks := _all(results, TaskTable):
        return compose_tasks(question, tasks)
    if table := _whole_table(question, results, library):
        return table
    if (tables := _all(results, AnswerTable)) and (tables[0].rows or not _all(results, ClauseHits)):
        return compose_table(tables, question.units)
    if question.wants_table and (views := _all(results, ClauseView)):
        return compose_reading_table(_all(results, IndicatorTable), views)
    indicators = _all(results, IndicatorTable)
    if question.kind in ("section", "listing") and indicators and indicators[0].rows:
        return compose_indicators(indicators[0], as_table=question.wants_table)
    if indicators and question.kind != "section" and (indicators[0].rows or not _all(results, ClauseHits)):
        return compose_indicators(indicators[0], as_table=question.wants_table)
    comparisons = _all(results, Comparison)
    if comparisons and (comparisons[0].says_anything or not _all(results, ClauseHits)):
        return compose_comparison(comparisons[0])
    if outlines := _all(results, Outline):
        return compose_outline(outlines[0])
    if plans := _all(results, FollowUpPlan):
        return compose_follow_up(plans[0])
    if facts := _all(results, DocumentFacts):
        return _facts_and_more(question, facts, _all(results, ClauseHits), library)
    if gists := _all(results, Gists):
        return compose_gists(gists[0], as_table=question.wants_table)
    if checks := _all(results, CompletenessCheck):
        return compose_completeness(checks[0])
    if lists := _all(results, DocumentList):
        return compose_documents(lists[0], as_table=question.wants_table, columns=question.columns)
    return _from_clauses(question, results, library)


def _whole_table(question: Question, results: Sequence[ToolResult], library: PolicyLibrary) -> str:
    """The members of the whole that was asked for, a row each; '' where none was read."""
    hits, views = _all(results, ClauseHits), _all(results, ClauseView)
    if not (question.wants_table and hits and views):
        return ""
    whole = whole_asked(question, support_of(question, hits[:1]), library)
    return compose_whole_table(question, whole, [row for view in views for row in view.tasks]) if whole else ""


def _facts_and_more(
    question: Question, facts: Sequence[DocumentFacts], hits: Sequence[ClauseHits], library: PolicyLibrary
) -> str:
    """The elements, and what the rest of the question asks where it asks for more."""
    told = tuple(label for label in question.field_labels if label not in unprinted(question.field_labels, facts))
    parts = tuple(_beyond(p, question) for p in question.parts if not set(worded_fields(p.text)) & set(told))
    rest = question.model_copy(
        update={
            "parts": parts,
            "text": "，".join(part.text for part in parts),
            "topic": " ".join(part.topic for part in parts),
        }
    )
    support = support_of(rest, hits) if hits and parts else None
    if support is None or not support.enough:
        return compose_facts(question, facts)
    elements = compose_facts(question.model_copy(update={"field_labels": told}), facts) if told else ""
    return "\n".join(each for each in (elements, compose_lookup(rest, support, library)) if each)


def _beyond(part: Part, question: Question) -> Part:
    """A part that asks for an element asks the clauses for it by its name alone: 管几年 for 有效期."""
    labels = [label for label in worded_fields(part.text) if label in question.field_labels]
    return part.model_copy(update={"topic": labels[0].removesuffix("至")}) if labels else part


def _from_clauses(question: Question, results: Sequence[ToolResult], library: PolicyLibrary) -> str:
    hits, views = _all(results, ClauseHits), _all(results, ClauseView)
    if copied := only_copied(question, views):
        return copied
    searched = hits[0].searched if hits else ""
    support = support_of(question, hits[:1]) if hits else None
    elsewhere = support_of(question, hits[1:]) if len(hits) > 1 else None
    if support and lacks_figure(question, support) and elsewhere and asserted(question, elsewhere):
        return correct(question, elsewhere, library, searched=searched)
    if support and views and (whole := whole_asked(question, support, library)):
        return compose_whole(question, whole, library)
    if question.kind == "person":
        return compose_person(question, support, views, searched=searched)
    if support and not support.enough:
        if elsewhere and elsewhere.enough and elsewhere.is_particular and elsewhere.holds_matter:
            return correct(question, elsewhere, library, searched=searched)
        return refuse(question, support, library, searched=searched)
    if support and question.kind == "mentions":
        return compose_mentions(support, searched=searched, phrases=phrases_of(question.topic))
    if views:
        return _from_views(question, views, hits, library)
    found = compose_lookup(question, support, library) if support else ""
    return found or refuse(question, support, library, searched=searched)


def _listing(
    question: Question, views: Sequence[ClauseView], hits: Sequence[ClauseHits], library: PolicyLibrary
) -> str:
    """The points of a clause; of a long one without points, the sentences that are asked about."""
    long = len(views) == 1 and len(views[0].clauses) == 1 and len(views[0].clauses[0].clause.text) > _LONG_CLAUSE
    found = compose_lookup(question, support_of(question, hits[:1]), library) if long and hits else ""
    return found or compose_listing(question, views)


def _from_views(
    question: Question, views: Sequence[ClauseView], hits: Sequence[ClauseHits], library: PolicyLibrary
) -> str:
    if annex := unattached_annex(question, library):
        return unattached(annex[0], views[0])
    if (question.clause_ids or question.locator) and (cells := compose_cells(question, views, library)):
        return cells
    match question.kind:
        case "who":
            told = told_in_words(question, views, hits) or compose_who(question, views, library)
            beside = _beside_who(question, hits or _as_hits(views), library)
            return "\n".join(dict.fromkeys(line for line in (*told.split("\n"), *beside.split("\n")) if line))
        case "listing":
            return _listing(question, views, hits, library)
        case "contents":
            return compose_contents(views)
        case "section":
            return compose_section(question, views)
        case _:
            return compose_section(question, views)


def _as_hits(views: Sequence[ClauseView]) -> list[ClauseHits]:
    """What was read, as if it had been found: a conversation goes on about it."""
    found = tuple(clause for view in views for clause in view.clauses)
    return [ClauseHits(query="", hits=found, searched="")] if found else []


def _beside_who(question: Question, hits: Sequence[ClauseHits], library: PolicyLibrary) -> str:
    """What the other parts of the question ask, where one asks who and another how much or when."""
    others = tuple(
        part
        for part in question.parts
        if "who" not in part.asked
        and (_ASKS_BESIDE & set(part.asked) or _goes_on(question, part))
        and not HELP.search(part.text)
    )
    if not others or not hits:
        return ""
    told = tuple(part.model_copy(update={"topic": part.topic or question.about}) for part in others)
    rest = question.model_copy(update={"parts": told, "asked": tuple(a for part in told for a in part.asked)})
    if question.about:
        rest = rest.model_copy(update={"topic": question.about, "text": "，".join(part.text for part in told)})
    return compose_lookup(rest, support_of(rest if question.about else question, hits[:1]), library)


def _goes_on(question: Question, part: Part) -> bool:
    """Whether a part asks of another thing what was asked before: 雏鹰的呢."""
    return bool(question.about and part.topic and not part.asked and part.text.endswith("呢"))


def _all(results: Sequence[ToolResult], kind: type[R]) -> list[R]:
    return [result for result in results if isinstance(result, kind)]
