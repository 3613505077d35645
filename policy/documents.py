"""What a policy document is: frozen values, each of which knows the span it was read from.

Promises, each a property test:
- `document.text[clause.start:clause.end] == clause.text`, and the same for every unit, deadline, indicator and cell;
- clauses and chrome are disjoint, in reading order, and together hold every character of the text that is not white
  space: nothing lost, nothing twice;
- same bytes, same ids.

Offsets are code points into `PolicyDocument.text`. Nothing here reads a file: see `policy.parsing`.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

Genre = Literal[
    "notice", "opinion", "plan", "work_points", "measures", "regulation", "report", "interview", "announcement",
    "decision", "letter", "standard", "other",
]  # fmt: skip
Status = Literal["in_force", "draft_for_comment", "repealed", "interview", "digest", "unknown"]
ClauseKind = Literal["cover", "preamble", "item", "paragraph", "question", "row", "annex", "closing"]
UnitRole = Literal["lead", "responsible", "support"]
DeadlineKind = Literal["date", "month", "year", "period", "recurring", "ongoing"]
Comparator = Literal["=", "≥", ">", "≤", "<", "≈", "+", "-"]
Number = int | float

GENRE_NAMES: dict[Genre, str] = {
    "notice": "通知", "opinion": "意见", "plan": "方案", "work_points": "工作要点", "measures": "措施办法",
    "regulation": "法规规章", "report": "报告", "interview": "访谈", "announcement": "公告", "decision": "决定",
    "letter": "函", "standard": "标准规程", "other": "其他",
}  # fmt: skip
STATUS_NAMES: dict[Status, str] = {
    "in_force": "现行有效", "draft_for_comment": "征求意见稿", "repealed": "已废止", "interview": "访谈表态",
    "digest": "摘编", "unknown": "效力未注明",
}  # fmt: skip


class Frozen(BaseModel):
    """A value: never changed, compared by content."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open range of code points in the document's text."""

    start: int
    end: int


class DocumentNumber(Frozen):
    """发文字号 (GB/T 9704—2012 7.2.5): 东丽政发〔2017〕32号 → agency_code 东丽政发, year 2017, serial 32."""

    agency_code: str
    year: int
    serial: int
    printed: str

    def __str__(self) -> str:
        """The normal form: without spaces, with hexagonal brackets or, for an order, as 税务总局公告2018年第28号."""
        if self.agency_code.endswith(("公告", "令")) and "年" in self.printed:
            return f"{self.agency_code}{self.year}年第{self.serial}号"
        return f"{self.agency_code}〔{self.year}〕{self.serial}号"


class CitedDocument(Frozen):
    """Another document that the text names: 《…》（…〔…〕…号）; number is None where none is printed."""

    title: str
    number: DocumentNumber | None
    start: int
    end: int


class LabelledField(Frozen):
    """A 'label: value' line of the 信息公开 table, the contact block or the like; start and end are the value's."""

    label: str
    value: str
    start: int
    end: int


class Region(Frozen):
    """The place a document is of. name is the narrowest one (东丽区); parents go upwards (天津市)."""

    name: str
    level: Literal["nation", "province", "city", "district", "development_zone"]
    parents: tuple[str, ...] = ()


class DocumentHeader(Frozen):
    """The elements of GB/T 9704—2012 chapter 7 that were found; None or empty where the document has none.

    title is the outer title; inner_title that of the plan a notice forwards. signing_date 成文日期, issue_date 印发日期
    (版记), publish_date the day it was put online; comment_deadline only in a draft for comment. year is the year that
    the tasks are for: printed in the title, else that of the earliest date. corrected: the fields that a person has set
    (see `policy.corrections`).
    """

    title: str
    inner_title: str | None = None
    document_number: DocumentNumber | None = None
    issuing_agencies: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signing_date: date | None = None
    issue_date: date | None = None
    publish_date: date | None = None
    effective_date: date | None = None
    expiry_date: date | None = None
    comment_deadline: date | None = None
    copied_to: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    genre: Genre = "other"
    region: Region | None = None
    status: Status = "unknown"
    index_code: str | None = None
    subject_category: str | None = None
    year: int | None = None
    cited_documents: tuple[CitedDocument, ...] = ()
    fields: tuple[LabelledField, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()
    corrected: tuple[str, ...] = ()

    def span_of(self, name: str) -> Span | None:
        """Where the field of that name was read, or None when it was not read from the text."""
        return next((span for field, span in self.spans if field == name), None)


class Clause(Frozen):
    """The smallest citable unit: a heading with its own text, up to its first child.

    Flat, in reading order; a tree by parent_id. level: 0 unnumbered, 1 一、, 2 （一）, 3 1., 4 （1）, 5 ① and 一是.
    number is as printed ("（二）"), "" where there is none; heading is the text after it up to the first stop, without
    the number; locator is for people ("二、（二）"); path counts siblings for code, annexes being "a1".
    page is 1-based, None where the format has no pages.
    """

    clause_id: str
    doc_id: str
    kind: ClauseKind
    level: int
    number: str
    heading: str
    text: str
    path: tuple[int | str, ...]
    locator: str
    start: int
    end: int
    parent_id: str | None = None
    page: int | None = None


class TableCell(Frozen):
    """One cell; column is the header's wording, '' under an unnamed column."""

    column: str
    text: str
    start: int
    end: int


class TableRow(Frozen):
    """A row; its address is the clause of kind 'row' that holds it."""

    clause_id: str
    cells: tuple[TableCell, ...]

    def cell(self, column: str) -> TableCell | None:
        """The cell under the column of that exact name."""
        return next((cell for cell in self.cells if cell.column == column), None)


class PolicyTable(Frozen):
    """A table of the document as a grid: merged cells are filled forward, so each row stands by itself."""

    table_id: str
    doc_id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


class Unit(Frozen):
    """A responsible body. name is canonical (区发展改革委); printed is as it stands, from start to end."""

    name: str
    printed: str
    role: UnitRole
    start: int
    end: int


class Deadline(Frozen):
    """raw is the printed words; due the last day of it, with kind saying how exact it is ('year': 31 December).

    rule is an iCalendar RRULE for 'recurring' ones, None otherwise. inferred: what the words leave out (the year, the
    day a period begins) was carried in from the document.
    """

    raw: str
    kind: DeadlineKind
    due: date | None
    rule: str | None
    inferred: bool
    start: int
    end: int


class Indicator(Frozen):
    """A figure with its name. value is in the printed unit (3000 with 亿元), a pair for a range (1-2家 → (1, 2)).

    comparator: "=" as stated, "≥" 以上/不低于/力争达到, "+" 增长, "-" 压减 …; is_target is False for background.
    """

    raw: str
    name: str
    comparator: Comparator
    value: Number | tuple[Number, Number]
    unit: str
    due: date | None
    is_target: bool
    start: int
    end: int


class SupportItem(Frozen):
    """What other units are asked to help with in a task (an annex's 需市级部门协助 column): the duty and who has it."""

    text: str
    units: tuple[Unit, ...]
    start: int
    end: int


class Task(Frozen):
    """A clause at which the document assigns something to be done.

    quote is the exact text of the duty without number, heading and unit bracket; start and end are the quote's. units
    are in printed order with their roles; empty where the document names none. mirror_id: the task that says the same
    in the other half of the document (a measure of the body and its row in the annex). corrected: a person has set the
    units.
    """

    task_id: str
    doc_id: str
    clause_id: str
    heading: str
    quote: str
    start: int
    end: int
    units: tuple[Unit, ...] = ()
    themes: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    support_items: tuple[SupportItem, ...] = ()
    mirror_id: str | None = None
    corrected: bool = False

    def units_as(self, role: UnitRole) -> tuple[Unit, ...]:
        """The units of one role, in printed order."""
        return tuple(unit for unit in self.units if unit.role == role)


class PolicyDocument(Frozen):
    """A document as read. deadlines and indicators are those that stand in no task. chrome is what is not a clause.

    warnings are Chinese sentences for the person who added the file (识别文本, a damaged table …).
    """

    doc_id: str
    source_name: str
    sha256: str
    header: DocumentHeader
    text: str
    clauses: tuple[Clause, ...]
    chrome: tuple[Span, ...] = ()
    tables: tuple[PolicyTable, ...] = ()
    tasks: tuple[Task, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def task_count(self) -> int:
        """How many duties there are, those told twice (in the text and in its annex) counted once, as in the ledger."""
        return len({frozenset((task.task_id, task.mirror_id or task.task_id)) for task in self.tasks})

    @cached_property
    def clause_by_id(self) -> dict[str, Clause]:
        """Every clause by its id."""
        return {clause.clause_id: clause for clause in self.clauses}

    @cached_property
    def row_by_clause(self) -> dict[str, TableRow]:
        """Every row of every table by the id of the clause that holds it."""
        return {row.clause_id: row for table in self.tables for row in table.rows}

    def heading_path(self, clause: Clause) -> tuple[str, ...]:
        """Headings with their numbers from the outermost ancestor to the clause itself: ("二、重点任务", "（一）…")."""
        chain = [clause]
        while chain[0].parent_id:
            chain.insert(0, self.clause_by_id[chain[0].parent_id])
        return tuple(f"{c.number}{c.heading}" for c in chain if c.number or c.heading)

    def cells_of(self, clause_id: str) -> tuple[TableCell, ...]:
        """The cells of a clause of kind 'row', those that a merge fills forward too; none for another clause."""
        row = self.row_by_clause.get(clause_id)
        return row.cells if row else ()

    def descendants(self, clause: Clause) -> Iterator[Clause]:
        """The clauses below this one, in reading order."""
        below = {clause.clause_id}
        for other in self.clauses:
            if other.parent_id in below:
                below.add(other.clause_id)
                yield other

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds this offset, or None in chrome and white space."""
        return next((c for c in self.clauses if c.start <= offset < c.end), None)
