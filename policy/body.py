"""The numbered body of one part of a document: its items, and the paragraphs that belong to no number.

A numbered unit holds all its unnumbered paragraphs up to its first child or the next number. Paragraphs after the last
number that plainly close the section or the whole (where no other unit of that family goes on past its line) stand by
themselves at the level they close. A long unit of many paragraphs (政府工作报告) is parted into paragraph clauses.
"""

from collections import Counter
from collections.abc import Sequence

from policy.documents import ClauseKind
from policy.hierarchy import Mark, nest
from policy.marks import Passage
from policy.numbering import SECTIONS, Family
from policy.pieces import Piece, ancestors

_LONG_UNIT = 1200
_SHORT_LINE = 40
_STOPS = "。！？；：）)”》.!?;:"


def read_body(text: str, passages: Sequence[Passage]) -> list[Piece]:
    """The pieces of passages that begin with a number; parents are indexes into the result."""
    starts = [index for index, passage in enumerate(passages) if passage.numeral]
    parents = nest([Mark(p.numeral.family, p.numeral.value) for p in passages if p.numeral])
    straying = _straying(passages, starts, parents)
    pieces: list[Piece] = []
    places: list[int] = []
    for order, start in enumerate(starts):
        end = starts[order + 1] if order + 1 < len(starts) else len(passages)
        parent = parents[order]
        places.append(len(pieces))
        pieces.append(_item(passages[start], None if parent is None else places[parent]))
        following = parents[order + 1] if order + 1 < len(starts) else None
        last = order + 1 == len(starts)
        tail = passages[start + 1 : end]
        if order in straying:
            own = _leading(text, passages[start], tail)
            _extend(pieces, tail[:own])
            root = _closed_level(pieces, places[-1], None if following is None else places[following], last=last)
            pieces += read_paragraphs(tail[own:], parent=root)
        else:
            _add_own(pieces, tail)
    return pieces


def read_paragraphs(
    passages: Sequence[Passage], *, parent: int | None = None, shortest: int = _SHORT_LINE
) -> list[Piece]:
    """One piece a paragraph; one that is no longer than shortest (a heading, a salutation) takes in the next."""
    pieces: list[Piece] = []
    joined = False
    for passage in passages:
        block = passage.block
        if joined or (pieces and passage.shape == "unit_line"):
            pieces[-1] = pieces[-1]._replace(end=block.end)
        else:
            pieces.append(Piece("paragraph", block.start, block.body, block.end, parent))
        joined = block.end - pieces[-1].body <= shortest
    return pieces


def _item(passage: Passage, parent: int | None) -> Piece:
    numeral = passage.numeral
    kind: ClauseKind = "question" if numeral and numeral.family == "question" else "item"
    block = passage.block
    return Piece(kind, block.start, block.body, block.end, parent, numeral, line=block.end)


def _add_own(pieces: list[Piece], tail: Sequence[Passage]) -> None:
    """Give the unit its paragraphs; those of an answer, and of a very long unit, become paragraph clauses under it."""
    unit = len(pieces) - 1
    length = sum(p.block.end - p.block.start for p in tail)
    if pieces[unit].kind == "question" or _is_section(pieces[unit]):
        pieces += read_paragraphs(tail, parent=unit)
    elif length > _LONG_UNIT and len(tail) > 2:
        pieces += read_paragraphs(
            tail, parent=unit, shortest=_SHORT_LINE if length > 60 * len(tail) else _LONG_UNIT // 2
        )
    else:
        _extend(pieces, tail)


def _is_section(piece: Piece) -> bool:
    return piece.numeral is not None and piece.numeral.family in SECTIONS


def _extend(pieces: list[Piece], tail: Sequence[Passage]) -> None:
    if tail:
        pieces[-1] = pieces[-1]._replace(end=tail[-1].block.end)


def _leading(text: str, head: Passage, tail: Sequence[Passage]) -> int:
    """How many of the tail belong to the unit all the same: its unit lines, and what goes on in mid-sentence."""
    before = head
    for index, passage in enumerate(tail):
        if passage.shape != "unit_line" and text[before.block.end - 1] in _STOPS:
            return index
        before = passage
    return len(tail)


def _straying(passages: Sequence[Passage], starts: Sequence[int], parents: Sequence[int | None]) -> frozenset[int]:
    """Orders of the last units of a run whose following paragraphs are not their own."""
    units: Counter[Family] = Counter()
    extended: Counter[Family] = Counter()
    ends: list[int] = []
    for order, start in enumerate(starts):
        family = passages[start].numeral.family  # type: ignore[union-attr]
        last = order + 1 == len(starts)
        leaf = last or parents[order + 1] != order
        goes_on = not last and parents[order + 1] == parents[order]
        more = (len(passages) if last else starts[order + 1]) > start + 1
        if goes_on:
            units[family] += 1
            extended[family] += more
        elif leaf and more and passages[start].block.end - passages[start].block.body > _SHORT_LINE:
            ends.append(order)
    return frozenset(
        order for order in ends for family in [passages[starts[order]].numeral.family]  # type: ignore[union-attr]
        if family != "question" and units[family] >= 2 and extended[family] <= units[family] * 0.2
    )  # fmt: skip


def _closed_level(pieces: Sequence[Piece], unit: int, following: int | None, *, last: bool) -> int | None:
    """The piece under which a paragraph after `unit` stands: the outermost one that it closes, None at a part's end."""
    chain = ancestors(pieces, unit)
    question = next((index for index in chain if pieces[index].kind == "question"), None)
    if last:
        return question
    below = chain.index(following) if following in chain else len(chain)
    return chain[below - 1] if below - 1 > 0 else pieces[unit].parent
