"""What a library costs as it grows, and beside it plain retrieval over the same documents and vectors, in one run.

Real documents are repeated under other names of places with other figures until there are so many clauses. Vectors are
synthetic (`HashEmbedder`: words hashed into buckets), since a real one takes 50 ms a passage: that time is not part of
any figure here. Each measurement has a process of its own, so that its memory is its own.
"""

import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from evals.perturbing import perturbed
from evals.plain_rag import PlainRag
from evals.scoring import percentile
from evals.shelf import document_paths, parse_all
from policy.documents import PolicyDocument
from policy.values import Frozen
from tools.facets import LedgerQuery
from tools.indicators import filter_indicators
from tools.ledger_view import LedgerView, view_ledger
from tools.listing import ListQuery, list_documents
from tools.progress import ProgressBook
from tools.tasks import filter_tasks
from vectorstore.embedders import Embedder, HashEmbedder
from vectorstore.library import PolicyLibrary

_QUERIES, _UNITS = 60, 20
_SECONDS = 36_000.0
_BUILT = "built.json"

T = TypeVar("T")
Spread = tuple[float, float]


class Built(Frozen):
    """What building a library took, in seconds; vectors None without them. Written last, so that it stands for a whole
    library.
    """

    adding: float | None
    vectors: float | None


class Cost(Frozen):
    """One measurement: seconds to get in and for the vectors, milliseconds for the rest, peak memory in MB.

    Pairs are (p50, p95): of searches, of lists of a unit's tasks, of pages of the ledger under a condition, of lists of
    figures. None where there is no such thing, or where it was not measured.
    """

    clauses: int
    documents: int
    adding: float | None
    vectors: float | None
    opening: float | None
    search: Spread
    filters: Spread | None
    ledger: Spread | None
    figures: Spread | None
    listing: float | None
    memory: float


def measure(folder: Path, sizes: Sequence[int], *, keywords: bool, keep: Path | None) -> Iterator[tuple[Cost, Cost]]:
    """For each number of clauses the product's cost and plain retrieval's.

    keep: a folder in which libraries are left for the next run; one that is there already is not built again, and its
    building costs what it cost then.
    """
    pool = parse_all(document_paths(folder))
    queries = _queries(pool)
    with TemporaryDirectory(prefix="cewen-bench-") as fleeting:
        for size in sizes:
            home = (keep or Path(fleeting)) / str(size)
            if not (home / _BUILT).exists():
                _apart(_build, home, pool, size, keywords)
            yield _apart(_product, home, queries, keywords), _apart(_plain, home, queries)


def _apart(work: Callable[..., T], *given: object) -> T:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def grown(pool: Sequence[PolicyDocument], clauses: int) -> Iterator[PolicyDocument]:
    """The documents, then copies of them as other districts', until there are so many clauses."""
    left = clauses
    for document in chain(pool, perturbed(pool, protected=())):
        if left <= 0:
            return
        left -= len(document.clauses)
        yield document


def _build(home: Path, pool: Sequence[PolicyDocument], size: int, keywords: bool) -> None:
    with PolicyLibrary(home, embedder=_embedder(keywords)) as library:
        adding = sum(_seconds(partial(library.add, document)) for document in grown(pool, size))
        vectors = _seconds(partial(library.wait_for_vectors, _SECONDS))
    built = Built(adding=adding, vectors=None if keywords else vectors)
    (home / _BUILT).write_text(built.model_dump_json(), encoding="utf-8")


def _product(home: Path, queries: Sequence[str], keywords: bool) -> Cost:
    built = Built.model_validate_json((home / _BUILT).read_text(encoding="utf-8"))
    started = perf_counter()
    with PolicyLibrary(home, embedder=_embedder(keywords)) as library:
        library.wait_for_vectors(_SECONDS)
        library.search("招商引资")
        units = [unit.name for unit in library.vocabulary().units][:_UNITS]
        opening = (perf_counter() - started) * 1000
        regions = [region.name for region in library.vocabulary().regions][:_UNITS]
        _warm(library)
        return Cost(
            clauses=library.clause_count(), documents=len(library.documents()), adding=built.adding,
            vectors=built.vectors, opening=opening,
            search=_spread([partial(library.search, text) for text in queries]),
            filters=_spread([partial(filter_tasks, library, unit=unit) for unit in units]),
            ledger=_spread([partial(_page, library, LedgerQuery(unit=(unit,))) for unit in units]),
            figures=_spread([partial(filter_indicators, library, regions=[name]) for name in regions]),
            listing=_seconds(partial(list_documents, library, ListQuery(page=2))) * 1000, memory=_peak(),
        )  # fmt: skip


def _plain(home: Path, queries: Sequence[str]) -> Cost:
    """Over the very documents of the product's library, read from there."""
    started = perf_counter()
    with PolicyLibrary(home, embedder=None) as library:
        clauses, listed = library.clause_count(), library.documents()
        plain = PlainRag((library.document(one.doc_id) for one in listed), embedder=HashEmbedder())
    adding = perf_counter() - started
    return Cost(
        clauses=clauses, documents=len(listed), adding=adding, vectors=None, opening=None,
        search=_spread([partial(plain.best, text) for text in queries]),
        filters=None, ledger=None, figures=None, listing=None, memory=_peak(),
    )  # fmt: skip


def _warm(library: PolicyLibrary) -> None:
    """What is read once after opening is no part of the usual cost."""
    filter_tasks(library, unit="财政局")
    filter_indicators(library, keyword="增速")
    _page(library, LedgerQuery())


def _page(library: PolicyLibrary, query: LedgerQuery) -> LedgerView:
    return view_ledger(library, query, book=ProgressBook(), today=date.today())


def _embedder(keywords: bool) -> Embedder | None:
    return None if keywords else HashEmbedder()


def _queries(pool: Sequence[PolicyDocument]) -> list[str]:
    """Headings of the documents, evenly taken."""
    headings = [clause.heading for document in pool for clause in document.clauses if len(clause.heading) > 5]
    return headings[:: max(1, len(headings) // _QUERIES)][:_QUERIES]


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _spread(work: Sequence[Callable[[], object]]) -> Spread:
    times = [_seconds(each) * 1000 for each in work]
    return (percentile(times, 0.5), percentile(times, 0.95)) if times else (0.0, 0.0)


def _peak() -> float:
    """Resident memory at its highest, in MB; macOS counts in bytes, Linux in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
