"""A document as rows: how it gets into the tables, and out of them whole."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, delete, insert, select

from policy.assignments import Task
from policy.documents import Clause, PolicyDocument
from policy.elements import DocumentHeader
from vectorstore import keywords
from vectorstore.facts import upsert
from vectorstore.keyword_rows import KeywordRow
from vectorstore.passages import content_hash, passage_context, passage_text
from vectorstore.records import DocumentSummary
from vectorstore.schema import (
    clauses,
    document_regions,
    documents,
    embeddings,
    removed_clauses,
    task_deadlines,
    task_indicators,
    task_themes,
    task_units,
    tasks,
)

Value = str | int | bool | None | object
Row = dict[str, Value]


def document_row(connection: Connection, doc_id: str) -> int | None:
    """The row number of a document, None where it is not here."""
    return connection.scalar(select(documents.c.row).where(documents.c.doc_id == doc_id))


def insert_document(
    connection: Connection, document: PolicyDocument, *, words: Sequence[KeywordRow], added_at: datetime
) -> None:
    """Write every row of it, the keyword index included."""
    owner = _insert_header(connection, document, added_at=added_at)
    rows = _insert_clauses(connection, document, owner=owner)
    numbers = [rows[clause.clause_id] for clause in document.clauses]
    keywords.insert_rows(connection, dict(zip(numbers, words, strict=True)))
    for task in document.tasks:
        _insert_task(connection, task, owner=owner, clause_row=rows[task.clause_id])


def delete_document(connection: Connection, row: int) -> None:
    """Take every row of it away, and every vector that no other clause shares."""
    mine = connection.execute(
        select(clauses.c.row, clauses.c.clause_id, clauses.c.content_hash).where(clauses.c.document_row == row)
    ).all()
    keywords.delete_rows(connection, [clause.row for clause in mine])
    _note_removed(connection, [clause.clause_id for clause in mine])
    connection.execute(delete(documents).where(documents.c.row == row))
    hashes = sorted({clause.content_hash for clause in mine})
    shared = select(clauses.c.content_hash).where(clauses.c.content_hash == embeddings.c.content_hash).exists()
    connection.execute(delete(embeddings).where(and_(embeddings.c.content_hash.in_(hashes), ~shared)))


def rows_of(connection: Connection, table: Table, where: ColumnElement[bool]) -> Sequence[RowMapping]:
    """Rows of a table in the order they were written."""
    return connection.execute(select(table).where(where).order_by(table.c.row)).mappings().all()


def _note_removed(connection: Connection, clause_ids: Iterable[str]) -> None:
    rows = [{"clause_id": clause_id} for clause_id in clause_ids]
    if rows:
        connection.execute(upsert(connection, removed_clauses).on_conflict_do_nothing(), rows)


def _insert_header(connection: Connection, document: PolicyDocument, *, added_at: datetime) -> int:
    header = document.header
    summary = DocumentSummary.of(document, added_at=added_at)
    bare = document.model_copy(update={"clauses": (), "tasks": ()})
    row = connection.scalar(
        insert(documents).returning(documents.c.row),
        {
            "doc_id": document.doc_id,
            "title": header.title,
            "genre": header.genre,
            "status": header.status,
            "summary": summary.model_dump_json(),
            "body": bare.model_dump_json(),
        },
    )
    assert row is not None
    if places := region_rows(header, owner=row):
        connection.execute(insert(document_regions), places)
    return int(row)


def region_rows(header: DocumentHeader, *, owner: int) -> list[Row]:
    """A row for the document's place and for each that holds it."""
    places = (header.region.name, *header.region.parents) if header.region else ()
    return [{"document_row": owner, "name": name} for name in dict.fromkeys(places)]


def _insert_clauses(connection: Connection, document: PolicyDocument, *, owner: int) -> dict[str, int]:
    """Row numbers by clause id."""
    if not document.clauses:
        return {}
    connection.execute(insert(clauses), [_clause_row(document, clause, owner=owner) for clause in document.clauses])
    mine = select(clauses.c.clause_id, clauses.c.row).where(clauses.c.document_row == owner)
    rows = {clause_id: row for clause_id, row in connection.execute(mine)}
    connection.execute(delete(removed_clauses).where(removed_clauses.c.clause_id.in_(sorted(rows))))
    return rows


def _clause_row(document: PolicyDocument, clause: Clause, *, owner: int) -> Row:
    context = passage_context(document, clause)
    return {
        "document_row": owner,
        "clause_id": clause.clause_id,
        "content_hash": content_hash(passage_text(context, clause.text)),
        "embedded": False,
        "context": context,
        "body": clause.model_dump_json(),
    }


def _insert_task(connection: Connection, task: Task, *, owner: int, clause_row: int) -> None:
    row = connection.scalar(
        insert(tasks).returning(tasks.c.row),
        {
            "document_row": owner,
            "clause_row": clause_row,
            "task_id": task.task_id,
            "heading": task.heading,
            "quote": task.quote,
            "body": task.model_dump_json(),
        },
    )
    parts: dict[Table, list[Row]] = {
        task_units: unit_rows(task),
        task_themes: [{"theme": theme} for theme in dict.fromkeys(task.themes)],
        task_deadlines: [{"kind": deadline.kind, "due": deadline.due} for deadline in task.deadlines],
        task_indicators: [{"name": indicator.name, "unit": indicator.unit} for indicator in task.indicators],
    }
    for table, rows in parts.items():
        if rows:
            connection.execute(insert(table), [{"task_row": row, **values} for values in rows])


def unit_rows(task: Task) -> list[Row]:
    """A row for each unit that has a part in the task."""
    asked = (unit for item in task.support_items for unit in item.units)
    return [{"name": unit.name, "printed": unit.printed, "role": unit.role} for unit in (*task.units, *asked)]
