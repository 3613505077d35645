"""Pages of a Word file: paper, margins, the grid of 22 lines by 28 characters, page numbers, sections that lie."""

from docx.document import Document
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Mm, Pt

from exports.typography import (
    BOTTOM,
    LEFT,
    NUMBER_BELOW,
    PAGE,
    PAGE_NUMBER,
    RIGHT,
    TOP,
    character_space,
    line_pitch,
    points,
)  # fmt: skip
from exports.word_text import set_face


def set_up(section: Section, *, landscape: bool = False) -> None:
    """5.1, 5.2: A4, margins and grid. A page that lies is the standing one turned: its head is at the binding."""
    width, height = reversed(PAGE) if landscape else PAGE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    top, right, bottom, left = (LEFT, TOP, RIGHT, BOTTOM) if landscape else (TOP, RIGHT, BOTTOM, LEFT)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.footer_distance = Mm(max(bottom - NUMBER_BELOW - PAGE_NUMBER.size / points(1), 10))
    _set_grid(section)


def _set_grid(section: Section) -> None:
    """5.2.3."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(line_pitch()))
    grid.set(qn("w:charSpace"), str(character_space()))
    section._sectPr.append(grid)


def turn(document: Document, *, landscape: bool) -> None:
    """Go on in a section that lies or stands; nothing happens where the last one does already."""
    last = document.sections[-1]
    if (last.orientation == WD_ORIENTATION.LANDSCAPE) != landscape:
        set_up(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def number_pages(document: Document) -> None:
    """7.5: — 1 — in 4号半角宋体 outside: odd pages right, even pages left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    first = document.sections[0]
    _number(first.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(first.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    shape = paragraph.paragraph_format
    shape.alignment = side
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PAGE_NUMBER.size)
    inset = Pt(PAGE_NUMBER.size)
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        shape.right_indent = inset
    else:
        shape.left_indent = inset
    for text, field in (("— ", None), ("", "begin"), ("PAGE", "instr"), ("", "end"), (" —", None)):
        run = paragraph.add_run(text if field != "instr" else "")
        set_face(run, PAGE_NUMBER, latin=PAGE_NUMBER.name)
        if field == "instr":
            code = OxmlElement("w:instrText")
            code.text = text
            run._element.append(code)
        elif field:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), field)
            run._element.append(mark)
