"""A paper as a Word file: title, text, tables, and the annex 依据清单 with the exact words that it rests on.

Layout of GB/T 9704—2012, figures in `exports.typography`. Not covered: letterhead, seal, signature, images.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from exports.cells import plain
from exports.files import written
from exports.manuscript import Block, Grid, Line, Run, read_blocks
from exports.tables import Source
from exports.title_lines import title_lines
from exports.typography import ANNEX_MARK, SECOND_LEVEL, TITLE
from exports.word_pages import begin, turn
from exports.word_tables import add_grid, is_wide
from exports.word_text import add_line, declare_fallbacks, set_body
from policy.documents import Frozen

_ANNEX_TITLE = "依据清单"


class Paper(Frozen):
    """What is written: text is Markdown with marks [1], sources[0] being what [1] points at; note closes the text."""

    title: str
    text: str
    sources: tuple[Source, ...] = ()
    note: str = ""


def write_docx(paper: Paper, path: Path) -> None:
    """Write the paper. Raises ExportError."""
    document = Document()
    set_body(document)
    begin(document)
    _write_text(document, paper)
    if paper.sources:
        write_annex(document, paper.sources)
    declare_fallbacks(document)
    sign(document, paper.title)
    with written(path):
        document.save(str(path))


def _write_text(document: WordDocument, paper: Paper) -> None:
    for text in title_lines(plain(paper.title)):
        add_line(document, [Run(text=text)], face=TITLE, align="center")
    add_line(document, [])
    for block in read_blocks(paper.text):
        _write_block(document, block)
    turn(document, landscape=False)
    if paper.note:
        add_line(document, [Run(text=f"（{paper.note}）")], face=SECOND_LEVEL, indent=2)
    if paper.sources:
        add_line(document, [])
        add_line(document, [Run(text=f"附件：{_ANNEX_TITLE}")], indent=2)


def _write_block(document: WordDocument, block: Block) -> None:
    match block:
        case Grid():
            turn(document, landscape=is_wide(block))
            add_grid(document, block)
        case Line():
            turn(document, landscape=False)
            add_line(document, block.runs, indent=2)


def write_annex(document: WordDocument, sources: Sequence[Source]) -> None:
    """The annex with every source and its words below it."""
    begin_annex(document)
    for number, source in enumerate(sources, start=1):
        add_line(document, [Run(text=f"{number}. {source.reference}")], indent=2, keep=True)
        add_line(document, [Run(text=f"“{' '.join(source.quote.split())}”")], face=SECOND_LEVEL, indent=2)


def begin_annex(document: WordDocument) -> Paragraph:
    """7.3.7: on a page of its own, 附件 at the upper left, its title centred on the third line; returns the mark."""
    first = add_line(document, [Run(text="附件")], face=ANNEX_MARK, new_page=True)
    add_line(document, [])
    add_line(document, [Run(text=_ANNEX_TITLE)], face=TITLE, align="center")
    add_line(document, [])
    return first


def sign(document: WordDocument, title: str) -> None:
    """The author is the program: nothing in the file tells of the machine or of the library that wrote it."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "策问"
    properties.title, properties.comments = plain(title)[:250], ""
    package = document.part.package
    for key, part in list(package.rels.items()):
        if part.reltype.endswith("/thumbnail"):
            del package.rels[key]
