"""What people keep: put, read, listed by change, one person's apart from another's."""

from pathlib import Path
from threading import Thread

import pytest

from policy.documents import Frozen
from policy.errors import LibraryFolderError
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


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(LibraryFolderError, match="无处保存"):
        Kept(tmp_path / "file")
