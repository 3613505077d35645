"""The keyword index of a SQLite file: FTS5, whose own BM25 gives the scores."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, text

from vectorstore.keyword_rows import EVERY, Asked, KeywordRow

# scope weighs nothing: it only filters. The others are boosts of a match there against one in the clause's text.
_RANK = "bm25(0.0, 3.0, 2.0, 1.0)"
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
_WORDS = text("SELECT rowid, place, heading, body FROM clause_words WHERE rowid IN :rows").bindparams(
    bindparam("rows", expanding=True)
)
_OWN = "place heading body"


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


def insert_rows(connection: Connection, rows: Mapping[int, KeywordRow]) -> None:
    """Index clauses by their row numbers."""
    connection.execute(_INSERT, [{"row": number, **row._asdict()} for number, row in rows.items()])


def delete_rows(connection: Connection, rows: Sequence[int]) -> None:
    """Take clauses out of the index."""
    connection.execute(text("DELETE FROM clause_words WHERE rowid = :row"), [{"row": row} for row in rows])


def matching(connection: Connection, asked: Asked, *, limit: int) -> dict[int, float]:
    """Rows with their scores, best first."""
    found = connection.execute(_MATCH, {"match": _expression(asked), "limit": limit})
    return {row: score for row, score in found}


def holding(connection: Connection, *, scope: Sequence[Sequence[str]], all_of: Sequence[str]) -> int:
    """How many clauses of the scope hold all of these words."""
    parts = [*(_any_of(group, column="scope") for group in scope), *(_any_of([one], column=_OWN) for one in all_of)]
    return connection.scalar(_HOLDING, {"match": " AND ".join(parts)}) or 0


def counts(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many clauses each word stands; words of no clause are left out."""
    return {term: count for term, count in connection.execute(_COUNTS, {"terms": sorted(set(terms))})}


def texts(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """The words of place, heading and text of these rows."""
    found = connection.execute(_WORDS, {"rows": rows})
    return {row: (place, heading, body) for row, place, heading, body in found}


def indexed(connection: Connection) -> set[int]:
    """Every row that is here; raises DatabaseError where the index is damaged."""
    connection.execute(text("INSERT INTO clause_words(clause_words) VALUES ('integrity-check')"))
    return set(connection.scalars(text("SELECT rowid FROM clause_words")))


def _expression(asked: Asked) -> str:
    """The FTS5 query: rare words fetch clauses, common ones only add to the score of what was fetched."""
    parts = [_any_of(group, column="scope") for group in asked.scope]
    parts.append(_any_of(asked.rare, column=_OWN))
    if asked.common:
        # The first half is true of every clause, so this part never narrows.
        parts.append(f"({_any_of((EVERY,), column='scope')} OR {_any_of(asked.common, column=_OWN)})")
    return " AND ".join(parts)


def _any_of(terms: Iterable[str], *, column: str) -> str:
    quoted = " OR ".join(f'"{term.replace(chr(34), chr(34) * 2)}"' for term in terms)
    return f"({{{column}}} : ({quoted}))"
