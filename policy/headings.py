"""The heading of a clause: the words after its number, where they are a heading and not the duty itself.

Run into its paragraph, the first sentence is a heading only where the clause's siblings have such a sentence too
（（一）创新机制。持续推进…）; where the clauses run straight into sentences the heading is ''.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from policy.pieces import Piece

_LONGEST = 40
_USUAL = 30
_CONCISE = 14
_SHORT = 20
_STOPPED = ("。", "；", ";", "：", ":")
_STOP = re.compile(r"[。！？]|[：:](?=\s)")
_MARKUP = " \t\u3000\xa0\u2002\u2003*#"
_UNITS = re.compile(r"[（(〔\[][^（）()〔〕]{0,200}(?:单位|部门|牵头|负责|配合)[^（）()〔〕]{0,200}[）)〕\]]\Z")
_LEAD_IN = re.compile(r"(?:下列|以下|如下|包括).*[：:]\Z")
_BODILY = re.compile(r"[；;，,、]\Z|(?:19|20)\d\d年|\d+(?:\.\d+)?(?:[%％亿万家个项户亩人元件套次座条起]|公里)")


class _Opening(NamedTuple):
    """The first sentence of a piece with its stop; whether it fills its line, and whether more follows it."""

    words: str
    own_line: bool
    more: bool


def read_headings(text: str, pieces: Sequence[Piece]) -> list[str]:
    """The heading of each piece, '' where there is none."""
    parents = {piece.parent for piece in pieces}
    runs: defaultdict[tuple[int | None, str], list[tuple[int, _Opening]]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if piece.numeral:
            opening = _opening(text, piece, has_children=index in parents)
            runs[piece.parent, piece.numeral.family].append((index, opening))
    headings = [piece.heading for piece in pieces]
    for (_, family), run in runs.items():
        styled = _is_styled([opening for _, opening in run], _CONCISE if family == "article" else _USUAL)
        for index, opening in run:
            headings[index] = _heading(opening, styled=styled)
    return headings


def _heading(opening: _Opening, *, styled: bool) -> str:
    words, own_line, more = opening
    words = _UNITS.sub("", words)
    titled = own_line and not words.endswith(_STOPPED)
    led = more and (styled or (own_line and len(words) <= _SHORT))
    if len(words) > _LONGEST or _LEAD_IN.search(words) or not (titled or led):
        return ""
    return words.strip("。：:；;" + _MARKUP)


def _opening(text: str, piece: Piece, *, has_children: bool) -> _Opening:
    words, own_line = _first_sentence(text, piece)
    start = piece.numeral.end if piece.numeral else piece.body
    more = has_children or len(text[start : piece.end].strip(_MARKUP)) > len(words) + 3
    return _Opening(words, own_line, more)


def _first_sentence(text: str, piece: Piece) -> tuple[str, bool]:
    """The first sentence after the number with its stop, and whether it fills its line; '' when it is too long."""
    start = piece.numeral.end if piece.numeral else piece.body
    line = min(piece.line or piece.end, piece.end)
    match = _STOP.search(text, start, min(line, start + _LONGEST + 8))
    end = match.end() if match else line
    if end - start > _LONGEST + 8:
        return "", False
    words = "".join(text[start:end].split("\n")).strip(_MARKUP)
    return words, not text[end:line].strip(_MARKUP)


def _is_styled(openings: Sequence[_Opening], longest: int) -> bool:
    """Whether the clauses of a run open with a heading: nearly all first sentences are short and without figures."""
    short = sum(o.more and 0 < len(o.words) <= longest and not _BODILY.search(o.words) for o in openings)
    return short >= len(openings) * 0.8
