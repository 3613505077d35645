"""The background thread that brings the vector index up to what the database holds.

What is left to do stands in the database (clauses.embedded, removed_clauses), so a kill at any point loses at most the
batch at hand, and another process's additions are found by the one that owns the index.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic

import numpy as np
from sqlalchemy import Connection, Row, delete, select, update

from policy.documents import Clause
from policy.errors import CeWenError, LibraryError, ModelError, ServerAwayError
from vectorstore.database import Database
from vectorstore.embedders import Embedder, Vector
from vectorstore.facts import bump_version, read_fact, upsert, write_fact
from vectorstore.ownership import Ownership
from vectorstore.passages import passage_text
from vectorstore.reembedding import REPLACED, embedded_count, known_dimension
from vectorstore.schema import clauses, embeddings, removed_clauses, waiting
from vectorstore.vectors import VectorIndex

# Few are computed at a time, so that a kill loses little: more only where they are computed in no time (an endpoint).
# Vectors that are known are put in larger lots.
_LEAST_BATCH, _MOST_BATCH, _QUICK_SECONDS = 8, 128, 0.15
_PUT_BATCH = 512
_RETRY_SECONDS = 30.0
_FOLLOW_SECONDS = 0.5  # how often the work of another process is looked at, and the right to it asked for
_PREFERRED = 20  # documents that were last asked about

Pending = Row[int, str, str]


class VectorWorker:
    """Fills the vector index of one library, or sees another process fill it and takes over when that one has gone.

    `ready` says whether the index may be searched, `failure` why it stands still.
    """

    def __init__(self, database: Database, embedder: Embedder, *, index: VectorIndex, ownership: Ownership) -> None:
        self._database, self._embedder, self._ownership = database, embedder, ownership
        self.index = index
        self._counted, self._batch = False, _LEAST_BATCH
        self.failure: CeWenError | None = None
        self.ready = threading.Event()
        self._preferred: tuple[int, ...] = ()
        self._dimension: int | None = None
        self._foreign: int | None = None
        self._asked, self._served, self._failed, self._stopped = 1, 0, 0, False
        self._changed, self._hands = threading.Condition(), threading.Lock()
        self._thread = threading.Thread(target=self._run, name="cewen-vectors", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that the database has changed."""
        with self._changed:
            self._asked += 1
            self._changed.notify_all()

    def prefer(self, document_rows: Iterable[int]) -> None:
        """Have the vectors of these documents computed next: somebody has just asked about them."""
        self._preferred = tuple(dict.fromkeys((*document_rows, *self._preferred)))[:_PREFERRED]

    def fits(self, vector: Vector) -> bool:
        """Whether the index is of this vector's dimension, as far as is known."""
        return self._dimension in (None, len(vector))

    def takes(self, vector: Vector) -> bool:
        """Whether this vector may be looked up. Where its dimension is another, so is the model behind the name: what
        was computed before is forgotten and embedded anew.
        """
        if self.fits(vector):
            return True
        self._foreign = len(vector)
        self.wake()
        return False

    @property
    def busy(self) -> bool:
        """Whether vectors are being computed, so that model and index may be slow to answer."""
        return self._served < self._asked

    def wait(self, timeout: float) -> bool:
        """Wait until all that was asked for before this call is done; False when it failed or the seconds ran out."""
        with self._changed:
            asked = self._asked
            self._changed.wait_for(lambda: max(self._served, self._failed) >= asked, timeout)
            return self._served >= asked

    def mend(self) -> None:
        """Have the index made anew from the vectors that are kept in the database."""
        with self._database.write() as connection:
            write_fact(connection, "vector_embedder", "")
            bump_version(connection)  # so that whoever fills the index hears of it
        self.wake()

    def close(self) -> None:
        """Give the index back at once: the batch that is being embedded is left to whoever opens the library next."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        with self._hands:
            self.index.close()

    def _run(self) -> None:
        while not self._stopped:
            asked, pause = self._asked, None
            try:
                if not self._bring_up():
                    pause = _FOLLOW_SECONDS
                self.failure = None
            except _Closed:
                break
            except (ModelError, ServerAwayError) as error:
                self.failure = error
            except Exception as error:  # a full disk, a damaged index: the thread must outlive it and try again
                self.failure = LibraryError(f"向量索引暂时无法更新（{error}），检索暂按关键词进行。")
            self._pause(asked, pause)
        self._embedder.rest()

    def _bring_up(self) -> bool:
        """Do what is to be done, where it is ours to do; False while another process is at it."""
        with self._at_work():
            mine = self._ownership.held()
        if not mine:
            self._counted = False
            return self._others_are_done()
        self._align(count=not self._counted)
        self._counted = True
        self.ready.set()
        while self._step():
            pass
        self._embedder.rest()
        self._finish()
        return True

    def _others_are_done(self) -> bool:
        with self._at_work(), self._database.read() as connection:
            aligned = read_fact(connection, "vector_embedder") == self._embedder.name
            left = bool(_pending(connection, first=())) or bool(_removed(connection))
        if aligned:
            self.ready.set()
        else:
            self.ready.clear()
        return aligned and not left

    def _pause(self, asked: int, pause: float | None) -> None:
        """Until something is asked for; at most so many seconds, None without end."""
        with self._changed:
            if self.failure is not None:
                self._failed, pause = asked, _RETRY_SECONDS
            elif pause is None:
                self._served = asked
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._stopped or self._asked > asked, pause)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Around every touch of database and index: `close` waits for it, and after `close` there is none."""
        with self._hands:
            if self._stopped:
                raise _Closed
            yield

    def _align(self, *, count: bool) -> None:
        """Start the index anew where it is another model's, damaged, or lacks vectors that it should have."""
        name = self._embedder.name
        with self._at_work():
            with self._database.read() as connection:
                known = read_fact(connection, "vector_embedder")
                expected = embedded_count(connection)
                self._dimension = known_dimension(connection, name)
            if self._foreign and self._dimension not in (None, self._foreign):
                self._forget()
            elif known != name or (count and self.index.count() < expected):
                self._start_anew(before=known if known != name and expected else None)
            self._foreign = None

    def _forget(self) -> None:
        """Drop every vector that this model's name stands at: they are another model's, of another dimension."""
        before = f"{self._embedder.name}（{self._dimension} 维）"
        with self._database.write() as connection:
            connection.execute(delete(embeddings).where(embeddings.c.embedder == self._embedder.name))
        self._dimension = None
        self._start_anew(before=before)

    def _start_anew(self, *, before: str | None) -> None:
        """Empty the index; before: the model whose vectors are being replaced, where there were any."""
        self.ready.clear()
        self.index.empty()
        with self._database.write() as connection:
            connection.execute(update(clauses).values(embedded=False))
            write_fact(connection, "vector_embedder", self._embedder.name)
            if before:
                write_fact(connection, REPLACED, before)

    def _finish(self) -> None:
        """Nothing is left to embed: no model is being replaced any more."""
        with self._at_work():
            with self._database.read() as connection:
                replaced = read_fact(connection, REPLACED)
            if replaced:
                with self._database.write() as connection:
                    write_fact(connection, REPLACED, "")

    def _step(self) -> bool:
        """Do the next piece of work; False when there is none."""
        with self._at_work():
            self._discard_removed()
            with self._database.read() as connection:
                pending = _pending(connection, first=self._preferred)
                known = _known_vectors(connection, pending, embedder=self._embedder.name)
                texts = {} if known else _passages(connection, pending[: self._batch])
            if known or not pending:
                self._put([one for one in pending if one.content_hash in known], known)
                return bool(pending)
        self._embed(texts)
        return True

    def _discard_removed(self) -> None:
        with self._database.read() as connection:
            gone = _removed(connection)
        if gone:
            self.index.discard(gone)
            with self._database.write() as connection:
                connection.execute(delete(removed_clauses).where(removed_clauses.c.clause_id.in_(gone)))

    def _embed(self, texts: Mapping[str, str]) -> None:
        """Compute vectors, which takes seconds and touches nothing, then keep those that are still wanted."""
        started = monotonic()
        vectors = dict(zip(texts, self._embedder.embed_passages(list(texts.values())), strict=True))
        quick = monotonic() - started < _QUICK_SECONDS
        self._batch = min(self._batch * 2, _MOST_BATCH) if quick else _LEAST_BATCH
        with self._at_work(), self._database.read() as connection:
            self._dimension = known_dimension(connection, self._embedder.name)
            if self._dimension not in (None, *map(len, vectors.values())):
                self._forget()
                self.ready.set()
                return
        with self._at_work(), self._database.write() as connection:
            here = select(clauses.c.content_hash).where(clauses.c.content_hash.in_(texts))
            wanted = sorted(set(connection.scalars(here)))
            _remember(connection, {one: vectors[one] for one in wanted}, self._embedder.name)
            self._dimension = known_dimension(connection, self._embedder.name)

    def _put(self, pending: Sequence[Pending], vectors: Mapping[str, Vector]) -> None:
        if not pending:
            return
        self.index.put([one.clause_id for one in pending], np.stack([vectors[one.content_hash] for one in pending]))
        with self._database.write() as connection:
            rows = [one.row for one in pending]
            connection.execute(update(clauses).where(clauses.c.row.in_(rows)).values(embedded=True))


class _Closed(Exception):
    """The library was closed; nothing of it may be touched any more."""


def _pending(connection: Connection, *, first: Sequence[int]) -> Sequence[Pending]:
    """Clauses without a vector: those of the documents named first, then the others in the order they came."""
    columns = (clauses.c.row, clauses.c.clause_id, clauses.c.content_hash)
    missing = select(*columns).where(waiting).order_by(clauses.c.row).limit(_PUT_BATCH)
    wanted = connection.execute(missing.where(clauses.c.document_row.in_(first))).all() if first else ()
    return wanted or connection.execute(missing).all()


def _removed(connection: Connection) -> Sequence[str]:
    return connection.scalars(select(removed_clauses.c.clause_id)).all()


def _passages(connection: Connection, pending: Sequence[Pending]) -> dict[str, str]:
    """What is to be embedded, by its hash."""
    columns = (clauses.c.content_hash, clauses.c.context, clauses.c.body)
    rows = connection.execute(select(*columns).where(clauses.c.row.in_([one.row for one in pending])))
    return {one.content_hash: passage_text(one.context, Clause.model_validate_json(one.body).text) for one in rows}


def _known_vectors(connection: Connection, pending: Sequence[Pending], *, embedder: str) -> dict[str, Vector]:
    hashes = sorted({one.content_hash for one in pending})
    stored = select(embeddings.c.content_hash, embeddings.c.vector).where(
        embeddings.c.embedder == embedder, embeddings.c.content_hash.in_(hashes)
    )
    return {name: np.frombuffer(vector, dtype=np.float32) for name, vector in connection.execute(stored)}


def _remember(connection: Connection, vectors: Mapping[str, Vector], embedder: str) -> None:
    rows = [
        {"embedder": embedder, "content_hash": name, "vector": vector.astype(np.float32).tobytes()}
        for name, vector in vectors.items()
    ]
    if rows:
        connection.execute(upsert(connection, embeddings).on_conflict_do_nothing(), rows)
