"""Edited files taken back, the hard cases: columns moved, rows sorted, copied and struck, words of a source changed."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from openpyxl import load_workbook

from exports.returned import read_returned
from tests.tools.test_drafts import SINCE, drafted, sent
from tools.draft_exports import reminders_of, save_draft
from tools.draft_returns import take_back
from tools.drafts import Draft
from vectorstore.library import PolicyLibrary


@pytest.fixture
def plan(districts: PolicyLibrary) -> Draft:
    return drafted(districts, "follow_up")


@pytest.fixture
def book(districts: PolicyLibrary, plan: Draft, tmp_path: Path) -> Path:
    return sent(districts, plan, tmp_path / "计划.xlsx")


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    """The workbook after a person was at its first sheet, or the Word file after they were at it."""
    if path.suffix == ".xlsx":
        opened = load_workbook(path)
        edit(opened.worksheets[0])
    else:
        opened = Document(str(path))
        edit(opened)
    opened.save(str(path))
    return path


def rows(draft: Draft) -> list[Any]:
    return [piece for piece in draft.pieces if piece.kind == "row"]


def move_column(sheet: Any, name: str, to: int) -> None:
    """Cut a column and put it in front of another, as Excel does."""
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = cells[0].index(name)
    for line in cells:
        line.insert(to, line.pop(at))
    for number, line in enumerate(cells, start=1):
        for column, value in enumerate(line, start=1):
            sheet.cell(number, column).value = value


@pytest.mark.parametrize("is_kept", [True, False])
def test_columns_that_were_moved_stay_moved_and_no_row_is_theirs(plan: Draft, book: Path, is_kept: bool) -> None:
    edited(book, lambda sheet: move_column(sheet, "时限", 0))
    back = take_back(read_returned(book), plan if is_kept else None)
    head = next(piece for piece in back.pieces if piece.kind == "head")
    assert head.cells[:3] == ("时限", "序号", "事项")
    assert not [piece for piece in rows(back) if piece.is_theirs]
    assert [piece.cells[1:3] for piece in rows(back)] == [piece.cells[:2] for piece in rows(plan)]


def test_a_row_changed_under_moved_columns_is_theirs_alone_and_its_reminder_follows(plan: Draft, book: Path) -> None:
    def edit(sheet: Any) -> None:
        move_column(sheet, "时限", 0)
        sheet["A2"].value = "2025年4月1日前"

    back = take_back(read_returned(edited(book, edit)), plan)
    (changed,) = (piece for piece in rows(back) if piece.is_theirs)
    assert (changed.cells[0], changed.drafted[0]) == ("2025年4月1日前", rows(plan)[0].cells[5])
    reminder = next(each for each in reminders_of(back) if each.key.endswith(changed.piece_id))
    assert (str(reminder.day), reminder.title) == ("2025-04-01", rows(plan)[0].cells[1])


def test_the_same_file_taken_back_twice_changes_nothing_more(plan: Draft, book: Path) -> None:
    returned = read_returned(edited(book, lambda sheet: move_column(sheet, "时限", 0)))
    once = take_back(returned, plan)
    assert take_back(returned, once) == once


def test_a_column_taken_out_is_gone_and_no_row_is_theirs(plan: Draft, book: Path) -> None:
    edited(book, lambda sheet: sheet.delete_cols(8))
    back = take_back(read_returned(book), plan)
    assert {len(piece.cells) for piece in rows(back)} == {7}
    assert not [piece for piece in rows(back) if piece.is_theirs]


def test_a_column_of_their_own_is_kept_and_only_rows_with_something_in_it_are_theirs(plan: Draft, book: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_cols(9)
        sheet["I1"].value, sheet["I2"].value = "备注", "王某负责"

    back = take_back(read_returned(edited(book, edit)), plan)
    assert [piece.cells[8] for piece in rows(back)][:2] == ["王某负责", ""]
    assert [piece.is_theirs for piece in rows(back)][:2] == [True, False]


def test_rows_that_were_sorted_stay_sorted(plan: Draft, book: Path) -> None:
    def edit(sheet: Any) -> None:
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, line in enumerate(reversed(lines), start=2):
            for column, value in enumerate(line, start=1):
                sheet.cell(number, column).value = value

    back = take_back(read_returned(edited(book, edit)), plan)
    assert rows(back) == rows(plan)[::-1]


def test_a_copied_row_is_their_own_and_its_model_stays(plan: Draft, book: Path) -> None:
    def edit(sheet: Any) -> None:
        line = [cell.value for cell in sheet[2]]
        sheet.insert_rows(2)
        for column, value in enumerate(line, start=1):
            sheet.cell(2, column).value = value
        sheet["B2"].value = "照着这一条再问一次"

    back = take_back(read_returned(edited(book, edit)), plan)
    (added,) = (piece for piece in rows(back) if piece.is_theirs)
    assert (added.cells[1], added.drafted) == ("照着这一条再问一次", ())
    assert [piece for piece in rows(back) if not piece.is_theirs] == rows(plan)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_struck_row_is_struck(plan: Draft, book: Path, is_kept: bool) -> None:
    edited(book, lambda sheet: sheet.delete_rows(3))
    back = take_back(read_returned(book), plan if is_kept else None)
    standing = [piece.cells for piece in rows(back) if not piece.struck]
    assert standing == [piece.cells for piece in rows(plan) if piece != rows(plan)[1]]


def test_a_struck_row_and_one_added_on_the_page_meanwhile_lie_under_the_moved_columns(plan: Draft, book: Path) -> None:
    cells = tuple(f"页面上加的{n}" for n in range(8))
    meanwhile = plan.with_new(cells, after=rows(plan)[0].piece_id, kind="row")

    def edit(sheet: Any) -> None:
        sheet.delete_rows(3)
        move_column(sheet, "时限", 0)

    back = take_back(read_returned(edited(book, edit)), meanwhile)
    struck = next(piece for piece in rows(back) if piece.struck)
    added = next(piece for piece in rows(back) if piece.drafted == ())
    assert (struck.cells[0], struck.cells[1]) == (rows(plan)[1].cells[5], rows(plan)[1].cells[0])
    assert added.cells[:2] == ("页面上加的5", "页面上加的0")


def test_a_head_that_was_deleted_stays(plan: Draft, districts: PolicyLibrary, tmp_path: Path) -> None:
    path = sent(districts, plan, tmp_path / "计划.docx")
    edited(path, lambda document: document.tables[0]._tbl.remove(document.tables[0].rows[0]._tr))
    back = take_back(read_returned(path), plan)
    assert next(piece for piece in back.pieces if piece.kind == "head") in plan.pieces
    save_draft(districts, back, tmp_path / "再.docx", since=SINCE)


def test_a_date_typed_into_excel_reads_as_one(plan: Draft, book: Path) -> None:
    from datetime import datetime

    def edit(sheet: Any) -> None:
        sheet["F2"].value = datetime(2025, 4, 1)

    back = take_back(read_returned(edited(book, edit)), plan)
    assert rows(back)[0].cells[5] == "2025年4月1日"


def test_words_of_a_source_that_were_changed_are_told_and_change_no_source(plan: Draft, book: Path) -> None:
    def edit(sheet: Any) -> None:
        at = [cell.value for cell in sheet[1]].index("原文") + 1
        sheet.cell(2, at).value = "改成自己的话"

    back = take_back(read_returned(edited(book, edit)), plan)
    assert "改写为“改成自己的话”" in back.notes[-1]
    assert (back.pieces, back.notes[:-1]) == (plan.pieces, plan.notes)


@pytest.mark.parametrize("footnotes", [True, False])
def test_a_changed_quote_in_word_is_told_wherever_the_sources_stand(
    districts: PolicyLibrary, tmp_path: Path, footnotes: bool
) -> None:
    draft, path = drafted(districts, "outline"), tmp_path / "稿.docx"
    save_draft(districts, draft, path, since=SINCE, footnotes=footnotes)
    assert take_back(read_returned(path), draft) == draft

    def edit(document: Any) -> None:
        if not footnotes:
            document.tables[-1].cell(1, 2).paragraphs[0].add_run("（我加的）")
            return
        part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        part._blob = part.blob.replace("引进项目20个".encode(), "引进项目90个".encode())

    back = take_back(read_returned(edited(path, edit)), draft)
    assert back.pieces == draft.pieces
    assert ("我加的" in back.notes[-1]) != footnotes
    assert ("引进项目90个" in back.notes[-1]) == footnotes


def test_paragraphs_that_were_moved_in_word_stay_moved(districts: PolicyLibrary, tmp_path: Path) -> None:
    draft, path = drafted(districts, "outline"), tmp_path / "稿.docx"
    save_draft(districts, draft, path, since=SINCE)
    points = [piece for piece in draft.pieces if piece.kind == "third"]

    def edit(document: Any) -> None:
        first, second = (
            next(p for p in document.paragraphs if p.text.startswith(piece.cells[0][:12])) for piece in points[-2:]
        )
        first._p.addprevious(deepcopy(second._p))
        second._p.getparent().remove(second._p)

    back = take_back(read_returned(edited(path, edit)), draft)
    assert [p for p in back.pieces if p.kind == "third"][-2:] == points[:-3:-1]
    assert not [piece for piece in back.pieces if piece.is_theirs]
