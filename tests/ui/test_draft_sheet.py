"""A draft as HTML: words escaped, whose they are, their class, their sources."""

from tools.drafts import SUGGESTION, Draft, DraftPiece
from tools.evidence import SourceRef
from ui.draft_sheet import draft_html, shelf_html
from ui.kept_drafts import KeptDraft

REF = SourceRef(clause_id="aaaaaaaaaa-5", start=3, end=9)
TITLE = DraftPiece(piece_id="i1", kind="title", cells=("甲区<b>方案</b>",))
POINT = DraftPiece(piece_id="i2", kind="third", cells=("1.建成30个众创空间。",), label="本区基础", refs=(REF,))
HEAD = DraftPiece(piece_id="i3", kind="head", cells=("序号", "任务"))
ROW = DraftPiece(piece_id="i4", kind="row", cells=("1", "推进招商"), label=SUGGESTION)


def draft(*pieces: DraftPiece) -> Draft:
    return Draft(draft_id="ab12", kind="outline", title="甲区<b>方案</b>", target="甲区", pieces=(TITLE, *pieces))


def test_words_of_documents_become_no_markup() -> None:
    html = draft_html(draft())
    assert "甲区&lt;b&gt;方案&lt;/b&gt;" in html
    assert "<b>" not in html


def test_a_point_has_its_class_and_opens_its_clause() -> None:
    html = draft_html(draft(POINT))
    assert '<span class="badge">本区基础</span>' in html
    assert 'data-clause="aaaaaaaaaa-5" data-start="3" data-end="9"' in html


def test_what_a_person_changed_added_or_struck_is_said_to_be_theirs() -> None:
    changed = POINT.reworded(("1.建成若干。",))
    whole = draft(changed).with_new(("新增",), after="i2", kind="third")
    html = draft_html(whole.with_piece(TITLE.model_copy(update={"struck": True})))
    assert [word in html for word in ("本人改写", "本人新增", "本人删去")] == [True] * 3
    assert "本人改动 1 处、新增 1 处、删去 1 处" in html


def test_rows_stand_in_a_table_under_their_head() -> None:
    html = draft_html(draft(HEAD, ROW, POINT))
    assert html.index("<th>任务</th>") < html.index("推进招商") < html.index("众创空间")
    assert 'class="badge loose"' in html


def test_a_long_table_is_cut_on_the_page_and_says_so() -> None:
    rows = tuple(ROW.model_copy(update={"piece_id": f"r{n}"}) for n in range(305))
    assert "其余 5 行在导出的文件里" in draft_html(draft(HEAD, *rows))


def test_the_shelf_marks_the_open_draft() -> None:
    html = shelf_html((KeptDraft(draft(), "2025-03-01"),), "ab12")
    assert 'class="on"' in html
    assert "提纲 · 2025-03-01" in html
