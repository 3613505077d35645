"""Sentences that meet a need, in clauses and in rows whose cells stand side by side."""

from tools.needs import need_of
from tools.passages import passages
from tools.search import search_clauses
from vectorstore.library import PolicyLibrary


def test_no_passage_goes_on_from_one_cell_into_the_next(samples_library: PolicyLibrary) -> None:
    rows = [hit for hit in search_clauses(samples_library, query="科技创新规划").hits if hit.clause.kind == "row"]
    assert rows
    for found in rows:
        spans = passages(need_of("规划"), found.clause, found.heading_path, found.cell_starts)
        assert not any(span.start < start < span.end for span in spans for start in found.cell_starts)


def test_document_tells_the_cells_of_its_rows_and_of_no_other_clause(samples_library: PolicyLibrary) -> None:
    for summary in samples_library.documents():
        document = samples_library.document(summary.doc_id)
        for clause in document.clauses:
            assert bool(document.cells_of(clause.clause_id)) == (clause.kind == "row")
