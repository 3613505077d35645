"""Who is responsible, and which duties: sets of the ledger as numbered lists, with units and addresses."""

from collections import Counter
from collections.abc import Sequence

from agent.composing.markup import REFUSAL, address, first_phrases, place_of, quoted, row_mark, with_bold_figures
from agent.composing.premises import corrections
from agent.question import Question
from agent.wordings import HELP
from policy.assignments import Deadline
from policy.sentences import split_sentences
from policy.units import same_unit
from tools.duty_names import duty_digest, duty_name
from tools.evidence import FoundClause, SourceRef
from tools.needs import need_of
from tools.passages import best_passages
from tools.reading import ClauseView, read_clause
from tools.shared_duties import duties_of
from tools.task_rows import TaskRow
from tools.tasks import TaskTable
from vectorstore.library import PolicyLibrary

_ABOUT = 0.4
_LONGEST_PASSAGE, _LONGEST_ROW = 90, 300


def compose_tasks(question: Question, tables: Sequence[TaskTable]) -> str:
    """Each set with its completeness line; a refusal where all are empty."""
    if not any(table.rows for table in tables):
        return _no_tasks(question, tables[:1])
    if len(question.units) == 1 and not tables[0].rows:
        unit = question.units[0]
        return f"没有写明由{unit}承担的任务；文字中写到“{unit}”的有——\n{_task_list(question, tables[-1])}"
    # 编办 and 编委办 are one unit: asked for together they have one list.
    distinct = {table.rows or table.conditions: table for table in reversed(tables)}
    return "\n\n".join(_task_list(question, table) for table in reversed(distinct.values()))


def _task_list(question: Question, table: TaskTable) -> str:
    if not table.rows:
        return f"{table.conditions}：{REFUSAL}符合条件的任务（{table.searched}）。"
    several = len({row.card.doc_id for row in table.rows}) > 1
    lines = [f"{_lead(question, table)}**{table.completeness()}**{_by_place(table)}（{table.searched}）："]
    for ordinal, row in enumerate(table.rows, start=1):
        lines.append(f"{ordinal}. {_task_line(question, row, several=several)}")
    return "\n".join(lines)


def _lead(question: Question, table: TaskTable) -> str:
    places = list(dict.fromkeys(place_of(row.card) for row in table.rows))
    where = "、".join(places[:4]) + ("等" if len(places) > 4 else "")
    if len(question.units) == 1 and all(_helped(question, row) for row in table.rows):
        return f"{where}需{question.units[0]}协助的任务"
    return f"{where}{table.conditions}"


def _by_place(table: TaskTable) -> str:
    """；其中东丽区 5 项、滨海新区 15 项, where several places have some."""
    counts = Counter(place_of(row.card) for row in table.rows)
    told = "、".join(f"{place} {count} 项" for place, count in counts.items())
    return f"；其中{told}" if len(counts) > 1 else ""


def _task_line(question: Question, row: TaskRow, *, several: bool) -> str:
    headed = row.task.heading and row.clause.kind != "row"
    name = f"{row.clause.number}{duty_name(row)}" if headed else duty_digest(row, longest=_LONGEST_ROW)
    where = address(row.card, row.clause.locator) if several else row.clause.locator
    if own := _own_passages(question, row):
        return f"{name}（{where}）：{own}{row_mark(row)}"
    units = f"——{row.units_text()}" if _shows_units(question) and row.task.units else ""
    if helped := _helped(question, row):
        return f"{helped}（{where}，{name}）{units}{row_mark(row)}"
    return f"{name}（{where}）{units}{_figures(question, row)}{row_mark(row)}"


def _own_passages(question: Question, row: TaskRow) -> str:
    """What a clause of several duties gives to the unit that is asked about, each passage by its first phrases."""
    spans = [span for unit in question.units[:1] for span in duties_of(row, unit)]
    texts = (row.clause.text[span.start - row.clause.start : span.end - row.clause.start] for span in spans)
    return "；".join(with_bold_figures(first_phrases(text, longest=_LONGEST_PASSAGE)) for text in texts)


def _helped(question: Question, row: TaskRow) -> str:
    """What the unit that is asked about is to help with, where the task names it only as a helper."""
    items = [
        item
        for unit in question.units
        for item in row.support_items
        if any(same_unit(unit, asked.name) for asked in item.units)
    ]
    inside = any(same_unit(unit, own.name) for unit in question.units for own in row.task.units)
    return "" if inside else "；".join(dict.fromkeys(item.text.strip().rstrip("。；") for item in items))


def _shows_units(question: Question) -> bool:
    c = question.conditions
    return c.role in ("alone", "lead") or "who" in question.asked or bool(c.together_with) or not question.units


def _figures(question: Question, row: TaskRow) -> str:
    """The figures or deadlines that the question narrows by are shown with the task."""
    c, parts = question.conditions, []
    if c.indicator == "has" or c.indicator_unit:
        parts += [indicator.raw for indicator in row.task.indicators if indicator.is_target]
    if c.deadline in ("has", "recurring", "ongoing"):
        parts += [deadline.raw for deadline in row.task.deadlines]
    if c.due_before:
        due = (d for d in row.task.deadlines if d.due and d.due.isoformat() <= c.due_before)
        parts += [_phrase_with(row, deadline) for deadline in due]
    if c.year_end:
        parts += [_phrase_with(row, deadline) for deadline in row.task.deadlines if deadline.kind == "year"]
    return f"：{'；'.join(dict.fromkeys(parts))}" if parts else ""


def _phrase_with(row: TaskRow, deadline: Deadline) -> str:
    """The sentence that sets the deadline, from the deadline on."""
    for a, b in split_sentences(row.clause.text, offset=row.clause.start):
        if a <= deadline.start < b:
            text = row.clause.text[deadline.start - row.clause.start : b - row.clause.start]
            return with_bold_figures(first_phrases(text, longest=_LONGEST_PASSAGE))
    return deadline.raw


def _no_tasks(question: Question, tables: Sequence[TaskTable]) -> str:
    searched = tables[0].searched if tables else ""
    wanted = "；".join(dict.fromkeys(table.conditions for table in tables)) or question.topic
    note = next((f"其中 {t.unassigned_in_scope} 项任务没有写明责任单位。" for t in tables if t.unassigned_in_scope), "")
    return f"{REFUSAL}符合条件的任务（{wanted}；{searched}）。{note}"


def compose_who(question: Question, views: Sequence[ClauseView], library: PolicyLibrary) -> str:
    """The units of the duties that were found, whether a named unit is among them, and what others are to help with."""
    rows = _best_told([row for view in views for row in view.tasks])
    named = [row for row in rows if row.task.units]
    if not named:
        return _unnamed(question, rows, views)
    verdicts = [_membership(question, unit, named) for unit in question.units]
    lines = [_units_line(row) for row in named]
    if HELP.search(question.text):
        help_lines = _help_lines(named) or [f"{REFUSAL}这一项需要市级或其他单位协助的工作{row_mark(named[0])}。"]
        lines = [*help_lines, *lines]
    wrong = corrections(question, [clause.clause for view in views for clause in view.clauses], library)
    return wrong + "\n".join([*verdicts, *lines] if "yes_no" in question.asked else [*lines, *verdicts])


def units_beside(clause_id: str, library: PolicyLibrary, *, helping: bool = False) -> str:
    """The units of the duty that a clause tells, on a line of their own; '' where none is named.

    helping: those that are asked to help with it, where there are any.
    """
    view = read_clause(library, locator=clause_id, with_children=False)
    row = next((row for row in view.tasks if row.task.units), None)
    if row and helping and (asked := _help_lines([row])):
        return "".join(f"\n{line}" for line in asked)
    return f"\n{row.units_text()}{row_mark(row)}。" if row else ""


def _best_told(rows: Sequence[TaskRow]) -> list[TaskRow]:
    """Of a duty told twice only the telling with units."""
    told = {row.task.mirror_id for row in rows if row.task.units}
    return [row for row in {row.task.task_id: row for row in rows}.values() if row.task.task_id not in told]


def _units_line(row: TaskRow) -> str:
    return f"{place_of(row.card)}{row.clause.locator}{duty_name(row)}——{row.units_text()}{row_mark(row)}。"


def _membership(question: Question, unit: str, rows: Sequence[TaskRow]) -> str:
    """是 or 不是, by the printed list; a unit that is said to be alone is held to that too."""
    for row in rows:
        inside = [own for own in row.task.units if same_unit(unit, own.printed) or same_unit(unit, own.name)]
        others = len({own.name for own in row.task.units} - {own.name for own in inside})
        if inside and question.conditions.role == "alone" and others:
            return f"不是{inside[0].printed}一家，责任单位不止它{row_mark(row)}。"
        if inside and question.conditions.role == "lead" and inside[0].role != "lead":
            return f"{inside[0].printed}在其中，但原文没有写明由它牵头{row_mark(row)}。"
        if inside:
            return f"是，{inside[0].printed}在其中{row_mark(row)}。"
    marks = "".join(dict.fromkeys(row_mark(row) for row in rows[:3]))
    return f"不是，{unit}不在其中（写明的单位里没有{unit}）{marks}。"


def _help_lines(rows: Sequence[TaskRow]) -> list[str]:
    lines = []
    for row in rows:
        for item in row.support_items:
            ref = SourceRef(clause_id=row.clause.clause_id, start=item.start, end=item.end)
            units = "、".join(dict.fromkeys(unit.printed for unit in item.units))
            text = item.text.strip().rstrip("。；")
            lines.append(f"- {text}{f'（{units}）' if units not in text else ''}{ref.mark}")
    return lines


def _unnamed(question: Question, rows: Sequence[TaskRow], views: Sequence[ClauseView]) -> str:
    """That no unit is named, with what the clause does say of the matter."""
    found = [clause for view in views for clause in view.clauses]
    if not found:
        return f"{REFUSAL}相应条款，也就没有写明由谁负责。"
    first = found[0]
    names = "、".join(f"{row.clause.locator}" for row in rows[:6]) or first.clause.locator
    start, end = split_sentences(first.clause.text, offset=first.clause.start)[0]
    mark = SourceRef(clause_id=first.clause.clause_id, start=start, end=end).mark
    return (
        f"{REFUSAL}责任部门：《{first.card.title}》{names}没有写明由哪个单位牵头或负责{mark}。{_said(question, first)}"
    )


def _said(question: Question, found: FoundClause) -> str:
    """The sentence of the clause that speaks of the matter; '' where none does."""
    need = need_of(question.topic, without=question.units)
    if question.locator and found.clause.kind == "row":  # pointed at by its number: all that it says
        return f"\n{quoted(found, found.clause.start, found.clause.end)}。"
    spans = best_passages(need, found.clause, found.heading_path, most=2, cells=found.cell_starts)
    told = [
        span
        for span in spans
        if need.coverage(found.clause.text[span[0] - found.clause.start :][: span[1] - span[0]]) >= _ABOUT
    ]
    return "".join(f"\n{quoted(found, *span)}。" for span in told)
