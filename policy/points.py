"""The points that a paragraph counts off in its own line: 一是…；二是…；三是…, each a clause under it.

Points begin at 一是, go up by one, and each stands after a stop; a new 一是 begins a new run. Whole stays: a paragraph
that names its units once, at its end (it is one duty), and an enumeration between commas, which is one sentence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy.numbering import Numeral, han_value
from policy.pieces import Piece

_POINT = re.compile(
    r"(?:[。；;：:，,！]|(?P<line>\n))[ \t\u3000\n]{0,8}(?P<number>[一二三四五六七八九十]{1,2})是(?!否|不|一)"
)
_CLOSING_UNITS = re.compile(
    r"[（(〔\[【][^（()）〔〕\[\]【】\n]{2,200}(?:单位|部门|牵头|负责|配合)[^（()）〔〕\[\]【】\n]{0,200}[）)〕\]】]。?\s*\Z"
)
_PARAGRAPH_END = re.compile(r"[。；！？：:;”）)]\s*\n")
_COMMAS = "，,"
_LONGEST_BRACKET = 420


class _Point(NamedTuple):
    """A number within a paragraph, and the stop before it."""

    value: int
    start: int
    end: int
    stop: str


def part_points(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with their points parted from them as pieces of their own.

    >>> text = "抓三件事：一是扩大有效投资。二是稳住外贸基本盘。"
    >>> [text[piece.start:piece.end] for piece in part_points(text, [Piece("paragraph", 0, 0, 24)])]
    ['抓三件事：', '一是扩大有效投资。', '二是稳住外贸基本盘。']
    """
    parted: list[Piece] = []
    places: list[int] = []
    for piece in pieces:
        parent = None if piece.parent is None else places[piece.parent]
        places.append(len(parted))
        parted += _parted(text, piece._replace(parent=parent), at=len(parted))
    return parted


def _parted(text: str, piece: Piece, *, at: int) -> Iterator[Piece]:
    runs = list(_runs(text, piece)) if piece.kind in ("item", "paragraph", "preamble") else []
    if not runs:
        yield piece
        return
    yield piece._replace(end=runs[0][0].start, line=min(piece.line, runs[0][0].start))
    for run, following in zip(runs, [*(run[0].start for run in runs[1:]), piece.end], strict=True):
        yield from _clauses_of(text, run, following, parent=at)


def _clauses_of(text: str, run: Sequence[_Point], following: int, *, parent: int) -> Iterator[Piece]:
    """A run's points; the last one ends with its line, what comes after it is a paragraph beside them."""
    ends = [*(point.start for point in run[1:]), _paragraph_end(text, run[-1].start, following)]
    for point, end in zip(run, ends, strict=True):
        numeral = Numeral("ordinal", point.value, point.start, point.end)
        yield Piece("item", point.start, point.start, end, parent, numeral, line=end)
    if text[ends[-1] : following].strip():
        yield Piece("paragraph", ends[-1], ends[-1], following, parent)


def _runs(text: str, piece: Piece) -> Iterator[list[_Point]]:
    """The runs of two points or more, whose stops are not commas, in a piece that is not one duty."""
    run: list[_Point] = []
    for point in _points(text, piece):
        if run and point.value == run[-1].value + 1:
            run.append(point)
            continue
        if _holds(text, run, piece):
            yield run
        run = [point] if point.value == 1 else []
    if _holds(text, run, piece):
        yield run


def _points(text: str, piece: Piece) -> Iterator[_Point]:
    start = max(piece.body, piece.numeral.end if piece.numeral else piece.body)
    for match in _POINT.finditer(text, start, piece.end):
        yield _Point(han_value(match["number"]), match.start("number"), match.end(), match.group()[0])


def _holds(text: str, run: Sequence[_Point], piece: Piece) -> bool:
    if len(run) < 2 or any(point.stop in _COMMAS for point in run[1:]):
        return False
    end = _paragraph_end(text, run[-1].start, piece.end)
    tail = max(run[-1].start, end - _LONGEST_BRACKET)
    before = text[max(piece.start, run[0].start) : run[-1].start]
    return not _CLOSING_UNITS.search(text, tail, end) or any(word in before for word in ("牵头", "负责", "单位："))


def _paragraph_end(text: str, start: int, end: int) -> int:
    """Where the paragraph ends: a line end in mid-sentence is only where the paper ended."""
    match = _PARAGRAPH_END.search(text, start, end)
    return match.start() + 1 if match else end
