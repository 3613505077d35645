"""What the ranking looks at of each clause that a leg found, read from the tables at once."""

import json
import math
from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, and_, select

from vectorstore import keywords
from vectorstore.embedders import Vector
from vectorstore.keyword_rows import EVERY
from vectorstore.ranking import Candidate
from vectorstore.schema import clauses, embeddings
from vectorstore.words import query_words


def read_candidates(
    connection: Connection,
    clause_ids: Sequence[str],
    *,
    keyword_scores: Mapping[str, float],
    vector: Vector | None,
    embedder: str,
) -> tuple[Candidate, ...]:
    """The clauses that are still here; likeness to the question's vector where theirs is kept."""
    columns = (clauses.c.row, clauses.c.clause_id, clauses.c.context, clauses.c.body, embeddings.c.vector)
    kept = and_(embeddings.c.embedder == embedder, embeddings.c.content_hash == clauses.c.content_hash)
    joined = select(*columns).join(embeddings, kept, isouter=True).where(clauses.c.clause_id.in_(clause_ids))
    rows = connection.execute(joined).all()
    found = keywords.word_texts(connection, [one.row for one in rows])
    return tuple(
        Candidate(
            clause_id=one.clause_id,
            context=one.context,
            text=json.loads(one.body)["text"],  # the whole value is not needed, and takes three times as long
            words=f" {' '.join(found[one.row])} ",
            place_words=f" {found[one.row][0]} ",
            keyword=keyword_scores.get(one.clause_id, 0.0),
            likeness=_likeness(vector, one.vector),
        )
        for one in rows
    )


def rarity_of(query: str, *, count: keywords.Count) -> dict[str, float]:
    """How much each word of the question tells clauses apart (BM25's weight of a word)."""
    asked = query_words(query)[: keywords.MAX_WORDS]
    counts = count((*asked, EVERY))
    total = counts.get(EVERY, 0)
    return {word: math.log(1 + (total - counts.get(word, 0) + 0.5) / (counts.get(word, 0) + 0.5)) for word in asked}


def _likeness(vector: Vector | None, stored: bytes | None) -> float | None:
    """Their cosine; None where one is missing, or of a model that is just being replaced."""
    if vector is None or stored is None or len(stored) != vector.nbytes:
        return None
    return float(np.dot(vector, np.frombuffer(stored, dtype=np.float32)))
