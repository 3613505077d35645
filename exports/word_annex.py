"""The annex 依据清单 of a Word file: every source with its number, its 规范引注 and its own words, as a table."""

from collections.abc import Sequence

from docx.document import Document
from docx.text.paragraph import Paragraph

from exports.manuscript import Grid, Run
from exports.papers import SourceName
from exports.tables import Source
from exports.typography import ANNEX_MARK, TITLE
from exports.word_pages import turn
from exports.word_tables import add_grid
from exports.word_text import add_line

_TITLE = "依据清单"
_COLUMNS = ("序号", "文件与条款", "原文")
_LONGEST_QUOTE = 240  # the page shows the whole clause


def announce_annex(document: Document, *, keep: bool = False) -> None:
    """7.3.4: 附件说明 a line below the text, two characters in; keep: on the page of what follows."""
    add_line(document, [], keep=keep)
    add_line(document, [Run(text=f"附件：{_TITLE}")], indent=2, keep=keep)


def write_annex(document: Document, sources: Sequence[Source], *, name: SourceName | None = None) -> Paragraph:
    """The annex on a page of its own; returns its first line. name gives each source its hidden bookmark."""
    turn(document, landscape=False)
    first = _begin(document)
    wide = 3 if any(source.quote for source in sources) else 2
    rows = tuple((str(number), *shown_source(source))[:wide] for number, source in enumerate(sources, start=1))
    if rows:
        names = [name(at, "".join(row[1:])) for at, row in enumerate(rows, start=1)] if name else []
        add_grid(document, Grid(columns=_COLUMNS[:wide], rows=rows), names=["", *names])
    return first


def _begin(document: Document) -> Paragraph:
    """7.3.7: 附件 at the upper left, its title centred on the third line."""
    first = add_line(document, [Run(text="附件")], face=ANNEX_MARK, new_page=True)
    add_line(document, [])
    add_line(document, [Run(text=_TITLE)], face=TITLE, align="center")
    add_line(document, [])
    return first


def shown_source(source: Source, *, longest: int = _LONGEST_QUOTE) -> tuple[str, str]:
    """Where it stands, and its words, cut where they are long."""
    quote = " ".join(source.quote.split())
    return source.reference, quote if len(quote) <= longest else f"{quote[:longest]}……"
