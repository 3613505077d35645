"""The list of documents, the clause tree, and a sentence for each added file."""

from datetime import UTC, datetime

from tests.ui.fake_desk import FakeAdded
from tests.ui.paper import opinion, plan
from ui.shelf import added_html, failed_html, shelf_html, tree_html
from vectorstore.records import DocumentSummary

ADDED_AT = datetime(2024, 5, 1, tzinfo=UTC)
LISTED = [DocumentSummary.of(document, added_at=ADDED_AT) for document in (plan(), opinion())]


def test_a_row_tells_number_date_status_and_tasks() -> None:
    html = shelf_html(LISTED, is_demo=False, own_count=2)
    for expected in ("甲政发〔2017〕32号", "2017-12-31", "现行有效", "征求意见稿", "4 项", "2 项"):
        assert expected in html


def test_deleting_asks_first() -> None:
    html = shelf_html(LISTED, is_demo=False, own_count=2)
    assert html.index("<summary>删除</summary>") < html.index('data-remove="aaaaaaaaaa">确认删除')


def test_the_demonstration_cannot_be_deleted() -> None:
    assert "data-remove" not in shelf_html(LISTED, is_demo=True, own_count=2)


def test_without_own_documents_the_switch_says_who_answers() -> None:
    html = shelf_html(LISTED, is_demo=True, own_count=0)
    assert "我的资料还没有文件，现在由演示资料（摘编）作答" in html
    assert 'data-library="own" aria-pressed="false" disabled' in html


def test_a_clause_without_heading_is_named_by_its_duty() -> None:
    document = plan()
    clauses = tuple(clause.model_copy(update={"heading": ""}) for clause in document.clauses)
    assert "（一）推进科技金融体制改革创新</button>" in tree_html(document.model_copy(update={"clauses": clauses}))


def test_warnings_of_a_document_stand_in_its_row() -> None:
    warned = LISTED[0].model_copy(update={"warnings": ("第3页为识别文本。",)})
    assert "第3页为识别文本。" in shelf_html([warned], is_demo=False, own_count=2)


def test_an_empty_shelf_says_how_to_fill_it() -> None:
    assert "把文件拖到上面的框里" in shelf_html([], is_demo=False, own_count=2)


def test_the_tree_nests_clauses_and_counts_tasks() -> None:
    html = tree_html(plan())
    assert html.count("<details open>") == 2
    assert html.count("1 项任务") == 4


def test_a_file_that_was_there_before_is_called_so() -> None:
    assert "内容没有变化" in added_html(FakeAdded(title="甲", was_new=False))


def test_names_of_files_are_escaped() -> None:
    assert "&lt;img" in failed_html("“<img src=x>.txt”里没有可读的文字。")
