"""Where a document's annexes begin: each is a part with numbers of its own.

An annex begins at a line 附件, 附件2 or 附录A (GB/T 9704—2012 7.3.7), or at 附件1：… when a body follows rather than
the signature; a text that is nothing but annexes begins with one. A document that a numbered notice forwards begins at
its title after the notice's date line.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policy.marks import Passage

_TITLE_LINES = 3
_BRACKETED = re.compile(r"[（(][^（()）]{1,30}[）)]")


class Part(NamedTuple):
    """passages[start:end]; the first `head` of them are the annex's own heading lines, 0 in the main part."""

    start: int
    end: int
    head: int
    name: str


def split_parts(text: str, passages: Sequence[Passage]) -> list[Part]:
    r"""The parts in order, the main one first (it may be empty).

    >>> from policy.blocks import split_blocks
    >>> from policy.marks import read_passages
    >>> text = "一、总则\n附件1\n分工表\n一、任务"
    >>> [part.name for part in split_parts(text, read_passages(text, list(split_blocks(text, ()))))]
    ['', '附件1']
    """
    annexes = [i for i in range(1, len(passages)) if _begins_part(passages, i)]
    if annexes and passages[0].shape == "annex":
        annexes.insert(0, 0)
    return [
        Part(
            start,
            end,
            _head_length(text, passages, start, end) if order else 0,
            _name(text, passages[start]) if order else "",
        )
        for order, (start, end) in enumerate(pairwise([0, *annexes, len(passages)]))
    ]


def _begins_part(passages: Sequence[Passage], index: int) -> bool:
    shape = passages[index].shape
    if shape == "annex":
        return passages[index - 1].shape != "annex"
    if shape == "annex_list":
        return passages[index - 1].shape != "annex_list" and _has_body(passages, index)
    return shape == "short" and passages[index - 1].shape in ("date", "openness") and _is_forwarded(passages, index)


def _has_body(passages: Sequence[Passage], index: int) -> bool:
    weight = 0
    for passage in passages[index + 1 : index + 12]:
        if passage.shape in ("annex", "annex_list", "copy", "imprint") or (passage.shape == "date" and weight < 3):
            return False
        weight += passage.numeral is not None or passage.shape == "prose"
    return weight >= 3


def _is_forwarded(passages: Sequence[Passage], index: int) -> bool:
    """Whether a document with numbers from one begins here, after a notice that has numbers itself."""
    if not any(p.numeral for p in passages[:index]):
        return False
    first = next((p.numeral for p in passages[index : index + 12] if p.numeral), None)
    return first is not None and first.value == 1


def _head_length(text: str, passages: Sequence[Passage], start: int, end: int) -> int:
    """The heading line of the annex and the title lines under it; a line in brackets (（2024—2026年）) is no more."""
    at, lines = start + 1, 0
    while at < end and passages[at].shape in ("short", "number") and not passages[at].numeral:
        lines += not _BRACKETED.fullmatch(text, passages[at].block.body, passages[at].block.end)
        if lines > _TITLE_LINES:
            break
        at += 1
    return at - start


def _name(text: str, passage: Passage) -> str:
    if passage.shape not in ("annex", "annex_list"):
        return "所附文件"
    words = "".join(text[passage.block.body : passage.block.end].split()).strip("【】[]（）().．、")
    head = words.split("：")[0].split(":")[0]
    return head if len(head) <= 5 else head[:3].rstrip("：:")
