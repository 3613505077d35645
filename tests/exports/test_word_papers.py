"""A draft as a Word file, held against GB/T 9704—2012, and read back after a person has been at it."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from exports.papers import DraftPaper, Piece
from exports.returned import read_returned
from exports.tables import Source
from exports.word_papers import write_paper
from exports.workbook_papers import write_paper_xlsx
from policy.errors import ExportError

SOURCES = (Source(reference="《甲区方案》（甲政发〔2017〕32号）二、（一）", quote="建成30个众创空间。"),)
TEXT = (
    Piece(piece_id="i1", kind="title", cells=("甲区关于推进招商引资的实施方案（提纲）",)),
    Piece(piece_id="i2", kind="recipient", cells=("（主送机关）：",)),
    Piece(piece_id="i3", kind="first", cells=("一、总体要求",)),
    Piece(piece_id="i4", kind="second", cells=("（一）工作目标",)),
    Piece(piece_id="i5", kind="third", cells=("1.建成30个众创空间。",), marks=(1,), label="本区基础", note="请核对"),
)
SIGNED = (
    Piece(piece_id="i8", kind="signature", cells=("（发文机关署名）",)),
    Piece(piece_id="i9", kind="date", cells=("（成文日期）",)),
)
HEAD = Piece(piece_id="i6", kind="head", cells=("序号", "任务", "依据"))
ROWS = tuple(Piece(piece_id=f"r{n}", kind="row", cells=(str(n), "推进招商", "二、"), marks=(1,)) for n in range(1, 35))
PAPER = DraftPaper(
    paper_id="ab12", title=TEXT[0].cells[0], pieces=(*TEXT, HEAD, *ROWS, *SIGNED), sources=SOURCES, notes=("共 1 条",),
    memory="记得",
)  # fmt: skip
WIDE = tuple("很长的一列标题" * 2 for _ in range(9))
TABLE = DraftPaper(
    paper_id="cd34", title="甲区重点任务分工表", sources=SOURCES,
    pieces=(
        Piece(piece_id="i1", kind="title", cells=("甲区重点任务分工表",)),
        Piece(piece_id="i2", kind="head", cells=WIDE),
        Piece(piece_id="i3", kind="row", cells=("=1+1", *WIDE[1:])),
    ),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_paper(PAPER, tmp_path / "稿.docx")
    return tmp_path / "稿.docx"


def line(document: Any, beginning: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(beginning))


def face(run: Any) -> tuple[str, float]:
    return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt


def test_the_recipient_stands_flush_left(path: Path) -> None:
    """7.3.2 主送机关编排于标题下空一行位置，居左顶格，最后一个机关名称后标全角冒号."""
    document = Document(str(path))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[1:3] == ["", "（主送机关）："]
    assert line(document, "（主送机关）")._p.pPr.find(qn("w:ind")) is None


@pytest.mark.parametrize(
    ("beginning", "font"), [("一、", "黑体"), ("（一）", "楷体_GB2312"), ("1.建成", "仿宋_GB2312")]
)
def test_levels_of_a_draft_are_told_by_their_fonts(path: Path, beginning: str, font: str) -> None:
    """7.3.3 层次序数：第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字，3号."""
    assert face(line(Document(str(path)), beginning).runs[0]) == (font, 16)


def test_signature_and_date_are_blanks_at_the_right_four_characters_in(path: Path) -> None:
    """7.3.5 成文日期右空四字编排；7.3.4 附件说明在正文下空一行、左空二字."""
    document = Document(str(path))
    for text in ("（发文机关署名）", "（成文日期）"):
        paragraph = line(document, text)
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.RIGHT
        assert paragraph.paragraph_format.right_indent.pt == 4 * 16
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines.index("附件：依据清单") < lines.index("（发文机关署名）") < lines.index("附件")


def test_the_annex_is_a_table_of_numbers_references_and_words(path: Path) -> None:
    """7.3.7 附件另面编排."""
    document = Document(str(path))
    annex = document.tables[-1]
    assert [cell.text for cell in annex.rows[1].cells] == ["1", SOURCES[0].reference, "建成30个众创空间。"]
    assert annex.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert line(document, "注：共 1 条。")


def test_a_wide_table_under_its_title_lies_from_the_first_page_with_one_number_a_page(tmp_path: Path) -> None:
    """8 A4纸型的表格横排."""
    write_paper(TABLE, tmp_path / "表.docx")
    section = Document(str(tmp_path / "表.docx")).sections[0]
    assert section.orientation == WD_ORIENTATION.LANDSCAPE
    assert section.footer.paragraphs[0].text == ""
    assert len(list(section.footer._element.iter(qn("w:drawing")))) == 1


def test_bookmarks_are_hidden_and_memory_is_a_part_of_its_own(path: Path) -> None:
    with ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
        parts = [name for name in package.namelist() if name.startswith("customXml/")]
    assert 'w:name="_cw_ab12_i5"' in body
    assert len(parts) == len(set(parts))
    assert read_returned(path).memory == "记得"


def test_what_was_not_touched_comes_back_as_it_was(path: Path) -> None:
    returned = read_returned(path)
    told = {piece.piece_id: piece.cells for piece in returned.pieces}
    assert returned.paper_id == "ab12"
    assert told == {piece.piece_id: piece.cells for piece in PAPER.pieces}


def test_edits_in_word_come_back_tracked_ones_too(path: Path, tmp_path: Path) -> None:
    document = Document(str(path))
    document.tables[0].rows[2].cells[1].paragraphs[0].runs[0].text = "推进精准招商"
    goal = line(document, "1.建成")
    tracked = OxmlElement("w:ins")
    goal._p.insert(2, tracked)
    tracked.append(goal.runs[0]._element)
    goal._p.addnext(OxmlElement("w:p"))
    added = goal._p.getnext()
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2.新增的一条。"
    run.append(text)
    added.append(run)
    heading = line(document, "（一）")._p
    heading.getparent().remove(heading)
    document.save(str(tmp_path / "改.docx"))
    returned = read_returned(tmp_path / "改.docx")
    told = {piece.piece_id: piece.cells for piece in returned.pieces}
    assert told["r2"] == ("2", "推进精准招商", "二、")
    assert told["i5"] == ("1.建成30个众创空间。",)
    assert "i4" not in told
    at = [piece.piece_id for piece in returned.pieces].index("i5")
    assert returned.pieces[at + 1].cells == ("2.新增的一条。",)


def test_a_workbook_hides_its_ids_and_brings_them_back(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_paper_xlsx(PAPER, tmp_path / "稿.xlsx")
    book = load_workbook(tmp_path / "稿.xlsx")
    sheet = book.worksheets[1]
    assert book["策问"].sheet_state == "veryHidden"
    assert sheet.column_dimensions["F"].hidden
    assert [cell.value for cell in sheet[1]][:5] == ["序号", "任务", "依据", "出处（文件、条款）", "原文"]
    sheet["B3"].value = "推进精准招商"
    sheet.append([35, "新增任务", "会议纪要"])
    book.save(tmp_path / "稿.xlsx")
    returned = read_returned(tmp_path / "稿.xlsx")
    told = {piece.piece_id: piece.cells for piece in returned.pieces}
    assert told["r2"] == ("2", "推进精准招商", "二、")
    assert told["i5"] == ("1.建成30个众创空间。",)
    assert returned.pieces[-1].piece_id == ""
    assert returned.memory == "记得"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_file_that_is_none_of_ours_is_a_sentence(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"坏{suffix}").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(ExportError, match="打不开"):
        read_returned(tmp_path / f"坏{suffix}")
    foreign = tmp_path / "别人的.docx"
    Document().save(str(foreign))
    with pytest.raises(ExportError, match="不是由策问导出的稿子"):
        read_returned(foreign)
    with pytest.raises(ExportError, match="不是 Word 或 Excel"):
        read_returned(tmp_path / "稿.txt")


def test_a_long_table_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = tuple(Piece(piece_id=f"r{n}", kind="row", cells=("1", "推进招商", "二、")) for n in range(1200))
    paper = DraftPaper(paper_id="ef56", title="长表", pieces=(TEXT[0], HEAD, *rows))
    write_paper(paper, tmp_path / "长.docx", told=lambda done, total: told.append((done, total)))
    assert told[0] == (500, 1201)
    assert told[-1] == (1201, 1201)


def test_marks_that_an_editor_has_joined_are_no_text(tmp_path: Path) -> None:
    """LibreOffice and WPS join runs of one look when they save."""
    point = Piece(piece_id="i5", kind="third", cells=("1.建成30个众创空间。",), marks=(1, 2))
    write_paper(PAPER.model_copy(update={"pieces": (TEXT[0], point), "sources": SOURCES * 2}), tmp_path / "稿.docx")
    document = Document(str(tmp_path / "稿.docx"))
    _, first, second = line(document, "1.建成").runs
    first.text, second.text = "[1][2]", ""
    document.save(str(tmp_path / "稿.docx"))
    assert read_returned(tmp_path / "稿.docx").pieces[1].cells == ("1.建成30个众创空间。",)
