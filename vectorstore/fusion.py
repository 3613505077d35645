"""One ranking out of two: reciprocal ranks, weighted by what the question holds, with a quota for each group.

Plain reciprocal rank fusion loses to its better leg where the other is weak: figures, quoted words and names are
matched by keyword (a vector blurs 12个月 and 18个月), a question in other words than the document's by vector.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

# Ranks differ by more at the top with a small constant; 60, the usual one, is for lists of a thousand.
_RANK_CONSTANT = 20
_QUOTED = re.compile(r"[“\"「『《‘'][^”\"」』》’']{1,80}[”\"」』》’']")
_FIGURE = re.compile(r"\d|第[一二三四五六七八九十百]{1,5}[章条款项]")
_NAME = re.compile(r"[A-Za-z]{2,}|[省市区县州旗镇](?!场|域|民|政|分)|[局委办厅院](?![员事理任公])")


class LegWeights(NamedTuple):
    """How much each leg's rank counts; they sum to 1."""

    keyword: float
    vector: float


class Ranked(NamedTuple):
    """A clause in the fused list. A rank counts from 1, None where that leg missed it."""

    clause_id: str
    score: float
    keyword_rank: int | None
    vector_rank: int | None


def leg_weights(query: str) -> LegWeights:
    """Weights by what the question holds.

    >>> leg_weights("怎样让企业少跑腿").vector > leg_weights("《实施意见》里的3000亿元").vector
    True
    """
    keyword = 0.45
    keyword += 0.2 if _QUOTED.search(query) else 0.0
    keyword += 0.1 if _FIGURE.search(query) else 0.0
    keyword += 0.1 if _NAME.search(query) else 0.0
    return LegWeights(keyword=keyword, vector=1 - keyword)


def fuse(keyword: Sequence[str], vector: Sequence[str], *, weights: LegWeights) -> tuple[Ranked, ...]:
    """Clause ids of both legs, each best first, as one list, best first; equal scores keep the keyword leg's order.

    >>> [ranked.clause_id for ranked in fuse(["甲", "乙"], ["乙", "丙"], weights=LegWeights(0.5, 0.5))]
    ['乙', '甲', '丙']
    """
    by_keyword = {clause_id: rank for rank, clause_id in enumerate(keyword, start=1)}
    by_vector = {clause_id: rank for rank, clause_id in enumerate(vector, start=1)}
    ranked = (_ranked(clause_id, by_keyword, by_vector, weights) for clause_id in {**by_keyword, **by_vector})
    return tuple(sorted(ranked, key=lambda one: -one.score))


def share_out(ranked: Iterable[Ranked], *, group_of: Callable[[Ranked], str], limit: int) -> tuple[Ranked, ...]:
    """The best `limit`, each group taking its turn, so that one long file cannot fill the list; best first again.

    >>> found = [Ranked("东丽-1", .9, 1, 1), Ranked("东丽-2", .8, 2, 2), Ranked("武清-1", .1, 9, 9)]
    >>> [one.clause_id for one in share_out(found, group_of=lambda one: one.clause_id[:2], limit=2)]
    ['东丽-1', '武清-1']
    """
    turns: dict[str, int] = {}
    placed: list[tuple[int, Ranked]] = []
    for one in ranked:
        turn = turns.get(group_of(one), 0)
        turns[group_of(one)] = turn + 1
        placed.append((turn, one))
    chosen = [one for _, one in sorted(placed, key=lambda pair: pair[0])[:limit]]
    return tuple(sorted(chosen, key=lambda one: -one.score))


def _ranked(clause_id: str, keyword: dict[str, int], vector: dict[str, int], weights: LegWeights) -> Ranked:
    keyword_rank, vector_rank = keyword.get(clause_id), vector.get(clause_id)
    score = _share(keyword_rank, weights.keyword) + _share(vector_rank, weights.vector)
    return Ranked(clause_id=clause_id, score=score, keyword_rank=keyword_rank, vector_rank=vector_rank)


def _share(rank: int | None, weight: float) -> float:
    return 0.0 if rank is None else weight * (_RANK_CONSTANT + 1) / (_RANK_CONSTANT + rank)
