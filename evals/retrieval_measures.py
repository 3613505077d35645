"""How good a ranking is, and how sure the mean of many is."""

import math
import random
from collections.abc import Sequence
from typing import NamedTuple

_DRAWS = 1000
_DEPTH = 10


class Quality(NamedTuple):
    """Of one ranking, or the mean of many: each from 0 to 1. MRR and nDCG look at the first ten."""

    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float
    ndcg: float


def quality(ranked: Sequence[str], gold: frozenset[str]) -> Quality:
    """Recall is the share of what could have been found in so many places.

    >>> quality(("甲", "乙", "丙"), frozenset("乙")).mrr
    0.5
    """
    right = [one in gold for one in ranked[:_DEPTH]]
    first = next((rank for rank, found in enumerate(right, start=1) if found), None)
    gained = sum(1 / math.log2(rank + 1) for rank, found in enumerate(right, start=1) if found)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(gold), _DEPTH) + 1))
    recall_1, recall_5, recall_10 = (sum(right[:depth]) / min(len(gold), depth) for depth in (1, 5, 10))
    return Quality(recall_1, recall_5, recall_10, mrr=1 / first if first else 0.0, ndcg=gained / best)


def mean(found: Sequence[Quality]) -> Quality:
    """The mean of each measure."""
    return Quality(*(sum(column) / len(found) for column in zip(*found, strict=True)))


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """Within which the mean lies in 95 of 100 draws (bootstrap).

    >>> interval([0.5] * 20)
    (0.5, 0.5)
    """
    chance = random.Random(1)
    drawn = sorted(math.fsum(chance.choices(differences, k=len(differences))) / len(differences) for _ in range(_DRAWS))
    return drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS)]
