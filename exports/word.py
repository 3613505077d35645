"""A paper as a Word file: title, text, tables, and the annex 依据清单 with the exact words that it rests on.

Layout of GB/T 9704—2012, figures in `exports.typography`. Not covered: letterhead, seal, signature, images.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

from exports.cells import plain
from exports.charts import BarChart, add_to_paper
from exports.files import written
from exports.footnotes import marks_to_footnotes
from exports.manuscript import Block, Grid, Line, Run, read_blocks
from exports.tables import Source
from exports.title_lines import title_lines
from exports.typography import SECOND_LEVEL, TITLE
from exports.word_annex import announce_annex, write_annex
from exports.word_pages import begin, set_up, turn
from exports.word_tables import Told, add_grid, is_wide
from exports.word_text import add_line, declare_fallbacks, set_body
from policy.values import Frozen


class Paper(Frozen):
    """What is written: text is Markdown with marks [1], sources[0] being what [1] points at; grid, a table that is none
    of the text's, stands below it, then the charts, and note closes all.
    """

    title: str
    text: str
    sources: tuple[Source, ...] = ()
    note: str = ""
    grid: Grid | None = None
    charts: tuple[BarChart, ...] = ()


def write_docx(paper: Paper, path: Path, *, footnotes: bool = False, told: Told | None = None) -> None:
    """Write the paper, its sources at the foot of the pages or in the annex. Raises ExportError.

    told hears how many rows of a table are written, of how many.
    """
    document = Document()
    set_body(document)
    begin(document)
    annexed = bool(paper.sources) and not footnotes
    _write_text(document, paper, annexed=annexed, told=told)
    if annexed:
        write_annex(document, paper.sources)
    else:
        marks_to_footnotes(document, paper.sources)
    declare_fallbacks(document)
    sign(document, paper.title)
    with written(path):
        document.save(str(path))


def _write_text(document: WordDocument, paper: Paper, *, annexed: bool, told: Told | None) -> None:
    if paper.grid and not paper.text:
        set_up(document.sections[0], landscape=is_wide(paper.grid))
    for text in title_lines(plain(paper.title)):
        add_line(document, [Run(text=text)], face=TITLE, align="center")
    add_line(document, [])
    for block in (*read_blocks(paper.text), *([paper.grid] if paper.grid else [])):
        _write_block(document, block, told)
    turn(document, landscape=False)
    for number, chart in enumerate(paper.charts, start=1):
        add_to_paper(document, chart, number=number)
    if paper.note:
        add_line(document, [Run(text=f"（{paper.note}）")], face=SECOND_LEVEL, indent=2)
    if annexed:
        announce_annex(document)


def _write_block(document: WordDocument, block: Block, told: Told | None) -> None:
    match block:
        case Grid():
            turn(document, landscape=is_wide(block))
            add_grid(document, block, told=told)
        case Line():
            turn(document, landscape=False)
            add_line(document, block.runs, indent=2)


def sign(document: WordDocument, title: str) -> None:
    """The author is the program: nothing in the file tells of the machine or of the library that wrote it."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "策问"
    properties.title, properties.comments = plain(title)[:250], ""
    package = document.part.package
    for key, part in list(package.rels.items()):
        if part.reltype.endswith("/thumbnail"):
            del package.rels[key]
