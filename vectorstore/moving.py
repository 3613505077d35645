"""Moves a library of a folder, and what is kept beside it, to servers: rows as they are, and keywords indexed anew.

All of it is there afterwards or nothing is; the folder is only read and stays as it was. Vectors come along with the
rows, so that Chroma is filled without computing. Row numbers stay, so documents keep their order.
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select, text, update

from policy.errors import LibraryError
from policy.values import Frozen
from vectorstore.database import Database, open_database
from vectorstore.facts import bump_version
from vectorstore.kept import kept_folder, kept_table
from vectorstore.library import PolicyLibrary
from vectorstore.places import Servers
from vectorstore.schema import clauses, documents, facts, metadata

_AT_ONCE = 500
# Of the old index; the new ones are made anew.
_LEFT_BEHIND = ("vector_embedder", "words_version", "schema_version")


class Moved(Frozen):
    """What stands on the servers now that stood in the folder. kept counts conversations, drafts, notes."""

    documents: int
    clauses: int
    vectors: int
    kept: int


def move_library(home: Path, servers: Servers) -> Moved:
    """Raises LibraryError where the folder holds no library, or the servers hold one; nothing was changed then."""
    if not (home / "library" / "library.db").is_file():
        raise LibraryError(f"“{home}”里还没有资料库，没有什么可搬；直接用 add 加入文件即可。")
    source, target = open_database(home / "library"), open_database(servers)
    try:
        moved = _moved(source, kept_folder(home), target)
    finally:
        source.close()
        target.close()
    with PolicyLibrary(servers, embedder=None):
        return moved  # opening it indexed the keywords


def _moved(source: Database, kept: Database, target: Database) -> Moved:
    with source.read() as old, kept.read() as old_kept, target.write() as new:
        _refuse_filled(new)
        new.execute(delete(facts))
        counts = {table.name: _copy(table, old, new) for table in metadata.sorted_tables}
        counts[kept_table.name] = _copy(kept_table, old_kept, new)
        _settle(new)
    kept.close()
    return Moved(
        documents=counts["documents"], clauses=counts["clauses"], vectors=counts["embeddings"], kept=counts["kept"]
    )


def _refuse_filled(target: Connection) -> None:
    if target.scalar(select(func.count()).select_from(documents)):
        raise LibraryError(
            "PostgreSQL 上已经有一个资料库，没有搬动任何东西；请换一个数据库，或先确认其中的文件不再需要。"
        )


def _copy(table: Table, source: Connection, target: Connection) -> int:
    """How many rows there were."""
    count = 0
    for rows in source.execute(select(table)).mappings().partitions(_AT_ONCE):
        target.execute(insert(table), [dict(row) for row in rows])
        count += len(rows)
    return count


def _settle(target: Connection) -> None:
    """What is particular to the folder: the state of its indexes, and the numbers that come next."""
    target.execute(delete(facts).where(facts.c.name.in_(_LEFT_BEHIND)))
    target.execute(insert(facts), [{"name": "schema_version", "value": "1"}])
    target.execute(update(clauses).values(embedded=False))
    for table in _numbered(metadata.sorted_tables):
        last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'row'), max(\"row\")) FROM {table.name}"
        target.execute(text(f"{last} HAVING count(*) > 0"))
    bump_version(target)


def _numbered(tables: Iterable[Table]) -> Iterable[Table]:
    return (table for table in tables if "row" in table.c)
