"""Drafts: made of what tools found, changed by a person, sent out and taken back."""

from datetime import date
from pathlib import Path

import pytest
import vobject
from docx import Document
from openpyxl import load_workbook

from exports.returned import read_returned
from policy.errors import ExportError, ToolError
from tools.draft_exports import FORMATS, reminders_of, save_draft
from tools.draft_making import make_draft
from tools.draft_papers import draft_paper
from tools.draft_returns import take_back
from tools.drafts import Draft, DraftKind
from vectorstore.library import PolicyLibrary

SINCE = date(2025, 3, 1)


def drafted(library: PolicyLibrary, kind: DraftKind) -> Draft:
    targets = ["静海区", "宝坻区"] if kind == "comparison" else ["静海区"]
    topic = "招商引资" if kind in ("comparison", "outline") else ""
    return make_draft(library, kind=kind, draft_id="ab12", targets=targets, topic=topic)


def sent(library: PolicyLibrary, draft: Draft, path: Path) -> Path:
    save_draft(library, draft, path, since=SINCE)
    return path


@pytest.mark.parametrize("kind", list(FORMATS))
def test_every_kind_leaves_in_every_format_that_suits_it(
    districts: PolicyLibrary, kind: DraftKind, tmp_path: Path
) -> None:
    draft = drafted(districts, kind)
    for suffix in FORMATS[kind]:
        assert sent(districts, draft, tmp_path / f"稿{suffix}").stat().st_size


@pytest.mark.parametrize("kind", list(FORMATS))
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_file_nobody_touched_changes_nothing_with_or_without_the_kept_draft(
    districts: PolicyLibrary, kind: DraftKind, suffix: str, tmp_path: Path
) -> None:
    draft = drafted(districts, kind)
    returned = read_returned(sent(districts, draft, tmp_path / f"稿{suffix}"))
    assert take_back(returned, draft) == draft
    assert take_back(returned, None) == draft


def test_what_a_person_changed_in_word_is_theirs_and_the_rest_as_it_was(
    districts: PolicyLibrary, tmp_path: Path
) -> None:
    draft = drafted(districts, "outline")
    path = sent(districts, draft, tmp_path / "稿.docx")
    document = Document(str(path))
    goal = next(p for p in document.paragraphs if "引进项目20个" in p.text)
    before = goal.runs[0].text
    goal.runs[0].text = "1.引进项目若干。"
    struck = next(p for p in document.paragraphs if p.text.startswith("（二）"))
    struck._p.getparent().remove(struck._p)
    document.save(str(path))
    back = take_back(read_returned(path), draft)
    theirs = [piece for piece in back.pieces if piece.is_theirs]
    assert [(piece.cells, piece.drafted, piece.struck) for piece in theirs] == [
        ((struck.text.partition("[")[0],), None, True), (("1.引进项目若干。",), (before,), False),
    ]  # fmt: skip
    assert back.told() == "本人改动 1 处、删去 1 处"
    assert [p for p in back.pieces if not p.is_theirs] == [
        p for p in draft.pieces if p.piece_id not in {each.piece_id for each in theirs}
    ]


def test_a_row_changed_and_a_row_added_in_excel(districts: PolicyLibrary, tmp_path: Path) -> None:
    draft = drafted(districts, "follow_up")
    path = sent(districts, draft, tmp_path / "计划.xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["H2"].value = "已问"
    sheet.append([99, "到区商务局核对口径", "会议纪要", "区商务局", "", "2025-04-01", "", "待办"])
    book.save(path)
    back = take_back(read_returned(path), draft)
    changed, added = (piece for piece in back.pieces if piece.is_theirs)
    assert (changed.cells[-1], changed.drafted and changed.drafted[-1]) == ("已问", "待办")
    assert (added.cells[1], added.drafted, added.kind) == ("到区商务局核对口径", (), "row")


def test_what_was_changed_on_the_page_meanwhile_stays(districts: PolicyLibrary, tmp_path: Path) -> None:
    draft = drafted(districts, "outline")
    path = sent(districts, draft, tmp_path / "稿.docx")
    first = draft.pieces[3]
    meanwhile = draft.with_piece(first.reworded(("一、总的要求",)))
    assert take_back(read_returned(path), meanwhile) == meanwhile


def test_words_put_back_are_no_change(districts: PolicyLibrary) -> None:
    piece = drafted(districts, "outline").pieces[3]
    assert piece.reworded(("别的",)).reworded(piece.cells) == piece


def test_a_file_tells_nobody_what_was_drafted_before_a_change(districts: PolicyLibrary) -> None:
    draft = drafted(districts, "outline")
    piece = next(piece for piece in draft.pieces if piece.kind == "third")
    changed = draft.with_piece(piece.reworded(("1.改过的。",)))
    assert piece.cells[0] not in draft_paper(districts, changed).memory


def test_a_file_without_memory_and_without_a_kept_draft_is_a_sentence(districts: PolicyLibrary, tmp_path: Path) -> None:
    returned = read_returned(sent(districts, drafted(districts, "outline"), tmp_path / "稿.docx"))
    with pytest.raises(ToolError, match="编号信息已被清除"):
        take_back(returned.model_copy(update={"memory": ""}), None)


def test_reminders_follow_what_a_person_writes_under_the_deadline(districts: PolicyLibrary, tmp_path: Path) -> None:
    draft = drafted(districts, "follow_up")
    row = next(piece for piece in draft.pieces if piece.kind == "row" and piece.rule is None)
    cells = (*row.cells[:5], "2025年4月1日前", *row.cells[6:])
    days = [reminder.day for reminder in reminders_of(draft.with_piece(row.reworded(cells)))]
    assert date(2025, 4, 1) in days
    path = sent(districts, draft, tmp_path / "计划.ics")
    (event, *_) = vobject.readOne(path.read_text(encoding="utf-8")).vevent_list
    assert "十个工作日" in event.summary.value


def test_a_table_takes_the_heads_of_a_named_documents_table(samples_library: PolicyLibrary) -> None:
    table = make_draft(samples_library, kind="division", draft_id="ab12", targets=["东丽区"], references=["滨海新区"])
    head = next(piece for piece in table.pieces if piece.kind == "head")
    printed = next(t.columns for c in samples_library.documents() for t in samples_library.document(c.doc_id).tables)
    assert set(printed) - {""} <= set(head.cells)


def test_levels_are_numbered_as_the_standard_has_them(districts: PolicyLibrary) -> None:
    """GB/T 9704—2012 7.3.3 文中结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注."""
    numbers = {piece.kind: piece.cells[0][:2] for piece in reversed(drafted(districts, "outline").pieces)}
    assert (numbers["first"], numbers["second"], numbers["third"]) == ("一、", "（一", "1.")


def test_suggestions_are_told_and_counted_apart(districts: PolicyLibrary) -> None:
    draft = make_draft(districts, kind="outline", draft_id="ab12", targets=["蓟州区"], topic="招商引资")
    suggested = [piece for piece in draft.pieces if piece.label == "建议（无直接依据）"]
    assert suggested
    assert all("建议，无直接依据" in piece.cells[0] for piece in suggested)
    assert any(f"共 {len(suggested)} 条" in note for note in draft.notes)


def test_a_format_that_does_not_suit_is_a_sentence(districts: PolicyLibrary, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="不能写成"):
        save_draft(districts, drafted(districts, "outline"), tmp_path / "稿.ics", since=SINCE)


def test_a_comparison_wants_a_topic(districts: PolicyLibrary) -> None:
    with pytest.raises(ToolError, match="主题"):
        make_draft(districts, kind="comparison", draft_id="ab12", targets=["静海区", "宝坻区"])


def test_rows_of_a_workbook_bring_their_clause_and_its_words(districts: PolicyLibrary, tmp_path: Path) -> None:
    path = sent(districts, drafted(districts, "division"), tmp_path / "表.xlsx")
    head, first, *_ = load_workbook(path).worksheets[0].values
    told = dict(zip(head, first, strict=True))
    assert str(told["出处（文件、条款）"]).startswith("《静海区2025年重点工作方案》")
    assert "百企进区" in str(told["原文"])


def test_a_place_typed_short_is_called_by_its_name(districts: PolicyLibrary) -> None:
    draft = make_draft(districts, kind="division", draft_id="ab12", targets=["静海"])
    assert draft.title.startswith("静海区")
