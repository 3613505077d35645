"""Next questions, from what the documents hold and lack; never small talk, never what has no answer here."""

from collections.abc import Iterator, Sequence
from typing import Any

from agent.question import Question
from policy.themes import classify_themes
from tools.reading import ClauseView
from tools.scope import all_cards
from tools.search import ClauseHits
from tools.tasks import TaskTable
from vectorstore.library import PolicyLibrary

_MOST = 3


def suggest(question: Question, results: Sequence[Any], library: PolicyLibrary) -> tuple[str, ...]:
    """Up to three questions that the library can answer."""
    made = dict.fromkeys(_ideas(question, results, library))
    return tuple(idea for idea in made if idea != question.original)[:_MOST]


def _ideas(question: Question, results: Sequence[Any], library: PolicyLibrary) -> Iterator[str]:
    for result in results:
        match result:
            case TaskTable() if result.rows:
                yield from _about_tasks(question, result)
                yield from _elsewhere(question, result.rows[0].task.themes, library)
            case ClauseHits() if result.hits:
                yield from _about_clause(result, library)
                themes = classify_themes(result.hits[0].clause.heading, result.hits[0].clause.text)
                yield from _elsewhere(question, themes, library)
            case ClauseView() if result.clauses and not question.locator:
                yield f"{result.clauses[0].card.place}{result.clauses[0].clause.locator}讲了什么？"


def _elsewhere(question: Question, themes: Sequence[str], library: PolicyLibrary) -> Iterator[str]:
    """The same theme in another place that has documents."""
    others = [c.place for c in all_cards(library)[:200] if c.place and c.task_count and c.place not in question.regions]
    if len(question.regions) == 1 and others and themes:
        theme = themes[0].split("/", 1)[0]
        yield f"{question.regions[0]}和{others[0]}在{theme}方面有什么不同？"


def _about_tasks(question: Question, table: TaskTable) -> Iterator[str]:
    if any(not row.task.deadlines for row in table.rows) and question.conditions.deadline is None:
        yield "其中哪些没有写明时限？"
    if any(row.task.indicators for row in table.rows) and question.conditions.indicator is None:
        yield "其中有量化指标的有哪些？"
    if question.units and not question.wants_table:
        yield f"{'、'.join(question.regions)}{question.units[0]}的任务列成表格"


def _about_clause(hits: ClauseHits, library: PolicyLibrary) -> Iterator[str]:
    first = hits.hits[0]
    document = library.document(first.card.doc_id)
    named = {task.clause_id for task in document.tasks if task.units}
    if first.clause.clause_id in named:
        yield f"{first.card.place}{first.clause.locator}由谁负责？"
    for hit in hits.hits[1:4]:
        if hit.clause.heading and hit.clause.level > 1 and hit.card.doc_id == first.card.doc_id:
            yield f"{first.card.place}的“{_short(hit.clause.heading)}”有哪些内容？"


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:16]
