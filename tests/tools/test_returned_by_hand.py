"""What offices do with a file beside changing words: titles above a table, merged cells, comments, own tables."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl.comments import Comment

from exports.returned import read_returned
from tests.tools.test_draft_returns import edited, rows
from tests.tools.test_drafts import drafted, sent
from tools.draft_returns import take_back
from tools.drafts import Draft
from vectorstore.library import PolicyLibrary


@pytest.fixture
def plan(districts: PolicyLibrary) -> Draft:
    return drafted(districts, "follow_up")


def test_a_title_above_the_head_of_a_sheet_is_told_and_the_rows_are_known(
    plan: Draft, districts: PolicyLibrary, tmp_path: Path
) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"].value = "南开区跟进计划（送审）"

    back = take_back(read_returned(edited(sent(districts, plan, tmp_path / "计划.xlsx"), edit)), plan)
    assert not [piece for piece in back.pieces if piece.is_theirs]
    assert back.notes[-1] == "表头上方写有“南开区跟进计划（送审）”，没有收进稿子"


def test_cells_of_a_sheet_merged_downwards_say_the_same_in_each_row(
    plan: Draft, districts: PolicyLibrary, tmp_path: Path
) -> None:
    book = edited(sent(districts, plan, tmp_path / "计划.xlsx"), lambda sheet: sheet.merge_cells("D2:D3"))
    first, second = rows(take_back(read_returned(book), plan))[:2]
    assert second.cells[3] == first.cells[3] == rows(plan)[0].cells[3]
    assert second.cells[4:] == rows(plan)[1].cells[4:]


@pytest.mark.parametrize(("other", "beside"), [((3, 3), ""), ((2, 4), "next")])
def test_cells_of_a_word_table_that_were_merged_shift_no_column(
    plan: Draft, districts: PolicyLibrary, tmp_path: Path, other: tuple[int, int], beside: str
) -> None:
    def edit(document: Any) -> None:
        table = document.tables[0]
        table.cell(2, 3).merge(table.cell(*other))

    back = rows(take_back(read_returned(edited(sent(districts, plan, tmp_path / "计划.docx"), edit)), plan))
    assert back[1].cells[6:] == rows(plan)[1].cells[6:]
    if not beside:
        assert back[2].cells[3] == back[1].cells[3]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_comments_are_told_with_their_author_and_place(
    plan: Draft, districts: PolicyLibrary, tmp_path: Path, suffix: str
) -> None:
    def edit(opened: Any) -> None:
        if suffix == ".xlsx":
            opened["B2"].comment = Comment("请核对", "李主任")
        else:
            opened.add_comment(opened.paragraphs[0].runs, text="请核对", author="李主任")

    back = take_back(read_returned(edited(sent(districts, plan, tmp_path / f"计划{suffix}"), edit)), plan)
    assert not [piece for piece in back.pieces if piece.is_theirs]
    assert back.notes[-1].startswith("李主任批注“请核对”，批在“")


def test_a_table_of_their_own_within_the_text_comes_as_paragraphs(districts: PolicyLibrary, tmp_path: Path) -> None:
    outline = drafted(districts, "outline")

    def edit(document: Any) -> None:
        table = document.add_table(2, 2)
        for at, text in enumerate(("单位", "任务", "区商务局", "招商")):
            table.cell(at // 2, at % 2).text = text
        document.paragraphs[3]._p.addnext(table._tbl)

    back = take_back(read_returned(edited(sent(districts, outline, tmp_path / "提纲.docx"), edit)), outline)
    assert [piece.cells for piece in back.pieces if piece.drafted == ()] == [("单位　任务",), ("区商务局　招商",)]


def test_a_page_of_text_goes_with_the_signature_and_no_line_begins_with_a_mark(
    districts: PolicyLibrary, tmp_path: Path
) -> None:
    document = Document(str(sent(districts, drafted(districts, "outline"), tmp_path / "提纲.docx")))
    at = next(i for i, each in enumerate(document.paragraphs) if each.text == "附件：依据清单")
    last = [each.text for each in document.paragraphs].index("（成文日期）")
    assert all(each.paragraph_format.keep_with_next for each in document.paragraphs[at - 2 : last])
    (rule,) = document.settings.element.findall(f"{{{document.settings.element.nsmap['w']}}}noLineBreaksBefore")
    assert "[" in next(value for name, value in rule.attrib.items() if name.endswith("}val"))
