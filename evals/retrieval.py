"""`python -m evals retrieval`: each leg by itself, their plain fusion of ranks, and the product's search, in one table.

Plain fusion is 1 / (60 + rank), summed over both legs. What the table says of "ours" is the search that answers use.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from evals.retrieval_measures import Quality, interval, mean, quality
from evals.retrieval_sets import Query, RetrievalSet
from evals.shelf import fresh_library
from vectorstore.embedders import Embedder
from vectorstore.library import PolicyLibrary
from vectorstore.search import Leg

OURS = "策问"
_RANK_CONSTANT = 60
_LEG_DEPTH, _DEPTH = 60, 40  # so many clauses of each leg are fused; and of ours, since documents take several each

Ranking = Callable[[str], tuple[str, ...]]
Results = dict[str, list[Quality]]


def retrieval_quality(sets: Iterable[RetrievalSet], *, embedder: Embedder | None) -> dict[str, Results]:
    """For each set the quality of each system, query by query; sets over the same documents share a library."""
    found: dict[str, Results] = {}
    for documents, over_them in groupby(sets, key=lambda one: one.documents):
        with fresh_library(documents, embedder=embedder) as library:
            found |= {one.name: _of_set(one, library) for one in over_them}
    return found


def _of_set(one: RetrievalSet, library: PolicyLibrary) -> Results:
    return {
        name: [quality(_distinct(ranking(query.text), one), query.gold) for query in one.queries]
        for name, ranking in _systems(library).items()
    }


def _systems(library: PolicyLibrary) -> Mapping[str, Ranking]:
    def leg(name: Leg, depth: int) -> Ranking:
        return lambda text: tuple(hit.clause.clause_id for hit in library.search(text, limit=depth, leg=name))

    keyword, vector = leg("keyword", _LEG_DEPTH), leg("vector", _LEG_DEPTH)
    return {
        "关键词": keyword,
        "向量": vector,
        "普通 RRF": lambda text: _fused(keyword(text), vector(text)),
        OURS: leg("both", _DEPTH),
    }


def _fused(*legs: Sequence[str]) -> tuple[str, ...]:
    scores: dict[str, float] = {}
    for leg in legs:
        for rank, one in enumerate(leg, start=1):
            scores[one] = scores.get(one, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return tuple(sorted(scores, key=lambda one: -scores[one]))


def _distinct(ranked: Sequence[str], one: RetrievalSet) -> tuple[str, ...]:
    """Clauses, or the documents they stand in, each once."""
    ids = (clause_id.rsplit("-", 1)[0] for clause_id in ranked) if one.of_documents else iter(ranked)
    return tuple(dict.fromkeys(ids))


def retrieval_table(results: Mapping[str, Results], queries: Mapping[str, Sequence[Query]]) -> Iterator[str]:
    """Lines of Markdown: recall@1/5/10, MRR, nDCG of each system; then ours against the best other by nDCG."""
    systems = list(next(iter(results.values()), {}))
    yield f"| 题集（题数） | {' | '.join(systems)} | {OURS}减其余最佳（nDCG，95% 区间） |"
    yield "|" + " --- |" * (len(systems) + 2)
    for name, found in results.items():
        cells = ["/".join(f"{value:.3f}" for value in mean(found[system])) for system in systems]
        yield f"| {name}（{len(queries[name])}） | {' | '.join(cells)} | {_lead(found)} |"


def _lead(found: Results) -> str:
    others = [name for name in found if name != OURS]
    best = max(others, key=lambda name: mean(found[name]).ndcg)
    ahead = [ours.ndcg - other.ndcg for ours, other in zip(found[OURS], found[best], strict=True)]
    low, high = interval(ahead)
    return f"{sum(ahead) / len(ahead):+.3f}（{low:+.3f} 至 {high:+.3f}，{best}）"
