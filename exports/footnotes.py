"""Sources as Word's own footnotes, in place of the annex: the raised marks of a written document become notes.

Marks that stand side by side become one note, since two note numbers side by side would read as one. A note stands by
itself on its page: file, number, date and clause every time, the words the first time. Numbers are ①②③ and begin anew
on every page. Not covered: endnotes; notes in heads of tables, which are repeated.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from markupsafe import escape

from exports.cells import plain
from exports.manuscript import MARK, MARKS
from exports.papers import SourceName
from exports.tables import Source
from exports.typography import NOTE
from exports.word_annex import shown_source
from exports.word_tables import bookmark
from exports.word_text import EAST_ASIAN, LATIN

_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NUMBERING = '<w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numRestart w:val="eachPage"/>'
_LINES = ((-1, "separator"), (0, "continuationSeparator"))
_LONGEST_QUOTE = 120
TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"
_TEXT_ID, _MARK_ID = "CeWenNote", "CeWenNoteMark"


def marks_to_footnotes(document: Document, sources: Sequence[Source], *, name: SourceName | None = None) -> int:
    """Put a note in place of every group of marks in the text and tell how many; sources[0] is what [1] points to.

    Marks that point to nothing stay as they are. name gives each source a hidden bookmark where its words are told.
    """
    lines = _Lines(sources, name)
    notes: list[str] = []
    for paragraph in document.element.body.iter(qn("w:p")):
        for runs in _marked(paragraph):
            numbers = [n for n in _numbers(runs) if 0 < n <= len(sources)]
            if numbers:
                notes.append(_note(len(notes) + 1, [lines.of(each) for each in numbers]))
                _put_reference(runs, len(notes))
    if notes:
        _declare_styles(document)
        _attach(document, notes)
        _set_numbering(document)
    return len(notes)


def _marked(paragraph: BaseOxmlElement) -> Iterator[list[BaseOxmlElement]]:
    """Neighbouring runs that hold raised marks and nothing else."""
    for is_mark, runs in groupby(list(paragraph.iterchildren(qn("w:r"))), key=_is_mark):
        if is_mark:
            yield list(runs)


def _is_mark(run: BaseOxmlElement) -> bool:
    raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") is not None
    return raised and bool(MARKS.fullmatch(_text(run)))


def _text(run: BaseOxmlElement) -> str:
    return "".join(str(each.text or "") for each in run.iter(qn("w:t")))


def _numbers(runs: Sequence[BaseOxmlElement]) -> list[int]:
    return list(dict.fromkeys(int(mark[1]) for run in runs for mark in MARK.finditer(_text(run))))


def _put_reference(runs: Sequence[BaseOxmlElement], number: int) -> None:
    reference = parse_xml(
        f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="{_MARK_ID}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
    )
    runs[0].addprevious(reference)
    for run in runs:
        run.getparent().remove(run)


class _Lines:
    """What is said of each source: its words the first time, where it stands every time."""

    def __init__(self, sources: Sequence[Source], name: SourceName | None) -> None:
        self._sources, self._name = sources, name
        self._told: set[int] = set()

    def of(self, number: int) -> tuple[str, str]:
        """《甲区方案》（甲政发〔2017〕32号）二、（一）：“建成30个。”, and its bookmark where it is told first."""
        reference, quote = shown_source(self._sources[number - 1], longest=_LONGEST_QUOTE)
        if number in self._told:
            return reference, ""
        self._told.add(number)
        text = f"{reference}：“{quote}”" if quote else reference
        return text, self._name(number, text) if self._name else ""


def _note(number: int, lines: Sequence[tuple[str, str]]) -> str:
    mark = f'<w:r><w:rPr><w:rStyle w:val="{_MARK_ID}"/></w:rPr><w:footnoteRef/></w:r>'
    paragraphs = (_paragraph(text, name, mark if at == 0 else "") for at, (text, name) in enumerate(lines))
    return f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>'


def _paragraph(text: str, name: str, mark: str) -> str:
    style = f'<w:pPr><w:pStyle w:val="{_TEXT_ID}"/></w:pPr>'
    words = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(f"{' ' if mark else ''}{text}").split("\n")
    )
    run = f"<w:r><w:rPr>{EAST_ASIAN}</w:rPr>{words}</w:r>"
    return f"<w:p>{style}{bookmark(name) if name else ''}{mark}{run}</w:p>"


def _attach(document: Document, notes: Sequence[str]) -> None:
    """The part with the two lines that Word draws above notes, and the notes."""
    lines = "".join(
        f'<w:footnote w:id="{number}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in _LINES
    )
    blob = f"<w:footnotes {nsdecls('w')}>{lines}{''.join(notes)}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    lines = "".join(f'<w:footnote w:id="{number}"/>' for number, _ in _LINES)
    told = parse_xml(f"<w:footnotePr {nsdecls('w')}>{_NUMBERING}{lines}</w:footnotePr>")
    _insert_in_settings(document.settings.element, told)


def _insert_in_settings(settings: BaseOxmlElement, told: BaseOxmlElement) -> None:
    """The schema wants an order: before w:endnotePr and w:compat, which the template has."""
    following = next((each for each in settings if each.tag in (qn("w:endnotePr"), qn("w:compat"))), None)
    if following is None:
        settings.append(told)
    else:
        following.addprevious(told)


def _set_numbering(document: Document) -> None:
    """Every section counts alike; the schema has the notes' numbering right behind the feet."""
    for section in document.sections:
        found = parse_xml(f"<w:footnotePr {nsdecls('w')}>{_NUMBERING}</w:footnotePr>")
        feet = [each for each in section._sectPr if each.tag in (qn("w:headerReference"), qn("w:footerReference"))]
        if feet:
            feet[-1].addnext(found)
        else:
            section._sectPr.insert(0, found)


def _declare_styles(document: Document) -> None:
    text = document.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(qn("w:styleId"), _TEXT_ID)
    text.base_style, text.hidden = document.styles["Normal"], False
    text.font.name, text.font.size = LATIN, Pt(NOTE.size)
    text.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), NOTE.name)
    shape = text.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(NOTE.size * 1.3)
    mark = document.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), _MARK_ID)
    mark.hidden, mark.font.superscript = False, True
    fonts = mark.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(kind), NOTE.name)
