import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from policy.errors import LibraryError, ModelError
from tests.vectorstore.conftest import make_document
from vectorstore.embedders import HashEmbedder, Vector, Vectors
from vectorstore.indexing import VectorWorker
from vectorstore.library import PolicyLibrary
from vectorstore.schema import clauses, waiting
from vectorstore.vectors import VectorIndex

LONG = make_document(paragraphs=[f"（{n}）落实第{n}项改革任务。" for n in range(1, 31)])


class WatchedEmbedder(HashEmbedder):
    """Notes what it was asked for; holds still until told, and fails where told."""

    def __init__(self, *, name: str = "watched") -> None:
        self.name = name
        self.passages: list[str] = []
        self.failing = False
        self.may_go = threading.Event()
        self.may_go.set()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.may_go.wait(60)
        if self.failing:
            raise ModelError("向量接口无法连接。")
        self.passages += texts
        return super().embed_passages(texts)

    def embed_query(self, text: str) -> Vector:
        if self.failing:
            raise ModelError("向量接口无法连接。")
        return super().embed_query(text)


class StallingEmbedder(WatchedEmbedder):
    """Embeds one batch, then stands still; questions too, where told."""

    def __init__(self) -> None:
        super().__init__(name="watched")
        self.stalled = threading.Event()
        self.query_stalls = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not self.passages:
            return super().embed_passages(texts)
        self.may_go.clear()
        self.stalled.set()
        self.may_go.wait(60)
        return HashEmbedder.embed_passages(self, texts)

    def embed_query(self, text: str) -> Vector:
        if self.query_stalls:
            self.may_go.wait(60)
        return super().embed_query(text)


def test_a_question_is_answered_while_vectors_are_computed(tmp_path: Path) -> None:
    embedder = WatchedEmbedder()
    embedder.may_go.clear()
    with PolicyLibrary(tmp_path, embedder=embedder) as library:
        library.add(LONG)
        assert library.search("改革任务")
        assert library.embedding_progress() == (0, 31)
        embedder.may_go.set()
        assert library.wait_for_vectors()
        assert library.embedding_progress() == (31, 31)
        assert library.vector_notice() is None


def test_closing_waits_for_no_batch_and_computing_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first, second = StallingEmbedder(), WatchedEmbedder()
    library = PolicyLibrary(tmp_path, embedder=first)
    library.add(LONG)
    assert first.stalled.wait(60)
    library.close()
    with PolicyLibrary(tmp_path, embedder=second) as reopened:
        assert reopened.wait_for_vectors()
        assert reopened.embedding_progress() == (31, 31)
    first.may_go.set()
    assert first.passages
    assert set(first.passages).isdisjoint(second.passages)
    assert len(first.passages) + len(second.passages) == 31


def test_a_slow_model_is_not_waited_for_while_vectors_are_computed(tmp_path: Path) -> None:
    embedder = StallingEmbedder()
    with PolicyLibrary(tmp_path, embedder=embedder) as library:
        library.add(LONG)
        assert embedder.stalled.wait(60)
        embedder.query_stalls = True
        hits = library.search("改革任务")
        embedder.may_go.set()
    assert hits[0].keyword_rank
    assert {hit.vector_rank for hit in hits} == {None}


def test_the_same_words_are_embedded_once(tmp_path: Path) -> None:
    embedder = WatchedEmbedder()
    longer = make_document(paragraphs=[f"（{n}）落实第{n}项改革任务。" for n in range(1, 32)])
    with PolicyLibrary(tmp_path, embedder=embedder) as library:
        library.add(LONG)
        assert library.wait_for_vectors()
        library.add(longer)
        assert library.wait_for_vectors()
        assert library.embedding_progress() == (63, 63)
    assert len(embedder.passages) == 32


@pytest.mark.embedded
def test_removing_a_document_removes_its_vectors(tmp_path: Path) -> None:
    embedder = WatchedEmbedder()
    with PolicyLibrary(tmp_path, embedder=embedder) as library:
        library.add(LONG)
        assert library.wait_for_vectors()
        library.remove(LONG.doc_id)
        assert library.search("改革任务") == ()
        assert library.wait_for_vectors()
        assert library.embedding_progress() == (0, 0)
    connection = sqlite3.connect(tmp_path / "library.db")
    for table in ("embeddings", "removed_clauses"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    connection.close()
    chroma = sqlite3.connect(tmp_path / "vectors" / "chroma.sqlite3")
    assert chroma.execute("SELECT count(*) FROM embeddings").fetchone() == (0,)
    chroma.close()


def test_a_failing_model_leaves_the_keyword_leg_and_says_so(tmp_path: Path) -> None:
    embedder = WatchedEmbedder()
    with PolicyLibrary(tmp_path, embedder=embedder) as library:
        assert library.wait_for_vectors()
        embedder.failing = True
        library.add(LONG)
        assert library.search("改革任务")[0].vector_rank is None
        assert not library.wait_for_vectors()
        assert library.vector_notice() == "向量接口无法连接。"


def test_another_model_computes_its_own_vectors(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path, embedder=WatchedEmbedder()) as library:
        library.add(LONG)
        assert library.wait_for_vectors()
    other = WatchedEmbedder(name="another")
    with PolicyLibrary(tmp_path, embedder=other) as library:
        assert library.wait_for_vectors()
        assert library.search("改革任务", leg="vector")
    assert len(other.passages) == 31


@pytest.mark.embedded
def test_whoever_comes_second_searches_by_keyword(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path, embedder=HashEmbedder()) as owner:
        with PolicyLibrary(tmp_path, embedder=HashEmbedder()) as guest:
            assert "另一个策问进程" in str(guest.vector_notice())
            guest.add(LONG)
            assert guest.search("改革任务")[0].vector_rank is None
        assert owner.search("改革任务")
        assert owner.wait_for_vectors()
        assert owner.embedding_progress() == (31, 31)


@pytest.mark.embedded
def test_a_damaged_vector_index_is_made_anew(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path, embedder=HashEmbedder()) as library:
        library.add(LONG)
        assert library.wait_for_vectors()
    (tmp_path / "vectors" / "chroma.sqlite3").write_bytes(b"damaged" * 1000)
    with PolicyLibrary(tmp_path, embedder=HashEmbedder()) as library:
        assert library.wait_for_vectors()
        assert library.search("改革任务", leg="vector")


def test_an_index_that_cannot_be_read_is_made_anew_and_the_question_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LibraryError("向量索引读取失败。")

    with PolicyLibrary(tmp_path, embedder=HashEmbedder()) as library:
        library.add(LONG)
        assert library.wait_for_vectors()
        with monkeypatch.context() as patch:
            patch.setattr(VectorIndex, "nearest", fail)
            assert library.search("改革任务")[0].vector_rank is None
        assert library.wait_for_vectors()
        assert library.search("改革任务", leg="vector")


def test_a_document_that_is_asked_about_gets_its_vectors_first(tmp_path: Path) -> None:
    embedder = WatchedEmbedder()
    embedder.may_go.clear()
    asked = make_document("和平区方案", paragraphs=("（一）推行一网通办。",))
    with PolicyLibrary(tmp_path, embedder=embedder) as library:
        library.add(LONG)
        library.add(asked)
        assert library.search("一网通办")[0].document.doc_id == asked.doc_id
        embedder.may_go.set()
        assert library.wait_for_vectors()
    about = [number for number, passage in enumerate(embedder.passages) if "和平区" in passage]
    assert about[-1] < len(embedder.passages) - 8


def test_a_search_does_not_take_ones_own_change_for_anothers(
    hybrid: PolicyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    hybrid.add(make_document())
    assert hybrid.wait_for_vectors()
    woken: list[VectorWorker] = []
    monkeypatch.setattr(VectorWorker, "wake", lambda worker: woken.append(worker))
    hybrid.search("国有企业改革")
    assert woken == []


@pytest.mark.embedded
def test_what_waits_for_a_vector_is_found_without_reading_the_other_clauses(library: PolicyLibrary) -> None:
    asked = select(clauses.c.row).where(waiting).order_by(clauses.c.row)
    told = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with library._database.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {told}").all()
    assert all("clauses_to_embed" in row[-1] for row in plan)
