"""Word documents (.docx), read from their XML.

Covered: heading styles and outline levels, automatic numbers, tables with merged cells, text boxes and footnotes (after
the paragraph that anchors or names them), contents lists as chrome, tracked changes as accepted, hidden text left out.
Not covered: running heads, comments, formulas, pictures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from policy.readers.grid import GridCell
from policy.readers.kind import broken_package
from policy.readers.manuscript import Manuscript
from policy.readers.numbering import Numbering, W, read_numbering
from policy.readers.package import Package
from policy.readers.source import SourceText
from policy.readers.wordstyle import WordStyle, read_styles
from policy.readers.wordtext import footnotes_in, printed_text, text_boxes_in

# A title among the properties is often left over from another file, so it does not count as a 标题 of the document.
_CORE_LABELS = {"title": "文件属性标题", "keywords": "关键词"}
_NUMBER_NEEDS_SPACE = re.compile(r"[\w.]$")
# Containers that print as if they were not there.
_CLEAR = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag", "moveTo")}


@dataclass
class _Word:
    """What the paragraphs of one document share."""

    styles: dict[str, WordStyle]
    numbering: Numbering
    footnotes: dict[str, _Element]
    manuscript: Manuscript


def read_docx(data: bytes, *, name: str) -> SourceText:
    """Read a Word document of the Open XML kind."""
    package = Package(data, name=name)
    document = package.part("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise broken_package(name)
    notes = package.part("word/footnotes.xml")
    word = _Word(
        styles=read_styles(package.part("word/styles.xml")),
        numbering=read_numbering(package.part("word/numbering.xml")),
        footnotes={} if notes is None else {note.get(f"{W}id") or "": note for note in notes},
        manuscript=Manuscript(),
    )
    _note_core(word.manuscript, package.part("docProps/core.xml"))
    _write_blocks(word, body)
    return word.manuscript.finish()


def _note_core(manuscript: Manuscript, core: _Element | None) -> None:
    for element in () if core is None else core:
        label = _CORE_LABELS.get(str(element.tag).rpartition("}")[2])
        if label:
            manuscript.field(label, element.text or "")


def _blocks(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag in _CLEAR:
            yield from _blocks(child)
        elif child.tag in {f"{W}p", f"{W}tbl"}:
            yield child


def _write_blocks(word: _Word, parent: _Element) -> None:
    for block in _blocks(parent):
        if block.tag == f"{W}p":
            _write_paragraph(word, block)
        elif _is_layout(block):
            for cell in (cell for row in _children(block, "tr") for cell in _children(row, "tc")):
                _write_blocks(word, cell)
        else:
            word.manuscript.table(tuple(_grid(word, block)))


def _write_paragraph(word: _Word, paragraph: _Element) -> None:
    style = word.styles.get(_style_id(paragraph), WordStyle())
    for line in _numbered_text(word, paragraph).split("\n"):
        word.manuscript.line(line, level=_outline_level(paragraph, style), chrome=style.is_contents)
    for box in text_boxes_in(paragraph):
        _write_blocks(word, box)
    for mark, note_id in enumerate(footnotes_in(paragraph), start=1):
        note = word.footnotes.get(note_id)
        if note is not None:
            text = "".join(printed_text(part) for part in _blocks(note)).strip()
            word.manuscript.line(f"注{mark}：{text}" if text else "")


def _numbered_text(word: _Word, paragraph: _Element) -> str:
    text = printed_text(paragraph)
    num_id, level = _list_place(paragraph, word.styles.get(_style_id(paragraph), WordStyle()))
    number = word.numbering.next_number(num_id, level) if num_id else ""
    if not number or not text.strip():
        return text
    return f"{number}{' ' if _NUMBER_NEEDS_SPACE.search(number) and number.isascii() else ''}{text.lstrip()}"


def _style_id(paragraph: _Element) -> str:
    return _property(paragraph, "pStyle") or ""


def _list_place(paragraph: _Element, style: WordStyle) -> tuple[str, int]:
    """List and level of a paragraph: its own, else its style's; list '0' takes the style's number away."""
    num_id, level = style.num_id, style.list_level
    own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if own is not None:
        num_id, level = own.get(f"{W}val") or "", 0
    own_level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if own_level is not None:
        level = int(own_level.get(f"{W}val") or 0)
    return ("" if num_id == "0" else num_id), level


def _outline_level(paragraph: _Element, style: WordStyle) -> int | None:
    own = _property(paragraph, "outlineLvl")
    if own is not None and own.isdigit():
        # Outline level 9 means body text.
        return int(own) + 1 if int(own) < 9 else None
    return style.heading_level


def _property(paragraph: _Element, name: str) -> str | None:
    element = paragraph.find(f"{W}pPr/{W}{name}")
    return None if element is None else element.get(f"{W}val")


def _grid(word: _Word, table: _Element) -> Iterator[GridCell]:
    """Cells with gridSpan and vMerge resolved; a vertical merge is known in full only at its last row."""
    open_cells: dict[int, GridCell] = {}
    for row, line in enumerate(_children(table, "tr")):
        column = int((_find_value(line, "trPr/gridBefore")) or 0)
        for cell in _children(line, "tc"):
            width = int(_find_value(cell, "tcPr/gridSpan") or 1)
            above = open_cells.get(column)
            if _continues(cell) and above is not None:
                open_cells[column] = above.model_copy(update={"row_span": above.row_span + 1})
            else:
                if above is not None:
                    yield above
                text = _cell_text(word, cell)
                open_cells[column] = GridCell(row=row, column=column, column_span=width, text=text)
            column += width
    yield from open_cells.values()


def _is_layout(table: _Element) -> bool:
    """Whether a table only arranges a page: it holds tables (a pasted web page), or has one column (a frame)."""
    narrow = all(len(list(_children(row, "tc"))) < 2 for row in _children(table, "tr"))
    return narrow or next(table.iterfind(f".//{W}tbl"), None) is not None


def _continues(cell: _Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _children(parent: _Element, name: str) -> Iterator[_Element]:
    for child in parent:
        if child.tag in _CLEAR:
            yield from _children(child, name)
        elif child.tag == f"{W}{name}":
            yield child


def _find_value(element: _Element, path: str) -> str | None:
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def _cell_text(word: _Word, cell: _Element) -> str:
    lines = (_numbered_text(word, block).strip() for block in _blocks(cell))
    return "\n".join(line for line in lines if line)
