"""The task ledger of a document: every duty with its units, deadlines, indicators and themes.

Promises: one task for each clause that assigns something, in reading order; every field slices back to the text;
deadlines and indicators that stand in no task are given apart; same text, same ids. Units are only those that the
document names for the duty: in its bracket or line, in its row, in the bracket of the clause above, or on a line that
closes a run of clauses none of which names its own.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policy.assignments import Deadline, Indicator, Task, Unit
from policy.deadlines import read_deadlines
from policy.documents import Clause
from policy.duties import Family, after_number, ancestry, duty_span, headline, is_duty, read_family
from policy.elements import DocumentHeader
from policy.indicators import read_indicators
from policy.outline import Outline
from policy.periods import document_day
from policy.responsibility import Convention, Responsibility, read_convention, read_responsibility
from policy.role_labels import LABEL
from policy.row_duties import read_asked_figures, read_row
from policy.themes import classify_themes
from policy.values import Frozen

_INDENT = 16
_NO_FIGURES = ("cover", "annex")
_PAST = re.compile(r"回顾|过去[一五]年|成效|成就|成绩|现状|基本情况")


class Ledger(Frozen):
    """deadlines and indicators are those of no task."""

    tasks: tuple[Task, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    indicators: tuple[Indicator, ...] = ()


class _Reading(NamedTuple):
    text: str
    header: DocumentHeader
    family: Family
    convention: Convention
    mirrors: Mapping[str, str]


def read_ledger(text: str, outline: Outline, header: DocumentHeader, *, doc_id: str) -> Ledger:
    r"""Every task of a document, and the deadlines and figures that stand outside of them.

    >>> from policy.outline import read_outline
    >>> from policy.readers.source import SourceText
    >>> text = "一、任务\n（一）审批改革。年底前压减审批时限50%以上。（责任单位：区审批局）\n（二）服务。加强走访。"
    >>> outline = read_outline(SourceText(text=text), doc_id="0123456789")
    >>> task = read_ledger(text, outline, DocumentHeader(title="实施方案", year=2025), doc_id="0123456789").tasks[0]
    >>> task.heading, task.quote, task.units[0].printed, task.deadlines[0].due.isoformat(), task.indicators[0].value
    ('审批改革', '年底前压减审批时限50%以上。', '区审批局', '2025-12-31', 50)
    """
    reading = _Reading(
        text, header, read_family(outline.clauses, header), read_convention(text), _both_ways(outline.mirrors)
    )
    assigned = _assign(reading, outline.clauses)
    tasks: list[Task] = []
    rows = {row.clause_id: (table, row) for table in outline.tables for row in table.rows}
    deadlines: list[Deadline] = []
    indicators: list[Indicator] = []
    for clause in outline.clauses:
        task: Task | None
        if clause.clause_id in rows:
            table, row = rows[clause.clause_id]
            task = read_row(text, clause, table, row, header, doc_id=doc_id)
            indicators += read_asked_figures(row, header.year)
        else:
            task = _read_task(reading, clause, assigned[clause.clause_id], doc_id)
        if task:
            tasks.append(task)
        else:
            loose = _loose(reading, clause)
            deadlines += loose[0]
            indicators += loose[1]
    return Ledger(tasks=_mirrored(tasks, reading.mirrors), deadlines=tuple(deadlines), indicators=tuple(indicators))


def _both_ways(mirrors: Sequence[tuple[str, str]]) -> dict[str, str]:
    return {**dict(mirrors), **{measure: row for row, measure in mirrors}}


def _assign(reading: _Reading, clauses: Sequence[Clause]) -> dict[str, Responsibility]:
    """What each clause says of responsibility, then what the clause above or the end of its run says for it."""
    found = {
        clause.clause_id: read_responsibility(clause.text, offset=clause.start, convention=reading.convention)
        if clause.kind in ("item", "paragraph", "preamble", "closing")
        else Responsibility((), ())
        for clause in clauses
    }
    for clause in clauses:
        above = found.get(clause.parent_id or "")
        if above and above.spans and not found[clause.clause_id].units:
            found[clause.clause_id] = Responsibility(above.units, ())
    for run in reading.family.children.values():
        if shared := _closing_line(reading.text, run, found):
            found |= {clause.clause_id: Responsibility(shared, ()) for clause in run[:-1]}
    return found


def _closing_line(text: str, run: Sequence[Clause], found: Mapping[str, Responsibility]) -> tuple[Unit, ...]:
    """The units on a line of their own after the last clause of a run, where no other clause of it names any."""
    if len(run) < 2 or any(clause.kind != "item" or found[clause.clause_id].units for clause in run[:-1]):
        return ()
    last = found[run[-1].clause_id]
    if len(last.spans) != 1:
        return ()
    start = last.spans[0].start
    if text[max(0, start - _INDENT) : start].rstrip(" \t\u3000")[-1:] != "\n":
        return ()
    return last.units


def _read_task(reading: _Reading, clause: Clause, responsibility: Responsibility, doc_id: str) -> Task | None:
    text, header = reading.text, reading.header
    body = text[after_number(text, clause) : clause.end]
    if not is_duty(clause, body, responsibility, reading.family, header):
        return None
    span = duty_span(text, clause, responsibility)
    if span.end - span.start < 4:
        return None
    quote = text[span.start : span.end]
    deadlines = read_deadlines(
        text[span.start : clause.end], offset=span.start, year=header.year, since=document_day(header)
    )
    figures = read_indicators(quote, offset=span.start, year=header.year, deadlines=deadlines)
    heading = clause.heading if clause.heading and not LABEL.search(clause.heading) else headline(quote)
    return Task(
        task_id=f"{clause.clause_id}t", doc_id=doc_id, clause_id=clause.clause_id, heading=heading,
        quote=quote, start=span.start, end=span.end, units=responsibility.units,
        themes=classify_themes(heading, quote), deadlines=deadlines,
        indicators=_due(reading, clause, figures),
    )  # fmt: skip


def _due(reading: _Reading, clause: Clause, indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The figures of a point are due when the words that lead into the points say so (到2027年：一是…；二是…)."""
    above = reading.family.by_id.get(clause.parent_id or "")
    if above is None or not clause.number.endswith("是") or all(one.due for one in indicators):
        return indicators
    lead = re.split("[。；\n]", above.text)[-1]
    dues = [
        one.due for one in read_deadlines(lead, year=reading.header.year, since=document_day(reading.header)) if one.due
    ]
    return tuple(
        one if one.due or not (dues and one.is_target) else one.model_copy(update={"due": dues[-1]})
        for one in indicators
    )


def _loose(reading: _Reading, clause: Clause) -> tuple[tuple[Deadline, ...], tuple[Indicator, ...]]:
    """Deadlines and figures of a clause that is no task; what a review of past work tells is no target."""
    start = after_number(reading.text, clause)
    text = reading.text[start : clause.end]
    if clause.kind == "row":
        return (), ()
    deadlines = read_deadlines(text, offset=start, year=reading.header.year, since=document_day(reading.header))
    if clause.kind in _NO_FIGURES:
        return deadlines, ()
    indicators = read_indicators(text, offset=start, year=reading.header.year, deadlines=deadlines)
    if not _is_past(clause, reading.family):
        return deadlines, _due(reading, clause, indicators)
    return (), tuple(one.model_copy(update={"is_target": False}) for one in indicators)


def _is_past(clause: Clause, family: Family) -> bool:
    past = any(_PAST.search(node.heading) for node in ancestry(clause, family))
    return clause.clause_id in family.past or (past and clause.clause_id not in family.restarted)


def _mirrored(tasks: Sequence[Task], mirrors: Mapping[str, str]) -> tuple[Task, ...]:
    ids = {task.clause_id: task.task_id for task in tasks}
    return tuple(
        task.model_copy(update={"mirror_id": ids[other]})
        if (other := mirrors.get(task.clause_id)) in ids and other
        else task
        for task in tasks
    )
