"""A library of a folder on servers: every document, correction and vector, found as before."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

import app
from policy.corrections import correct
from policy.errors import LibraryError
from policy.parsing import parse_document
from tests.conftest import SAMPLES
from tests.servers.elsewhere import opened_here
from vectorstore.embedders import HashEmbedder, Vectors
from vectorstore.library import PolicyLibrary
from vectorstore.moving import move_library
from vectorstore.places import Servers

pytestmark = pytest.mark.servers


class WatchedEmbedder(HashEmbedder):
    """Fails where it should not be asked."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("向量已经算过")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Five samples with vectors, one corrected."""
    with opened_here(tmp_path / "library", embedder=HashEmbedder()) as library:
        for path in sorted(SAMPLES.iterdir()):
            library.add(parse_document(path))
        document = library.document(library.documents()[0].doc_id)
        library.correct(correct(document, "status", "已废止", at=datetime(2026, 11, 22, tzinfo=UTC)))
        assert library.wait_for_vectors()
    return tmp_path


def test_a_moved_library_answers_as_before_and_computes_nothing_again(home: Path, servers: Servers) -> None:
    moved = move_library(home, servers)
    before, now = opened_here(home / "library", embedder=None), PolicyLibrary(servers, embedder=WatchedEmbedder())
    with before, now:
        assert now.wait_for_vectors(), now.vector_notice()
        assert moved.documents == len(before.documents())
        assert now.documents() == before.documents()
        assert now.tasks() == before.tasks()
        assert now.vocabulary() == before.vocabulary()
        assert now.embedding_progress() == (moved.clauses, moved.clauses)
        assert now.search("推进", leg="vector")


def test_a_library_is_never_moved_over_another(home: Path, servers: Servers) -> None:
    move_library(home, servers)
    with pytest.raises(LibraryError, match="已经有一个资料库"):
        move_library(home, servers)


def test_the_command_moves_and_the_page_then_stands_on_the_servers(
    home: Path, servers: Servers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "_servers", lambda settings: servers)
    monkeypatch.setenv("CEWEN_HOME", str(home))
    assert app.main(["migrate"]) == 0
    assert app.main(["documents"]) == 0
    assert app.main(["check"]) == 0
    assert app.main(["backup", str(home / "备份.zip")]) == 1
    told = capsys.readouterr()
    assert "5 份文件" in told.out
    assert "pg_dump" in told.err
