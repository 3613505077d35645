"""The embedded database: one SQLite file in the library's folder, many readers and one writer at a time.

A file that another program made, or a newer 策问, is refused and left as it is.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from policy.errors import LibraryFolderError
from vectorstore import keywords
from vectorstore.schema import SCHEMA_VERSION, corrections, facts, metadata

APPLICATION_ID = 0x43655765  # "CeWe" in the file's head
_BUSY_MILLISECONDS = 30_000


class Database:
    """The open database of a library folder. `read` and `write` are the only ways in."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "library.db"
        self._writer = threading.Lock()
        self._engine = sqlite_engine(self._path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._engine.connect() as connection:
                _refuse_foreign(connection, self._path)
            _let_readers_pass(self._engine)
            with self.write() as connection:
                _prepare(connection)
        except (OSError, DBAPIError) as error:
            self._engine.dispose()
            raise LibraryFolderError(
                f"资料库文件夹“{folder}”无法打开或写入，请检查路径、权限和剩余空间，或换一个文件夹。"
            ) from error
        except LibraryFolderError:
            self._engine.dispose()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view, never blocked by a writer."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it on leaving, nothing of it when an exception passes through.

        Raises LibraryFolderError where the disk is full or may not be written, or another process writes too long.
        """
        with told(self._path), self._writer, self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the disk refuses, as a sentence; the file is as it was before the transaction."""
    try:
        yield
    except OperationalError as error:
        raise LibraryFolderError(
            f"“{path}”写不进去（{error.orig}），没有改动任何东西；请检查磁盘空间和写入权限，关闭占用它的程序后再试。"
        ) from error


def read_fact(connection: Connection, name: str) -> str | None:
    """A single value that the library remembers about itself."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Remember it."""
    row = upsert(facts).values(name=name, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=[facts.c.name], set_={"value": value}))


def library_version(connection: Connection) -> int:
    """How often the library has changed since it was made."""
    return int(read_fact(connection, "library_version") or 0)


def bump_version(connection: Connection) -> None:
    """Say that documents were added or removed."""
    version = str(library_version(connection) + 1)
    connection.execute(update(facts).where(facts.c.name == "library_version").values(value=version))


def sqlite_engine(path: Path) -> Engine:
    """An engine whose transactions are ours: several readers, and writers (option writes=True) one after another."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transactions leave DDL outside; ours are opened in _begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {_BUSY_MILLISECONDS}", "foreign_keys = ON", "synchronous = NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _let_readers_pass(engine: Engine) -> None:
    # The write-ahead log is a lasting property of the file, and cannot be set inside a transaction.
    connection = engine.raw_connection()
    connection.cursor().execute("PRAGMA journal_mode = WAL")
    connection.close()


def _refuse_foreign(connection: Connection, path: Path) -> None:
    empty = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    if not empty and connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise LibraryFolderError(f"“{path}”不是策问的资料库文件，未作任何改动，请换一个文件夹。")
    if not empty and int(read_fact(connection, "schema_version") or 0) > SCHEMA_VERSION:
        raise LibraryFolderError(f"资料库“{path}”由更新版本的策问建立，请升级程序后再打开。")


def _prepare(connection: Connection) -> None:
    if read_application_id(connection) == APPLICATION_ID:
        corrections.create(connection, checkfirst=True)  # came after the first libraries were made
        return
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    keywords.create(connection)
    connection.execute(insert(facts), [{"name": "library_version", "value": "0"}])
    write_fact(connection, "schema_version", str(SCHEMA_VERSION))


def read_application_id(connection: Connection) -> int:
    """The mark in the file's head that says whose it is."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar() or 0)
