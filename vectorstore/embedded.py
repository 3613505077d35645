"""The embedded database: one SQLite file, many readers and one writer at a time.

A file that another program made, or a newer 策问, is refused and left as it is.
"""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from policy.errors import LibraryFolderError
from vectorstore import fts5
from vectorstore.facts import read_fact, write_first_facts
from vectorstore.schema import SCHEMA_VERSION, corrections, metadata

APPLICATION_ID = 0x43655765  # "CeWe" in the file's head
_BUSY_MILLISECONDS = 30_000


def sqlite_engine(path: Path) -> Engine:
    """An engine whose transactions are ours: several readers, and writers (option writes=True) one after another."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def open_file(engine: Engine, path: Path) -> None:
    """Make the tables where they are missing. Raises LibraryFolderError for a file that is not ours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with engine.connect() as connection:
        _refuse_foreign(connection, path)
    _let_readers_pass(engine)
    with engine.execution_options(writes=True).begin() as connection:
        _prepare(connection)


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
    if not empty and _application_id(connection) != APPLICATION_ID:
        raise LibraryFolderError(f"“{path}”不是策问的资料库文件，未作任何改动，请换一个文件夹。")
    if not empty and int(read_fact(connection, "schema_version") or 0) > SCHEMA_VERSION:
        raise LibraryFolderError(f"资料库“{path}”由更新版本的策问建立，请升级程序后再打开。")


def _prepare(connection: Connection) -> None:
    if _application_id(connection) == APPLICATION_ID:
        corrections.create(connection, checkfirst=True)  # came after the first libraries were made
        return
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    fts5.create(connection)
    write_first_facts(connection)


def _application_id(connection: Connection) -> int:
    """The mark in the file's head that says whose it is."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar() or 0)
