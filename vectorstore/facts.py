"""Single values that a library remembers about itself, and the row that is written whether it is there or not."""

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from vectorstore.schema import SCHEMA_VERSION, facts


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can be told what to do where the row is there already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def read_fact(connection: Connection, name: str) -> str | None:
    """A single value that the library remembers about itself."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Remember it."""
    row = upsert(connection, facts).values(name=name, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=[facts.c.name], set_={"value": value}))


def write_first_facts(connection: Connection) -> None:
    """What a new library knows of itself."""
    connection.execute(insert(facts), [{"name": "library_version", "value": "0"}])
    write_fact(connection, "schema_version", str(SCHEMA_VERSION))


def library_version(connection: Connection) -> int:
    """How often the library has changed since it was made."""
    return int(read_fact(connection, "library_version") or 0)


def bump_version(connection: Connection) -> None:
    """Say that documents were added or removed."""
    version = str(library_version(connection) + 1)
    connection.execute(update(facts).where(facts.c.name == "library_version").values(value=version))
