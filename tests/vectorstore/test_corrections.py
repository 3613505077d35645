"""Corrections in a library: seen by every reader, kept over removal, taken back without a trace."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from policy.corrections import correct
from policy.documents import PolicyDocument
from policy.errors import NotInLibraryError
from tests.vectorstore.conftest import make_document, make_task
from vectorstore.filters import ClauseFilter, TaskFilter
from vectorstore.library import PolicyLibrary

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SAID = "（一）深化国企改革。推动混合所有制改革落地见效。责任单位：区国资委、区财政局"


@pytest.fixture
def document(library: PolicyLibrary) -> PolicyDocument:
    document = make_document(paragraphs=(SAID,), tasks=((1, make_task()),))
    library.add(document)
    return document


def correct_all(library: PolicyLibrary, document: PolicyDocument) -> None:
    library.correct(correct(document, "region", "天津市武清区", at=NOW, person="王"))
    library.correct(correct(document, "status", "已废止", at=NOW))
    task = document.tasks[0]
    library.correct(correct(document, "units", "责任：区财政局", at=NOW, task_id=task.task_id))


def test_lists_documents_tasks_and_filters_all_see_a_correction(
    library: PolicyLibrary, document: PolicyDocument
) -> None:
    correct_all(library, document)
    assert library.documents()[0].header.status == "repealed"
    assert library.document(document.doc_id).header.region.name == "武清区"  # type: ignore[union-attr]
    assert [unit.name for unit in library.tasks()[0].task.units] == ["区财政局"]
    assert library.tasks(TaskFilter(regions=("东丽区",))) == ()
    assert len(library.tasks(TaskFilter(units=("区财政局",)))) == 1
    assert library.search("国企改革", filters=ClauseFilter(regions=("武清区",), statuses=("repealed",)))
    assert not library.search("国企改革", filters=ClauseFilter(regions=("东丽区",)))
    assert [unit.name for unit in library.vocabulary().units] == ["区财政局"]


def test_a_correction_outlives_the_removal_of_its_document(library: PolicyLibrary, document: PolicyDocument) -> None:
    correct_all(library, document)
    library.remove(document.doc_id)
    library.add(document)
    assert library.documents()[0].header.status == "repealed"
    assert library.tasks(TaskFilter(regions=("武清区",)))[0].task.corrected


def test_a_correction_that_is_taken_back_leaves_the_document_as_it_was_read(
    library: PolicyLibrary, document: PolicyDocument
) -> None:
    correct_all(library, document)
    library.correct(correct(library.document(document.doc_id), "status", "摘编", at=NOW))
    assert next(each.was for each in library.corrections(document.doc_id) if each.field == "status") == "现行有效"
    for correction in library.corrections(document.doc_id):
        assert library.take_back(document.doc_id, correction.field, task_id=correction.task_id)
    assert library.document(document.doc_id) == document
    assert len(library.tasks(TaskFilter(regions=("东丽区",), units=("区国资委",)))) == 1


def test_corrections_are_there_after_reopening(tmp_path: Path) -> None:
    document = make_document(paragraphs=(SAID,))
    with PolicyLibrary(tmp_path, embedder=None) as library:
        library.add(document)
        library.correct(correct(document, "status", "已废止", at=NOW, person="王"))
    with PolicyLibrary(tmp_path, embedder=None) as library:
        assert library.documents()[0].header.status == "repealed"
        assert library.corrections(document.doc_id)[0].person == "王"


def test_a_place_that_is_corrected_is_embedded_anew(hybrid: PolicyLibrary) -> None:
    document = make_document("关于优化营商环境的实施方案", paragraphs=(SAID,))
    hybrid.add(document)
    assert hybrid.wait_for_vectors()
    hybrid.correct(correct(document, "region", "天津市武清区", at=NOW))
    assert hybrid.wait_for_vectors()
    assert hybrid.embedding_progress() == (2, 2)


def test_a_narrowed_library_holds_the_chosen_documents_alone(library: PolicyLibrary, document: PolicyDocument) -> None:
    other = make_document("武清区工作要点", paragraphs=("（一）推动国企改革。另一份文件的改革任务。",))
    library.add(other)
    view = library.within([other.doc_id])
    assert [summary.doc_id for summary in view.documents()] == [other.doc_id]
    assert view.tasks() == ()
    assert {hit.clause.doc_id for hit in view.search("国企改革")} == {other.doc_id}
    assert view.vocabulary().units == ()
    with pytest.raises(NotInLibraryError):
        view.document(document.doc_id)
    with pytest.raises(NotInLibraryError):
        view.clause(document.clauses[0].clause_id)
    assert len(library.documents()) == 2
