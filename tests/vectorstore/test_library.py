import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest

from policy.errors import LibraryFolderError, NotInLibraryError
from tests.vectorstore.conftest import WuQing, make_document, make_task
from vectorstore import writing
from vectorstore.filters import TaskFilter
from vectorstore.library import PolicyLibrary

REFORM = make_document(tasks=[(1, make_task())])
SERVICE = make_document(
    "武清区政务服务工作要点",
    region=WuQing,
    paragraphs=("（一）推行一网通办。压减审批时限。", "（二）投资3000亿元。2025年底前完成。"),
    tasks=[
        (1, make_task("压减审批时限", units=[("区政务服务办", "区政务办", "lead")], themes=["营商环境/放管服"])),
        (
            2,
            make_task(
                "2025年底前完成",
                units=[("区发展改革委", "区发改委", "responsible"), ("区国资委", "区国资委", "support")],
                due=date(2025, 12, 31),
                indicator="3000亿元",
            ),
        ),
    ],
)


def test_a_document_comes_back_as_it_went_in(library: PolicyLibrary) -> None:
    assert library.add(SERVICE)
    assert library.document(SERVICE.doc_id) == SERVICE
    assert library.clause(SERVICE.clauses[1].clause_id) == SERVICE.clauses[1]


def test_the_same_bytes_twice_change_nothing(library: PolicyLibrary) -> None:
    library.add(REFORM)
    before = library.documents(), library.tasks(), library.version
    assert not library.add(REFORM)
    assert (library.documents(), library.tasks(), library.version) == before


def test_documents_are_listed_in_the_order_they_came(library: PolicyLibrary) -> None:
    library.add(SERVICE)
    library.add(REFORM)
    assert [summary.doc_id for summary in library.documents()] == [SERVICE.doc_id, REFORM.doc_id]
    assert library.documents()[0].task_count == 2
    assert library.documents()[0].clause_count == 3


@pytest.mark.embedded
def test_removing_a_document_removes_all_of_it(library: PolicyLibrary, tmp_path: Path) -> None:
    library.add(REFORM)
    library.remove(REFORM.doc_id)
    assert (library.documents(), library.tasks(), library.search("混合所有制改革")) == ((), (), ())
    with pytest.raises(NotInLibraryError, match="已被移除"):
        library.document(REFORM.doc_id)
    assert _filled_tables(tmp_path / "library" / "library.db") <= {"facts", "removed_clauses"}


def test_a_removed_document_can_be_added_again(library: PolicyLibrary) -> None:
    library.add(REFORM)
    library.remove(REFORM.doc_id)
    assert library.add(REFORM)
    assert library.document(REFORM.doc_id) == REFORM


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        (TaskFilter(), ["推动混合所有制改革落地见效", "压减审批时限", "2025年底前完成"]),
        (TaskFilter(units=("区国资委",)), ["推动混合所有制改革落地见效", "2025年底前完成"]),
        (TaskFilter(units=("区国资委",), role="lead"), ["推动混合所有制改革落地见效"]),
        (TaskFilter(units=("区政务办",)), ["压减审批时限"]),
        (TaskFilter(role="support"), ["2025年底前完成"]),
        (TaskFilter(regions=("武清区",)), ["压减审批时限", "2025年底前完成"]),
        (TaskFilter(regions=("天津市",), has_deadline=False), ["推动混合所有制改革落地见效", "压减审批时限"]),
        (TaskFilter(due_before=date(2025, 12, 31)), ["2025年底前完成"]),
        (TaskFilter(due_before=date(2025, 12, 30)), []),
        (TaskFilter(has_indicator=True), ["2025年底前完成"]),
        (TaskFilter(themes=("营商环境/放管服",)), ["压减审批时限"]),
        (TaskFilter(keyword="审批"), ["压减审批时限"]),
        (TaskFilter(doc_ids=()), []),
        (TaskFilter(doc_ids=(REFORM.doc_id,)), ["推动混合所有制改革落地见效"]),
    ],
)
def test_a_filter_gives_the_complete_set_in_reading_order(
    library: PolicyLibrary, filters: TaskFilter, quotes: list[str]
) -> None:
    library.add(REFORM)
    library.add(SERVICE)
    found = library.tasks(filters)
    assert [row.task.quote for row in found] == quotes
    assert all(row.clause.clause_id == row.task.clause_id for row in found)
    assert all(row.document.doc_id == row.task.doc_id for row in found)


def test_the_vocabulary_follows_the_documents(library: PolicyLibrary) -> None:
    library.add(REFORM)
    assert [region.name for region in library.vocabulary().regions] == ["东丽区"]
    library.add(SERVICE)
    vocabulary = library.vocabulary()
    assert [region.name for region in vocabulary.regions] == ["东丽区", "武清区"]
    assert {unit.name: unit.printed for unit in vocabulary.units}["区发展改革委"] == ("区发改委",)
    library.remove(SERVICE.doc_id)
    assert library.vocabulary().titles == (REFORM.header.title,)


@pytest.mark.embedded
def test_a_failure_in_the_middle_of_adding_leaves_nothing(
    library: PolicyLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writing, "_insert_task", fail)
        with pytest.raises(KeyboardInterrupt):
            library.add(REFORM)
    assert (library.documents(), library.search("混合所有制改革"), library.version) == ((), (), 0)
    assert _filled_tables(tmp_path / "library" / "library.db") == {"facts"}
    assert library.add(REFORM)


def test_threads_add_and_ask_at_the_same_time(library: PolicyLibrary) -> None:
    batches = [[make_document(f"第{thread}批第{n}号方案") for n in range(5)] for thread in range(3)]
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for document in batches[number]:
                library.add(document)
                assert library.search("混合所有制改革")
                assert library.document(document.doc_id) == document
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(library.documents()) == library.version == 15


def test_a_library_is_the_same_after_reopening(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path, embedder=None) as first:
        first.add(SERVICE)
        found = first.search("审批时限")
    with PolicyLibrary(tmp_path, embedder=None) as second:
        assert second.search("审批时限") == found
        assert second.document(SERVICE.doc_id) == SERVICE


@pytest.mark.embedded
def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE theirs (x)")
    foreign.commit()
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(LibraryFolderError, match="不是策问的资料库"):
        PolicyLibrary(tmp_path, embedder=None)
    assert path.read_bytes() == before


@pytest.mark.embedded
def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("这是一份普通文本。" * 100, encoding="utf-8")
    with pytest.raises(LibraryFolderError, match="无法打开"):
        PolicyLibrary(tmp_path, embedder=None)


@pytest.mark.embedded
def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "place").write_text("", encoding="utf-8")
    with pytest.raises(LibraryFolderError, match="请检查路径"):
        PolicyLibrary(tmp_path / "place", embedder=None)


@pytest.mark.embedded
def test_a_library_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    PolicyLibrary(tmp_path, embedder=None).close()
    newer = sqlite3.connect(tmp_path / "library.db")
    newer.execute("UPDATE facts SET value = '999' WHERE name = 'schema_version'")
    newer.commit()
    newer.close()
    with pytest.raises(LibraryFolderError, match="升级"):
        PolicyLibrary(tmp_path, embedder=None)


def test_what_is_not_here_is_said_to_be_missing(library: PolicyLibrary) -> None:
    with pytest.raises(NotInLibraryError):
        library.remove("0000000000")
    with pytest.raises(NotInLibraryError):
        library.clause("0000000000-1")


def _filled_tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [name for name in names if not name.startswith(("sqlite_", "clause_words_", "clause_word_counts"))]
    filled = {name for name in ours if connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]}
    connection.close()
    return filled
