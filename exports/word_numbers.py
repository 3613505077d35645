"""Page numbers of a Word file: — 1 — outside, below the type area; on a lying page where the standing one has it."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from exports.typography import BOTTOM, LEFT, NUMBER_BELOW, PAGE_NUMBER, TYPE_AREA, points
from exports.word_text import set_face

_BOX = 36.0  # millimetres along the edge: room for — 1000 —
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TURNED = """<w:r {spaces}><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"
 relativeHeight="1" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{wide}" cy="{high}"/><wp:wrapNone/><wp:docPr id="{number}" name="页码{number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx>
<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""


def number_pages(section: Section, *, landscape: bool = False) -> None:
    """7.5: 4号半角宋体, odd pages right, even pages left, one character in; 8: a lying table keeps the place of it."""
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0].clear()
        _write(_turned(footer, paragraph, side) if landscape else paragraph, side)


def _turned(footer: _Footer, outer: Paragraph, side: WD_ALIGN_PARAGRAPH) -> Paragraph:
    """The paragraph of a box at the left edge whose text runs downwards: the standing page's foot, turned.

    The head of a lying page is at the binding, so that the foot of the standing one is to its left.
    """
    line = PAGE_NUMBER.size / points(1)
    x = BOTTOM - NUMBER_BELOW - line
    y = LEFT + TYPE_AREA[0] - _BOX if side == WD_ALIGN_PARAGRAPH.RIGHT else LEFT
    number = 1 + (side == WD_ALIGN_PARAGRAPH.RIGHT)
    drawn = _TURNED.format(spaces=_SPACES, x=Mm(x), y=Mm(y), wide=Mm(line * 1.3), high=Mm(_BOX), number=number)
    run = parse_xml(drawn)
    outer._p.append(run)
    return Paragraph(run.find(f".//{qn('w:txbxContent')}/{qn('w:p')}"), footer)


def _write(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
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
