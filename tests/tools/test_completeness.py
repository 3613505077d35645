"""任务要素体检."""

from tools.completeness import ELEMENTS, check_completeness, having
from tools.scope import resolve_scope
from tools.task_rows import rows_of, without_mirrors
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary
from vectorstore.marks import TaskMark


def test_elements_are_counted_document_by_document(two_plans: PolicyLibrary) -> None:
    nankai, hexi = check_completeness(two_plans).documents
    assert (nankai.task_count, nankai.having) == (4, (3, 1, 3, 2))
    assert (hexi.task_count, hexi.having) == (3, (2, 0, 2, 2))
    assert [nankai.missing(element) for element in range(len(ELEMENTS))] == [1, 3, 1, 2]


def test_counts_agree_with_the_filter(samples_library: PolicyLibrary) -> None:
    for check in check_completeness(samples_library).documents:
        of_document = {"documents": [check.card.doc_id]}
        assert check.task_count == filter_tasks(samples_library, **of_document).total  # type: ignore[arg-type]
        timed = filter_tasks(samples_library, deadline="has", **of_document)  # type: ignore[arg-type]
        assert check.having[2] == timed.total


def test_counts_and_examples_are_those_of_the_rows_read_whole(samples_library: PolicyLibrary) -> None:
    rows = without_mirrors(rows_of(samples_library, resolve_scope(samples_library)))
    for check in check_completeness(samples_library).documents:
        mine = [row for row in rows if row.card.doc_id == check.card.doc_id]
        assert check.having == having(tuple(TaskMark.of(row.task) for row in mine))
        assert (check.task_count, check.example) == (len(mine), mine[0] if mine else None)


def test_place_without_documents_gives_no_line(two_plans: PolicyLibrary) -> None:
    check = check_completeness(two_plans, regions=["浦东新区"])
    assert check.documents == ()
    assert check.searched == "已查浦东新区 0 份文件"
