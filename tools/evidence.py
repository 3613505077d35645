"""What every tool result is made of: spans, document cards, clauses with their headings, and values with their sources.

Each result has `evidence()`, the spans that an answer built on it may cite; `to_text()`, what a model reads: a line for
each fact behind its evidence key `[[clause_id]]`; and `summary()`, one line for the person.
"""

from typing import Self

from policy.documents import Clause, PolicyDocument
from policy.elements import STATUS_NAMES, Genre, Region, Status
from policy.values import Frozen

# What is said with every statement from such a document: it is not a paper in force.
_TOLD_STATUSES: frozenset[Status] = frozenset({"interview", "draft_for_comment", "digest"})


class SourceRef(Frozen):
    """A span of a document, inside one clause: document.text[start:end]."""

    clause_id: str
    start: int
    end: int

    @property
    def mark(self) -> str:
        """The mark an answer carries after a statement that rests on this span: [[3f2a9c1b7d-12:120-180]]."""
        return f"[[{self.clause_id}:{self.start}-{self.end}]]"


class DocumentCard(Frozen):
    """What is said of a document in a list. number and dates are as people read them, None where there is none."""

    doc_id: str
    source_name: str
    title: str
    number: str | None
    genre: Genre
    status: Status
    region: Region | None
    issuers: tuple[str, ...]
    date: str | None
    year: int | None
    task_count: int
    clause_count: int

    @property
    def status_note(self) -> str:
        """（访谈表态） for an interview, （征求意见稿） for a draft, （摘编） for a digest, '' for all else."""
        return f"（{STATUS_NAMES[self.status]}）" if self.status in _TOLD_STATUSES else ""

    @property
    def place(self) -> str:
        """The name of its region, or '' when it has none."""
        return self.region.name if self.region else ""


class FoundClause(Frozen):
    """A clause with the document it stands in and the headings above it, outermost first.

    cell_starts: where its cells begin in the document's text; empty where it is no row of a table.
    """

    card: DocumentCard
    clause: Clause
    heading_path: tuple[str, ...]
    cell_starts: tuple[int, ...] = ()
    score: float = 0.0

    @classmethod
    def of(cls, card: DocumentCard, document: PolicyDocument, clause: Clause, *, score: float = 0.0) -> Self:
        """The clause as it stands in its document."""
        starts = (cell.start for cell in document.cells_of(clause.clause_id) if cell.text)
        return cls(
            card=card,
            clause=clause,
            heading_path=document.heading_path(clause),
            cell_starts=tuple(start for start in starts if clause.start <= start < clause.end),
            score=score,
        )

    @property
    def ref(self) -> SourceRef:
        """The whole clause as a source."""
        return SourceRef(clause_id=self.clause.clause_id, start=self.clause.start, end=self.clause.end)

    def line(self) -> str:
        """The clause as one line of evidence."""
        text = " ".join(self.clause.text.split())
        return f"[[{self.clause.clause_id}]] 《{self.card.title}》{self.clause.locator} {text}"


class TableValue(Frozen):
    """A cell of a table that we made: its text and where it stands; refs empty for serial numbers and 未写."""

    text: str
    refs: tuple[SourceRef, ...] = ()
