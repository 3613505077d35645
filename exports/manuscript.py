"""An answer's Markdown as blocks that a paper is made of: headings, paragraphs, items, tables.

Covered: bold, numbered and plain lists, tables, line ends; a line that begins with 一、 or （一） has
a heading of its level.
Not covered: links, pictures, code, HTML; they stay the characters they are.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from exports.cells import plain
from exports.emphasis import with_chinese_bold
from policy.values import Frozen

MARK = re.compile(r"\[(\d{1,3})\]")
MARKS = re.compile(rf"(?:{MARK.pattern}\s*)+")  # editors join those that stand side by side
_MARKDOWN = with_chinese_bold(MarkdownIt("zero").enable(["table", "list", "heading", "emphasis", "newline", "escape"]))
_LEVEL = re.compile(r"(?P<first>[一二三四五六七八九十百]{1,4}、)|(?P<second>[（(][一二三四五六七八九十百]{1,4}[）)])")
_END_OF_HEADING = re.compile("[。：:！？]")
_LONGEST_HEADING = 40


class Run(Frozen):
    """Text of one look. level 1 or 2 is a heading's (7.3.3 层次序数), 0 the body's."""

    text: str
    bold: bool = False
    level: int = 0


class Line(Frozen):
    """A paragraph of the paper."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


class Grid(Frozen):
    """A table; a cell may hold several lines."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Line | Grid


def read_blocks(text: str) -> tuple[Block, ...]:
    r"""The blocks in reading order; list items carry their printed number.

    >>> [block.text for block in read_blocks("共 **2 项**：\n\n1. 科技金融\n2. 放管服")]
    ['共 2 项：', '1.科技金融', '2.放管服']
    >>> read_blocks("|任务|单位|\n|---|---|\n|放管服改革[1]|区审批局|")
    (Grid(columns=('任务', '单位'), rows=(('放管服改革[1]', '区审批局'),)),)
    """
    return tuple(_blocks(SyntaxTreeNode(_MARKDOWN.parse(plain(text)))))


def without_marks(text: str) -> str:
    """The text without its numbered marks.

    >>> without_marks("建成30个众创空间[1][12]。")
    '建成30个众创空间。'
    """
    return MARK.sub("", text).strip()


def _blocks(node: SyntaxTreeNode, number: str = "") -> Iterator[Block]:
    for child in node.children:
        match child.type:
            case "table":
                yield _grid(child)
            case "heading":
                yield from _lines(child.children[0], heading=min(int(child.tag[1]), 2))
            case "paragraph":
                yield from _lines(child.children[0], number=number)
                number = ""
            case "list_item":
                yield from _blocks(child, f"{child.info}{child.markup}" if child.info else "· ")
            case _:
                yield from _blocks(child)


def _grid(table: SyntaxTreeNode) -> Grid:
    head, *rows = (tuple(_cell(cell) for cell in row.children) for part in table.children for row in part.children)
    return Grid(columns=head, rows=tuple(rows))


def _pieces(inline: SyntaxTreeNode) -> Sequence[Token]:
    return inline.token.children or () if inline.token else ()


def _cell(cell: SyntaxTreeNode) -> str:
    pieces = [piece for inline in cell.children for piece in _pieces(inline)]
    text = "".join("\n" if piece.type.endswith("break") else piece.content for piece in pieces)
    return text.replace("<br>", "\n").strip()


def _lines(inline: SyntaxTreeNode, *, heading: int = 0, number: str = "") -> Iterator[Line]:
    runs, bold = [Run(text=number)] if number else [], False
    for piece in _pieces(inline):
        if piece.type in ("strong_open", "strong_close"):
            bold = piece.type == "strong_open"
        elif piece.type.endswith("break"):
            yield _line(runs, heading)
            runs = []
        elif piece.content:
            runs.append(Run(text=piece.content, bold=bold))
    yield _line(runs, heading)


def _line(runs: Sequence[Run], heading: int) -> Line:
    if heading:
        return Line(runs=tuple(run.model_copy(update={"level": heading, "bold": False}) for run in runs))
    text = "".join(run.text for run in runs)
    found = _LEVEL.match(text)
    if found is None:
        return Line(runs=tuple(runs))
    end = _END_OF_HEADING.search(text, found.end())
    length = end.end() if end else len(text)
    if length > _LONGEST_HEADING:
        return Line(runs=tuple(runs))
    return Line(runs=tuple(_levelled(runs, length, level=1 if found["first"] else 2)))


def _levelled(runs: Sequence[Run], length: int, *, level: int) -> Iterator[Run]:
    """The runs, those of the first characters as a heading."""
    at = 0
    for run in runs:
        inside = max(0, min(len(run.text), length - at))
        if inside:
            yield Run(text=run.text[:inside], level=level)
        if inside < len(run.text):
            yield run.model_copy(update={"text": run.text[inside:]})
        at += len(run.text)
