"""A document as the pane shows it: whole, one clause in focus, the cited span marked, units tinted. All pure."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from agent.citations import clause_reference
from policy.documents import Clause, PolicyDocument, PolicyTable, TableRow
from policy.elements import GENRE_NAMES, DocumentHeader
from ui.rendering import badge, join


class Tint(NamedTuple):
    """A range of the document's text and the class it is shown with."""

    start: int
    end: int
    name: str


def document_date(header: DocumentHeader) -> date | None:
    """The date a document goes by: adopted, else printed, else put online."""
    return header.signing_date or header.issue_date or header.publish_date


def source_html(document: PolicyDocument, clause: Clause, *, cited: tuple[int, int] | None = None) -> Markup:
    """The document with its head, the clause in focus, and the way to its neighbours.

    cited is the quoted span in code points of the document's text; None when a clause was opened as a whole.
    """
    return Markup('<section class="source" data-focus="{}">{}{}{}</section>').format(
        clause.clause_id, _head(document, clause), _body(document, clause, cited), _neighbours(document, clause)
    )


def missing_html(sentence: str) -> Markup:
    """A pane that can show no document, and why."""
    return Markup('<section class="source"><header><p role="alert">{}</p>{}</header></section>').format(
        sentence, _CLOSE
    )


_CLOSE = Markup(
    '<button type="button" class="close" data-close aria-label="关闭原文（Esc）" title="关闭（Esc）">×</button>'
)


def _head(document: PolicyDocument, clause: Clause) -> Markup:
    header = document.header
    when = document_date(header)
    facts = [GENRE_NAMES[header.genre], header.region.name if header.region else "", when.isoformat() if when else ""]
    return Markup(
        '<header>{}<p class="facts">{}<span>{}</span></p><h2>{}</h2><p class="number"><span>{}</span>'
        '<button type="button" class="link" data-copy="{}">复制规范引注</button></p><p class="path">{}</p></header>'
    ).format(
        _CLOSE,
        badge(header.status),
        " · ".join(fact for fact in facts if fact),
        header.title,
        str(header.document_number) if header.document_number else "无发文字号",
        clause_reference(document, clause),
        " › ".join(document.heading_path(clause)) or clause.locator or "正文",
    )


def _body(document: PolicyDocument, focus: Clause, cited: tuple[int, int] | None) -> Markup:
    tints = sorted([*tints_of(document), *([Tint(*cited, "cited")] if cited else [])])
    rows = {row.clause_id: (table, row) for table in document.tables for row in table.rows}
    clauses = (_clause(document, c, tints, focus=c is focus, row=rows.get(c.clause_id)) for c in document.clauses)
    return Markup('<div class="text" tabindex="0" aria-label="原文">{}</div>').format(join(clauses))


def tints_of(document: PolicyDocument) -> list[Tint]:
    """Units, deadlines and figures, wherever they stand."""
    tasks = document.tasks
    units = [unit for task in tasks for unit in task.units]
    deadlines = [*document.deadlines, *(deadline for task in tasks for deadline in task.deadlines)]
    indicators = [*document.indicators, *(indicator for task in tasks for indicator in task.indicators)]
    return [
        *(Tint(unit.start, unit.end, "unit") for unit in units),
        *(Tint(deadline.start, deadline.end, "due") for deadline in deadlines),
        *(Tint(indicator.start, indicator.end, "goal") for indicator in indicators),
    ]


def _clause(
    document: PolicyDocument,
    clause: Clause,
    tints: list[Tint],
    *,
    focus: bool,
    row: tuple[PolicyTable, TableRow] | None,
) -> Markup:
    text = clause_text(document, clause, tints, row=row)
    return Markup('<div class="clause {} level{}{}" data-goto="{}">{}</div>').format(
        clause.kind, clause.level, " here" if focus else "", clause.clause_id, text
    )


def clause_text(
    document: PolicyDocument, clause: Clause, tints: list[Tint], *, row: tuple[PolicyTable, TableRow] | None
) -> Markup:
    """The clause's own words with their tints, which are in the order of the text; a row of a table as its cells."""
    here = tints[bisect_left(tints, (clause.start,)) : bisect_left(tints, (clause.end,))]
    return _row(document, *row, here) if row else _paragraphs(document, clause, here)


def _paragraphs(document: PolicyDocument, clause: Clause, tints: list[Tint]) -> Markup:
    printed = clause.text.find(clause.heading) if clause.heading else -1
    head = printed + len(clause.heading) if printed >= 0 else len(clause.number)
    tints = [*tints, Tint(clause.start, clause.start + head, "heading")]
    lines = _lines(document.text, clause.start, clause.end)
    return join(Markup("<p>{}</p>").format(tinted(document.text, start, end, tints)) for start, end in lines)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _row(document: PolicyDocument, table: PolicyTable, row: TableRow, tints: list[Tint]) -> Markup:
    cells = (
        Markup("<dt>{}</dt><dd>{}</dd>").format(cell.column or "—", tinted(document.text, cell.start, cell.end, tints))
        for cell in row.cells
        if cell.text.strip()
    )
    return Markup('<dl aria-label="{}">{}</dl>').format(table.title or "表格", join(cells))


def tinted(text: str, start: int, end: int, tints: Iterable[Tint]) -> Markup:
    """text[start:end] with each range of tints in a mark of its classes; ranges may overlap.

    >>> tinted("由区科委负责", 0, 6, [Tint(1, 4, "unit")])
    Markup('由<mark class="unit">区科委</mark>负责')
    """
    inside = [tint for tint in tints if tint.start < end and tint.end > start and tint.start < tint.end]
    cuts = sorted({start, end, *(max(start, t.start) for t in inside), *(min(end, t.end) for t in inside)})
    return join(_piece(text, left, right, inside) for left, right in pairwise(cuts))


def _piece(text: str, left: int, right: int, tints: Iterable[Tint]) -> Markup:
    names = sorted({tint.name for tint in tints if tint.start <= left and tint.end >= right})
    piece = Markup("{}").format(text[left:right])
    return Markup('<mark class="{}">{}</mark>').format(" ".join(names), piece) if names else piece


def _neighbours(document: PolicyDocument, clause: Clause) -> Markup:
    at = document.clauses.index(clause)
    before = document.clauses[at - 1] if at else None
    after = document.clauses[at + 1] if at + 1 < len(document.clauses) else None
    return Markup('<nav aria-label="相邻条款">{}{}</nav>').format(
        _step(before, "‹ 上一条", "step back"), _step(after, "下一条", "step on")
    )


def _step(clause: Clause | None, label: str, name: str) -> Markup:
    if clause is None:
        return Markup('<span class="{} quiet">{}</span>').format(name, "已是首条" if "back" in name else "已是末条")
    number = clause.number.strip("、.．") if clause.number else ""  # （二） and 二、 are two levels
    told = f"{label} {number}" if number else label
    return Markup('<button type="button" class="link {}" data-clause="{}">{}</button>').format(
        name, clause.clause_id, f"{told} ›" if "on" in name.split() else told
    )
