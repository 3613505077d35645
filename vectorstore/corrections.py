"""Corrections in the library: kept by the document's id, so that they outlive its removal, and laid over every value
that is read out. Rows hold what was read; the columns that queries narrow by, and the keyword index, follow the
corrected values.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from policy.corrections import Correction, Field, corrected_document, corrected_header, corrected_task
from policy.documents import PolicyDocument
from vectorstore import keywords
from vectorstore.facts import upsert
from vectorstore.keyword_rows import keyword_rows
from vectorstore.passages import content_hash, passage_context, passage_text
from vectorstore.records import DocumentSummary, LedgerTask
from vectorstore.schema import clauses, corrections, document_regions, documents, task_units, tasks
from vectorstore.writing import document_row, region_rows, unit_rows


class Overlay:
    """All corrections of one moment, and the summaries and documents that were made with them."""

    def __init__(self, found: Mapping[str, tuple[Correction, ...]]) -> None:
        self._found = found
        self._summaries: dict[str, DocumentSummary] = {}
        self._documents: dict[str, PolicyDocument] = {}

    def of(self, doc_id: str) -> tuple[Correction, ...]:
        """Those of one document, the earliest first."""
        return self._found.get(doc_id, ())

    @property
    def corrected(self) -> frozenset[str]:
        """The documents of which something was corrected."""
        return frozenset(self._found)

    def summary(self, summary: DocumentSummary) -> DocumentSummary:
        """The summary as corrected."""
        if summary.doc_id not in self._found:
            return summary
        if summary.doc_id not in self._summaries:
            header = corrected_header(summary.header, self.of(summary.doc_id))
            self._summaries[summary.doc_id] = summary.model_copy(update={"header": header})
        return self._summaries[summary.doc_id]

    def document(self, document: PolicyDocument) -> PolicyDocument:
        """The document as corrected."""
        if document.doc_id not in self._found:
            return document
        if document.doc_id not in self._documents:
            self._documents[document.doc_id] = corrected_document(document, self.of(document.doc_id))
        return self._documents[document.doc_id]

    def tasks(self, found: tuple[LedgerTask, ...]) -> tuple[LedgerTask, ...]:
        """The rows as corrected."""
        return tuple(map(self._task, found)) if self._found else found

    def _task(self, entry: LedgerTask) -> LedgerTask:
        mine = self.of(entry.task.doc_id)
        if not mine:
            return entry
        changes = {"task": corrected_task(entry.task, mine), "document": self.summary(entry.document)}
        return entry.model_copy(update=changes)


def read_overlay(connection: Connection) -> Overlay:
    """Every correction that is kept."""
    found: dict[str, list[Correction]] = {}
    for body in connection.scalars(select(corrections.c.body).order_by(corrections.c.changed)):
        correction = Correction.model_validate_json(body)
        found.setdefault(correction.doc_id, []).append(correction)
    return Overlay({doc_id: tuple(mine) for doc_id, mine in found.items()})


def keep(connection: Connection, correction: Correction) -> None:
    """Keep a correction in place of an earlier one of the same field; what had been read stays known."""
    key = {"doc_id": correction.doc_id, "field": correction.field, "task_id": correction.task_id or ""}
    before = connection.scalar(select(corrections.c.body).filter_by(**key))
    if before:
        correction = correction.model_copy(update={"was": Correction.model_validate_json(before).was})
    values = {"changed": correction.at.isoformat(), "body": correction.model_dump_json()}
    put = upsert(connection, corrections).values(**key, **values)
    connection.execute(put.on_conflict_do_update(index_elements=list(key), set_=values))


def forget(connection: Connection, doc_id: str, field: Field, *, task_id: str | None) -> bool:
    """Take a correction back; False when there was none."""
    gone = delete(corrections).filter_by(doc_id=doc_id, field=field, task_id=task_id or "")
    return connection.execute(gone).rowcount > 0


def refresh(connection: Connection, document: PolicyDocument) -> None:
    """Bring columns and keyword index to what the corrected document says."""
    row, header = document_row(connection, document.doc_id), document.header
    assert row is not None
    connection.execute(update(documents).where(documents.c.row == row).values(genre=header.genre, status=header.status))
    connection.execute(delete(document_regions).where(document_regions.c.document_row == row))
    if places := region_rows(header, owner=row):
        connection.execute(insert(document_regions), places)
    _refresh_clauses(connection, document, owner=row)
    _refresh_units(connection, document, owner=row)


def _refresh_clauses(connection: Connection, document: PolicyDocument, *, owner: int) -> None:
    """Words are indexed anew; vectors only where the place in front of a passage has changed."""
    asked = select(clauses.c.row, clauses.c.context).where(clauses.c.document_row == owner).order_by(clauses.c.row)
    found: Sequence[tuple[int, str]] = [(row, context) for row, context in connection.execute(asked)]
    rows = [row for row, _ in found]
    keywords.delete_rows(connection, rows)
    keywords.insert_rows(connection, dict(zip(rows, keyword_rows(document), strict=True)))
    for (row, context), clause in zip(found, document.clauses, strict=True):
        fresh = passage_context(document, clause)
        if fresh != context:
            named = content_hash(passage_text(fresh, clause.text))
            changed = {"context": fresh, "content_hash": named, "embedded": False}
            connection.execute(update(clauses).where(clauses.c.row == row).values(**changed))


def _refresh_units(connection: Connection, document: PolicyDocument, *, owner: int) -> None:
    mine = connection.execute(select(tasks.c.task_id, tasks.c.row).where(tasks.c.document_row == owner))
    rows = {task_id: row for task_id, row in mine}
    connection.execute(delete(task_units).where(task_units.c.task_row.in_(rows.values())))
    units = [{"task_row": rows[task.task_id], **unit} for task in document.tasks for unit in unit_rows(task)]
    if units:
        connection.execute(insert(task_units), units)
