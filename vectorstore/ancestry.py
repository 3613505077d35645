"""Clauses by their ids or places, and the headings above them, without reading whole documents."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from policy.documents import Clause
from vectorstore.schema import clauses, documents

_CHUNK = 2_000


def load_clauses(connection: Connection, clause_ids: Sequence[str]) -> dict[str, tuple[Clause, int]]:
    """Each clause that is here, with its document's row."""
    columns = select(clauses.c.clause_id, clauses.c.body, clauses.c.document_row)
    parts = (clause_ids[start : start + _CHUNK] for start in range(0, len(clause_ids), _CHUNK))
    found = (row for part in parts for row in connection.execute(columns.where(clauses.c.clause_id.in_(part))))
    return {clause_id: (Clause.model_validate_json(body), owner) for clause_id, body, owner in found}


def load_first(connection: Connection) -> dict[str, Clause]:
    """The first clause of every document, by the document's id."""
    first = select(func.min(clauses.c.row)).group_by(clauses.c.document_row)
    asked = select(documents.c.doc_id, clauses.c.body).join(clauses, clauses.c.document_row == documents.c.row)
    found = connection.execute(asked.where(clauses.c.row.in_(first)))
    return {doc_id: Clause.model_validate_json(body) for doc_id, body in found}


def load_above(connection: Connection, wanted: Sequence[tuple[Clause, str]]) -> dict[str, Clause]:
    """Every clause above these, by its id; beside each the id of another clause that is wanted itself, or ''."""
    known: dict[str, Clause] = {}
    asked = {clause.parent_id for clause, _ in wanted if clause.parent_id} | {other for _, other in wanted if other}
    while asked:
        names = sorted(asked)
        known |= {clause_id: clause for clause_id, (clause, _) in load_clauses(connection, names).items()}
        asked = {known[name].parent_id or "" for name in names if name in known} - known.keys() - {""}
    return known


def headings_to(clause: Clause, above: Mapping[str, Clause]) -> tuple[str, ...]:
    """As `PolicyDocument.heading_path`, from the clauses above."""
    chain = [clause]
    while chain[0].parent_id:
        chain.insert(0, above[chain[0].parent_id])
    return tuple(f"{one.number}{one.heading}" for one in chain if one.number or one.heading)
