"""Passage vectors kept between runs, since they take minutes and depend on nothing but the text.

Questions are always embedded anew: their time is part of what is measured.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from vectorstore.embedders import Embedder, Vector, Vectors


class CachedEmbedder:
    """An embedder that remembers passages in an .npz file; `save` writes it."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder, self._path, self._lock = embedder, path, Lock()
        self._known: dict[str, Vector] = {}
        if path.exists():
            with np.load(path) as stored:
                self._known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    @property
    def name(self) -> str:
        """See `Embedder`."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """See `Embedder`."""
        return self._embedder.dimension

    def embed_query(self, text: str) -> Vector:
        """See `Embedder`."""
        return self._embedder.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`; only texts that were never seen are computed."""
        keys = [self._key(text) for text in texts]
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if unknown:
            computed = self._embedder.embed_passages(list(unknown.values()))
            with self._lock:
                self._known |= dict(zip(unknown, computed, strict=True))
        return np.asarray([self._known[key] for key in keys], dtype=np.float32).reshape(len(keys), self.dimension)

    def rest(self) -> None:
        """See `Embedder`."""
        self._embedder.rest()

    def save(self) -> None:
        """Write what is known to the file."""
        with self._lock:
            known = dict(self._known)
        if known:
            np.savez(self._path, keys=np.asarray(list(known)), vectors=np.asarray(list(known.values())))

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self.name}\n{text}".encode()).hexdigest()
