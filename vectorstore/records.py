"""What the library hands out, beside the policy types themselves."""

from datetime import datetime

from policy.assignments import Task
from policy.documents import Clause, PolicyDocument
from policy.elements import DocumentHeader, DocumentNumber, Region
from policy.values import Frozen


class DocumentSummary(Frozen):
    """A document without its text, for lists and for the head of an answer. added_at is in UTC."""

    doc_id: str
    source_name: str
    header: DocumentHeader
    clause_count: int
    task_count: int
    added_at: datetime
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: PolicyDocument, *, added_at: datetime) -> "DocumentSummary":
        """The summary of a document that was just read."""
        return cls(
            doc_id=document.doc_id,
            source_name=document.source_name,
            header=document.header,
            clause_count=len(document.clauses),
            task_count=document.task_count,
            added_at=added_at,
            warnings=document.warnings,
        )


class LedgerTask(Frozen):
    """A row of the ledger: the task, the document it stands in, the clause that holds it.

    heading_path: as `PolicyDocument.heading_path`; mirror_path: that of its other telling, empty where there is none.
    """

    task: Task
    document: DocumentSummary
    clause: Clause
    heading_path: tuple[str, ...] = ()
    mirror_path: tuple[str, ...] = ()


class Hit(Frozen):
    """A found clause. score only orders hits of one search; a rank counts from 1, None where that leg missed it."""

    clause: Clause
    document: DocumentSummary
    score: float
    keyword_rank: int | None
    vector_rank: int | None


class UnitName(Frozen):
    """A unit of the ledger with every form in which it is printed, itself included."""

    name: str
    printed: tuple[str, ...]


class Vocabulary(Frozen):
    """What the library speaks of, for understanding questions: distinct values, in the order of the documents."""

    regions: tuple[Region, ...] = ()
    units: tuple[UnitName, ...] = ()
    titles: tuple[str, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()
    years: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
