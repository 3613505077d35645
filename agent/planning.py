"""Which tools a question wants, a round at a time: the plan sees what the rounds before brought."""

import re
from collections.abc import Sequence

from agent.arguments import comparison_arguments, outline_arguments
from agent.calls import Call, given, scope_of
from agent.fields import unprinted
from agent.pointed import listed_under
from agent.question import Conditions, Kind, Question
from agent.set_calls import indicator_arguments, task_calls
from agent.support import Support, lacks_figure, support_of
from agent.unattached import unattached_annex
from agent.wholes import Whole, asks_members, named_whole
from agent.wordings import HELP, POST, TASK_WORDS
from tools.catalogue import DocumentFacts
from tools.comparison import Comparison
from tools.evidence import FoundClause
from tools.indicators import IndicatorTable
from tools.needs import content_words
from tools.reading import ClauseView
from tools.scope import resolve_scope
from tools.search import ClauseHits
from tools.tables import AnswerTable
from tools.tasks import TaskTable
from tools.toolbox import ToolResult
from vectorstore.library import PolicyLibrary

_MOST_DOCUMENTS = 3
_EACH = re.compile(r"各|每|所有|全部|哪些|几个|都列")
_ISSUED = re.compile(r"(20\d{2})年?(?:发|印发|出台|发布|制定|公布)?的?(?:文件|文档|材料|政策)")
_HEADINGS = re.compile("标题|分(?:成|为)?几")
_FIGURES_TABLED = re.compile(r"指标|目标|数量|个数|数字|多少")
_MEMBERS_ASKED: tuple[Kind, ...] = ("lookup", "listing", "tasks", "indicators")
_LIMIT = 20
_EVERYWHERE = 50


def next_calls(question: Question, results: Sequence[ToolResult], library: PolicyLibrary) -> tuple[Call, ...]:
    """The calls of the next round; empty when the answer can be written."""
    if not results:
        return _first_round(question, library)
    hits = [result for result in results if isinstance(result, ClauseHits)]
    facts = [result for result in results if isinstance(result, DocumentFacts)]
    if facts and not hits and unprinted(question.field_labels, facts):
        return _reading_calls(question)
    empty = (
        _is_empty_set(question, results)
        or _is_empty_comparison(question, results)
        or _is_empty_table(question, results)
    )
    if empty and not hits and not _read_already(results):
        return _reading_calls(question)
    if mentioned := _mentioned_instead(question, results, library):
        return mentioned
    if sets := _figures_of_section(question, results):
        return sets
    if not hits or any(isinstance(result, ClauseView | DocumentFacts) for result in results):
        return ()
    support = support_of(question, hits[:1])
    if whole := whole_asked(question, support, library):
        return _read((whole.head,))
    if question.kind == "tasks":
        return () if support.enough or len(results) > 1 else task_calls(question, library)
    if question.kind == "facts":
        best = support.best.found.card.doc_id if support.best else ""
        return (Call(name="document_facts", arguments={"document": best}),) if best else ()
    if question.kind == "person":
        return ()
    if not support.enough or lacks_figure(question, support):
        return _elsewhere(question, hits)
    return _second_round(question, support, library)


def whole_asked(question: Question, support: Support, library: PolicyLibrary) -> Whole | None:
    """The whole whose members the question asks for; None where it asks for something else."""
    if question.kind not in _MEMBERS_ASKED or question.units:
        return None
    tabled = question.wants_table and (question.columns or _EACH.search(question.text))
    return named_whole(question, support, library) if tabled or asks_members(question.text) else None


def _first_round(question: Question, library: PolicyLibrary) -> tuple[Call, ...]:
    if annex := unattached_annex(question, library):
        return (Call(name="read_clause", arguments={"locator": annex[1].clause_id}),)
    match question.kind:
        case "tasks":
            return _reading_calls(question) if _is_narrow(question) else task_calls(question, library)
        case "indicators":
            return (Call(name="filter_indicators", arguments=indicator_arguments(question, library)),)
        case "compare" if question.sides:
            sides = {"sides": list(question.sides), "aspects": list(question.aspects)}
            return (Call(name="compare_sides", arguments=given(**sides, **scope_of(question))),)
        case "compare":
            return (Call(name="compare_districts", arguments=comparison_arguments(question)),)
        case "outline":
            return (Call(name="draft_outline", arguments=outline_arguments(question)),)
        case "follow_up":
            unit, theme = next(iter(question.units), None), question.conditions.theme
            return (Call(name="draft_follow_up", arguments=given(unit=unit, theme=theme, **scope_of(question))),)
        case "contents":
            return (Call(name="read_contents", arguments=scope_of(question)),)
        case "gist":
            return (Call(name="read_gist", arguments=scope_of(question)),)
        case "completeness":
            return (Call(name="check_completeness", arguments=scope_of(question)),)
        case "mentions":
            return (_search(question, limit=_EVERYWHERE),)
        case "documents":
            year = _ISSUED.search(question.text)
            arguments = given(regions=list(question.regions), year=int(year[1]) if year else None)
            return (Call(name="find_documents", arguments=arguments),)
        case "facts":
            return _fact_calls(question, library)
        case "section":
            return (Call(name="read_clause", arguments={"locator": question.locator, **scope_of(question)}),)
        case _:
            return _reading_calls(question)


def _is_narrow(question: Question) -> bool:
    """A set that nothing narrows, asked for in words of its own: the whole ledger would be no answer."""
    unconditional = question.conditions == Conditions() and not question.units and not question.wants_table
    return unconditional and bool(content_words(TASK_WORDS.sub(" ", question.topic)))


def _is_empty_comparison(question: Question, results: Sequence[ToolResult]) -> bool:
    """None of the sides was found by its name: the words may still stand in a clause."""
    comparisons = [result for result in results if isinstance(result, Comparison)]
    return bool(question.sides) and any(not comparison.says_anything for comparison in comparisons)


def _is_empty_set(question: Question, results: Sequence[ToolResult]) -> bool:
    """Figures were asked for and none is a target of that kind: the words may still stand in a clause."""
    tables = [result for result in results if isinstance(result, IndicatorTable)]
    return question.kind == "indicators" and len(tables) == 1 and not tables[0].rows


def _read_already(results: Sequence[ToolResult]) -> bool:
    return any(isinstance(result, ClauseView) for result in results)


def _is_empty_table(question: Question, results: Sequence[ToolResult]) -> bool:
    """A table of duties was asked for and none says what is asked: the rows may be points of a part of its own."""
    tables = [result for result in results if isinstance(result, AnswerTable)]
    return len(tables) == 1 and tables[0].is_bare and not question.units


def _figures_of_section(question: Question, results: Sequence[ToolResult]) -> tuple[Call, ...]:
    """All figures of a part, where the question wants them all: 第三部分各类项目要引进多少个,都列出来."""
    views = [result for result in results if isinstance(result, ClauseView)]
    asked = question.wants_table and _FIGURES_TABLED.search(question.text)
    asked = asked or ("how_much" in question.asked and _EACH.search(question.text))
    wants = question.kind in ("section", "listing") and asked and not _HEADINGS.search(question.text)
    if not wants or len(results) > 1 or not views:
        return ()
    clauses = [found.clause.clause_id for found in views[0].clauses]
    return (Call(name="filter_indicators", arguments={"clauses": clauses}),) if clauses else ()


def _mentioned_instead(question: Question, results: Sequence[ToolResult], library: PolicyLibrary) -> tuple[Call, ...]:
    """A unit that has no task may still stand in the text of some (国家分工：住建部): those are asked for next."""
    tables = [result for result in results if isinstance(result, TaskTable | AnswerTable)]
    if len(tables) != 1 or tables[0].rows or len(question.units) != 1 or question.conditions.role != "any":
        return ()
    call = task_calls(question.model_copy(update={"units": ()}), library)[0]
    return (call.model_copy(update={"arguments": call.arguments | {"keyword": question.units[0]}}),)


def _fact_calls(question: Question, library: PolicyLibrary) -> tuple[Call, ...]:
    scope = resolve_scope(library, documents=question.doc_ids or None, regions=question.regions or None)
    search = Call(name="search_clauses", arguments={"query": question.text, "limit": _LIMIT, **scope_of(question)})
    if len(scope.cards) > _MOST_DOCUMENTS or not scope.cards:
        return (search,)
    chosen = scope.doc_ids
    others = (search,) if question.asks_beyond_fields else ()
    return others + tuple(Call(name="document_facts", arguments={"document": doc_id}) for doc_id in chosen)


def _reading_calls(question: Question) -> tuple[Call, ...]:
    if question.clause_ids:
        return tuple(Call(name="read_clause", arguments={"locator": each}) for each in question.clause_ids)
    if question.locator:
        return (Call(name="read_clause", arguments={"locator": question.locator, **scope_of(question)}),)
    return (_search(question),)


def _search(question: Question, *, limit: int = _LIMIT) -> Call:
    """The clauses on the topic; who holds a post that the question names too, since it may name the wrong person."""
    post = POST.search(question.text)
    query = " ".join(part for part in (question.topic or question.text, post.group() if post else "") if part)
    return Call(name="search_clauses", arguments={"query": query, "limit": limit, **scope_of(question)})


def _elsewhere(question: Question, hits: Sequence[ClauseHits]) -> tuple[Call, ...]:
    """What one place does not say, another may: a mistaken premise is corrected from there."""
    if len(hits) > 1 or not (question.regions or question.doc_ids):
        return ()
    return (Call(name="search_clauses", arguments={"query": question.topic or question.text, "limit": _LIMIT}),)


def _second_round(question: Question, support: Support, library: PolicyLibrary) -> tuple[Call, ...]:
    found = [each.found for each in support.near_best]
    if question.wants_table and HELP.search(question.text):
        return _read(found[:3])
    if question.wants_table:
        clauses = [each.clause.clause_id for each in found[:1]]
        figures = Call(name="filter_indicators", arguments={"clauses": clauses})
        return (figures, *_read_group(question, support, library))
    if question.kind not in ("who", "listing"):
        return ()
    return _read(support.surest if question.kind == "who" else (listed_under(question, support, library),))


def _read_group(question: Question, support: Support, library: PolicyLibrary) -> tuple[Call, ...]:
    """The clause that is meant; its siblings too where 各 or 每 asks for all of its kind."""
    found = [each.found for each in support.near_best]
    meant = listed_under(question, support, library)
    if meant.clause.clause_id != found[0].clause.clause_id:
        return _read((meant,))
    document = library.document(found[0].card.doc_id)
    has_points = any(clause.parent_id == found[0].clause.clause_id for clause in document.clauses)
    if _EACH.search(question.text) and not has_points:
        arguments = {"locator": found[0].clause.clause_id, "with_siblings": True, "with_children": False}
        return (Call(name="read_clause", arguments=arguments),)
    return _read(found[:1])


def _read(found: Sequence[FoundClause]) -> tuple[Call, ...]:
    return tuple(Call(name="read_clause", arguments={"locator": each.clause.clause_id}) for each in found)
