"""Hybrid search: both legs, ranked together, with a quota for each region or document.

Works at once by keyword; the vector leg joins as far as vectors are computed, and stays away when its model fails.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache, partial
from itertools import islice
from time import monotonic
from typing import Literal, TypeVar

from sqlalchemy import Connection, Select, select

from policy.errors import CeWenError, LibraryError, ServerAwayError
from policy.synonyms import expanded
from vectorstore import keywords
from vectorstore.ancestry import load_clauses
from vectorstore.candidates import rarity_of, read_candidates
from vectorstore.embedders import Embedder, Vector
from vectorstore.filters import ClauseFilter, QuotaKind
from vectorstore.fusion import Ranked, fuse, share_out
from vectorstore.indexing import VectorWorker
from vectorstore.ranking import scores
from vectorstore.reading import Reader
from vectorstore.records import Hit
from vectorstore.schema import clauses, documents
from vectorstore.scopes import clause_conditions
from vectorstore.word_counts import WordCounts
from vectorstore.words import query_words

T = TypeVar("T")
Leg = Literal["both", "keyword", "vector"]

# Each leg hands in so many for a list of `limit`: the quota needs more to choose from than the list is long.
_POOL_LEAST, _POOL_FACTOR = 60, 5
# Chroma searches among so many ids in 20 ms; beyond, searching all and choosing afterwards is quicker.
_AMONG_MOST, _OVERFETCH = 20_000, 20
# While vectors are computed the vector leg has this long for the whole of a question.
_RETRY_SECONDS, _PATIENCE_SECONDS = 30.0, 0.15


class HybridSearch:
    """Searches one library, by keyword alone until a worker is ready; `failure` says why the vectors failed."""

    def __init__(
        self, reader: Reader, *, counts: WordCounts, worker: VectorWorker | None, embedder: Embedder | None
    ) -> None:
        self._reader, self._counts, self._worker = reader, counts, worker
        self._embedder_name = embedder.name if embedder else ""
        self._embed = lru_cache(maxsize=256)(embedder.embed_query) if embedder else None
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="cewen-search")
        self._retry_at = 0.0
        self.failure: CeWenError | None = None

    def find(
        self,
        connection: Connection,
        query: str,
        *,
        filters: ClauseFilter,
        limit: int,
        quota_by: QuotaKind | None,
        leg: Leg,
    ) -> tuple[Hit, ...]:
        """The best clauses, best first; see `PolicyLibrary.search`."""
        deadline = monotonic() + _PATIENCE_SECONDS
        vector = self._query_vector(query, deadline=deadline) if leg != "keyword" else None
        pool = max(_POOL_LEAST, limit * _POOL_FACTOR)
        groups = []
        for part in filters.apart(quota_by):
            by_keyword = {} if leg == "vector" else self._by_keyword(connection, query, filters=part, limit=pool)
            by_vector = self._by_vector(connection, vector, filters=part, limit=pool, deadline=deadline)
            if leg == "both":
                groups.append(self._ranked(connection, query, by_keyword, by_vector, vector=vector))
            else:
                groups.append(_in_order(tuple(by_keyword), by_vector))
        return self._chosen(connection, groups, limit=limit, quota_by=quota_by)

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _ranked(
        self,
        connection: Connection,
        query: str,
        by_keyword: Mapping[str, float],
        by_vector: Sequence[str],
        *,
        vector: Vector | None,
    ) -> tuple[Ranked, ...]:
        both = list({**by_keyword, **dict.fromkeys(by_vector)})
        found = read_candidates(
            connection, both, keyword_scores=by_keyword, vector=vector, embedder=self._embedder_name
        )
        scored = scores(query, found, rarity=rarity_of(query, count=partial(self._counts.of, connection)))
        by_id = {one.clause_id: float(score) for one, score in zip(found, scored, strict=True)}
        return fuse(tuple(by_keyword), by_vector, scores=by_id)

    def _chosen(
        self, connection: Connection, groups: Sequence[Sequence[Ranked]], *, limit: int, quota_by: QuotaKind | None
    ) -> tuple[Hit, ...]:
        best = {one.clause_id: one for one in sorted((one for group in groups for one in group), key=_worst_first)}
        ranked = sorted(best.values(), key=_worst_first, reverse=True)
        if quota_by is None:
            return self._hits(connection, ranked[:limit])
        hits = {hit.clause.clause_id: hit for hit in self._hits(connection, ranked)}
        apart = {one.clause_id: str(number) for number, group in enumerate(groups) for one in group}
        if len(groups) == 1:
            apart = {clause_id: _group(hit, quota_by) for clause_id, hit in hits.items()}
        chosen = share_out(ranked, group_of=lambda one: apart[one.clause_id], limit=limit)
        return tuple(hits[one.clause_id] for one in chosen)

    def _hits(self, connection: Connection, ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
        loaded = load_clauses(connection, [one.clause_id for one in ranked])
        owners = sorted({owner for _, owner in loaded.values()})
        if self._worker and self._worker.busy:
            self._worker.prefer(owners)
        summaries = dict(zip(owners, self._reader.summaries(connection, owners), strict=True))
        return tuple(
            Hit(
                clause=loaded[one.clause_id][0],
                document=summaries[loaded[one.clause_id][1]],
                score=one.score,
                keyword_rank=one.keyword_rank,
                vector_rank=one.vector_rank,
            )
            for one in ranked
        )

    def _query_vector(self, query: str, *, deadline: float) -> Vector | None:
        if self._embed is None or self._worker is None or not self._worker.ready.is_set() or not query.strip():
            return None
        if monotonic() < self._retry_at:
            return None
        try:
            vector, self.failure = self._in_time(partial(self._embedded, query), deadline=deadline), None
        except CeWenError as error:
            # The next questions must not each wait for a model that does not answer.
            vector, self.failure, self._retry_at = None, error, monotonic() + _RETRY_SECONDS
        return vector if vector is not None and self._worker.takes(vector) else None

    def _embedded(self, query: str) -> Vector:
        """The question's vector. One that was kept from before another model stood behind the name is made anew."""
        assert self._embed is not None and self._worker is not None
        vector = self._embed(query)
        if self._worker.fits(vector):
            return vector
        self._embed.cache_clear()
        return self._embed(query)

    def _in_time(self, ask: Callable[[], T], *, deadline: float) -> T | None:
        """The answer; while vectors are being computed None where it is not there in time: keywords must do then."""
        if self._worker is None or not self._worker.busy:
            return ask()
        asked = self._pool.submit(ask)
        try:
            return asked.result(timeout=max(0.0, deadline - monotonic()))
        except TimeoutError:
            asked.cancel()
            return None

    def _nearest(self, vector: Vector, *, limit: int, among: Sequence[str] | None, deadline: float) -> tuple[str, ...]:
        assert self._worker is not None
        ask = partial(self._worker.index.nearest, vector, limit=limit, among=among)
        return self._in_time(ask, deadline=deadline) or ()

    def _by_keyword(self, connection: Connection, query: str, *, filters: ClauseFilter, limit: int) -> dict[str, float]:
        """Clause ids with their BM25 scores, best first."""
        count = partial(self._counts.of, connection)
        rows = keywords.matching_rows(connection, expanded(query), filters=filters, limit=limit, count=count)
        ids = {row: clause_id for row, clause_id in connection.execute(_ids_of(tuple(rows)))}
        found = {ids[row]: score for row, score in rows.items()}
        phrase = "".join(query.split())
        # One or two characters may be a part of the dictionary's words only: 放管 of 放管服, 税 of 税收.
        if len(found) < limit and 0 < len(phrase) <= 2 and query_words(phrase):
            more = connection.scalars(_containing(phrase, filters).limit(limit)).all()
            found = dict(islice({**found, **{one: 0.0 for one in more if one not in found}}.items(), limit))
        return found

    def _by_vector(
        self, connection: Connection, vector: Vector | None, *, filters: ClauseFilter, limit: int, deadline: float
    ) -> tuple[str, ...]:
        if vector is None:
            return ()
        assert self._worker is not None
        nearest = partial(self._nearest, vector, deadline=deadline)
        among = None
        if not filters.is_open:
            among = connection.scalars(_embedded(filters).limit(_AMONG_MOST + 1)).all()
        if among is not None and len(among) <= _AMONG_MOST:
            with suppress(LibraryError):  # a clause was removed since `among` was read
                return _present(connection, nearest(limit=limit, among=among), filters=filters)
        wide = limit if filters.is_open else limit * _OVERFETCH
        try:
            return _present(connection, nearest(limit=wide, among=None), filters=filters)[:limit]
        except ServerAwayError as error:
            self.failure = error
            return ()
        except LibraryError:
            self._worker.mend()
            return ()


def _in_order(by_keyword: Sequence[str], by_vector: Sequence[str]) -> tuple[Ranked, ...]:
    """One leg by itself, as it stands."""
    only = by_keyword or by_vector
    return fuse(by_keyword, by_vector, scores={one: 1 / rank for rank, one in enumerate(only, start=1)})


def _ids_of(rows: Sequence[int]) -> Select[int, str]:
    return select(clauses.c.row, clauses.c.clause_id).where(clauses.c.row.in_(rows))


def _containing(phrase: str, filters: ClauseFilter) -> Select[str]:
    return _in_scope(filters).where(clauses.c.body.contains(phrase, autoescape=True)).order_by(clauses.c.row)


def _embedded(filters: ClauseFilter) -> Select[str]:
    return _in_scope(filters).where(clauses.c.embedded)


def _present(connection: Connection, clause_ids: Sequence[str], *, filters: ClauseFilter) -> tuple[str, ...]:
    """Those that are still in the library and pass the filter, in their order."""
    here = set(connection.scalars(_in_scope(filters).where(clauses.c.clause_id.in_(clause_ids))))
    return tuple(clause_id for clause_id in clause_ids if clause_id in here)


def _in_scope(filters: ClauseFilter) -> Select[str]:
    joined = select(clauses.c.clause_id).join(documents, documents.c.row == clauses.c.document_row)
    return joined.where(*clause_conditions(filters))


def _worst_first(one: Ranked) -> tuple[float, int, int]:
    # Ties go to the better keyword rank, so that the order never depends on chance.
    return one.score, -(one.keyword_rank or 1_000_000), -(one.vector_rank or 1_000_000)


def _group(hit: Hit, quota_by: QuotaKind) -> str:
    region = hit.document.header.region
    return hit.document.doc_id if quota_by == "document" or region is None else region.name
