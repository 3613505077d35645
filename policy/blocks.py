"""Paragraphs of a text as spans: what lines, lost line breaks and running lists part.

A block never holds chrome or a table, starts and ends at a visible character, and all blocks together hold every
visible character outside of them. Hard-wrapped lines stay one block each: only numbers decide where a clause begins.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.numbering import Numeral, read_numeral
from policy.values import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARKUP = re.compile(r"(?:#{1,6}[ \t]*|\*\*|>[ \t]?|-[ \t])+")
_INVISIBLE = "\u200b\u200c\ufeff"
_GAP = re.compile(
    r"(?<=\S)(?:[ \t\u2002\u2003\xa0]*\u3000[ \t\u3000\u2002\u2003\xa0]+|[ \t\u2002\u2003\xa0]{2,})(?=\S)"
)
_RUN_ON = re.compile(
    r"(?:[。；;](?![”’」])|(?P<bracket>[）)〕\]】]))[ \u3000]?(?=[（(0-9０-９一二三四五六七八九十①-⑳])"
)
_UNIT_WORD = re.compile("单位|部门|牵头|负责|配合")
_UNIT_BRACKET = re.compile(rf"[（(〔\[【][^（()）〔〕\[\]【】\n]{{0,300}}?(?:{_UNIT_WORD.pattern})[^\n]{{0,300}}\Z")
_LONGEST_BRACKET = 300
_DIVISIONS = frozenset({"part", "chapter", "section", "article"})
_ENDS = "。：:；;）)！!？?”》\ue003"


class Block(NamedTuple):
    """text[start:end]; the words begin at body, after Markdown's marks."""

    start: int
    body: int
    end: int


def split_blocks(text: str, holes: tuple[Span, ...]) -> Iterator[Block]:
    r"""The blocks outside of the holes (chrome and tables, in order and disjoint).

    >>> text = "一、总则\n1.建平台。2.聚人才。"
    >>> [text[block.start:block.end] for block in split_blocks(text, ())]
    ['一、总则', '1.建平台。', '2.聚人才。']
    """
    at = 0
    for hole in (*holes, Span(start=len(text), end=len(text))):
        for line in _LINE.finditer(text, at, hole.start):
            for start, end in _split_line(text, line.start(), line.end()):
                yield from _split_list(text, start, end)
        at = hole.end


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a line where wide white space stands for a lost line break: before a number, or after a full sentence."""
    for gap in _GAP.finditer(text, start, end):
        lost_break = text[gap.start() - 1] in _ENDS and "\u3000" in gap[0]
        numeral = read_numeral(text, gap.end(), end)
        wide = gap.end() - gap.start() > 2 or "\u3000" in gap[0]
        if lost_break or (numeral and (wide or numeral.family in _DIVISIONS)):
            yield start, gap.start()
            start = gap.end()
    yield start, end


def _split_list(text: str, start: int, end: int) -> Iterator[Block]:
    """Part a list that runs on in one line (1.…。2.…。): only where the next number is the next in order."""
    block = _trimmed(text, start, end)
    if block is None:
        return
    numeral = read_numeral(text, block.body, block.end)
    for place in _RUN_ON.finditer(text, numeral.end if numeral else block.body, block.end):
        following = read_numeral(text, place.end(), block.end)
        if following and _continues(numeral, following) and _is_stop(text, place):
            yield Block(block.start, block.body, place.start() + 1)
            block, numeral = Block(place.end(), place.end(), block.end), following
    yield block


def _continues(numeral: Numeral | None, following: Numeral) -> bool:
    """A lost line break: the next of a list, or a section's 一、, which stands nowhere but at a line's start."""
    if following.family == "han":
        return True
    return numeral is not None and following.family == numeral.family and following.value == numeral.value + 1


def _is_stop(text: str, place: re.Match[str]) -> bool:
    """A full stop, or the end of the bracket that names an item's units."""
    if place["bracket"] is None:
        return True
    start = max(0, place.start() - _LONGEST_BRACKET)
    return bool(_UNIT_WORD.search(text, start, place.start()) and _UNIT_BRACKET.search(text, start, place.start()))


def _trimmed(text: str, start: int, end: int) -> Block | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    body = start
    while body < end - 1 and (text[body] in _INVISIBLE or text[body].isspace()):
        body += 1
    markup = _MARKUP.match(text, body, end)
    return Block(start, markup.end() if markup and markup.end() < end else body, end)
