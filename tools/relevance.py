"""How much of what is asked about a text holds: the rule that tells a supported question from an unsupported one.

An embedding's cosine cannot decide that (unrelated clauses score .85 to .95), so terms do. A term that stands in the
text counts whole, a synonym nearly so, and a compound that stands there in part counts by what it shares.
"""

import re
from collections.abc import Iterable
from functools import cache

from policy.folding import fold
from policy.values import Frozen

_SYNONYM_WORTH = 0.9
_PARTS_WORTH = 0.85
_PARTIAL_WORTH = 0.7
_SHORT_WORTH = 0.8
_SAID = 0.8
_MARKS = str.maketrans("", "", "、.-\"'<>《》()（）")


class Term(Frozen):
    """A word asked about, folded; weight grows with its rarity in the library; variants are folded synonyms,
    parts the words that a compound is made of, telling how much of it each tells, 0–1: 审批 more than 改革.

    anchor: a name, a quoted phrase or a number, without which nothing can be an answer. short: a word that policy
    language does not know, which may stand for a longer one by its first letters (固投 for 固定资产投资).
    """

    text: str
    weight: float = 1.0
    variants: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    telling: tuple[float, ...] = ()
    anchor: bool = False
    short: bool = False

    def worth(self, folded: str) -> float:
        """0–1: how far this term stands in the folded text.

        >>> Term(text="产业基金群").worth("形成支持重点产业发展的基金群") > 0.4
        True
        """
        if self.text in folded:
            return 1.0
        if any(variant in folded for variant in self.variants):
            return _SYNONYM_WORTH
        if self.anchor:
            return 1.0 if (bare := _bare(self.text)) and bare in _bare(folded) else 0.0
        if self.short and _abbreviated(self.text).search(folded):
            return _SHORT_WORTH
        if len(self.text) < 3:
            return 0.0
        if self.parts:
            told = sum(share for part, share in zip(self.parts, self.telling, strict=True) if part in folded)
            return _PARTS_WORTH * min(1.0, told)
        pairs = [self.text[i : i + 2] for i in range(len(self.text) - 1)]
        return _PARTIAL_WORTH * sum(pair in folded for pair in pairs) / len(pairs)


@cache
def _abbreviated(short: str) -> re.Pattern[str]:
    """The short word's letters in their order, up to three Chinese letters between each two.

    >>> _abbreviated("药检所").search("口岸药品检验所") is not None
    True
    """
    return re.compile(r"[\u4e00-\u9fff]{0,3}".join(map(re.escape, short)))


def _bare(folded: str) -> str:
    """Without the marks that people leave out of a name: 双随机、一公开 is asked for as 双随机一公开."""
    return folded.translate(_MARKS)


class Need(Frozen):
    """What a question asks about, once place, document and manner of asking are taken away."""

    terms: tuple[Term, ...]

    @property
    def weight(self) -> float:
        """The weight of all terms together."""
        return sum(term.weight for term in self.terms)

    @property
    def anchors(self) -> tuple[Term, ...]:
        """The terms that must be there."""
        return tuple(term for term in self.terms if term.anchor)

    def beyond(self, text: str) -> "Need":
        """What is asked beyond what a title or heading says already; the whole need where that is all of it."""
        folded = fold(text)
        rest = tuple(term for term in self.terms if term.worth(folded) < _SAID)
        return Need(terms=rest) if rest else self

    def coverage(self, text: str) -> float:
        """0–1: the weighted share of the terms that stand in the text; 0 when nothing is asked."""
        folded = fold(text)
        return sum(t.weight * t.worth(folded) for t in self.terms) / self.weight if self.terms else 0.0

    def missing(self, texts: Iterable[str], *, below: float = 0.5) -> tuple[Term, ...]:
        """The terms that stand in none of the texts."""
        folded = [fold(text) for text in texts]
        return tuple(t for t in self.terms if max((t.worth(f) for f in folded), default=0.0) < below)
