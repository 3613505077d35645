"""The heading of a clause: the words after its number, where they are a heading and not the duty itself.

Run into its paragraph, the first sentence is a heading only where the clause's siblings have such a sentence too
（（一）创新机制。持续推进…）; where the clauses run straight into sentences the heading is ''.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from policy.pieces import Piece

_LONGEST = 40
_USUAL = 30
_SHORT = 20
_STOPPED = ("。", "；", ";", "：", ":")
_STOP = re.compile(r"[。！？]|[：:](?=\s)")
_MARKUP = " \t\u3000\xa0\u2002\u2003*#"
_LEAD_IN = re.compile(r"(?:下列|以下|如下|包括).*[：:]\Z")
_BODILY = re.compile(r"[；;，、,]\Z|(?:19|20)\d\d年|\d+(?:\.\d+)?[%％亿万]")


def read_headings(text: str, pieces: Sequence[Piece]) -> list[str]:
    """The heading of each piece, '' where there is none."""
    firsts = [_first_sentence(text, piece) for piece in pieces]
    runs: defaultdict[tuple[int | None, str], list[int]] = defaultdict(list)
    parents = {piece.parent for piece in pieces}
    for index, piece in enumerate(pieces):
        if piece.numeral:
            runs[piece.parent, piece.numeral.family].append(index)
    headings = [piece.heading for piece in pieces]
    for run in runs.values():
        styled = _is_styled([firsts[index] for index in run])
        for index in run:
            words, own_line = firsts[index]
            rest = _has_more(text, pieces[index], words) or index in parents
            if (own_line and not words.endswith(_STOPPED)) or (
                rest and (styled or (own_line and len(words) <= _SHORT))
            ):
                headings[index] = "" if _LEAD_IN.search(words) else words.strip("。：:；;" + _MARKUP)
    return [heading if len(heading) <= _LONGEST else "" for heading in headings]


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


def _has_more(text: str, piece: Piece, words: str) -> bool:
    """Whether the piece says more than its first sentence."""
    start = piece.numeral.end if piece.numeral else piece.body
    return len(text[start : piece.end].strip(_MARKUP)) > len(words) + 3


def _is_styled(firsts: Sequence[tuple[str, bool]]) -> bool:
    """Whether the clauses of a run open with a heading: nearly all first sentences are short and without figures."""
    short = sum(bool(words) and len(words) <= _USUAL and not _BODILY.search(words) for words, _ in firsts)
    return short >= len(firsts) * 0.8
