"""Counts that the database answers are those of the duties read whole."""

from datetime import UTC, datetime

from policy.corrections import correct
from tests.vectorstore.conftest import make_document, make_task
from vectorstore.library import PolicyLibrary
from vectorstore.marks import TaskMark, words_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SAID = "（一）深化国企改革。推动混合所有制改革落地见效。责任单位：区国资委、区财政局"


def marks_when_read(library: PolicyLibrary) -> dict[str, tuple[TaskMark, ...]]:
    documents = [library.document(summary.doc_id) for summary in library.documents()]
    return {document.doc_id: tuple(map(TaskMark.of, document.tasks)) for document in documents}


def test_marks_are_what_the_duties_say(samples_library: PolicyLibrary) -> None:
    told = marks_when_read(samples_library)
    assert samples_library.task_marks(told) == told
    some = list(told)[:2]
    assert samples_library.task_marks(some) == {doc_id: told[doc_id] for doc_id in some}
    assert list(samples_library.within(some[:1]).task_marks(told)) == some[:1]


def test_marks_follow_a_correction_and_its_being_taken_back(library: PolicyLibrary) -> None:
    document = make_document(paragraphs=(SAID,), tasks=((1, make_task(units=())),))
    library.add(document)
    assert not library.task_marks([document.doc_id])[document.doc_id][0].units
    task_id = document.tasks[0].task_id
    library.correct(correct(document, "units", "牵头：区财政局", at=NOW, task_id=task_id))
    assert library.task_marks([document.doc_id]) == marks_when_read(library)
    assert library.task_marks([document.doc_id])[document.doc_id][0].has_lead
    library.take_back(document.doc_id, "units", task_id=task_id)
    assert not library.task_marks([document.doc_id])[document.doc_id][0].units


def test_a_unit_whose_name_holds_the_field_is_no_lead(library: PolicyLibrary) -> None:
    odd = '区"role":"lead"局'
    document = make_document(tasks=((1, make_task(units=((odd, odd, "responsible"),))),))
    library.add(document)
    assert library.task_marks([document.doc_id]) == marks_when_read(library)


def test_documents_without_duties_have_none(library: PolicyLibrary) -> None:
    document = make_document()
    library.add(document)
    assert library.task_marks([document.doc_id, "unknown"]) == {document.doc_id: ()}


def test_words_are_headings_own_text_and_units_of_each_duty(library: PolicyLibrary) -> None:
    document = make_document(paragraphs=(SAID,), tasks=((1, make_task(units=(("区國資委", "区國資委", "lead"),))),))
    library.add(document)
    said = library.task_words()
    assert said == words_of(document)
    (words,) = said.values()
    assert "区国资委" in words and "混合所有制" in words


def test_words_follow_a_correction(library: PolicyLibrary) -> None:
    document = make_document(paragraphs=(SAID,), tasks=((1, make_task(units=())),))
    library.add(document)
    task_id = document.tasks[0].task_id
    assert "财政" not in library.task_words()[task_id]
    library.correct(correct(document, "units", "牵头：区财政局", at=NOW, task_id=task_id))
    assert "财政" in library.task_words()[task_id]
