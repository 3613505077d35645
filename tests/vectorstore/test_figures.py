"""Figures that are read by themselves are those of the documents read whole."""

from policy.assignments import Indicator
from policy.documents import PolicyDocument
from tests.vectorstore.conftest import make_document
from vectorstore.figures import Figure
from vectorstore.library import PolicyLibrary

Told = tuple[str, str, tuple[str, ...], Indicator]


def as_told(figure: Figure) -> Told:
    return figure.clause_id, figure.heading, figure.headings, figure.indicator


def figures_when_read(document: PolicyDocument) -> list[Told]:
    told: set[str] = set()
    found = list(document.indicators)
    for task in document.tasks:
        if task.mirror_id not in told:
            told.add(task.task_id)
            found += task.indicators
    placed = ((one, document.clause_at(one.start)) for one in sorted(found, key=lambda one: one.start))
    return [(c.clause_id, c.heading, document.heading_path(c), one) for one, c in placed if c]


def test_figures_are_those_of_the_documents_read_whole(samples_library: PolicyLibrary) -> None:
    documents = [samples_library.document(summary.doc_id) for summary in samples_library.documents()]
    told = {document.doc_id: figures_when_read(document) for document in documents}
    found = samples_library.figures(told)
    assert any(told.values())
    assert {doc_id: list(map(as_told, mine)) for doc_id, mine in found.items()} == told


def test_a_view_tells_the_figures_of_its_own_documents(samples_library: PolicyLibrary) -> None:
    one, other = [summary.doc_id for summary in samples_library.documents()][:2]
    assert list(samples_library.within([one]).figures([one, other])) == [one]


def test_documents_without_figures_have_none(library: PolicyLibrary) -> None:
    document = make_document()
    library.add(document)
    assert library.figures([document.doc_id, "unknown"]) == {document.doc_id: ()}
