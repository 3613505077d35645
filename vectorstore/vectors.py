"""The vector leg: Chroma, keyed by clause id, with vectors that are computed elsewhere.

Derived and expendable: `vectorstore.indexing` fills it from the database. A folder may be open in one process, since
another's writes would not be seen there; a Chroma server in any number. chromadb is imported on first use.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from policy.errors import LibraryError, ServerAwayError
from vectorstore.chroma_clients import close_client, folder_client, server_client
from vectorstore.places import Place, Servers

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from vectorstore.embedders import Vector, Vectors

_BATCH = 5000  # Chroma takes at most 5461 at once


class VectorIndex:
    """Nearest clauses by cosine. Every method may be called from any thread, and raises ServerAwayError where the
    index is a server's that does not answer.
    """

    def __init__(self, place: Place, *, embedder_name: str) -> None:
        self._place = place
        # A collection name takes ASCII only; vectors of another model must never mix with these.
        self._head = f"{place.name}-clauses" if isinstance(place, Servers) else "clauses"
        self._name = f"{self._head}-{hashlib.sha256(embedder_name.encode()).hexdigest()[:12]}"
        self._opened: Collection | None = None

    def put(self, clause_ids: Sequence[str], vectors: "Vectors") -> None:
        """Add or replace."""
        if clause_ids:
            with self._reaching() as collection:
                collection.upsert(ids=list(clause_ids), embeddings=vectors)

    def discard(self, clause_ids: Sequence[str]) -> None:
        """Remove; ids that are not here do no harm."""
        with self._reaching() as collection:
            for start in range(0, len(clause_ids), _BATCH):
                collection.delete(ids=list(clause_ids[start : start + _BATCH]))

    def nearest(self, vector: "Vector", *, limit: int, among: Sequence[str] | None = None) -> tuple[str, ...]:
        """Ids of the nearest clauses, nearest first; among None searches all.

        Raises LibraryError when the index is damaged, or when one of `among` is not in it.
        """
        from chromadb.errors import ChromaError

        if among is not None and not among:
            return ()
        ids = None if among is None else list(among)
        try:
            with self._reaching() as collection:
                found = collection.query(query_embeddings=vector.reshape(1, -1), n_results=limit, ids=ids, include=[])
        except ChromaError as error:
            raise LibraryError(f"向量索引读取失败（{error}），检索暂按关键词进行。") from error
        return tuple(found["ids"][0])

    def count(self) -> int:
        """How many vectors are here."""
        with self._reaching() as collection:
            return int(collection.count())

    def empty(self) -> None:
        """Drop every vector of this library, also those of other models."""
        with self._reaching():
            for collection in self._client.list_collections():
                if collection.name.startswith(f"{self._head}-"):
                    self._client.delete_collection(collection.name)
        self._opened = None

    def close(self) -> None:
        """Give folder or connections back."""
        if "_client" in self.__dict__:
            close_client(self._client)

    @contextmanager
    def _reaching(self) -> "Iterator[Collection]":
        """The collection, looked up again after any failure: another process may have made it anew."""
        from chromadb.errors import ChromaError, InternalError, NotFoundError

        try:
            self._opened = collection = self._opened or self._client.get_or_create_collection(
                self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            yield collection
        except Exception as error:
            self._opened = None
            expected = isinstance(error, ChromaError) and not isinstance(error, (InternalError, NotFoundError))
            if expected or not isinstance(self._place, Servers):
                raise
            raise ServerAwayError(
                f"向量服务没有完成这一步（{type(error).__name__}），检索暂按关键词进行；"
                "请确认 Chroma 在运行、CEWEN_CHROMA_URL 正确。"
            ) from error

    @cached_property
    def _client(self) -> "ClientAPI":
        return folder_client(self._place) if isinstance(self._place, Path) else server_client(self._place.chroma)
