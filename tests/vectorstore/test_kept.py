"""What people keep: put, read, listed by change, one person's apart from another's."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from policy.errors import LibraryFolderError
from policy.values import Frozen
from vectorstore.kept import Kept


class Note(Frozen):
    text: str


class Newer(Frozen):
    text: str
    colour: str


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_what_was_put_is_there_after_reopening(tmp_path: Path) -> None:
    first = Kept(tmp_path)
    first.put("note", "1", Note(text="十月底前报送"))
    first.close()
    assert Kept(tmp_path).get("note", "1", Note) == Note(text="十月底前报送")


def test_the_last_changed_comes_first(kept: Kept) -> None:
    for key in ("一", "二", "一"):
        kept.put("note", key, Note(text=key))
    assert [entry.key for entry in kept.all("note", Note)] == ["一", "二"]


def test_one_person_does_not_see_anothers(kept: Kept) -> None:
    kept.put("note", "1", Note(text="甲的"), person="甲")
    assert kept.get("note", "1", Note, person="乙") is None
    assert kept.all("note", Note) == ()
    assert not kept.remove("note", "1", person="乙")
    assert kept.remove("note", "1", person="甲")


def test_a_value_of_another_version_is_passed_over_and_stays(kept: Kept) -> None:
    kept.put("note", "1", Note(text="旧"))
    assert kept.get("note", "1", Newer) is None
    assert kept.all("note", Newer) == ()
    assert kept.get("note", "1", Note) == Note(text="旧")


def test_many_threads_lose_nothing(kept: Kept) -> None:
    threads = [Thread(target=kept.put, args=("note", str(n), Note(text=str(n)))) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept.all("note", Note)) == 40


@pytest.mark.embedded
def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(LibraryFolderError, match="无处保存"):
        Kept(tmp_path / "file")


@pytest.mark.embedded
def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    Kept(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "kept.db")) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryFolderError, match="更新版本"):
        Kept(tmp_path)


@pytest.mark.embedded
def test_a_full_disk_is_a_sentence_and_costs_nothing_that_was_kept(kept: Kept) -> None:
    kept.put("note", "1", Note(text="先前的"))
    with kept._database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryFolderError, match="没有改动任何东西；请检查磁盘空间"):
        kept.put("note", "1", Note(text="长" * 1_000_000))
    assert kept.get("note", "1", Note) == Note(text="先前的")


def test_a_clock_that_was_set_back_loses_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.put("note", "1", Note(text="今天的"))

    class Back(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Back":
            return cls(1990, 1, 1, tzinfo=UTC)

    monkeypatch.setattr("vectorstore.kept.datetime", Back)
    kept.put("note", "1", Note(text="改过的"))
    kept.put("note", "2", Note(text="又一条"))
    assert {entry.value.text for entry in kept.all("note", Note)} == {"改过的", "又一条"}


def test_two_processes_keep_in_one_file(kept: Kept, tmp_path: Path) -> None:
    with Kept(tmp_path) as other:
        other.put("note", "1", Note(text="另一个进程的"))
        kept.put("note", "2", Note(text="这个进程的"))
        assert len(other.all("note", Note)) == len(kept.all("note", Note)) == 2
