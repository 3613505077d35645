"""Several things named in one sentence: 蓝天、碧水、净土等5个作战计划; 生产总值增长6%，投资增长8%，… ."""

import re
from collections.abc import Iterator
from itertools import pairwise

from policy.folding import fold
from policy.sentences import split_phrases, split_sentences
from policy.values import Frozen
from tools.evidence import FoundClause
from tools.relevance import Need

_FIGURE = re.compile(r"\d[\d.]*(?:%|亿|万|个|家|项|名|人|亩|场|倍)")
_JOINED = re.compile(r"[^、]{1,24}(?:和|及|以及|与)[^、]{2,}$")
_LABEL = re.compile(r"[^，,；;：:\d]{4,28}[。：:]")
_FEWEST = 3
_LONGEST, _MOST_GOING_ON = 180, 320


class Series(Frozen):
    """A span of a clause that names several things, with how many, and how many of its phrases have a figure.

    label is the short sentence that its line begins with: 培育配套企业 before 开展刀盘、减速机等再制造.
    """

    found: FoundClause
    start: int
    end: int
    count: int
    figures: int = 0
    label: str = ""

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.found.clause.text[self.start - self.found.clause.start : self.end - self.found.clause.start]


def series_in(found: FoundClause, need: Need) -> Iterator[Series]:
    """Every sentence of a clause that names three things or more; of a long one the phrases that tell."""
    clause = found.clause
    edges = [clause.start, *(at for at in sorted(found.cell_starts) if at > clause.start), clause.end]
    label = ""
    for a, b in pairwise(edges):
        for start, end in split_sentences(clause.text[a - clause.start : b - clause.start], offset=a):
            text = clause.text[start - clause.start : end - clause.start]
            label = text if _LABEL.fullmatch(text) else label
            if (count := count_named(text)) >= _FEWEST:
                first, last = _telling(text, start, need) if len(text) > _LONGEST else (start, end)
                yield Series(
                    found=found, start=first, end=last, count=count, figures=_figured(text), label=label
                )  # fmt: skip


def going_on(series: Series, noun: str) -> Series:
    """With the sentences right behind that go on naming such things, 320 letters at most."""
    clause, end = series.found.clause, series.end
    for a, b in split_sentences(clause.text[series.end - clause.start :], offset=series.end) if noun else ():
        if noun not in fold(clause.text[a - clause.start : b - clause.start]) or b - series.start > _MOST_GOING_ON:
            break
        end = b
    return series.model_copy(update={"end": end})


def count_named(text: str) -> int:
    """How many things a sentence names side by side; figures of one kind after another count too.

    >>> [count_named(text) for text in ("蓝天、碧水、净土、柴油货车污染治理", "收入增长8%；投资、产值和零售额增长9%")]
    [4, 3]
    """
    phrases = [text[start:end] for start, end in split_phrases(text)]
    return max(_figured(text), *(_side_by_side(phrase) for phrase in phrases)) if phrases else 0


def _figured(text: str) -> int:
    return sum(bool(_FIGURE.search(text[start:end])) for start, end in split_phrases(text))


def _side_by_side(phrase: str) -> int:
    marks = phrase.count("、") + phrase.count("”“")
    return marks + 1 + bool(marks and _JOINED.search(phrase.rpartition("、")[2])) if marks else 1


def _telling(text: str, start: int, need: Need) -> tuple[int, int]:
    """From the first to the last phrase that names several things, has a figure, or holds what is asked for."""
    phrases = split_phrases(text, offset=start)
    told = [(a, b) for a, b in phrases if _tells(text[a - start : b - start], need)]
    return told[0][0], told[-1][1]


def _tells(phrase: str, need: Need) -> bool:
    return bool(_side_by_side(phrase) >= _FEWEST or _FIGURE.search(phrase) or need.coverage(phrase) > 0)
