"""The open database of a library, in a file or on a server: many readers, and one writer at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from policy.errors import LibraryFolderError, ServerAwayError
from vectorstore.embedded import open_file, sqlite_engine
from vectorstore.places import Place, Servers
from vectorstore.served import open_schema, server_engine, server_sentence


class Database:
    """An open database. `read` and `write` are the only ways in."""

    def __init__(self, engine: Engine) -> None:
        self._writer = threading.Lock()
        self.engine = engine
        self._writing = self.engine.execution_options(**_WRITES[self.engine.dialect.name])

    @property
    def is_shared(self) -> bool:
        """Whether other machines may have it open."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view, never blocked by a writer. Raises ServerAwayError."""
        with self._present(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it on leaving, nothing of it when an exception passes through.

        Raises LibraryFolderError where the disk is full or may not be written, or another process writes too long, and
        ServerAwayError.
        """
        try:
            with self._present(), self._writer, self._writing.begin() as connection:
                yield connection
        except OperationalError as error:
            raise LibraryFolderError(
                f"“{self.engine.url.database}”写不进去（{error.orig}），没有改动任何东西；"
                "请检查磁盘空间和写入权限，关闭占用它的程序后再试。"
            ) from error

    def close(self) -> None:
        """Give file or connections back."""
        self.engine.dispose()

    @contextmanager
    def _present(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if not self.is_shared:
                raise
            raise ServerAwayError(server_sentence(error)) from error


# A writer on a server sees what was committed while it waited for its turn; a reader one moment alone.
_WRITES: dict[str, dict[str, object]] = {
    "sqlite": {"writes": True},
    "postgresql": {"writes": True, "isolation_level": "READ COMMITTED"},
}


def open_database(place: Place) -> Database:
    """That of a library, its tables made where they are missing. Raises LibraryFolderError, or ServerAwayError."""
    return Database(_of_servers(place) if isinstance(place, Servers) else _of_folder(place))


def _of_servers(servers: Servers) -> Engine:
    engine = server_engine(servers)
    try:
        open_schema(engine, servers.name)
    except DBAPIError as error:
        engine.dispose()
        raise ServerAwayError(server_sentence(error)) from error
    except LibraryFolderError:
        engine.dispose()
        raise
    return engine


def _of_folder(folder: Path) -> Engine:
    path = folder / "library.db"
    engine = sqlite_engine(path)
    try:
        open_file(engine, path)
    except (OSError, DBAPIError) as error:
        engine.dispose()
        raise LibraryFolderError(
            f"资料库文件夹“{folder}”无法打开或写入，请检查路径、权限和剩余空间，或换一个文件夹。"
        ) from error
    except LibraryFolderError:
        engine.dispose()
        raise
    return engine
