"""Reading back a draft that a person has edited in Word or Excel: its pieces by their hidden names.

Promises: a paragraph keeps its name through any change of its text; what has none was added. Marks [3] and what the
program puts around the text (附件说明, the annex) are left out. Tracked changes count as made. A file that unpacks to
more than a draft can be is refused before it is unpacked. Cells merged downwards say the same in each row. Not
covered: pictures.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree

from exports.manuscript import MARKS
from exports.papers import PARAGRAPHS, PieceKind, ReturnedPaper, ReturnedPiece, digest
from exports.returned_comments import comments_in_word
from exports.returned_workbook import read_workbook, too_large
from exports.word_papers import ANNEX_ID, BOOKMARK, MEMORY_SPACE
from policy.errors import ExportError

_KEY = re.compile(rf"{BOOKMARK}([0-9a-z]+)_([0-9A-Za-z]+)")
_SOURCE = re.compile(r"s\d+x([0-9a-f]{12})")
_ANNEX = re.compile(r"附件(?:[:：].*)?")
_LARGEST = 100_000_000  # bytes of all parts together
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read_returned(path: Path) -> ReturnedPaper:
    """The draft in an edited .docx or .xlsx of ours. Raises ExportError where it is none, or cannot be opened."""
    readers = {".docx": _read_docx, ".xlsx": read_workbook}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise ExportError(f"“{path.name}”不是 Word 或 Excel 文件，请选择由策问导出、改过的 .docx 或 .xlsx。")
    try:
        _refuse_bombs(path)
        paper = reader(path)
    except ExportError:
        raise
    except Exception as error:  # a damaged file can fail anywhere inside three libraries
        raise ExportError(
            f"“{path.name}”打不开，可能已损坏或没有保存完；请在 Word 或 Excel 里另存一份再试。"
        ) from error
    if not any(piece.piece_id for piece in paper.pieces):
        raise ExportError(f"“{path.name}”不是由策问导出的稿子，认不出各段的编号；请选择当初导出的那份文件。")
    return paper


def _refuse_bombs(path: Path) -> None:
    with ZipFile(path) as package:
        if sum(part.file_size for part in package.infolist()) > _LARGEST:
            raise too_large(path)


def _read_docx(path: Path) -> ReturnedPaper:
    document = Document(str(path))
    found = list(_word_pieces(document))
    paper_id = next((paper_id for paper_id, _ in found if paper_id), "")
    return ReturnedPaper(
        paper_id=paper_id, pieces=tuple(piece for _, piece in found), memory=_word_memory(document),
        only=(*PARAGRAPHS, "head", "row"), requoted=tuple(_requoted_in_word(document)),
        told=tuple(comments_in_word(document)),
    )  # fmt: skip


def _requoted_in_word(document: WordDocument) -> Iterator[str]:
    """What stands where the words of a source stood, of rows of the annex and of footnotes that a person changed."""
    for row in document.element.body.iter(qn("w:tr")):
        cells = _cells(row)
        yield from _requoted(row, "".join(cells[1:]), shown=cells[-1] if cells else "")
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            for paragraph in etree.fromstring(relation.target_part.blob, _PARSER).iter(qn("w:p")):
                text = _text_of(paragraph)
                yield from _requoted(paragraph, text, shown=text)


def _requoted(element: etree._Element, text: str, *, shown: str) -> Iterator[str]:
    match = _SOURCE.fullmatch(_name_in(element)[1])
    if match and digest((text,)) != match[1]:
        yield shown


def _word_memory(document: WordDocument) -> str:
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML:
            root = etree.fromstring(relation.target_part.blob, _PARSER)
            if root.tag == f"{{{MEMORY_SPACE}}}draft":
                return str(root.text or "")
    return ""


def _word_pieces(document: WordDocument) -> Iterator[tuple[str, ReturnedPiece]]:
    """The pieces before the annex, which bears a name of its own."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _table_pieces(block)
        else:
            paper_id, piece_id = _name_in(block._p)
            if piece_id == ANNEX_ID:
                return
            text = _text_of(block._p)
            if piece_id or (text and not _ANNEX.fullmatch(text)):
                yield paper_id, ReturnedPiece(piece_id=piece_id, kind="body", cells=(text,))


def _table_pieces(table: Table) -> Iterator[tuple[str, ReturnedPiece]]:
    above: tuple[str, ...] = ()
    for number, row in enumerate(table._tbl.tr_lst):
        paper_id, piece_id = _name_in(row)
        kind: PieceKind = "row" if number else "head"
        above = _cells(row, above)
        yield paper_id, ReturnedPiece(piece_id=piece_id, kind=kind, cells=above)


def _cells(row: etree._Element, above: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The texts of a row, one a column: below the first of cells merged downwards that of the row above, beside the
    first of cells merged sideways nothing.
    """
    cells: list[str] = []
    for cell in row.iter(qn("w:tc")):
        down = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        goes_on = down is not None and down.get(qn("w:val")) != "restart" and len(above) > len(cells)
        cells.append(above[len(cells)] if goes_on else "\n".join(map(_text_of, cell.iter(qn("w:p")))))
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        cells += [""] * (int(span.get(qn("w:val")) or 1) - 1 if span is not None else 0)
    return tuple(cells)


def _name_in(element: etree._Element) -> tuple[str, str]:
    """The ids in our bookmark; ('', '') without one."""
    for mark in element.iter(qn("w:bookmarkStart")):
        name = str(mark.get(qn("w:name")) or "")
        if match := _KEY.fullmatch(name):
            return match[1], match[2]
    return "", ""


def _text_of(paragraph: etree._Element) -> str:
    """The text without raised marks; deleted text is of another tag, and a title's line ends were ours."""
    kept = []
    for run in paragraph.iter(qn("w:r")):
        text = "".join(str(each.text or "") for each in run.iter(qn("w:t")))
        raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") is not None
        kept.append("" if raised and MARKS.fullmatch(text.strip()) else text)
    return "".join(kept).strip()
