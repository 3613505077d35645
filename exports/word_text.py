"""Paragraphs and characters of a Word file: East-Asian fonts, exact lines, indents that are counted in characters."""

from collections.abc import Iterator, Sequence
from typing import Literal

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun
from markupsafe import escape

from exports.cells import plain
from exports.manuscript import MARK, Run
from exports.typography import BODY, FACES, LEVELS, Face, line_pitch

LATIN = "Times New Roman"
# “ ” … — are in both kinds of font: without this Word takes the Latin one's, half as wide.
EAST_ASIAN = '<w:rFonts w:hint="eastAsia"/>'
_NARROWER = -6  # twips; with 5 LibreOffice sets 27
_ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
}


def set_body(document: Document) -> None:
    """Body type for whatever says nothing else: the grid of 28 characters is counted from it."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(BODY.size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY.name)
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line_pitch() / 20)
    spacing.widow_control = False
    _set_density(style.element)


def _set_density(style: BaseOxmlElement) -> None:
    """22 lines and 28 characters by themselves: 28 characters of 16 points are wider than 156 mm.

    Word would make them narrower by the page's grid; LibreOffice would give each the room of two, so none snaps to it.
    """
    free, narrower = OxmlElement("w:snapToGrid"), OxmlElement("w:spacing")
    free.set(qn("w:val"), "0")
    style.get_or_add_pPr().insert_element_before(free, "w:spacing", "w:ind", "w:jc")
    narrower.set(qn("w:val"), str(_NARROWER))
    style.get_or_add_rPr().insert_element_before(narrower, "w:sz", "w:szCs", "w:lang")


def add_line(
    document: Document,
    runs: Sequence[Run],
    *,
    face: Face | None = None,
    align: Literal["justify", "center", "left"] = "justify",
    indent: int = 0,
    new_page: bool = False,
    keep: bool = False,
) -> Paragraph:
    """A paragraph; face None takes each run's own level, indent counts characters of the first line."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.page_break_before, shape.keep_with_next = _ALIGN[align], new_page, keep
    if face is not None and face.size > BODY.size:
        shape.line_spacing = Pt(face.size * 1.6)
    if indent:
        _indent(paragraph, indent)
    for run in runs:
        write_run(paragraph, run, face or LEVELS[run.level])
    return paragraph


def _indent(paragraph: Paragraph, characters: int) -> None:
    """Word counts the characters, LibreOffice the twips."""
    found = paragraph._p.get_or_add_pPr().get_or_add_ind()
    found.set(qn("w:firstLineChars"), str(100 * characters))
    found.set(qn("w:firstLine"), str(int(20 * BODY.size * characters)))


def write_run(paragraph: Paragraph, run: Run, face: Face) -> None:
    """The run's text in one face, marks [1] raised."""
    for text, is_mark in _split_marks(plain(run.text)):
        written = paragraph.add_run(text)
        set_face(written, face)
        written.bold = run.bold or None
        written.font.superscript = is_mark or None


def _split_marks(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for mark in MARK.finditer(text):
        if mark.start() > at:
            yield text[at : mark.start()], False
        yield mark[0], True
        at = mark.end()
    if at < len(text):
        yield text[at:], False


def set_face(run: WordRun, face: Face, *, latin: str = LATIN) -> None:
    """Font and size; without w:eastAsia Word would set Chinese in the theme's font."""
    run.font.name, run.font.size = latin, Pt(face.size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), face.name)
    fonts.set(qn("w:hint"), "eastAsia")


def declare_fallbacks(document: Document) -> None:
    """Name in the font table what stands in for a font that the reader's machine has not."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for face in FACES:
        table.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{escape(face.name)}"><w:altName w:val="{escape(face.fallback)}"/>'
                '<w:charset w:val="86"/></w:font>'
            )
        )
    part._blob = serialize_part_xml(table)
