"""The check finds what was damaged, mends what is derived, and names what only the file itself can mend."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from policy.errors import LibraryError, LibraryFolderError
from policy.parsing import parse_document
from tests.conftest import SAMPLES
from vectorstore.backups import back_up, restore
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary
from vectorstore.soundness import Fault, check_kept, check_library

pytestmark = pytest.mark.embedded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed library of one sample under a home."""
    path = tmp_path / "home" / "library"
    with PolicyLibrary(path, embedder=None) as library:
        library.add(parse_document(next(SAMPLES.glob("*.txt"))))
    return path


@pytest.fixture
def damage(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database from behind the library's back."""
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        yield connection


def test_a_fresh_library_is_sound(folder: Path) -> None:
    found = check_library(folder, mend=False)
    assert found.sound
    assert found.faults == ()
    assert found.clauses == found.waiting > 0


def test_missing_words_are_found_and_written_again(folder: Path, damage: sqlite3.Connection) -> None:
    damage.execute("DELETE FROM clause_words WHERE rowid IN (SELECT rowid FROM clause_words LIMIT 5)")
    assert "有 5 条条款不在关键词索引里" in check_library(folder, mend=False).faults[0].told
    mended = check_library(folder, mend=True)
    assert mended.sound
    assert mended.faults[0].mended
    assert check_library(folder, mend=False).faults == ()


def test_a_vector_of_no_clause_is_swept_out(folder: Path, damage: sqlite3.Connection) -> None:
    damage.execute("INSERT INTO embeddings VALUES ('e', 'nobody', x'00')")
    assert not check_library(folder, mend=False).sound
    assert check_library(folder, mend=True).sound
    assert damage.execute("SELECT count(*) FROM embeddings").fetchone() == (0,)


def test_a_clause_that_is_not_in_its_text_is_named_and_not_hidden(folder: Path, damage: sqlite3.Connection) -> None:
    damage.execute(
        "UPDATE clauses SET body = json_set(body, '$.text', '改过的文字') WHERE row = (SELECT max(row) FROM clauses)"
    )
    found = check_library(folder, mend=True)
    assert not found.sound
    assert "1 处条款或任务与原文对不上，请移除后重新加入" in found.faults[0].told


def test_a_file_that_is_no_database_is_a_sentence(folder: Path) -> None:
    (folder / "library.db").write_bytes(b"not a database" * 100)
    with pytest.raises(LibraryFolderError):
        check_library(folder, mend=True)


def test_a_damaged_backup_moves_nothing(folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "备份.zip"
    back_up(folder.parent, saved)
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    with pytest.raises(LibraryError, match="不是完整的备份文件"):
        restore(folder.parent, saved)
    assert (folder / "library.db").is_file()
    assert list(folder.parent.iterdir()) == [folder]


def test_nothing_is_restored_under_a_running_page(folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "备份.zip"
    back_up(folder.parent, saved)
    with closing(sqlite3.connect(folder / "vectors.lock", isolation_level=None)) as running:
        running.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="另一个策问进程"):
            restore(folder.parent, saved)


def test_what_is_kept_is_checked_too(tmp_path: Path) -> None:
    assert check_kept(tmp_path) == ()
    with Kept(tmp_path) as kept:
        kept.put("note", "1", Fault(part="kept", told="好的"))
    assert check_kept(tmp_path) == ()
    with closing(sqlite3.connect(tmp_path / "kept.db", isolation_level=None)) as damaged:
        damaged.execute("UPDATE kept SET value = '{半句'")
    assert "有 1 条对话、草稿或批注读不出来" in check_kept(tmp_path)[0].told
    (tmp_path / "kept.db").write_bytes(b"no database" * 1000)
    assert "读不出来" in check_kept(tmp_path)[0].told


def test_a_full_disk_is_a_sentence_and_the_library_stays(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path, embedder=None) as library:
        first, second = (parse_document(path) for path in sorted(SAMPLES.iterdir())[:2])
        library.add(first)
        with library._database.read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryFolderError, match="没有改动任何东西；请检查磁盘空间"):
            library.add(second)
        assert [summary.doc_id for summary in library.documents()] == [first.doc_id]
    assert check_library(tmp_path, mend=False).sound
