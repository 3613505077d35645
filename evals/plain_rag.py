"""Plain retrieval without a model, to stand beside the product on the same embedder and documents.

Chunks of 500 characters with 50 in common, cut as LangChain's RecursiveCharacterTextSplitter cuts; Chroma and BM25,
each with its first fifty, fused by reciprocal rank; the best eight printed as the answer, each with its citation.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter

import chromadb
from chromadb.config import Settings

from evals.answering import Quoted, Reply
from evals.chunks import Chunk, split_document
from evals.gold import Question
from policy.documents import PolicyDocument
from vectorstore.embedders import Embedder
from vectorstore.words import query_words, words

_POOL, _SHOWN, _RANK_CONSTANT = 50, 8, 60
_SATURATION, _LENGTH_WEIGHT = 1.5, 0.75
_BATCH = 256


class PlainRag:
    """Chunks of documents, found by both legs."""

    def __init__(self, documents: Iterable[PolicyDocument], *, embedder: Embedder) -> None:
        self._chunks = tuple(chunk for document in documents for chunk in split_document(document))
        self._embedder = embedder
        self._ranking = Bm25([words(chunk.text) for chunk in self._chunks])
        client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        self._collection = client.get_or_create_collection(
            "plain-rag", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for start in range(0, len(self._chunks), _BATCH):
            batch = self._chunks[start : start + _BATCH]
            vectors = embedder.embed_passages([chunk.text for chunk in batch])
            self._collection.upsert(ids=[str(start + offset) for offset in range(len(batch))], embeddings=vectors)

    def answer_all(self, questions: Sequence[Question]) -> Iterator[Reply]:
        """A reply to each question; the history goes before it, since nothing resolves what it leaves out."""
        for question in questions:
            started = perf_counter()
            asked = " ".join([turn.content for turn in question.history if turn.role == "user"] + [question.question])
            found = [self._chunks[number] for number in self.best(asked)]
            yield _reply(question, found, (perf_counter() - started) * 1000)

    def best(self, asked: str) -> list[int]:
        """The numbers of the chunks that are printed, best first."""
        fused: dict[int, float] = {}
        for leg in (self._near(asked), self._ranking.best(query_words(asked), limit=_POOL)):
            for rank, number in enumerate(leg, start=1):
                fused[number] = fused.get(number, 0.0) + 1 / (_RANK_CONSTANT + rank)
        return sorted(fused, key=lambda number: -fused[number])[:_SHOWN]

    def _near(self, asked: str) -> list[int]:
        limit = min(_POOL, len(self._chunks))
        found = self._collection.query(query_embeddings=[self._embedder.embed_query(asked)], n_results=limit)
        return [int(number) for number in found["ids"][0]]


class Bm25:
    """Okapi BM25 over texts given as words."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._counts = [Counter(text) for text in texts]
        self._lengths = [len(text) for text in texts]
        self._mean = sum(self._lengths) / max(1, len(texts))
        self._holders = Counter(word for counts in self._counts for word in counts)

    def best(self, asked: Sequence[str], *, limit: int) -> list[int]:
        """The numbers of the texts that hold any of the words, best first.

        >>> Bm25([("税", "减"), ("路",), ("减", "减")]).best(["减"], limit=2)
        [2, 0]
        """
        scored = [(self._score(number, asked), -number) for number in range(len(self._counts))]
        return [-negative for score, negative in sorted(scored, reverse=True)[:limit] if score > 0]

    def _score(self, number: int, asked: Sequence[str]) -> float:
        counts, total = self._counts[number], len(self._counts)
        norm = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * self._lengths[number] / max(self._mean, 1e-9))
        return sum(
            math.log(1 + (total - self._holders[word] + 0.5) / (self._holders[word] + 0.5))
            * counts[word] * (_SATURATION + 1) / (counts[word] + norm)
            for word in asked
            if word in counts
        )  # fmt: skip


def _reply(question: Question, found: Sequence[Chunk], elapsed_ms: float) -> Reply:
    quoted = tuple(Quoted(n=n, source=c.source, locator="", quote=c.text) for n, c in enumerate(found, start=1))
    text = "\n\n".join(f"{one.quote}[{one.n}]" for one in quoted)
    return Reply(
        id=question.id, answer=text, refused=False, citations=quoted, tools=("plain_rag",), mode="plain",
        elapsed_ms=round(elapsed_ms, 1),
    )  # fmt: skip
