"""The tables of the first version that knew servers; see `vectorstore.schema`, `kept` and `tsvectors`."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_CASCADE = "CASCADE"


def upgrade() -> None:
    """Make them, and what a new library knows of itself."""
    _make_documents()
    _make_tasks()
    _make_the_rest()
    _make_keywords()
    _make_functions()
    op.execute("INSERT INTO facts (name, value) VALUES ('library_version', '0'), ('schema_version', '1')")


def downgrade() -> None:
    """There is nothing before."""
    raise NotImplementedError


def _row() -> sa.Column[int]:
    return sa.Column("row", sa.Integer, primary_key=True, autoincrement=True)


def _owner(target: str, *, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{target}s.row", ondelete=_CASCADE)
    return sa.Column(f"{target}_row", sa.Integer, key, nullable=False, index=not primary_key, primary_key=primary_key)


def _string(name: str, **options: bool) -> sa.Column[str]:
    return sa.Column(name, sa.String(collation="C"), nullable=False, **options)  # type: ignore[arg-type]


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _make_documents() -> None:
    op.create_table(
        "documents", _row(), _string("doc_id", unique=True), _text("title"), _string("genre"), _string("status"),
        _text("summary"), _text("body"),
    )  # fmt: skip
    op.create_table(
        "document_regions", _owner("document", primary_key=True), _string("name", primary_key=True, index=True)
    )
    op.create_table(
        "clauses", _row(), _owner("document"), _string("clause_id", unique=True), _string("content_hash", index=True),
        sa.Column("embedded", sa.Boolean, nullable=False), _text("context"), _text("body"),
    )  # fmt: skip
    op.create_index("clauses_to_embed", "clauses", ["row"], postgresql_where=sa.text("NOT embedded"))


def _make_tasks() -> None:
    op.create_table(
        "tasks", _row(), _owner("document"), _owner("clause"), _string("task_id", unique=True), _text("heading"),
        _text("quote"), _text("body"),
    )  # fmt: skip
    op.create_table(
        "task_units", _row(), _owner("task"), _string("name", index=True), _string("printed", index=True),
        _string("role"),
    )  # fmt: skip
    op.create_table("task_themes", _owner("task", primary_key=True), _string("theme", primary_key=True, index=True))
    op.create_table("task_deadlines", _row(), _owner("task"), _string("kind"), sa.Column("due", sa.Date, index=True))
    op.create_table("task_indicators", _row(), _owner("task"), _text("name"), _string("unit"))


def _make_the_rest() -> None:
    op.create_table("facts", _string("name", primary_key=True), _string("value"))
    vector = sa.Column("vector", sa.LargeBinary, nullable=False)
    op.create_table(
        "embeddings", _string("embedder", primary_key=True), _string("content_hash", primary_key=True), vector
    )
    op.create_table("removed_clauses", _string("clause_id", primary_key=True))
    op.create_table(
        "corrections", _string("doc_id", primary_key=True), _string("field", primary_key=True),
        _string("task_id", primary_key=True), _string("changed"), _text("body"),
    )  # fmt: skip
    op.create_table(
        "kept", _string("kind", primary_key=True), _string("person", primary_key=True),
        _string("key", primary_key=True), _string("changed", index=True), _text("value"),
    )  # fmt: skip


def _make_keywords() -> None:
    op.execute(
        """CREATE TABLE clause_words (row integer PRIMARY KEY, place text NOT NULL, heading text NOT NULL,
        body text NOT NULL, length integer NOT NULL, terms tsvector NOT NULL)"""
    )
    # Uncompressed: a question reads the vectors of thousands of clauses.
    op.execute("ALTER TABLE clause_words ALTER COLUMN terms SET STORAGE EXTERNAL")
    op.execute("CREATE INDEX clause_words_terms ON clause_words USING gin (terms)")
    op.execute('CREATE TABLE clause_word_counts (word text COLLATE "C" PRIMARY KEY, clauses bigint NOT NULL)')


def _make_functions() -> None:
    """What SQLite has under these names, as far as it is used: a path is $. and one name."""
    for head, body in (
        ("instr(body text, part text) RETURNS integer", "SELECT strpos(body, part)"),
        ("json_extract(body text, path text) RETURNS text", "SELECT CAST(body AS json) ->> substr(path, 3)"),
        (
            "json_array_length(body text, path text) RETURNS integer",
            "SELECT json_array_length(CAST(body AS json) -> substr(path, 3))",
        ),
    ):
        op.execute(f"CREATE FUNCTION {head} LANGUAGE sql IMMUTABLE AS $$ {body} $$")
