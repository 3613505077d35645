from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.vector_cache import CachedEmbedder
from vectorstore.embedders import HashEmbedder, Vectors


class CountingEmbedder(HashEmbedder):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().embed_passages(texts)


def test_a_passage_is_computed_once_over_two_runs(tmp_path: Path) -> None:
    first = CachedEmbedder(CountingEmbedder(), tmp_path / "cache.npz")
    vectors = first.embed_passages(["减税", "降费", "减税"])
    first.save()
    inner = CountingEmbedder()
    again = CachedEmbedder(inner, tmp_path / "cache.npz").embed_passages(["减税", "降费", "减税", "修路"])
    assert inner.asked == ["修路"]
    assert np.array_equal(again[:3], vectors)
