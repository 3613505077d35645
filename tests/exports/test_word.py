"""A Word file opened again by python-docx and held against the figures of GB/T 9704—2012."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from exports.tables import Source
from exports.word import Paper, write_docx
from policy.errors import ExportError

FILE = "《甲区实施方案》（甲政发〔2017〕32号，2017年12月31日）"
SOURCES = (
    Source(reference=f"{FILE}二、（二）〔摘编〕", quote="建成30个众创空间。"),
    Source(reference=f"{FILE}二、（五）", quote="规模达到3000亿元。"),
)
NARROW = "|任务|单位|\n|---|---|\n" + "|放管服改革|区审批局[1]|\n" * 34
LONG = "|".join(["很长很长的一格文字内容"] * 5)
WIDE = f"|序号|任务|责任单位|时限|指标|出处|\n|-|-|-|-|-|-|\n|1|{LONG}|\n"
LEVELS = "一、总体要求\n（一）科技金融。规模达到3000亿元[2]。\n\n1. 第一项"
TEXT = f"区科委的任务[1]：\n\n{LEVELS}\n\n{NARROW}\n之后\n\n{WIDE}\n最后"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "答复.docx"
    write_docx(Paper(title="区科委的任务", text=TEXT, sources=SOURCES, note="离线模式作答"), path)
    return path


@pytest.fixture(scope="module")
def document(path: Path) -> Any:
    return Document(str(path))


def line(document: Any, beginning: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(beginning))


def face(run: Any) -> tuple[str, float]:
    return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt


def millimetres(*lengths: Any) -> list[int]:
    return [round(length.mm) for length in lengths]


def test_the_page_is_a4_with_the_margins_of_the_standard(document: Any) -> None:
    """5.1 A4；5.2.1 天头37mm、订口28mm、版心156mm×225mm，故下白边35mm、右白边26mm."""
    section = document.sections[0]
    assert millimetres(section.page_width, section.page_height) == [210, 297]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert millimetres(*edges) == [37, 35, 28, 26]


def test_a_page_holds_22_lines_of_28_characters(document: Any) -> None:
    """5.2.3 一般每面排22行，每行排28个字."""
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    pitch, space = int(grid.get(qn("w:linePitch"))) / 20, int(grid.get(qn("w:charSpace"))) / 4096
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 225 / 25.4 * 72 // pitch == 22
    assert round(156 / 25.4 * 72 / (16 + space), 2) == 28
    assert document.styles["Normal"].paragraph_format.line_spacing.pt == pytest.approx(pitch, abs=0.05)


def test_the_title_is_size_2_in_small_standard_song_and_centred(document: Any) -> None:
    """7.3.1 标题一般用2号小标宋体字，居中排布."""
    title = line(document, "区科委的任务")
    assert face(title.runs[0]) == ("方正小标宋简体", 22)
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_text_is_size_3_in_imitation_song_two_characters_in(document: Any) -> None:
    """5.2.2、7.3.3 正文一般用3号仿宋体字，每个自然段左空二字."""
    text = line(document, "区科委的任务[1]")
    assert face(text.runs[0]) == ("仿宋_GB2312", 16)
    assert text._p.pPr.ind.get(qn("w:firstLineChars")) == "200"


@pytest.mark.parametrize(
    ("beginning", "font"), [("一、总体要求", "黑体"), ("（一）科技金融", "楷体_GB2312"), ("1.第一项", "仿宋_GB2312")]
)
def test_levels_are_told_by_their_fonts(document: Any, beginning: str, font: str) -> None:
    """7.3.3 第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字."""
    assert face(line(document, beginning).runs[0]) == (font, 16)


def test_marks_are_raised(document: Any) -> None:
    raised = [run.text for run in line(document, "（一）科技金融").runs if run.font.superscript]
    assert raised == ["[2]"]


@pytest.mark.parametrize(("which", "side", "edge"), [("footer", "right", 2), ("even_page_footer", "left", 0)])
def test_page_numbers_stand_outside(document: Any, which: str, side: str, edge: int) -> None:
    """7.5 4号半角宋体阿拉伯数字，左右各放一条一字线；单页码居右空一字，双页码居左空一字，在版心下边缘之下7mm."""
    paragraph = getattr(document.sections[0], which).paragraphs[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert paragraph.alignment == edge
    assert getattr(paragraph.paragraph_format, f"{side}_indent").pt == 14
    assert {face(run) for run in paragraph.runs} == {("宋体", 14)}
    assert (paragraph.text, "PAGE" in paragraph._p.xml) == ("—  —", True)
    section = document.sections[0]
    assert section.bottom_margin.mm - section.footer_distance.mm - 14 / 72 * 25.4 == pytest.approx(7, abs=0.1)


def test_heads_of_tables_are_repeated_and_rows_stay_whole(document: Any) -> None:
    table = document.tables[0]
    assert len(table.rows) == 35
    flags = [(row._tr.trPr.find(qn("w:tblHeader")) is not None, row._tr.trPr.find(qn("w:cantSplit")) is not None)
             for row in table.rows]  # fmt: skip
    assert flags == [(True, True)] + [(False, True)] * 34


def test_a_wide_table_lies_and_what_follows_stands(document: Any) -> None:
    """8 A4纸型的表格横排."""
    turns = [section.orientation for section in document.sections]
    assert turns == [WD_ORIENTATION.PORTRAIT, WD_ORIENTATION.LANDSCAPE, WD_ORIENTATION.PORTRAIT]
    lying = document.sections[1]
    edges = (lying.page_width, lying.page_height, lying.top_margin, lying.right_margin, lying.bottom_margin)
    assert millimetres(*edges) == [297, 210, 28, 37, 26]


@pytest.mark.parametrize(("which", "edge", "top"), [("footer", "right", 148), ("even_page_footer", "left", 28)])
def test_a_lying_page_has_its_number_where_the_standing_one_has_it(
    document: Any, which: str, edge: str, top: int
) -> None:
    """8 A4纸型的表格横排时，页码位置与公文其他页码保持一致：脚下7mm，横排后在左边，字头朝右."""
    section = document.sections[1]
    (box,) = getattr(section, which)._element.iter(qn("w:drawing"))
    offsets = [round(int(each.text) / 36000) for each in box.iter(qn("wp:posOffset"))]
    assert offsets == [round(35 - 7 - 14 / 72 * 25.4), top]
    (body,) = (each for each in box.iter() if each.tag.endswith("}bodyPr"))
    assert body.get("vert") == "vert"
    (inner,) = box.iter(qn("w:ind"))
    assert inner.get(qn(f"w:{edge}")) == str(14 * 20)


def test_pages_after_a_lying_one_are_numbered_at_their_foot_again(document: Any) -> None:
    assert document.sections[2].footer.paragraphs[0].text == "—  —"


def test_cells_are_set_by_styles_with_fonts_of_their_own(document: Any) -> None:
    """The standard says nothing of type inside tables: 五号, heads in 黑体."""
    head, first = document.tables[0].rows[0].cells[0], document.tables[0].rows[1].cells[0]
    styles = [cell.paragraphs[0].style for cell in (head, first)]
    fonts = [(style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt) for style in styles]
    assert fonts == [("黑体", 10.5), ("仿宋_GB2312", 10.5)]


def test_the_annex_is_announced_and_holds_every_source_with_its_words(document: Any) -> None:
    """7.3.4 附件说明；7.3.7 附件另面编排，“附件”二字用3号黑体字顶格，标题居中编排在第三行."""
    lines = [p.text for p in document.paragraphs]
    assert "附件：依据清单" in lines
    at = lines.index("附件")
    annex = document.paragraphs[at]
    assert annex.paragraph_format.page_break_before
    assert face(annex.runs[0]) == ("黑体", 16)
    assert (lines[at + 1], lines[at + 2]) == ("", "依据清单")
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[-1].rows]
    assert rows == [
        ("序号", "文件与条款", "原文"),
        ("1", SOURCES[0].reference, "建成30个众创空间。"),
        ("2", SOURCES[1].reference, "规模达到3000亿元。"),
    ]


def test_the_note_closes_the_text(document: Any) -> None:
    assert line(document, "（离线模式作答）")


def test_the_file_names_no_machine_and_no_library(path: Path, document: Any) -> None:
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("策问", "策问", "")
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_the_font_table_names_what_stands_in(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        fonts = package.read("word/fontTable.xml").decode()
    assert 'w:name="仿宋_GB2312"' in fonts
    assert 'w:altName w:val="仿宋"' in fonts


def test_hostile_text_is_written_as_text(tmp_path: Path) -> None:
    hostile = "区科委\x00\u202e<w:p/>&amp;[1] ![图](http://例子) {{ x }}"
    write_docx(Paper(title="=1\x0b+1", text=hostile), tmp_path / "甲.docx")
    assert Document(str(tmp_path / "甲.docx")).paragraphs[2].text == "区科委<w:p/>&amp;[1] ![图](http://例子) {{ x }}"


def test_an_empty_table_and_no_sources_are_no_trouble(tmp_path: Path) -> None:
    write_docx(Paper(title="甲", text="|一|二|\n|--|--|"), tmp_path / "甲.docx")
    assert len(Document(str(tmp_path / "甲.docx")).tables[0].rows) == 1


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="没有写成"):
        write_docx(Paper(title="甲", text="乙"), tmp_path / "没有" / "甲.docx")
