"""A draft as a Word file after GB/T 9704—2012, every paragraph and row under a hidden bookmark of its own.

Order: title, 主送机关, text, 附件说明, 署名 and 成文日期 as blanks, the annex 依据清单 with every source's own words.
Not covered: letterhead, seal, 版记; they are put on when the paper is issued.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from markupsafe import escape

from exports.cells import plain
from exports.files import written
from exports.footnotes import marks_to_footnotes
from exports.manuscript import Grid, Run
from exports.papers import DraftPaper, Piece, digest
from exports.title_lines import title_lines
from exports.typography import BODY, TITLE
from exports.word import sign
from exports.word_annex import announce_annex, write_annex
from exports.word_pages import begin, set_up, turn
from exports.word_tables import Told, add_grid, bookmark, is_wide
from exports.word_text import add_line, declare_fallbacks, set_body

MEMORY_SPACE = "urn:cewen:draft"
BOOKMARK, ANNEX_ID = "_cw_", "annex"
_LEVELS = {"first": 1, "second": 2}
_GROUNDS = ("依据", "出处", "来源")
_CLOSING = ("signature", "date")


def write_paper(paper: DraftPaper, path: Path, *, told: Told | None = None, footnotes: bool = False) -> None:
    """Write the draft; told hears how many rows of a table are written, of how many. Raises ExportError.

    footnotes: the sources stand at the foot of the pages and not in the annex, where the text has marks at all.
    """
    footnotes = footnotes and any(piece.marks for piece in paper.pieces)
    document = Document()
    set_body(document)
    begin(document)
    opened = [piece for piece in paper.pieces if piece.kind not in _CLOSING]
    if lying := _is_lying(opened):
        set_up(document.sections[0], landscape=True)
    for is_table, pieces in groupby(opened, key=lambda piece: piece.kind in ("head", "row")):
        if is_table:
            for table in _tables(tuple(pieces)):
                _write_table(document, paper, table, told)
        else:
            for piece in pieces:
                _write_piece(document, paper, piece, lying=lying)
    _close(document, paper, annexed=not footnotes and bool(paper.sources or paper.notes))
    if footnotes:
        marks_to_footnotes(document, paper.sources, name=partial(_source_name, paper))
        _write_notes(document, paper, name=_annex_name(paper))
    declare_fallbacks(document)
    sign(document, paper.title)
    _remember(document, paper.memory)
    with written(path):
        document.save(str(path))


def bookmark_name(paper: DraftPaper, piece: Piece) -> str:
    """A name that Word does not list, at most 40 characters."""
    return f"{BOOKMARK}{paper.paper_id}_{piece.piece_id}"


def _tables(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Runs of one head and its rows."""
    table: list[Piece] = []
    for piece in pieces:
        if piece.kind == "head" and table:
            yield table
            table = []
        table.append(piece)
    yield table


def _write_table(document: WordDocument, paper: DraftPaper, table: Sequence[Piece], told: Told | None) -> None:
    grid = _grid(table)
    turn(document, landscape=is_wide(grid))
    add_grid(document, grid, names=[bookmark_name(paper, piece) for piece in table], told=told)


def _grid(table: Sequence[Piece]) -> Grid:
    """The table with its marks in the column that names grounds, else in the last."""
    head = table[0].cells
    at = next((i for i, name in enumerate(head) if any(word in name for word in _GROUNDS)), len(head) - 1)
    return Grid(columns=head, rows=tuple(_marked(row, at) for row in table[1:] if row.kind == "row"))


def _marked(row: Piece, at: int) -> tuple[str, ...]:
    marks = _marks(row)
    return tuple(text + (marks if number == at else "") for number, text in enumerate(row.cells))


def _marks(piece: Piece) -> str:
    return "".join(f"[{number}]" for number in piece.marks)


def _is_lying(pieces: Sequence[Piece]) -> bool:
    """Whether the paper is a wide table under its title: it lies from the first page on."""
    return [piece.kind for piece in pieces[:2]] == ["title", "head"] and is_wide(_grid(pieces[1:]))


def _write_piece(document: WordDocument, paper: DraftPaper, piece: Piece, *, lying: bool) -> None:
    if piece.kind == "title":
        paragraph = _title(document, piece.cells[0])
    else:
        turn(document, landscape=lying)
        run = Run(text=piece.cells[0], level=_LEVELS.get(piece.kind, 0))
        indent = 0 if piece.kind == "recipient" else 2
        paragraph = add_line(document, [run, Run(text=_marks(piece))], indent=indent)
    _name(paragraph, bookmark_name(paper, piece))
    if piece.kind == "title":
        add_line(document, [])


def _title(document: WordDocument, title: str) -> Paragraph:
    """7.3.1: one paragraph, its lines broken where words end."""
    lines = title_lines(plain(title))
    paragraph = add_line(document, [Run(text=lines[0])], face=TITLE, align="center")
    for line in lines[1:]:
        paragraph.runs[-1].add_break()
        paragraph.runs[-1].add_text(line)
    return paragraph


def _name(paragraph: Paragraph, name: str) -> None:
    marks = parse_xml(f"<w:p {nsdecls('w')}>{bookmark(name)}</w:p>")
    at = 1 if paragraph._p.pPr is not None else 0
    paragraph._p[at:at] = list(marks)


def _close(document: WordDocument, paper: DraftPaper, *, annexed: bool) -> None:
    """7.3.4 附件说明 a line below the text; 7.3.5 署名 and 成文日期 at the right, four characters in; the annex.

    A page without text has no signature: the last lines of the text go with it.
    """
    closing = [piece for piece in paper.pieces if piece.kind in _CLOSING]
    if closing:
        _keep_last(document)
        turn(document, landscape=False)
    if annexed:
        announce_annex(document, keep=bool(closing))
    for _ in closing:
        add_line(document, [], keep=True)
    for number, piece in enumerate(closing, start=1):
        paragraph = add_line(document, [Run(text=piece.cells[0])], keep=number < len(closing))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(4 * BODY.size)
        _name(paragraph, bookmark_name(paper, piece))
    if annexed:
        _name(write_annex(document, paper.sources, name=partial(_source_name, paper)), _annex_name(paper))
        _write_notes(document, paper)


def _keep_last(document: WordDocument) -> None:
    """The last paragraph on the page of what follows, unless the text ends with a table."""
    last = document.element.body[-2] if len(document.element.body) > 1 else None
    if last is not None and last.tag == qn("w:p"):
        Paragraph(last, document).paragraph_format.keep_with_next = True


def _write_notes(document: WordDocument, paper: DraftPaper, *, name: str = "") -> None:
    """Notes for the writer; the first bears the annex's name where there is none: what follows is not the draft."""
    for number, note in enumerate(paper.notes):
        line = add_line(document, [Run(text=f"注：{note.rstrip('。')}。")], indent=2)
        if name and number == 0:
            _name(line, name)


def _source_name(paper: DraftPaper, number: int, text: str) -> str:
    """_cw_<draft>_s3x<digest of what is written>: words of a source that a person changed are known by it."""
    return f"{BOOKMARK}{paper.paper_id}_s{number}x{digest((text,))}"


def _annex_name(paper: DraftPaper) -> str:
    return f"{BOOKMARK}{paper.paper_id}_{ANNEX_ID}"


def _remember(document: WordDocument, memory: str) -> None:
    if memory:
        blob = f'<draft xmlns="{MEMORY_SPACE}">{escape(memory)}</draft>'.encode()
        name = PackURI("/customXml/item9.xml")  # the template has an item1
        part = Part(name, "application/xml", blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
