import docx
import pytest

from policy.readers.docx import read_docx
from policy.readers.source import SourceText
from tests.policy.readers.samples import docx_bytes, paragraph, saved, word_bytes

LIST = "<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>"


def read(body: str, **parts: str) -> SourceText:
    return read_docx(word_bytes(body, **parts), name="a.docx")


def numbering(*levels: tuple[str, str], second_list: str = "") -> str:
    defined = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{style}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for at, (style, text) in enumerate(levels)
    )
    return (
        f"<w:abstractNum w:abstractNumId='0'>{defined}</w:abstractNum>"
        f"<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>{second_list}"
    )


def item(text: str, *, level: int = 0, number: int = 1) -> str:
    return paragraph(text, properties=LIST.format(level=level, list=number))


def test_plain_paragraphs_are_lines() -> None:
    assert (
        read_docx(docx_bytes("关于优化服务的通知", "", "　　一、总体要求"), name="a").text
        == "关于优化服务的通知\n一、总体要求\n"
    )


def test_heading_styles_are_headings() -> None:
    document = docx.Document()
    document.add_heading("工作要点", level=0)
    document.add_heading("一、总体要求", level=1)
    document.add_paragraph("坚持稳中求进。")
    source = read_docx(saved(document), name="a.docx")
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [("工作要点", 1), ("一、总体要求", 1)]


def test_automatic_numbers_are_printed() -> None:
    body = (
        item("总体要求")
        + item("指导思想", level=1)
        + item("基本原则", level=1)
        + item("重点任务")
        + item("产业", level=1)
    )
    levels = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))
    assert (
        read(body, numbering=levels).text == "一、总体要求\n（一）指导思想\n（二）基本原则\n二、重点任务\n（一）产业\n"
    )


def test_multi_level_numbers_name_their_parents() -> None:
    levels = numbering(("decimal", "%1"), ("decimal", "%1.%2"))
    assert read(item("总则") + item("范围", level=1), numbering=levels).text == "1 总则\n1.1 范围\n"


def test_a_second_list_restarts_where_it_says_so() -> None:
    again = (
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    )
    body = item("甲") + item("乙") + item("丙", number=2) + item("丁", number=2)
    assert read(body, numbering=numbering(("decimal", "%1."), second_list=again)).text == "1. 甲\n2. 乙\n1. 丙\n2. 丁\n"


def test_bullets_print_no_number() -> None:
    assert read(item("甲"), numbering=numbering(("bullet", ""))).text == "甲\n"


def test_style_brings_its_number_and_level() -> None:
    styles = (
        "<w:style w:styleId='a'><w:name w:val='heading 2'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='b'><w:name w:val='own'/><w:basedOn w:val='a'/></w:style>"
    )
    body = paragraph("适用范围", properties="<w:pStyle w:val='b'/>")
    source = read(body, styles=styles, numbering=numbering(("decimal", "第%1条")))
    assert source.text == "第1条适用范围\n"
    assert source.headings[0].level == 2


def test_contents_list_is_chrome() -> None:
    styles = "<w:style w:styleId='t'><w:name w:val='toc 1'/></w:style>"
    source = read(paragraph("一、总体要求 3", properties="<w:pStyle w:val='t'/>") + paragraph("正文"), styles=styles)
    assert [source.text[span.start : span.end] for span in source.chrome] == ["一、总体要求 3"]


def test_merged_cells_are_written_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    texts = ["序号", "任务", "单位", "1", "甲", "发改委", "", "乙", "科委", "2", "丙", "民政局"]
    for cell, text in zip((cell for row in table.rows for cell in row.cells), texts, strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    source = read_docx(saved(document), name="a.docx")
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in source.tables[0].cells}
    assert source.tables[0].header_rows == 1
    assert spans[1, 0] == (2, 1) and spans[3, 1] == (1, 2) and (2, 0) not in spans
    assert source.text.splitlines()[:3] == ["序号\t任务\t单位", "1\t甲\t发改委", "乙\t科委"]


def test_numbers_count_inside_tables_too() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = "".join(row.format(item(task), paragraph(unit)) for task, unit in (("甲", "发改委"), ("乙", "科委")))
    source = read(f"<w:tbl>{rows}</w:tbl>", numbering=numbering(("decimal", "%1.")))
    assert source.text == "1. 甲\t发改委\n2. 乙\t科委\n"


def test_a_frame_around_text_and_tables_is_no_table() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('序号')}</w:tc><w:tc>{paragraph('任务')}</w:tc></w:tr></w:tbl>"
    source = read(f"<w:tbl><w:tr><w:tc>{paragraph('一、总体要求')}{inner}{paragraph('二、任务')}</w:tc></w:tr></w:tbl>")
    assert source.text == "一、总体要求\n序号\t任务\n二、任务\n"
    assert len(source.tables) == 1


def test_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('注意事项')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert read(f"<w:p><w:r><w:t>正文</w:t></w:r><w:r>{both}</w:r></w:p>").text == "正文\n注意事项\n"


def test_footnote_follows_its_paragraph() -> None:
    body = "<w:p><w:r><w:t>增长5%。</w:t><w:footnoteReference w:id='2'/></w:r></w:p>" + paragraph("下文")
    notes = f"<w:footnote w:id='2'>{paragraph('按可比价计算')}</w:footnote>"
    assert read(body, footnotes=notes).text == "增长5%。\n注1：按可比价计算\n下文\n"


@pytest.mark.parametrize(
    ("printed", "run"),
    [
        ("", "<w:r><w:instrText>PAGE</w:instrText></w:r>"),
        ("", "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"),
        ("增补", "<w:ins><w:r><w:t>增补</w:t></w:r></w:ins>"),
        ("", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"),
        ("链接", "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"),
        ("\n下行", "<w:r><w:br/><w:t>下行</w:t></w:r>"),
    ],
)
def test_only_what_prints_is_read(printed: str, run: str) -> None:
    assert read(f"<w:p><w:r><w:t>文</w:t></w:r>{run}</w:p>").text == f"文{printed}\n"


def test_content_controls_are_clear() -> None:
    assert read(f"<w:sdt><w:sdtContent>{paragraph('一、总体要求')}</w:sdtContent></w:sdt>").text == "一、总体要求\n"


def test_core_title_is_a_field_without_a_place() -> None:
    document = docx.Document()
    document.core_properties.title = "工作要点"
    document.add_paragraph("正文")
    field = read_docx(saved(document), name="a.docx").metadata[0]
    assert (field.label, field.value, field.start, field.end) == ("文件属性标题", "工作要点", 0, 0)
