"""One list out of two legs, with a quota for each group."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Ranked(NamedTuple):
    """A clause in the list. A rank counts from 1, None where that leg missed it."""

    clause_id: str
    score: float
    keyword_rank: int | None
    vector_rank: int | None


def fuse(keyword: Sequence[str], vector: Sequence[str], *, scores: dict[str, float]) -> tuple[Ranked, ...]:
    """Clause ids of both legs as one list, by their scores; equal scores keep the keyword leg's order.

    >>> [ranked.clause_id for ranked in fuse(["甲", "乙"], ["乙", "丙"], scores={"甲": 1, "乙": 3, "丙": 2})]
    ['乙', '丙', '甲']
    """
    by_keyword = {clause_id: rank for rank, clause_id in enumerate(keyword, start=1)}
    by_vector = {clause_id: rank for rank, clause_id in enumerate(vector, start=1)}
    found = (
        Ranked(one, score=scores[one], keyword_rank=by_keyword.get(one), vector_rank=by_vector.get(one))
        for one in {**by_keyword, **by_vector}
        if one in scores
    )
    return tuple(sorted(found, key=lambda one: -one.score))


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
