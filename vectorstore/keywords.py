"""The keyword leg: BM25 over words, in SQLite's FTS5, written in the transaction that writes the clauses.

Four columns: what the filter asks for (scope), place and title, heading path, and the clause's own text. A clause
seldom names its own city, so place and headings count in matching, and count for more.
Postgres would replace this file alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from policy.documents import Clause, PolicyDocument
from vectorstore.filters import ClauseFilter
from vectorstore.words import query_words, scope_word, words

# scope weighs nothing: it only filters. The others are boosts of a match there against one in the clause's text.
_RANK = "bm25(0.0, 3.0, 2.0, 1.0)"
# So many clauses are scored at most (2 µs each at 100,000 clauses); commoner words then only add to their scores.
_ROW_BUDGET = 12_000
MAX_WORDS = 48
EVERY = scope_word("every", "clause")

_CREATE = """CREATE VIRTUAL TABLE IF NOT EXISTS clause_words USING fts5(scope, place, heading, body,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.%‰〔〕'")"""
_CREATE_COUNTS = "CREATE VIRTUAL TABLE IF NOT EXISTS clause_word_counts USING fts5vocab(clause_words, 'row')"
_INSERT = text(
    "INSERT INTO clause_words (rowid, scope, place, heading, body) VALUES (:row, :scope, :place, :heading, :body)"
)
_MATCH = text(
    "SELECT rowid, -rank FROM clause_words"
    f" WHERE clause_words MATCH :match AND rank MATCH '{_RANK}' ORDER BY rank LIMIT :limit"
)
_HOLDING = text("SELECT count(*) FROM clause_words WHERE clause_words MATCH :match")
_COUNTS = text("SELECT term, doc FROM clause_word_counts WHERE term IN :terms").bindparams(
    bindparam("terms", expanding=True)
)


class KeywordRow(NamedTuple):
    """What is indexed of one clause: words with spaces between."""

    scope: str
    place: str
    heading: str
    body: str


def create(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.exec_driver_sql(_CREATE)
    connection.exec_driver_sql(_CREATE_COUNTS)


def exists(connection: Connection) -> bool:
    """Whether the table is there."""
    return bool(connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'clause_words'")))


def drop(connection: Connection) -> None:
    """Forget the whole index."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS clause_word_counts")
    connection.exec_driver_sql("DROP TABLE IF EXISTS clause_words")


def keyword_rows(document: PolicyDocument) -> tuple[KeywordRow, ...]:
    """The rows of a document's clauses, in their order."""
    scope = " ".join(_scope_of(document))
    place = " ".join(words(" ".join(_place_of(document))))
    return tuple(_row(document, clause, scope=scope, place=place) for clause in document.clauses)


def insert_rows(connection: Connection, rows: Mapping[int, KeywordRow]) -> None:
    """Index clauses by their row numbers."""
    if rows:
        connection.execute(_INSERT, [{"row": number, **row._asdict()} for number, row in rows.items()])


def delete_rows(connection: Connection, rows: Sequence[int]) -> None:
    """Take clauses out of the index."""
    if rows:
        connection.execute(text("DELETE FROM clause_words WHERE rowid = :row"), [{"row": row} for row in rows])


def matching_rows(connection: Connection, query: str, *, filters: ClauseFilter, limit: int) -> dict[int, float]:
    """Row numbers of the best clauses with their BM25 scores, best first.

    None where the question holds no word that tells clauses apart.
    """
    scope = _scope_groups(filters)
    terms = query_words(query)[:MAX_WORDS]
    if not terms or not all(scope):
        return {}
    counts = word_counts(connection, (*terms, *(word for group in scope for word in group)))
    known = sorted((term for term in terms if term in counts), key=counts.__getitem__)
    if not known:
        return {}
    size = min((sum(counts.get(word, 0) for word in group) for group in scope), default=None)
    match = _expression(known, rare=_rare(known, counts, size=size), scope=scope)
    return {row: score for row, score in connection.execute(_MATCH, {"match": match, "limit": limit})}


def word_counts(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many clauses each word stands; words of no clause are left out."""
    return {term: count for term, count in connection.execute(_COUNTS, {"terms": sorted(set(terms))})}


def phrase_count(connection: Connection, phrase: str, *, filters: ClauseFilter) -> int:
    """In how many clauses the rarest word of the phrase stands; 0 where one of them stands in none.

    With filters in how many of theirs all of its words stand.
    """
    parts = [word for word in dict.fromkeys(words(phrase)) if len(word) > 1] or list(words(phrase))
    counts = word_counts(connection, parts) if parts else {}
    rarest = min((counts.get(part, 0) for part in parts), default=0)
    scope = _scope_groups(filters)
    if not rarest or not scope:
        return rarest
    if not all(scope):
        return 0
    match = [_any_of(group, column="scope") for group in scope] + [
        _any_of([p], column="place heading body") for p in parts
    ]
    return connection.scalar(_HOLDING, {"match": " AND ".join(match)}) or 0


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


def _scope_groups(filters: ClauseFilter) -> tuple[tuple[str, ...], ...]:
    """One group of alternatives for each property that is asked for."""
    asked = {"doc": filters.doc_ids, "region": filters.regions, "genre": filters.genres, "status": filters.statuses}
    return tuple(
        tuple(scope_word(kind, value) for value in values) for kind, values in asked.items() if values is not None
    )


def _place_of(document: PolicyDocument) -> tuple[str, ...]:
    header = document.header
    regions = (header.region.name, *header.region.parents) if header.region else ()
    number = (str(header.document_number),) if header.document_number else ()
    return (*regions, header.title, header.inner_title or "", *number)


def _row(document: PolicyDocument, clause: Clause, *, scope: str, place: str) -> KeywordRow:
    heading = " ".join(words(" ".join(document.heading_path(clause))))
    return KeywordRow(scope=scope, place=place, heading=heading, body=" ".join(words(clause.text)))


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


def _expression(terms: Sequence[str], *, rare: Sequence[str], scope: Sequence[Sequence[str]]) -> str:
    """The FTS5 query: rare words fetch clauses, common ones only add to the score of what was fetched."""
    common = [term for term in terms if term not in rare]
    parts = [_any_of(group, column="scope") for group in scope]
    parts.append(_any_of(rare, column="place heading body"))
    if common:
        # The first half is true of every clause, so this part never narrows.
        parts.append(f"({_any_of((EVERY,), column='scope')} OR {_any_of(common, column='place heading body')})")
    return " AND ".join(parts)


def _any_of(terms: Iterable[str], *, column: str) -> str:
    quoted = " OR ".join(f'"{term.replace(chr(34), chr(34) * 2)}"' for term in terms)
    return f"({{{column}}} : ({quoted}))"
