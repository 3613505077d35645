"""What people keep beside the documents: conversations, drafts, notes, progress. A SQLite file of its own, or a table
beside the library on its server.

The library can be thrown away and read anew from the documents; this cannot. A value belongs to a kind, has a key, and
is one person's or, with person "", the whole office's. Values are frozen models, stored as JSON: a kind is whatever its
caller's type says. Covered: put, read, list in order of change, remove. Not covered: questions about what is inside a
value.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import Column, Engine, MetaData, String, Table, Text, delete, select
from sqlalchemy.exc import DBAPIError

from policy.errors import LibraryFolderError
from vectorstore.database import Database, open_database
from vectorstore.embedded import sqlite_engine
from vectorstore.facts import upsert
from vectorstore.places import Place, Servers

KEPT_VERSION = 1  # stands in the file's head; 0 is a file from before it was written there
T = TypeVar("T", bound=BaseModel)

kept_metadata = MetaData()
kept_table = Table(
    "kept",
    kept_metadata,
    Column("kind", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("changed", String, nullable=False, index=True),
    Column("value", Text, nullable=False),
)


class Entry(NamedTuple, Generic[T]):
    """One kept value; changed is when it was last put, in UTC."""

    key: str
    value: T
    changed: datetime


class Kept:
    """The open file or table of kept values, safe to use from many threads."""

    def __init__(self, place: Place) -> None:
        """Open or make it. Raises LibraryFolderError, and like every method ServerAwayError."""
        self._database = open_database(place) if isinstance(place, Servers) else kept_folder(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, kind: str, key: str, value: BaseModel, *, person: str = "") -> None:
        """Keep a value in place of the one that had its key. Raises LibraryFolderError where the disk refuses."""
        row = {"changed": datetime.now(UTC).isoformat(), "value": value.model_dump_json()}
        with self._database.write() as connection:
            put = upsert(connection, kept_table).values(kind=kind, person=person, key=key, **row)
            connection.execute(put.on_conflict_do_update(index_elements=["kind", "person", "key"], set_=row))

    def get(self, kind: str, key: str, shape: type[T], *, person: str = "") -> T | None:
        """The value of a key; None when there is none, or none that this version can read."""
        asked = select(kept_table.c.value).where(
            kept_table.c.kind == kind, kept_table.c.person == person, kept_table.c.key == key
        )
        with self._database.read() as connection:
            printed = connection.scalar(asked)
        return None if printed is None else _read(printed, shape)

    def all(self, kind: str, shape: type[T], *, person: str = "") -> tuple[Entry[T], ...]:
        """Every readable value of a kind, the last changed first."""
        asked = select(kept_table.c.key, kept_table.c.value, kept_table.c.changed)
        asked = asked.where(kept_table.c.kind == kind, kept_table.c.person == person).order_by(
            kept_table.c.changed.desc()
        )
        with self._database.read() as connection:
            rows = connection.execute(asked).all()
        return tuple(_entries(((key, _read(value, shape), changed) for key, value, changed in rows)))

    def remove(self, kind: str, key: str, *, person: str = "") -> bool:
        """Forget a value; False when there was none."""
        gone = delete(kept_table).where(
            kept_table.c.kind == kind, kept_table.c.person == person, kept_table.c.key == key
        )
        with self._database.write() as connection:
            return connection.execute(gone).rowcount > 0

    def close(self) -> None:
        """Give file or connections back."""
        self._database.close()


def kept_folder(folder: Path) -> Database:
    """The file of a home folder, made where it is missing. Raises LibraryFolderError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        engine = sqlite_engine(folder / "kept.db")
        _prepare(engine, folder / "kept.db")
    except (OSError, DBAPIError) as error:
        raise LibraryFolderError(
            f"“{folder / 'kept.db'}”无法打开或写入，对话和草稿无处保存；请检查路径、权限和剩余空间。"
        ) from error
    return Database(engine)


def _prepare(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
    if version > KEPT_VERSION:
        engine.dispose()
        raise LibraryFolderError(f"“{path}”由更新版本的策问建立，未作任何改动，请升级程序后再打开。")
    if version < KEPT_VERSION:
        # One writing transaction: another process may be making the same file at this moment.
        with engine.execution_options(writes=True).begin() as connection:
            kept_metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {KEPT_VERSION}")


def _entries(rows: Iterator[tuple[str, T | None, str]]) -> Iterator[Entry[T]]:
    for key, value, changed in rows:
        if value is not None:
            yield Entry(key, value, datetime.fromisoformat(changed))


def _read(printed: str, shape: type[T]) -> T | None:
    # A value of another version stays in the file untouched: a later version may read it.
    try:
        return shape.model_validate_json(printed)
    except ValidationError:
        return None
