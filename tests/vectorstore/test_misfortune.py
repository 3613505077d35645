"""Bad luck with the folder of a library: read-only, busy, shared by processes, under a clock that goes back."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policy.errors import LibraryFolderError
from tests.conftest import ROOT, SAMPLES
from tests.vectorstore.conftest import make_document
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary
from vectorstore.soundness import check_library

pytestmark = pytest.mark.embedded
NOBODY = 65534


@contextmanager
def somebody_else() -> Iterator[None]:
    """Without the rights of the system's administrator, whom no folder refuses."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_folder_that_may_only_be_read_is_a_sentence(tmp_path: Path) -> None:
    PolicyLibrary(tmp_path / "library", embedder=None).close()
    Kept(tmp_path).close()
    for folder in (*tmp_path.parents[:2], tmp_path, tmp_path / "library"):
        folder.chmod(0o555)
    for path in (tmp_path / "library" / "library.db", tmp_path / "kept.db"):
        path.chmod(0o444)
    try:
        with somebody_else():
            with pytest.raises(LibraryFolderError, match="无法打开或写入，请检查路径、权限和剩余空间"):
                PolicyLibrary(tmp_path / "library", embedder=None)
            with pytest.raises(LibraryFolderError, match=r"无法打开或写入|写不进去"), Kept(tmp_path) as kept:
                kept.put("note", "1", make_document())
    finally:
        for folder in (*tmp_path.parents[:2], tmp_path, tmp_path / "library"):
            folder.chmod(0o700)


def test_a_file_that_another_program_will_not_let_go_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorstore.embedded._BUSY_MILLISECONDS", 20)
    document = make_document()
    with PolicyLibrary(tmp_path, embedder=None) as library, PolicyLibrary(tmp_path, embedder=None) as other:
        with other._database.write():
            with pytest.raises(LibraryFolderError, match=r"没有改动任何东西.*关闭占用它的程序"):
                library.add(document)
        assert library.add(document)


def test_two_processes_add_at_once_and_lose_nothing(tmp_path: Path) -> None:
    paths = sorted(SAMPLES.iterdir())
    variables = {**os.environ, "CEWEN_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(ROOT / "app.py"), "add"]
    running = [
        subprocess.Popen([*command, *map(str, half)], env=variables, stdout=subprocess.DEVNULL)
        for half in (paths[:3], paths[2:])
    ]
    assert [each.wait(timeout=300) for each in running] == [0, 0]
    with PolicyLibrary(tmp_path / "library", embedder=None) as library:
        assert {each.source_name for each in library.documents()} == {path.name for path in paths}
    assert check_library(tmp_path / "library", mend=False).sound


def test_one_process_sees_at_once_what_another_has_added(tmp_path: Path) -> None:
    with closing(PolicyLibrary(tmp_path, embedder=None)) as one, closing(PolicyLibrary(tmp_path, embedder=None)) as two:
        adding = [
            threading.Thread(target=library.add, args=(make_document(f"{name}方案{number}"),))
            for name, library in (("甲", one), ("乙", two))
            for number in range(5)
        ]
        for each in adding:
            each.start()
        for each in adding:
            each.join()
        assert len(one.documents()) == len(two.documents()) == 10
        assert {hit.document.doc_id for hit in one.search("方案", limit=50)} <= {d.doc_id for d in two.documents()}


def test_a_clock_that_was_set_back_changes_no_order_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Back(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Back":
            return cls(1990, 1, 1, tzinfo=UTC)

    documents = [make_document(f"第{n}号方案") for n in range(3)]
    with PolicyLibrary(tmp_path, embedder=None) as library:
        library.add(documents[0])
        monkeypatch.setattr("vectorstore.library.datetime", Back)
        library.add(documents[1])
        library.remove(documents[0].doc_id)
        library.add(documents[2])
    with PolicyLibrary(tmp_path, embedder=None) as library:
        assert [each.doc_id for each in library.documents()] == [each.doc_id for each in documents[1:]]
