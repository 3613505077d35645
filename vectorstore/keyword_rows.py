"""What goes into a keyword index, and what is asked of one: words, whatever engine holds them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from policy.documents import Clause, PolicyDocument
from vectorstore.filters import ClauseFilter
from vectorstore.words import scope_word, words

EVERY = scope_word("every", "clause")


class KeywordRow(NamedTuple):
    """What is indexed of one clause: words with spaces between."""

    scope: str
    place: str
    heading: str
    body: str


class Asked(NamedTuple):
    """A question to the index. One word of each group of scope must stand, and one of the rare; common ones only add.

    counts: in how many clauses each word of rare and common stands, and EVERY.
    """

    scope: Sequence[Sequence[str]]
    rare: Sequence[str]
    common: Sequence[str]
    counts: Mapping[str, int]


class KeywordEngine(Protocol):
    """A module that holds such rows in a database: `fts5`, `tsvectors`. rows are the clauses' row numbers."""

    def create(self, connection: Connection) -> None:
        """Make the index where it is missing."""

    def exists(self, connection: Connection) -> bool:
        """Whether it is there."""

    def drop(self, connection: Connection) -> None:
        """Forget the whole index."""

    def insert_rows(self, connection: Connection, rows: Mapping[int, KeywordRow]) -> None:
        """Index clauses that are not in it."""

    def delete_rows(self, connection: Connection, rows: Sequence[int]) -> None:
        """Take clauses out."""

    def matching(self, connection: Connection, asked: Asked, *, limit: int) -> dict[int, float]:
        """Rows with their BM25 scores, best first."""

    def holding(self, connection: Connection, *, scope: Sequence[Sequence[str]], all_of: Sequence[str]) -> int:
        """How many clauses of the scope hold all of these words."""

    def counts(self, connection: Connection, terms: Iterable[str]) -> dict[str, int]:
        """In how many clauses each word stands; words of no clause are left out."""

    def texts(self, connection: Connection, rows: Sequence[int]) -> dict[int, tuple[str, str, str]]:
        """The words of place, heading and text."""

    def indexed(self, connection: Connection) -> set[int]:
        """Every row that is here."""


def keyword_rows(document: PolicyDocument) -> tuple[KeywordRow, ...]:
    """The rows of a document's clauses, in their order."""
    scope = " ".join(_scope_of(document))
    place = " ".join(words(" ".join(_place_of(document))))
    return tuple(_row(document, clause, scope=scope, place=place) for clause in document.clauses)


def scope_groups(filters: ClauseFilter) -> tuple[tuple[str, ...], ...]:
    """One group of alternatives for each property that is asked for."""
    asked = {"doc": filters.doc_ids, "region": filters.regions, "genre": filters.genres, "status": filters.statuses}
    return tuple(
        tuple(scope_word(kind, value) for value in values) for kind, values in asked.items() if values is not None
    )


def _scope_of(document: PolicyDocument) -> tuple[str, ...]:
    header = document.header
    regions = (header.region.name, *header.region.parents) if header.region else ()
    return (
        EVERY,
        scope_word("doc", document.doc_id),
        scope_word("genre", header.genre),
        scope_word("status", header.status),
        *(scope_word("region", name) for name in regions),
    )


def _place_of(document: PolicyDocument) -> tuple[str, ...]:
    header = document.header
    regions = (header.region.name, *header.region.parents) if header.region else ()
    number = (str(header.document_number),) if header.document_number else ()
    return (*regions, header.title, header.inner_title or "", *number)


def _row(document: PolicyDocument, clause: Clause, *, scope: str, place: str) -> KeywordRow:
    heading = " ".join(words(" ".join(document.heading_path(clause))))
    return KeywordRow(scope=scope, place=place, heading=heading, body=" ".join(words(clause.text)))
