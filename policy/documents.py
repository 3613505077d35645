"""What a policy document is: frozen values, each of which knows the span it was read from.

Promises, each a property test:
- `document.text[clause.start:clause.end] == clause.text`, and the same for every unit, deadline, indicator and cell;
- clauses and chrome are disjoint, in reading order, and together hold every character of the text that is not white
  space: nothing lost, nothing twice;
- same bytes, same ids.

Offsets are code points into `PolicyDocument.text`. Nothing here reads a file: see `policy.parsing`.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from policy.assignments import Deadline, Indicator, Task
from policy.elements import DocumentHeader
from policy.values import Frozen, Span

ClauseKind = Literal["cover", "preamble", "item", "paragraph", "question", "row", "annex", "closing"]


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
