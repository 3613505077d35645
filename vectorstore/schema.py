"""The tables. Columns are what queries narrow by; the frozen value itself stands beside them as JSON.

The row numbers never return after a removal (AUTOINCREMENT), so a value that was read once may be kept by its row.
The keyword tables are made by `fts5`, and on a server by the migrations.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

SCHEMA_VERSION = 1

metadata = MetaData()


def _row(name: str = "row") -> "Column[int]":
    return Column(name, Integer, primary_key=True, autoincrement=True)


def _owner(target: str, *, primary_key: bool = False) -> "Column[int]":
    return Column(
        f"{target}_row",
        ForeignKey(f"{target}s.row", ondelete="CASCADE"),
        nullable=False,
        index=not primary_key,
        primary_key=primary_key,
    )


facts = Table("facts", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

documents = Table(
    "documents",
    metadata,
    _row(),
    Column("doc_id", String, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("genre", String, nullable=False),
    Column("status", String, nullable=False),
    Column("summary", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)

document_regions = Table(
    "document_regions",
    metadata,
    _owner("document", primary_key=True),
    Column("name", String, primary_key=True, index=True),
)

clauses = Table(
    "clauses",
    metadata,
    _row(),
    _owner("document"),
    Column("clause_id", String, nullable=False, unique=True),
    Column("content_hash", String, nullable=False, index=True),
    Column("embedded", Boolean, nullable=False),
    Column("context", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("clauses_to_embed", clauses.c.row, sqlite_where=text("embedded = 0"), postgresql_where=text("NOT embedded"))
# The condition of this index in its own words: `is_(False)` means the same, and reads every clause.
waiting = ~clauses.c.embedded

tasks = Table(
    "tasks",
    metadata,
    _row(),
    _owner("document"),
    _owner("clause"),
    Column("task_id", String, nullable=False, unique=True),
    Column("heading", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)

task_units = Table(
    "task_units",
    metadata,
    _row(),
    _owner("task"),
    Column("name", String, nullable=False, index=True),
    Column("printed", String, nullable=False, index=True),
    Column("role", String, nullable=False),
)

task_themes = Table(
    "task_themes",
    metadata,
    _owner("task", primary_key=True),
    Column("theme", String, primary_key=True, index=True),
)

task_deadlines = Table(
    "task_deadlines",
    metadata,
    _row(),
    _owner("task"),
    Column("kind", String, nullable=False),
    Column("due", Date, index=True),
)

task_indicators = Table(
    "task_indicators",
    metadata,
    _row(),
    _owner("task"),
    Column("name", Text, nullable=False),
    Column("unit", String, nullable=False),
)

# Vectors by what was embedded: the same words are embedded once, whatever document they stand in.
embeddings = Table(
    "embeddings",
    metadata,
    Column("embedder", String, primary_key=True),
    Column("content_hash", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# Clauses that were removed here but may still stand in the vector index.
removed_clauses = Table("removed_clauses", metadata, Column("clause_id", String, primary_key=True))

# By the document's id, not its row: a correction outlives the removal of its document. task_id '' is the header's.
corrections = Table(
    "corrections",
    metadata,
    Column("doc_id", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("task_id", String, primary_key=True),
    Column("changed", String, nullable=False),
    Column("body", Text, nullable=False),
)
