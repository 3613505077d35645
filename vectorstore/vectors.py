"""The vector leg: Chroma in a folder, keyed by clause id, with vectors that are computed elsewhere.

Derived and expendable: `vectorstore.indexing` fills it from the database. One process may have it open, since another
process's writes would not be seen; whoever comes second searches by keyword. chromadb is imported on first use.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from policy.errors import LibraryError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from vectorstore.embedders import Vector, Vectors

_BATCH = 5000  # Chroma takes at most 5461 at once


class VectorIndex:
    """Nearest clauses by cosine. Every method may be called from any thread."""

    def __init__(self, folder: Path, *, embedder_name: str) -> None:
        self._folder = folder
        # A collection name takes ASCII only; vectors of another model must never mix with these.
        self._name = f"clauses-{hashlib.sha256(embedder_name.encode()).hexdigest()[:12]}"

    def put(self, clause_ids: Sequence[str], vectors: "Vectors") -> None:
        """Add or replace."""
        if clause_ids:
            self._collection.upsert(ids=list(clause_ids), embeddings=vectors)

    def discard(self, clause_ids: Sequence[str]) -> None:
        """Remove; ids that are not here do no harm."""
        for start in range(0, len(clause_ids), _BATCH):
            self._collection.delete(ids=list(clause_ids[start : start + _BATCH]))

    def nearest(self, vector: "Vector", *, limit: int, among: Sequence[str] | None = None) -> tuple[str, ...]:
        """Ids of the nearest clauses, nearest first; among None searches all.

        Raises LibraryError when the index is damaged, or when one of `among` is not in it.
        """
        from chromadb.errors import ChromaError

        if among is not None and not among:
            return ()
        ids = None if among is None else list(among)
        try:
            found = self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=limit, ids=ids, include=[])
        except ChromaError as error:
            raise LibraryError(f"向量索引“{self._folder}”读取失败（{error}），检索暂按关键词进行。") from error
        return tuple(found["ids"][0])

    def count(self) -> int:
        """How many vectors are here."""
        return int(self._collection.count())

    def empty(self) -> None:
        """Drop every vector, also those of other models."""
        for collection in self._client.list_collections():
            self._client.delete_collection(collection.name)
        self.__dict__.pop("_collection", None)

    def close(self) -> None:
        """Give the folder back."""
        if "_client" in self.__dict__:
            self._client.close()

    @cached_property
    def _client(self) -> "ClientAPI":
        import chromadb
        from chromadb.config import Settings

        if not _is_sound(self._folder / "chroma.sqlite3"):
            shutil.rmtree(self._folder)
        return chromadb.PersistentClient(path=str(self._folder), settings=Settings(anonymized_telemetry=False))

    @cached_property
    def _collection(self) -> "Collection":
        return self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )


def _is_sound(path: Path) -> bool:
    """Whether Chroma will open this file: after a failed attempt it opens nothing there until the process ends."""
    if not path.exists():
        return True
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("SELECT count(*) FROM collections").fetchone())
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


class Ownership:
    """The right to open the vector index, held by one process until it ends, however it ends.

    An open exclusive transaction on a small SQLite file: a lock that every system has, and frees after a kill.
    """

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "vectors.lock", timeout=0, check_same_thread=False)
        self._connection.isolation_level = None
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
            self.held = True
        except sqlite3.OperationalError:
            self.held = False

    def release(self) -> None:
        """Let another process have it."""
        self._connection.close()
