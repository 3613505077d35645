"""Pages of a Word file: paper, margins, the grid of 22 lines by 28 characters, sections that lie."""

from docx.document import Document
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

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
from exports.word_numbers import number_pages

# 后置标点, and [ of a mark.
_NEVER_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠["


def begin(document: Document) -> None:
    """The first section: it stands, and its odd and even pages have feet of their own."""
    document.settings.odd_and_even_pages_header_footer = True
    _keep_marks(document)
    set_up(document.sections[0])


def _keep_marks(document: Document) -> None:
    """No line begins with a mark [1]: [ is told among what may not stand there, which is otherwise as Word has it."""
    kinsoku = OxmlElement("w:noLineBreaksBefore")
    kinsoku.set(qn("w:lang"), "zh-CN")
    kinsoku.set(qn("w:val"), _NEVER_FIRST)
    document.settings.element.insert_element_before(
        kinsoku, "w:savePreviewPicture", "w:doNotValidateAgainstSchema", "w:hdrShapeDefaults", "w:footnotePr",
        "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping",
        "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator",
    )  # fmt: skip


def set_up(section: Section, *, landscape: bool = False) -> None:
    """5.1, 5.2: A4, margins, grid. A page that lies is the standing one turned: its head is at the binding."""
    width, height = reversed(PAGE) if landscape else PAGE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    top, right, bottom, left = (LEFT, TOP, RIGHT, BOTTOM) if landscape else (TOP, RIGHT, BOTTOM, LEFT)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.footer_distance = Mm(max(bottom - NUMBER_BELOW - PAGE_NUMBER.size / points(1), 10))
    _set_grid(section)
    number_pages(section, landscape=landscape)


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
