"""Which blocks begin a numbered clause: the printed numbers that hold up against their neighbours.

A number counts when it starts a block and fits a sequence; a figure at the start of a wrapped line, an entry of the
list of annexes or of the contents page does not. 一是… counts when 二是… begins a block of its own too; a 一是 inside
the paragraph before it is then parted from that paragraph. Enumerations within a sentence stay in their sentence.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policy.blocks import Block
from policy.numbering import Family, Numeral, read_integer_heading, read_numeral
from policy.shapes import Shape, shape_of

_FIRST_ORDINAL = re.compile(r"[：:。；;]\s?(?=一是(?!否|不))")
_LIST_START = re.compile(r"[：:件]\s*(?:[1１]\s*[.．、]|\Z)")
_TRUSTED: frozenset[Family] = frozenset(
    {"han", "han_paren", "part", "chapter", "section", "question", "box", "decimal2", "title", "subtitle"}
)
_OPENING_LATE: frozenset[Family] = frozenset({"arabic", "decimal1", "decimal3", "decimal4"})
_LARGEST_SKIP = 9
_NARROWEST = 18


class Passage(NamedTuple):
    """A block with its shape and, where it begins a clause, its number."""

    block: Block
    shape: Shape
    numeral: Numeral | None


def read_passages(text: str, blocks: Sequence[Block]) -> list[Passage]:
    r"""The blocks with their shapes and candidate numbers, contents pages and lists of annexes set apart.

    >>> text = "一、2.5亿元项目\n1.建平台"
    >>> passages = read_passages(text, [Block(0, 0, 9), Block(10, 10, 15)])
    >>> [passage.numeral.family for passage in passages if passage.numeral]
    ['han', 'arabic']
    """
    first_sight = [_first_sight(text, block) for block in blocks]
    decimal = sum(p.numeral is not None and p.numeral.family == "decimal2" for p in first_sight) >= 2
    if width := _wrapped_width(first_sight):
        first_sight = _rejoined(text, first_sight, width)
    passages: list[Passage] = []
    listed = 0
    for passage in first_sight:
        if decimal and passage.numeral is None:
            passage = _integer_heading(text, passage)
        listed = _next_in_list(text, passage, listed)
        if listed and passage.shape != "annex_list":
            passage = Passage(passage.block, "annex_list", None)
        passages.append(passage)
    return _without_contents(text, passages)


def accept_numbers(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages of one part, with only the numbers that hold; a paragraph may be parted at its 一是."""
    kept: list[Passage] = []
    seen: defaultdict[Family, set[int]] = defaultdict(set)
    opened = _opening_ordinals(passages)
    for index, passage in enumerate(passages):
        numeral = passage.numeral
        if numeral is None:
            kept.append(passage)
        elif numeral.family == "ordinal":
            _keep_ordinal(text, kept, passage, known=index in opened)
        elif _fits(numeral, seen[numeral.family]):
            seen[numeral.family].add(numeral.value)
            kept.append(passage)
        else:
            kept.append(passage._replace(numeral=None))
    return kept


def _first_sight(text: str, block: Block) -> Passage:
    shape = shape_of(text, block.body, block.end)
    if shape in ("question", "box"):
        return Passage(block, shape, Numeral(shape, 0, block.body, block.body))
    usable = shape in ("short", "prose", "addressee", "unit_line")
    return Passage(block, shape, read_numeral(text, block.body, block.end) if usable else None)


def _wrapped_width(passages: Sequence[Passage]) -> int:
    """The width at which the text is hard-wrapped, 0 where it is not: most lines stop in mid-sentence."""
    lines = [p for p in passages if p.block.end - p.block.start >= _NARROWEST]
    broken = sorted(p.block.end - p.block.start for p in lines if p.shape == "short" and p.numeral is None)
    return broken[len(broken) // 2] if len(lines) > 30 and len(broken) > len(lines) * 0.4 else 0


def _rejoined(text: str, passages: Sequence[Passage], width: int) -> list[Passage]:
    """Paragraphs of hard-wrapped lines: a full line that stops in mid-sentence goes on in the next one."""
    joined: list[Passage] = []
    full = False
    for passage in passages:
        block, loose = passage.block, passage.numeral is None or passage.numeral.family not in _TRUSTED
        if full and loose and passage.shape in ("short", "prose"):
            host = joined[-1]
            joined[-1] = Passage(host.block._replace(end=block.end), "prose", host.numeral)
        else:
            joined.append(passage)
        titled = passage.numeral is not None and passage.numeral.family.startswith("decimal")
        full = not titled and _is_full(text, block, width) and joined[-1].shape in ("short", "prose")
    return joined


def _is_full(text: str, block: Block, width: int) -> bool:
    """Whether a hard-wrapped line fills its width and stops in mid-sentence."""
    return block.end - block.start >= width * 0.85 and text[block.end - 1] not in "。！？；：:;"


def _integer_heading(text: str, passage: Passage) -> Passage:
    short = passage.shape == "short" and passage.block.end - passage.block.body <= 24
    return passage._replace(numeral=read_integer_heading(text, *passage.block[1:])) if short else passage


def _next_in_list(text: str, passage: Passage, expected: int) -> int:
    """The number that the list of annexes goes on with after this passage, 0 outside of one."""
    if passage.shape == "annex_list":
        start = _LIST_START.search(text, passage.block.body, passage.block.end)
        return 0 if start is None else 1 if start.end() == passage.block.end and text[start.end() - 1] in ":：" else 2
    numeral = passage.numeral
    follows = numeral is not None and numeral.family == "arabic" and numeral.value == expected
    return expected + 1 if expected and follows and text[passage.block.end - 1] not in "。；" else 0


def _without_contents(text: str, passages: list[Passage]) -> list[Passage]:
    """Mark the entries under 目录 as contents: until the first of them comes again as a heading, or prose begins."""
    inside, first, led = False, "", False
    for index, passage in enumerate(passages):
        if passage.shape == "contents_head":
            inside, first, led = True, "", False
        elif inside and passage.shape == "contents":
            led = True
        elif inside:
            words = "".join(text[passage.block.body : passage.block.end].split())
            inside = passage.shape == "short" and words != first and not led and index < 400
            first = first or words
            if inside:
                passages[index] = Passage(passage.block, "contents", None)
    return passages


def _opening_ordinals(passages: Sequence[Passage]) -> frozenset[int]:
    """Indexes of the 一是 that a later block's 二是 goes on with, and of all that follow it."""
    ordinals = [(i, p.numeral.value) for i, p in enumerate(passages) if p.numeral and p.numeral.family == "ordinal"]
    following = {i: value for (i, _), (_, value) in pairwise(ordinals)}
    return frozenset(i for i, value in ordinals if value > 1 or following.get(i) == 2)


def _keep_ordinal(text: str, kept: list[Passage], passage: Passage, *, known: bool) -> None:
    if not known:
        kept.append(passage._replace(numeral=None))
        return
    numeral = passage.numeral
    if numeral and numeral.value == 2 and kept and not (kept[-1].numeral and kept[-1].numeral.family == "ordinal"):
        _part_first_ordinal(text, kept)
    kept.append(passage)


def _part_first_ordinal(text: str, kept: list[Passage]) -> None:
    host = kept[-1]
    places = list(_FIRST_ORDINAL.finditer(text, host.block.body, host.block.end))
    if places:
        at = places[-1].end()
        kept[-1] = host._replace(block=host.block._replace(end=places[-1].start() + 1))
        kept.append(Passage(Block(at, at, host.block.end), "prose", Numeral("ordinal", 1, at, at + 2)))


def _fits(numeral: Numeral, seen: set[int]) -> bool:
    if numeral.family in _TRUSTED or numeral.value == 1:
        return True
    if not seen:
        return numeral.family == "article" or (numeral.family in _OPENING_LATE and numeral.value <= _LARGEST_SKIP)
    reach = 60 if numeral.family == "article" else _LARGEST_SKIP
    return any(numeral.value - back in seen for back in range(reach + 1))
