"""The keyword leg: BM25 over words, in the database itself, written in the transaction that writes the clauses.

Four columns: what the filter asks for (scope), place and title, heading path, and the clause's own text. A clause
seldom names its own city, so place and headings count in matching, and count for more. Which words fetch and which only
add is decided here; `fts5` and `tsvectors` hold them, each in its own database.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from vectorstore import fts5, tsvectors
from vectorstore.filters import ClauseFilter
from vectorstore.keyword_rows import EVERY, Asked, KeywordEngine, KeywordRow, scope_groups
from vectorstore.words import query_words, words

# So many clauses are scored at most (2 µs each at 100,000 clauses); commoner words then only add to their scores.
_ROW_BUDGET = 12_000
MAX_WORDS = 48
# In how many clauses each of some words stands, as `word_counts` tells it, or as it was kept from there.
Count = Callable[[Iterable[str]], Mapping[str, int]]


def create(connection: Connection) -> None:
    """Make the index where it is missing."""
    _engine_of(connection).create(connection)


def exists(connection: Connection) -> bool:
    """Whether the index is there."""
    return _engine_of(connection).exists(connection)


def drop(connection: Connection) -> None:
    """Forget the whole index."""
    _engine_of(connection).drop(connection)


def insert_rows(connection: Connection, rows: Mapping[int, KeywordRow]) -> None:
    """Index clauses by their row numbers."""
    if rows:
        _engine_of(connection).insert_rows(connection, rows)


def delete_rows(connection: Connection, rows: Sequence[int]) -> None:
    """Take clauses out of the index."""
    if rows:
        _engine_of(connection).delete_rows(connection, rows)


def matching_rows(
    connection: Connection, query: str, *, filters: ClauseFilter, limit: int, count: Count
) -> dict[int, float]:
    """Row numbers of the best clauses with their BM25 scores, best first.

    None where the question holds no word that tells clauses apart.
    """
    scope = scope_groups(filters)
    terms = query_words(query)[:MAX_WORDS]
    if not terms or not all(scope):
        return {}
    counts = count((*terms, EVERY, *(word for group in scope for word in group)))
    known = sorted((term for term in terms if term in counts), key=counts.__getitem__)
    if not known:
        return {}
    size = min((sum(counts.get(word, 0) for word in group) for group in scope), default=None)
    rare = _rare(known, counts, size=size)
    common = [term for term in known if term not in rare]
    return _engine_of(connection).matching(connection, Asked(scope, rare, common, counts), limit=limit)


def word_counts(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many clauses each word stands; words of no clause are left out."""
    return _engine_of(connection).counts(connection, terms)


def word_texts(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """The words of place, heading and text of these rows, with spaces between."""
    return _engine_of(connection).texts(connection, rows)


def indexed_rows(connection: Connection) -> set[int]:
    """Every row that the index holds. Raises DatabaseError where it is damaged or missing."""
    return _engine_of(connection).indexed(connection)


def phrase_count(connection: Connection, phrase: str, *, filters: ClauseFilter, count: Count) -> int:
    """In how many clauses the rarest word of the phrase stands; 0 where one of them stands in none.

    With filters in how many of theirs all of its words stand.
    """
    parts = [word for word in dict.fromkeys(words(phrase)) if len(word) > 1] or list(words(phrase))
    counts = count(parts) if parts else {}
    rarest = min((counts.get(part, 0) for part in parts), default=0)
    scope = scope_groups(filters)
    if not rarest or not scope:
        return rarest
    if not all(scope):
        return 0
    return _engine_of(connection).holding(connection, scope=scope, all_of=parts)


def _engine_of(connection: Connection) -> KeywordEngine:
    return tsvectors if connection.dialect.name == "postgresql" else fts5


def _rare(terms: Sequence[str], counts: Mapping[str, int], *, size: int | None) -> tuple[str, ...]:
    """The rarest terms, together in no more clauses than the budget; all where the scope itself is that small.

    >>> _rare(("混改", "改革", "工作"), {"混改": 40, "改革": 9000, "工作": 80000}, size=None)
    ('混改', '改革')
    """
    if size is not None and size <= _ROW_BUDGET:
        return tuple(terms)
    kept, total = [terms[0]], counts[terms[0]]
    for term in terms[1:]:
        total += counts[term]
        if total > _ROW_BUDGET:
            break
        kept.append(term)
    return tuple(kept)
