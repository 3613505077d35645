"""The shelf page by page, a document as a tree with its marks and corrections, and a sentence for each added file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from policy.corrections import correct, corrected_document
from tests.ui.fake_desk import FakeAdded
from tests.ui.paper import opinion, plan
from tools.listing import PAGE_SIZE, DocumentPage, ListQuery, list_documents
from ui.document_sheet import paper_html
from ui.reports import added_html, failed_html, removed_html, uploads_html
from ui.scope import choose, chosen, scope_html
from ui.shelf import shelf_html
from ui.uploads import Upload
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> DocumentPage:
    with PolicyLibrary(tmp_path_factory.mktemp("shelf"), embedder=None) as library:
        library.add(plan())
        library.add(opinion())
        return list_documents(library, ListQuery())


@pytest.fixture
def nothing(tmp_path: Path) -> DocumentPage:
    with PolicyLibrary(tmp_path / "empty", embedder=None) as library:
        return list_documents(library, ListQuery())


def test_a_row_tells_number_date_status_and_tasks(listed: DocumentPage) -> None:
    html = shelf_html(listed, is_demo=False, own_count=2)
    for expected in ("甲政发〔2017〕32号", "2017-12-31", "现行有效", "征求意见稿", "4 项", "2 项"):
        assert expected in html


def test_the_demonstration_cannot_be_deleted(listed: DocumentPage) -> None:
    assert 'data-do="remove"' in shelf_html(listed, is_demo=False, own_count=2)
    assert 'data-do="remove"' not in shelf_html(listed, is_demo=True, own_count=2)


def test_who_only_reads_is_not_offered_to_delete(listed: DocumentPage) -> None:
    assert 'data-do="remove"' not in shelf_html(listed, is_demo=False, own_count=2, changing=False)


def test_without_own_documents_the_switch_says_who_answers(listed: DocumentPage) -> None:
    html = shelf_html(listed, is_demo=True, own_count=0)
    assert "我的资料还没有文件，现在由演示资料（摘编）作答" in html
    assert 'data-library="own" aria-pressed="false" disabled' in html


def test_warnings_and_missing_vectors_stand_in_the_row(listed: DocumentPage) -> None:
    warned = listed.documents[0].model_copy(update={"warnings": ("第3页为识别文本。",)})
    page = listed.model_copy(update={"documents": (warned,)})
    html = shelf_html(page, is_demo=False, own_count=2, pending={warned.doc_id: 7})
    assert "第3页为识别文本。；语义索引还差 7 条，已可提问" in html


def test_an_empty_shelf_says_how_to_fill_it(nothing: DocumentPage) -> None:
    assert "把文件拖到上面的框里" in shelf_html(nothing, is_demo=False, own_count=2)


def test_a_long_list_is_told_page_by_page(listed: DocumentPage) -> None:
    many = listed.model_copy(update={"doc_ids": tuple(map(str, range(2 * PAGE_SIZE + 1)))})
    assert "第 1 页，共 3 页" in shelf_html(many, is_demo=False, own_count=2)


def test_the_list_is_narrowed_by_words_and_by_what_documents_are(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path, embedder=None) as library:
        library.add(plan())
        library.add(opinion())
        assert list_documents(library, ListQuery(words="32号 甲区")).total == 1
        assert list_documents(library, ListQuery(status="draft_for_comment")).total == 1
        assert list_documents(library, ListQuery(place="乙市", genre="plan")).total == 0
        assert list_documents(library, ListQuery(page=9)).query.page == 1


def test_the_tree_nests_clauses_counts_tasks_and_marks_the_text() -> None:
    html = paper_html(plan(), (), correctable=True)
    assert html.count("<details open>") == 2
    assert "9 条，4 项任务" in html
    assert '<mark class="unit">区科委</mark>' in html
    assert "3 项任务</span>" in html


def test_a_correction_is_shown_with_who_and_what_had_been_read() -> None:
    correction = correct(plan(), "status", "已废止", at=NOW, person="王")
    html = paper_html(corrected_document(plan(), (correction,)), (correction,), correctable=True)
    assert "已更正" in html
    assert "王于 2026-11-22" in html
    assert "原为“现行有效”" in html
    assert 'data-do="take-back" data-field="status"' in html


def test_the_demonstration_cannot_be_corrected() -> None:
    assert 'data-do="correct"' not in paper_html(plan(), (), correctable=False)


def test_a_choice_of_documents_is_each_persons_own(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        choose(kept, "王", ["b", "a", "b"])
        assert chosen(kept, "王") == ("b", "a")
        assert chosen(kept, "李") == ()
        choose(kept, "王", [])
        assert chosen(kept, "王") == ()


def test_a_choice_made_in_another_library_narrows_nothing() -> None:
    assert scope_html(["a", "b"], ["c"]) == ""
    assert "只看所选的 1 份文件" in scope_html(["a", "b"], ["a", "c"])


def test_files_on_their_way_tell_their_stage_and_can_be_stopped() -> None:
    html = uploads_html([Upload("甲.txt", "done", FakeAdded("甲")), Upload("乙.pdf", "ledger"), Upload("丙.docx")])
    assert "已读 1/3 份" in html
    assert '<span class="now">任务</span>' in html
    assert 'data-do="stop"' in html


def test_a_file_that_was_there_before_is_called_so() -> None:
    assert "内容没有变化" in added_html(FakeAdded(title="甲", was_new=False))


def test_what_was_deleted_can_be_brought_back() -> None:
    assert 'data-do="restore" data-doc="aaaaaaaaaa"' in removed_html("甲", "aaaaaaaaaa")


def test_names_of_files_are_escaped() -> None:
    assert "&lt;img" in failed_html("“<img src=x>.txt”里没有可读的文字。")
