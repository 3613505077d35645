"""Another vector model: told in a sentence, gone on with after a kill, never in a question's way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.vectorstore.conftest import make_document
from tests.vectorstore.embeddings_server import EmbeddingsHandler, listening
from tests.vectorstore.test_indexing import LONG, WatchedEmbedder
from vectorstore.embedders import EndpointEmbedder, HashEmbedder
from vectorstore.library import PolicyLibrary


class _Endpoint(EmbeddingsHandler):
    """An `/embeddings` address whose vectors have the dimension that is set; what it embedded is noted."""

    dimension = 8
    seen: list[str]

    def do_POST(self) -> None:
        texts = self.asked()["input"]
        self.seen.extend(texts)
        twin = HashEmbedder()
        twin.dimension = self.dimension
        embedded = enumerate(twin.embed_passages(texts))
        self.answer([{"object": "embedding", "index": at, "embedding": vector.tolist()} for at, vector in embedded])


@pytest.fixture
def endpoint() -> Iterator[tuple[str, type[_Endpoint]]]:
    handler = type("Handler", (_Endpoint,), {"seen": []})
    with listening(handler) as address:
        yield address, handler


@contextmanager
def served(folder: Path, address: str) -> Iterator[PolicyLibrary]:
    """The library over the endpoint, as the settings would open it."""
    with PolicyLibrary(folder, embedder=EndpointEmbedder(model="bge-m3", base_url=address)) as library:
        yield library


def fill(folder: Path) -> None:
    with PolicyLibrary(folder, embedder=WatchedEmbedder(name="before")) as library:
        library.add(LONG)
        assert library.wait_for_vectors()
        assert library.vector_change() is None


def test_a_change_is_told_with_its_progress_and_questions_go_on(tmp_path: Path) -> None:
    fill(tmp_path)
    other = WatchedEmbedder(name="after")
    other.may_go.clear()
    with PolicyLibrary(tmp_path, embedder=other) as library:
        change = library.vector_change()
        assert change is not None
        assert (change.before, change.now, change.done, change.total) == ("before", "after", 0, 31)
        assert "31 条条款要重新计算，已完成 0 条" in change.sentence
        assert library.search("改革任务")[0].keyword_rank
        other.may_go.set()
        assert library.wait_for_vectors()
        assert library.vector_change() is None
        assert library.search("改革任务", leg="vector")


def test_going_back_to_the_model_before_computes_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    with PolicyLibrary(tmp_path, embedder=WatchedEmbedder(name="after")) as library:
        assert library.wait_for_vectors()
    back = WatchedEmbedder(name="before")
    with PolicyLibrary(tmp_path, embedder=back) as library:
        assert library.wait_for_vectors()
        assert library.embedding_progress() == (31, 31)
    assert back.passages == []


def test_two_documents_that_share_words_share_their_vectors_with_the_new_model_too(tmp_path: Path) -> None:
    longer = make_document(paragraphs=[f"（{n}）落实第{n}项改革任务。" for n in range(1, 32)])
    fill(tmp_path)
    other = WatchedEmbedder(name="after")
    with PolicyLibrary(tmp_path, embedder=other) as library:
        library.add(longer)
        assert library.wait_for_vectors()
        assert library.embedding_progress() == (63, 63)
    assert len(other.passages) == len(set(other.passages)) == 32


_VICTIM = """
import sys, time
from pathlib import Path
from tests.vectorstore.test_indexing import WatchedEmbedder
from vectorstore.library import PolicyLibrary

class Slow(WatchedEmbedder):
    def embed_passages(self, texts):
        if self.passages:
            print(len(self.passages), flush=True)
            time.sleep(60)
        return super().embed_passages(texts)

with PolicyLibrary(Path(sys.argv[1]), embedder=Slow(name="after")) as library:
    library.wait_for_vectors(60)
"""


@pytest.mark.embedded
def test_a_kill_in_the_middle_loses_nothing_that_was_computed(tmp_path: Path) -> None:
    fill(tmp_path)
    command = [sys.executable, "-c", _VICTIM, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        computed = int(victim.stdout.readline())
        os.kill(victim.pid, signal.SIGKILL)
    other = WatchedEmbedder(name="after")
    other.may_go.clear()
    with PolicyLibrary(tmp_path, embedder=other) as library:
        change = library.vector_change()
        assert change is not None
        assert (change.before, change.total) == ("before", 31)
        other.may_go.set()
        assert library.wait_for_vectors()
        assert library.vector_change() is None
        assert library.embedding_progress() == (31, 31)
    assert 0 < computed < 31
    assert len(other.passages) == 31 - computed


def test_a_whole_library_is_embedded_by_an_endpoint(tmp_path: Path, endpoint: tuple[str, type[_Endpoint]]) -> None:
    address, handler = endpoint
    fill(tmp_path)
    with served(tmp_path, address) as library:
        change = library.vector_change()
        assert change is not None and change.now == "endpoint/bge-m3"
        assert library.wait_for_vectors()
        assert library.search("改革任务", leg="vector")[0].vector_rank == 1
    assert len([text for text in handler.seen if "改革任务。" in text]) == 30


def test_an_endpoint_that_fails_leaves_keywords_and_is_gone_on_with_later(
    tmp_path: Path, endpoint: tuple[str, type[_Endpoint]]
) -> None:
    address, handler = endpoint
    fill(tmp_path)
    handler.status = 401
    with served(tmp_path, address) as library:
        assert not library.wait_for_vectors()
        assert "请检查接口地址" in str(library.vector_notice())
        assert library.search("改革任务")[0].vector_rank is None
        change = library.vector_change()
        assert change is not None and (change.done, change.dimension) == (0, None)
    handler.status = 200
    with served(tmp_path, address) as library:
        assert library.wait_for_vectors()
        assert library.vector_notice() is None


@pytest.mark.parametrize("asked_first", [True, False])
def test_another_dimension_behind_the_same_name_is_embedded_anew(
    tmp_path: Path, endpoint: tuple[str, type[_Endpoint]], asked_first: bool
) -> None:
    address, handler = endpoint
    with served(tmp_path, address) as library:
        library.add(LONG)
        assert library.wait_for_vectors()
        assert library.search("改革任务")[0].vector_rank
        handler.dimension = 16
        if asked_first:
            assert library.search("第二项改革任务")[0].vector_rank is None
        else:
            library.add(make_document(paragraphs=("（一）推行一网通办。",)))
        assert library.wait_for_vectors()
        done, total = library.embedding_progress()
        assert done == total
        # The first question's vector was kept from before the change.
        assert library.search("改革任务")[0].vector_rank
        assert library.wait_for_vectors()
        assert library.vector_notice() is None
        assert library.embedding_progress() == (total, total)
    with served(tmp_path, address) as reopened:
        assert reopened.wait_for_vectors()
        assert reopened.vector_change() is None
