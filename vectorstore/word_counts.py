"""In how many clauses words stand, kept until the library changes.

The index walks through every place of a word to count its clauses: for a common one that takes longer than all else
that a question costs, and each question asks twice.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from vectorstore import keywords
from vectorstore.facts import library_version

_ROOM = 50_000


class WordCounts:
    """The counts of one library. Safe from any thread: what was counted of one version is told of no other."""

    def __init__(self) -> None:
        self._known: tuple[int, dict[str, int]] = (-1, {})

    def of(self, connection: Connection, terms: Iterable[str]) -> dict[str, int]:
        """In how many clauses each word stands; words of no clause are left out."""
        wanted, known = set(terms), self._of_version(library_version(connection))
        if missing := wanted.difference(known):
            known.update({**dict.fromkeys(missing, 0), **keywords.word_counts(connection, missing)})
        return {term: known[term] for term in wanted if known[term]}

    def _of_version(self, version: int) -> dict[str, int]:
        if self._known[0] != version or len(self._known[1]) > _ROOM:
            self._known = (version, {})
        return self._known[1]
