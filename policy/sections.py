"""Sections headed without a number: 「2023年工作回顾」 in a report, a heading style of Word, <h2>, 「## 」.

What the format marks as a heading is one, unless it is the document's own title or stands below headings with numbers.
In a plain-text report a short line of its own between paragraphs is one, where such lines are few and the lines are
not hard-wrapped.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from policy.elements import DocumentHeader
from policy.marks import Passage
from policy.numbering import Family, Numeral
from policy.readers.source import SourceHeading, SourceText

_LONGEST, _LONGEST_PLAIN, _SHORTEST = 60, 26, 5
_WORDS = re.compile(r"[“”\u4e00-\u9fff0-9、，—－\-\s]+")
_FEWEST, _LARGEST_SHARE = 2, 0.2
_BELOW_ALL = 99
_SECTIONED = frozenset({"prose", "addressee"})


def mark_sections(source: SourceText, passages: Sequence[Passage], header: DocumentHeader | None) -> list[Passage]:
    r"""The passages, with those that head a section numbered as such (value 0, an empty number).

    >>> from policy.blocks import split_blocks
    >>> from policy.marks import read_passages
    >>> text = "工作回顾\n一年来，全区经济稳中有进。\n工作安排\n今年要抓好以下工作。"
    >>> heads = (SourceHeading(start=0, end=4, level=2), SourceHeading(start=19, end=23, level=2))
    >>> passages = read_passages(text, list(split_blocks(text, ())))
    >>> marked = mark_sections(SourceText(text=text, headings=heads), passages, None)
    >>> [text[p.block.body:p.block.end] for p in marked if p.numeral]
    ['工作回顾', '工作安排']
    """
    families = _of_format(source, passages, header) or _of_lines(source.text, passages, header)
    return [_headed(passage, families.get(index)) for index, passage in enumerate(passages)]


def _headed(passage: Passage, family: Family | None) -> Passage:
    body = passage.block.body
    return passage._replace(numeral=Numeral(family, 0, body, body)) if family else passage


def _of_format(source: SourceText, passages: Sequence[Passage], header: DocumentHeader | None) -> dict[int, Family]:
    headed = list(_headings(source, passages))
    numbered = (heading.level for index, heading in headed if passages[index].numeral)
    lowest = min(numbered, default=_BELOW_ALL)
    bare = [(index, heading.level) for index, heading in headed if _may_head(passages[index], heading, header)]
    # Beside numbered headings of its own level, one without a number is the title of the document or of an annex.
    levels = sorted({level for _, level in bare if level < lowest})
    if len(levels) > 1 and sum(level == levels[0] for _, level in bare) == 1:
        levels = levels[1:]  # the only heading of the highest level is the document's title
    elif len(bare) < _FEWEST:
        return {}
    return {index: "title" if level == levels[0] else "subtitle" for index, level in bare if level in levels}


def _headings(source: SourceText, passages: Sequence[Passage]) -> Iterator[tuple[int, SourceHeading]]:
    """Each formatted heading with the index of its passage."""
    starts = [passage.block.start for passage in passages]
    for heading in source.headings:
        index = bisect_right(starts, heading.end - 1) - 1
        if index >= 0 and passages[index].block.end > heading.start:
            yield index, heading


def _may_head(passage: Passage, heading: SourceHeading, header: DocumentHeader | None) -> bool:
    titles = [span for name in ("title", "inner_title") if header and (span := header.span_of(name))]
    own = any(span.start < heading.end and heading.start < span.end for span in titles)
    return (
        not (own or passage.numeral)
        and passage.shape in ("short", "prose")
        and passage.block.end - passage.block.body <= _LONGEST
    )


def _of_lines(text: str, passages: Sequence[Passage], header: DocumentHeader | None) -> dict[int, Family]:
    if header is None or header.genre != "report":
        return {}
    found: dict[int, Family] = {i: "title" for i in range(1, len(passages) - 1) if _stands_alone(text, passages, i)}
    return found if _FEWEST <= len(found) <= len(passages) * _LARGEST_SHARE else {}


def _stands_alone(text: str, passages: Sequence[Passage], index: int) -> bool:
    """A short line without stop after a paragraph that ended, and before a paragraph or a number."""
    before, passage, after = passages[index - 1 : index + 2]
    words = text[passage.block.body : passage.block.end]
    return (
        passage.shape == "short"
        and passage.numeral is None
        and _SHORTEST <= len(words) <= _LONGEST_PLAIN
        and bool(_WORDS.fullmatch(words))
        and before.shape in _SECTIONED
        and text[before.block.end - 1] in "。！：:！”）)"
        and (after.shape in _SECTIONED or after.numeral is not None)
    )
