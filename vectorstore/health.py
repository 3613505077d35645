"""How a library is, for whoever watches it: as a value, and as the text that Prometheus reads.

Counts alone: no title, no text, no question. Nothing is measured unless it is asked.
"""

from collections.abc import Iterator

from policy.values import Frozen
from vectorstore.library import PolicyLibrary


class Health(Frozen):
    """What stands in the library. vectors counts clauses that have one; notice says why vectors stand still, if so."""

    documents: int
    clauses: int
    vectors: int
    version: int
    notice: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether both legs see every clause."""
        return self.notice is None and self.vectors == self.clauses


def library_health(library: PolicyLibrary) -> Health:
    """Asks the database four counts. Raises LibraryError where it cannot be read."""
    return Health(
        documents=len(library.documents()),
        clauses=library.clause_count(),
        vectors=library.embedding_progress()[0],
        version=library.version,
        notice=library.vector_notice(),
    )


def metrics_text(health: Health) -> str:
    """Prometheus' text format, one gauge a line after its type.

    >>> print(metrics_text(Health(documents=5, clauses=205, vectors=200, version=5)).splitlines()[1])
    cewen_documents 5
    """
    return "".join(f"# TYPE cewen_{name} gauge\ncewen_{name} {value}\n" for name, value in _gauges(health))


def _gauges(health: Health) -> Iterator[tuple[str, int]]:
    yield "documents", health.documents
    yield "clauses", health.clauses
    yield "clauses_with_vector", health.vectors
    yield "library_version", health.version
    yield "vectors_standing_still", int(health.notice is not None)
