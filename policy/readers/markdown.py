"""Markdown to the plain text that it prints: the marks go, the words stay.

Covered: # and underlined headings, emphasis, links and images, quotes, bullets, rules, fences, HTML comments, pipe
tables. Printed numbers ("1.") stay, since they address a clause. Not covered: nested tables, footnotes.
"""

import re
from collections.abc import Iterator

from policy.readers.grid import GridCell
from policy.readers.manuscript import Manuscript
from policy.readers.source import SourceText
from policy.readers.text import decode

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_UNDERLINE = re.compile(r"(=+|-{2,})")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}")
_BULLET = re.compile(r"(?:[>*+-][ \t]+|>)+")
_FENCE = re.compile(r"(?:```|~~~)")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)")
_PAIR = re.compile(r"\*\*|__|~~|`")
_EMPHASIS = re.compile(r"\*(?=\S)([^*\n]+)\*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


def read_markdown(data: bytes, *, name: str) -> SourceText:
    r"""Read a Markdown file.

    >>> source = read_markdown("## **一、总体要求**\n\n见[通知](http://a.cn/1)。".encode(), name="a.md")
    >>> source.text, source.headings[0].level
    ('一、总体要求\n见通知。\n', 2)
    """
    text, warnings = decode(data, name=name)
    manuscript = Manuscript()
    for warning in warnings:
        manuscript.warn(warning)
    lines = [line.strip() for line in _COMMENT.sub("", text).split("\n")]
    for block in _blocks(lines):
        _write(manuscript, block)
    return manuscript.finish()


def plain(line: str) -> str:
    """One line of Markdown without its marks.

    >>> plain("> **发文机关**：[国务院](http://www.gov.cn)  ")
    '发文机关：国务院'
    """
    line = _TAG.sub("", _LINK.sub(r"\1", _BULLET.sub("", line, count=1) if _BULLET.match(line) else line))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\1", _PAIR.sub("", line))).strip()


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Lines one by one, but the lines of a pipe table, and a heading with its underline, together."""
    at = 0
    while at < len(lines):
        end = at + 1
        following = lines[end] if end < len(lines) else ""
        if "|" in lines[at] and "|" in following and _TABLE_RULE.fullmatch(following):
            while end < len(lines) and "|" in lines[end]:
                end += 1
        elif lines[at] and _UNDERLINE.fullmatch(following):
            end += 1
        yield lines[at:end]
        at = end


def _write(manuscript: Manuscript, block: list[str]) -> None:
    first = block[0]
    if len(block) > 1 and "|" in first:
        manuscript.table(_grid([first, *block[2:]]))
    elif len(block) > 1:
        manuscript.line(plain(first), level=1 if block[1].startswith("=") else 2)
    elif match := _HEADING.fullmatch(first):
        manuscript.line(plain(match[2].rstrip("#").rstrip()), level=len(match[1]))
    elif not _RULE.fullmatch(first) and not _FENCE.match(first):
        manuscript.line(plain(first))


def _grid(lines: list[str]) -> list[GridCell]:
    cells = []
    for row, line in enumerate(lines):
        inner = line.strip().removeprefix("|").removesuffix("|").replace("\\|", "\0")
        for column, text in enumerate(inner.split("|")):
            text = re.sub(r"<br\s*/?>", "\n", text.replace("\0", "|"))
            cells.append(GridCell(row=row, column=column, text="\n".join(map(plain, text.split("\n")))))
    return cells
