"""What people keep beside the documents: conversations, drafts, notes, corrections. One SQLite file of its own.

The library can be thrown away and read anew from the documents; this cannot. A value belongs to a kind, has a key, and
is one person's or, with person "", the whole office's. Values are frozen models, stored as JSON: a kind is whatever its
caller's type says. Covered: put, read, list in order of change, remove. Not covered: questions about what is inside a
value.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import Column, Connection, MetaData, String, Table, Text, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError

from policy.errors import LibraryFolderError
from vectorstore.database import sqlite_engine, told

KEPT_VERSION = 1  # stands in the file's head; 0 is a file from before it was written there
T = TypeVar("T", bound=BaseModel)

_metadata = MetaData()
_kept = Table(
    "kept",
    _metadata,
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
    """The open file of kept values, safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        """Open or make `kept.db` in the folder. Raises LibraryFolderError."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._path = folder / "kept.db"
            self._engine = sqlite_engine(self._path)
            self._prepare()
        except (OSError, DBAPIError) as error:
            raise LibraryFolderError(
                f"“{folder / 'kept.db'}”无法打开或写入，对话和草稿无处保存；请检查路径、权限和剩余空间。"
            ) from error

    def _prepare(self) -> None:
        with self._engine.connect() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
        if version > KEPT_VERSION:
            self._engine.dispose()
            raise LibraryFolderError(f"“{self._path}”由更新版本的策问建立，未作任何改动，请升级程序后再打开。")
        if version < KEPT_VERSION:
            _metadata.create_all(self._engine)
            with self._engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA user_version = {KEPT_VERSION}")
                connection.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, kind: str, key: str, value: BaseModel, *, person: str = "") -> None:
        """Keep a value in place of the one that had its key. Raises LibraryFolderError where the disk refuses."""
        row = {"changed": datetime.now(UTC).isoformat(), "value": value.model_dump_json()}
        put = upsert(_kept).values(kind=kind, person=person, key=key, **row)
        with told(self._path), self._writing() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=["kind", "person", "key"], set_=row))

    def get(self, kind: str, key: str, shape: type[T], *, person: str = "") -> T | None:
        """The value of a key; None when there is none, or none that this version can read."""
        asked = select(_kept.c.value).where(_kept.c.kind == kind, _kept.c.person == person, _kept.c.key == key)
        with self._engine.connect() as connection:
            printed = connection.scalar(asked)
        return None if printed is None else _read(printed, shape)

    def all(self, kind: str, shape: type[T], *, person: str = "") -> tuple[Entry[T], ...]:
        """Every readable value of a kind, the last changed first."""
        asked = select(_kept.c.key, _kept.c.value, _kept.c.changed)
        asked = asked.where(_kept.c.kind == kind, _kept.c.person == person).order_by(_kept.c.changed.desc())
        with self._engine.connect() as connection:
            rows = connection.execute(asked).all()
        return tuple(_entries(((key, _read(value, shape), changed) for key, value, changed in rows)))

    def remove(self, kind: str, key: str, *, person: str = "") -> bool:
        """Forget a value; False when there was none."""
        gone = delete(_kept).where(_kept.c.kind == kind, _kept.c.person == person, _kept.c.key == key)
        with told(self._path), self._writing() as connection:
            return connection.execute(gone).rowcount > 0

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()


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
