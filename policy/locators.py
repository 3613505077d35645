"""Addresses of clauses as they are printed for people (二、（七）) and counted for code; `policy.addresses` reads them.

An article's locator is its own number, since 第十二条 is unique in a document whatever its chapter; so is a decimal
number's. Everything else is the chain of numbers from the top.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policy.numbering import SECTIONS, normal_number
from policy.pieces import Piece

_PREFIXES = {"paragraph": "p", "cover": "c", "preamble": "i", "closing": "z", "annex": "a", "row": "r"}
_BOX = re.compile(r"[\u4e00-\u9fff]{1,2}\s*[0-9一二三四五六七八九十]{1,3}")
_LONGEST_TITLE = 24
_ALONE = frozenset({"article", "decimal1", "decimal2", "decimal3", "decimal4"})


class Address(NamedTuple):
    """path counts siblings of a kind (items 1, 2, …; annexes a1; paragraphs p1; rows r1)."""

    path: tuple[int | str, ...]
    locator: str


def address_pieces(text: str, pieces: Sequence[Piece]) -> list[Address]:
    """The address of each piece."""
    addresses: list[Address] = []
    counts: Counter[tuple[int | None, str]] = Counter()
    for piece in pieces:
        prefix = _PREFIXES.get(piece.kind, "")
        counts[piece.parent, prefix] += 1
        place = counts[piece.parent, prefix]
        above = Address((), "") if piece.parent is None else addresses[piece.parent]
        parent = None if piece.parent is None else pieces[piece.parent]
        step = f"{prefix}{place}" if prefix else place
        addresses.append(Address((*above.path, step), _locator(text, piece, place, above.locator, parent)))
    return addresses


def _locator(text: str, piece: Piece, place: int, above: str, parent: Piece | None) -> str:
    if piece.kind == "question":
        return f"问{place}"
    if parent and parent.numeral and parent.numeral.family in SECTIONS:
        above += " "
    if piece.kind == "row":
        return f"{above}第{piece.name or place}行"
    if piece.kind == "paragraph" and not piece.name:
        return f"{above}{'、' if parent and parent.kind == 'question' else ''}第{place}段"
    if piece.numeral is None:
        return f"{above}{piece.name}"
    if piece.numeral.family == "box":
        box = _BOX.match(text, piece.body, piece.end)
        return f"{above}{''.join(box[0].split())}" if box else above
    if piece.numeral.family in SECTIONS:
        return above + "".join(text[piece.body : min(piece.line, piece.body + _LONGEST_TITLE)].split())
    number = normal_number(text[piece.numeral.start : piece.numeral.end], piece.numeral.family)
    if parent and parent.kind == "annex":
        return f"{above} {number}"
    if piece.numeral.family in _ALONE:
        return f"{_annex_of(above)}{number}"
    return f"{above}{'、' if parent and parent.kind == 'question' else ''}{number}"


def _annex_of(above: str) -> str:
    return above.split(" ", 1)[0] + " " if above.startswith(("附", "所附")) else ""
