"""One file that holds everything a person would miss, and the way back from it.

Covered: the library's database and what is kept beside it, copied whole while they are in use. Vectors ride along in
the database; their index and the demonstration are made anew. Not covered: the original files, which are never moved.
"""

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath

from policy.errors import LibraryError
from policy.values import Frozen
from vectorstore.embedded import APPLICATION_ID
from vectorstore.ownership import FolderOwnership

# What a home folder holds and a backup takes, each a SQLite file.
_PARTS = (PurePosixPath("library/library.db"), PurePosixPath("kept.db"))


class Backup(Frozen):
    """A written or restored backup: its file, its size in bytes, how many documents.

    aside is where a restore has put what was there before, None where there was nothing.
    """

    path: str
    size: int
    documents: int
    aside: str | None = None


def back_up(home: Path, path: Path) -> Backup:
    """Write the file, whole or not at all. Raises LibraryError where there is nothing to save or no room for it."""
    present = [part for part in _PARTS if (home / part).is_file()]
    if _PARTS[0] not in present:
        raise LibraryError(f"“{home}”里还没有资料库，没有什么可备份；请先用 add 加入文件。")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".cewen-") as folder:
            copies = [(part, _copy(home / part, Path(folder) / part.name)) for part in present]
            half = Path(folder) / "backup.zip"
            with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
                for part, copy in copies:
                    archive.write(copy, str(part))
            count = _documents_in(copies[0][1])
            half.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            f"备份没有写成（{error}），原有资料不受影响；请检查“{path.parent}”能否写入、空间够不够。"
        ) from error
    return Backup(path=str(path), size=path.stat().st_size, documents=count)


def restore(home: Path, path: Path) -> Backup:
    """Put the backup in place of what the home holds, which is moved aside and never deleted.

    Raises LibraryError for a file that is no sound backup, or while the page is open; then nothing was moved.
    """
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as name:
        folder = Path(name)
        parts = _unpacked(path, folder)
        count = _documents_in(folder / _PARTS[0])
        _refuse_busy(home / "library")
        aside = _moved_aside(home)
        for part in parts:
            (home / part).parent.mkdir(parents=True, exist_ok=True)
            (folder / part).replace(home / part)
    return Backup(path=str(path), size=path.stat().st_size, documents=count, aside=str(aside) if aside else None)


def _refuse_busy(folder: Path) -> None:
    if not folder.is_dir():
        return
    ownership = FolderOwnership(folder)
    ownership.release()
    if not ownership.held():
        raise LibraryError("另一个策问进程正在使用这个资料库，没有改动任何东西；请先关闭网页或服务，再恢复。")


def _copy(source: Path, target: Path) -> Path:
    """A consistent copy of a database that others may be writing to."""
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)
    return target


def _documents_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return 0
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def _unpacked(path: Path, folder: Path) -> list[PurePosixPath]:
    """The parts, checked; names in the archive are looked up, never followed."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in _PARTS if str(part) in archive.namelist()]
            for part in parts:
                (folder / part).parent.mkdir(parents=True, exist_ok=True)
                (folder / part).write_bytes(archive.read(str(part)))
    except FileNotFoundError as error:
        raise LibraryError(f"找不到备份文件“{path}”，请检查路径。") from error
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        raise LibraryError(f"“{path.name}”不是完整的备份文件（{error}），没有改动任何东西；请换一份备份。") from error
    if _PARTS[0] not in parts or any(_is_damaged(folder / part) for part in parts):
        raise LibraryError(f"“{path.name}”里的资料库缺失或已损坏，没有改动任何东西；请换一份备份。")
    return parts


def _is_damaged(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok")
    except sqlite3.DatabaseError:
        return True


def _moved_aside(home: Path) -> Path | None:
    """What was there, in a folder of its own named by the minute; None where there was nothing."""
    present = list(_of_home(home))
    if not present:
        return None
    aside = home / f"before-restore-{datetime.now():%Y%m%d-%H%M%S}"
    aside.mkdir()
    for path in present:
        path.replace(aside / path.name)
    return aside


def _of_home(home: Path) -> Iterator[Path]:
    """The library's folder and the kept file with what SQLite keeps beside it."""
    yield from (path for path in (home / "library", *sorted(home.glob("kept.db*"))) if path.exists())
