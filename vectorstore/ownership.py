"""The right to fill the vector index, held by one process until it ends, however it ends."""

import sqlite3
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from policy.errors import ServerAwayError
from vectorstore.database import Database
from vectorstore.places import Place, Servers
from vectorstore.served import server_sentence

_LOCK = text("SELECT pg_try_advisory_lock(hashtextextended('cewen vectors ' || current_schema(), 0))")


class Ownership(Protocol):
    """shared says whether whoever does not own the index may still search it."""

    shared: bool

    def held(self) -> bool:
        """Whether it is ours, asking for it where it is not."""

    def release(self) -> None:
        """Let another process have it."""


def ownership_of(place: Place, database: Database) -> Ownership:
    """That of a place whose database is open."""
    return ServerOwnership(database) if isinstance(place, Servers) else FolderOwnership(place)


class FolderOwnership:
    """An open exclusive transaction on a small SQLite file: a lock that every system has, and frees after a kill.

    Asked for once, on opening.
    """

    shared = False

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "vectors.lock", timeout=0, check_same_thread=False)
        self._connection.isolation_level = None
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
            self._held = True
        except sqlite3.OperationalError:
            self._held = False

    def held(self) -> bool:
        """Whether it is ours."""
        return self._held

    def release(self) -> None:
        """Let another process have it."""
        self._connection.close()


class ServerOwnership:
    """An advisory lock of a connection that stays open: the server frees it when the process or the connection ends."""

    shared = True

    def __init__(self, database: Database) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None
        self._held = False

    def held(self) -> bool:
        """Whether it is ours, asking for it where it is not. Raises ServerAwayError."""
        try:
            self._connection = connection = self._connection or self._engine.connect()
            # A lock that is held already would have to be given back as often as it was taken.
            asked = text("SELECT true") if self._held else _LOCK
            self._held = bool(connection.scalar(asked))
        except DBAPIError as error:
            self.release()
            raise ServerAwayError(server_sentence(error)) from error
        return self._held

    def release(self) -> None:
        """Let another process have it."""
        if self._connection is not None:
            self._connection.invalidate()  # the pool would keep the connection, and the lock with it
            self._connection.close()
        self._connection, self._held = None, False
