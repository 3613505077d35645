"""What a library costs as it grows, and beside it plain retrieval over the same documents and vectors, in one run.

Real documents are repeated under other names of places with other figures until there are so many clauses. Vectors are
synthetic (`HashEmbedder`: words hashed into buckets), since a real one takes 50 ms a passage: that time is not part of
any figure here. Each measurement has a process of its own, so that its memory is its own.
"""

import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from evals.perturbing import perturbed
from evals.plain_rag import PlainRag
from evals.scoring import percentile
from evals.shelf import document_paths, parse_all
from policy.documents import Frozen, PolicyDocument
from tools.tasks import filter_tasks
from vectorstore.embedders import HashEmbedder
from vectorstore.library import PolicyLibrary

_QUERIES, _UNITS = 60, 20
_SECONDS = 3600.0


class Cost(Frozen):
    """One measurement: seconds to get in and for the vectors, milliseconds for the rest, peak memory in MB.

    search and filters are (p50, p95); None where there is no such thing.
    """

    clauses: int
    documents: int
    adding: float
    vectors: float | None
    opening: float | None
    search: tuple[float, float]
    filters: tuple[float, float] | None
    listing: float | None
    memory: float


def measure(folder: Path, sizes: Sequence[int], *, keywords: bool) -> Iterator[tuple[Cost, Cost]]:
    """For each number of clauses the product's cost and plain retrieval's."""
    for size in sizes:
        yield _apart(_product, folder, size, keywords), _apart(_plain, folder, size, keywords)


def _apart(work: Callable[[Path, int, bool], Cost], folder: Path, size: int, keywords: bool) -> Cost:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, folder, size, keywords).result()


def grown(pool: Sequence[PolicyDocument], clauses: int) -> Iterator[PolicyDocument]:
    """The documents, then copies of them as other districts', until there are so many clauses."""
    left = clauses
    for document in chain(pool, perturbed(pool, protected=())):
        if left <= 0:
            return
        left -= len(document.clauses)
        yield document


def _product(folder: Path, size: int, keywords: bool) -> Cost:
    pool = parse_all(document_paths(folder))
    embedder = None if keywords else HashEmbedder()
    with TemporaryDirectory(prefix="cewen-bench-") as home:
        with PolicyLibrary(Path(home), embedder=embedder) as library:
            adding = sum(_seconds(lambda one=document: library.add(one)) for document in grown(pool, size))  # type: ignore[misc]
            vectors = None if keywords else _seconds(lambda: library.wait_for_vectors(_SECONDS))
        started = perf_counter()
        with PolicyLibrary(Path(home), embedder=embedder) as library:
            library.wait_for_vectors(_SECONDS)
            library.search("招商引资")
            units = [unit.name for unit in library.vocabulary().units][:_UNITS]
            opening = (perf_counter() - started) * 1000
            asked = [lambda text=text: library.search(text) for text in _queries(pool)]
            filter_tasks(library, unit="财政局")
            filtered = [lambda unit=unit: filter_tasks(library, unit=unit) for unit in units]
            return Cost(
                clauses=library.clause_count(), documents=len(library.documents()), adding=adding, vectors=vectors,
                opening=opening, search=_spread(asked), filters=_spread(filtered),
                listing=_seconds(library.documents) * 1000, memory=_peak(),
            )  # fmt: skip


def _plain(folder: Path, size: int, keywords: bool) -> Cost:
    pool = parse_all(document_paths(folder))
    documents = tuple(grown(pool, size))
    started = perf_counter()
    plain = PlainRag(documents, embedder=HashEmbedder())
    adding = perf_counter() - started
    return Cost(
        clauses=sum(len(one.clauses) for one in documents), documents=len(documents), adding=adding, vectors=None,
        opening=None, search=_spread([lambda text=text: plain.best(text) for text in _queries(pool)]),  # type: ignore[misc]
        filters=None, listing=None, memory=_peak(),
    )  # fmt: skip


def _queries(pool: Sequence[PolicyDocument]) -> list[str]:
    """Headings of the documents, evenly taken."""
    headings = [clause.heading for document in pool for clause in document.clauses if len(clause.heading) > 5]
    return headings[:: max(1, len(headings) // _QUERIES)][:_QUERIES]


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _spread(work: Sequence[Callable[[], object]]) -> tuple[float, float]:
    times = [_seconds(each) * 1000 for each in work]
    return (percentile(times, 0.5), percentile(times, 0.95)) if times else (0.0, 0.0)


def _peak() -> float:
    """Resident memory at its highest, in MB; macOS counts in bytes, Linux in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
