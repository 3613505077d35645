"""By what a text names the sides of a comparison: whole, by another word for it, or by the words no other side has."""

import re
from collections.abc import Sequence
from functools import cached_property

from policy.folding import fold
from policy.synonyms import synonyms
from policy.values import Frozen
from tools.needs import need_of
from tools.relevance import Need

NAMED = 0.8
YEAR = re.compile(r"20\d{2}年")
_MARKS = re.compile(r"[、.\-\"'<>《》()（）“”「」]")
_IN_PART = 0.9


class Side(Frozen):
    """One of the things compared: how it is named, and the words of the name that no other side has."""

    label: str
    own: Need
    year: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The folded names without marks: 使用主体; 车企 and 汽车生产企业; 2023年."""
        return tuple(bare(each) for each in (self.label, *(() if self.year else synonyms(self.label))))

    def named_in(self, text: str) -> float:
        """0–1: how far a text names this side; 1 by its whole name."""
        said = bare(text)
        if any(name in said for name in self.names):
            return 1.0
        return 0.0 if self.year else _IN_PART * self.own.coverage(text)


class Naming(Frozen):
    """The sides of one comparison, held against any text."""

    sides: tuple[Side, ...]

    @classmethod
    def of(cls, labels: Sequence[str]) -> "Naming":
        """The sides so called, with the words that tell each from the others."""
        needs = [need_of(label) for label in labels]
        shared = set.intersection(*({term.text for term in need.terms} for need in needs))
        return cls(
            sides=tuple(
                Side(
                    label=label,
                    own=Need(terms=tuple(term for term in need.terms if term.text not in shared)),
                    year=bool(YEAR.fullmatch(label)),
                )
                for label, need in zip(labels, needs, strict=True)
            )
        )

    def holds(self, side: Side, text: str, number: str = "") -> float:
        """How far a text names this side and no other; one that begins by a name is of that alone."""
        said = bare(text.strip().removeprefix(number))
        begun = next((each for each in self.sides if any(said.startswith(name) for name in each.names)), None)
        if begun:
            return float(begun is side)
        named = side.named_in(text)
        others = max(other.named_in(text) for other in self.sides if other is not side)
        return named if named > others else 0.0

    def is_foreign(self, side: Side, text: str, headed: float) -> bool:
        """Whether the sentence is of another side, by its own words."""
        others = max(self.holds(other, text) for other in self.sides if other is not side)
        return others >= NAMED and others > self.holds(side, text) and headed < 1

    def headed(self, side: Side, above: Sequence[str]) -> tuple[str, float]:
        """The nearest heading that names any side, and how far it names this one."""
        for heading in reversed(above):
            if any(self.holds(each, heading) >= NAMED for each in self.sides):
                return heading, self.holds(side, heading)
        return "", 0.0

    def density(self, text: str) -> float:
        """How much of a sentence the sides' names are: the less else it says, the more it is about them."""
        return sum(len(side.label) for side in self.sides) / len(text)


def bare(text: str) -> str:
    """Folded, without the marks that a name is written with: 超市、便利店 is asked for as 超市便利店.

    >>> bare("超市、便利店")
    '超市便利店'
    """
    return _MARKS.sub("", fold(text))
