"""The keyword index of a PostgreSQL schema: a tsvector for each clause under a GIN index, scored like BM25.

The words are ours, cut before they come here, so no text search configuration takes part. PostgreSQL has no BM25: the
index fetches, and what it fetched is scored by BM25's formula over the weight that `ts_rank` gives one word, in which
the second occurrence of a word counts a quarter, the third a ninth. The order differs from FTS5's
only where clauses repeat a word. How many clauses hold a word is kept in a table, since counting would read them all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log

from sqlalchemy import Connection, text

from vectorstore.keyword_rows import EVERY, Asked, KeywordRow

# Weights of text, scope (never asked for with a score), heading and place, as 1 : 2 : 3.
_BOOSTS = "{0.33333333, 0, 0.66666667, 1}"
_ONE = 3 * 1.64493406685  # makes a word that stands once in the clause's text count 1; ts_rank divides by pi²/6
_K, _B = 1.2, 0.75
_LEAST_RARITY = 1e-6
# PostgreSQL bounds a word and a vector in bytes; a twentieth occurrence no longer tells.
_LONGEST_WORD, _MOST_WORDS, _MOST_PLACES = 500, 20_000, 20
_TOTAL = ""  # among the words: how long all clauses are together

_MATCH = text(
    f"""SELECT found.row, sum(asked.rarity * {_K + 1} * stood.often
            / (stood.often + {_K} * ({1 - _B} + {_B} * found.length / CAST(:mean AS float8)))) AS score
    FROM clause_words AS found
    CROSS JOIN unnest(CAST(:words AS tsquery[]), CAST(:rarities AS float8[])) AS asked(word, rarity)
    CROSS JOIN LATERAL (SELECT {_ONE} * ts_rank('{_BOOSTS}', found.terms, asked.word) AS often OFFSET 0) AS stood
    WHERE found.terms @@ CAST(:match AS tsquery)
    GROUP BY found.row ORDER BY score DESC, found.row LIMIT :limit"""
)
_INSERT = text(
    """INSERT INTO clause_words (row, place, heading, body, length, terms)
    VALUES (:row, :place, :heading, :body, :length, CAST(:terms AS tsvector))"""
)
_COUNT_UP = text(
    """INSERT INTO clause_word_counts (word, clauses)
    SELECT * FROM unnest(CAST(:words AS text[]), CAST(:numbers AS bigint[]))
    ON CONFLICT (word) DO UPDATE SET clauses = clause_word_counts.clauses + excluded.clauses"""
)
_COUNT_DOWN = text(
    """UPDATE clause_word_counts SET clauses = clauses - gone.number FROM (
        SELECT word, count(*) AS number FROM clause_words, unnest(tsvector_to_array(terms)) AS word
        WHERE row = ANY(:rows) GROUP BY word
        UNION ALL SELECT :total, sum(length) FROM clause_words WHERE row = ANY(:rows)
    ) AS gone WHERE clause_word_counts.word = gone.word"""
)
_COUNTS = text("SELECT word, clauses FROM clause_word_counts WHERE word = ANY(:terms) AND clauses > 0")
_HOLDING = text("SELECT count(*) FROM clause_words WHERE terms @@ CAST(:match AS tsquery)")
_TEXTS = text("SELECT row, place, heading, body FROM clause_words WHERE row = ANY(:rows)")


def create(connection: Connection) -> None:
    """Nothing: the tables come with the schema."""


def exists(connection: Connection) -> bool:
    """Always: the tables come with the schema."""
    return True


def drop(connection: Connection) -> None:
    """Forget every row; readers go on with what they saw."""
    connection.execute(text("DELETE FROM clause_words"))
    connection.execute(text("DELETE FROM clause_word_counts"))


def insert_rows(connection: Connection, rows: Mapping[int, KeywordRow]) -> None:
    """Index clauses by their row numbers."""
    connection.execute(_INSERT, [_values(number, row) for number, row in rows.items()])
    numbers = Counter(chain.from_iterable(_places(row) for row in rows.values()))
    numbers[_TOTAL] = sum(map(_length, rows.values()))
    # In one order always: writers of other libraries aside, nobody else locks these rows.
    ordered = sorted(numbers.items())
    words, counted = [word for word, _ in ordered], [number for _, number in ordered]
    connection.execute(_COUNT_UP, {"words": words, "numbers": counted})


def delete_rows(connection: Connection, rows: Sequence[int]) -> None:
    """Take clauses out of the index."""
    connection.execute(_COUNT_DOWN, {"rows": list(rows), "total": _TOTAL})
    connection.execute(text("DELETE FROM clause_words WHERE row = ANY(:rows)"), {"rows": list(rows)})


def matching(connection: Connection, asked: Asked, *, limit: int) -> dict[int, float]:
    """Rows with their scores, best first."""
    total = asked.counts.get(EVERY, 0)
    length = counts(connection, (_TOTAL,)).get(_TOTAL, 0)
    words = (*asked.rare, *asked.common)
    given = {
        "words": [_quoted(word) for word in words],
        "rarities": [_rarity(asked.counts[word], total) for word in words],
        "match": _match(asked.scope, [asked.rare]),
        "mean": max(1.0, length / max(1, total)),
        "limit": limit,
    }
    return {row: score for row, score in connection.execute(_MATCH, given)}


def holding(connection: Connection, *, scope: Sequence[Sequence[str]], all_of: Sequence[str]) -> int:
    """How many clauses of the scope hold all of these words."""
    return connection.scalar(_HOLDING, {"match": _match(scope, [[word] for word in all_of])}) or 0


def counts(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many clauses each word stands; words of no clause are left out."""
    return {word: count for word, count in connection.execute(_COUNTS, {"terms": sorted(set(terms))})}


def texts(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """The words of place, heading and text of these rows."""
    found = connection.execute(_TEXTS, {"rows": list(rows)})
    return {row: (place, heading, body) for row, place, heading, body in found}


def indexed(connection: Connection) -> set[int]:
    """Every row that is here."""
    return set(connection.scalars(text("SELECT row FROM clause_words")))


def _values(number: int, row: KeywordRow) -> dict[str, object]:
    terms = " ".join(f"{_quoted(word)}:{','.join(places)}" for word, places in _places(row).items())
    columns = {"place": row.place, "heading": row.heading, "body": row.body}
    return {"row": number, **columns, "length": _length(row), "terms": terms}


def _places(row: KeywordRow) -> dict[str, list[str]]:
    """Each word with its occurrences as PostgreSQL writes them: counted, and marked by where they stand.

    >>> _places(KeywordRow(scope="xeveryxclause", place="东丽区", heading="改革", body="改革 审批 改革"))
    {'东丽区': ['1A'], '改革': ['1B', '2', '3'], '审批': ['1'], 'xeveryxclause': ['1C']}
    """
    found: dict[str, list[str]] = {}
    for mark, words in (("A", row.place), ("B", row.heading), ("", row.body), ("C", row.scope)):
        for word in words.split(" "):
            if not word or len(word) > _LONGEST_WORD or (word not in found and len(found) >= _MOST_WORDS):
                continue
            places = found.setdefault(word, [])
            if len(places) < _MOST_PLACES:
                places.append(f"{len(places) + 1}{mark}")
    return found


def _length(row: KeywordRow) -> int:
    return sum(len(words.split()) for words in row)


def _rarity(count: int, total: int) -> float:
    return max(_LEAST_RARITY, log(max(_LEAST_RARITY, (total - count + 0.5) / (count + 0.5))))


def _match(scope: Sequence[Sequence[str]], groups: Sequence[Sequence[str]]) -> str:
    """Of each group one word at least."""
    return " & ".join(f"({' | '.join(map(_quoted, group))})" for group in (*scope, *groups))


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
