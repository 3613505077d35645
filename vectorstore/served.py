"""The served database: a schema of a PostgreSQL server, that processes of many machines have open at once.

Writers wait for one another by an advisory lock, so that what is true of one SQLite file is true here: a document and
its keyword rows commit together, and counts agree with them. The schema is made and brought up to date on first use.
"""

from importlib.util import find_spec

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from policy.errors import LibraryError
from vectorstore.places import Servers

_CONNECT_SECONDS = 10
# So many at once for one process; a page that an office shares asks with a handful of threads.
_POOL, _OVERFLOW = 5, 15
_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended('cewen writes ' || current_schema(), 0))")


def server_engine(servers: Servers) -> Engine:
    """A pool of connections to the library's schema. Raises LibraryError for an address that is none."""
    if find_spec("psycopg") is None or find_spec("alembic") is None:
        raise LibraryError("没有安装连接 PostgreSQL 的组件，请先执行 pip install -r requirements-servers.lock。")
    engine = create_engine(
        _address(servers),
        isolation_level="REPEATABLE READ",
        pool_size=_POOL,
        max_overflow=_OVERFLOW,
        pool_pre_ping=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "options": f"-csearch_path={servers.name}"},
    )
    event.listen(engine, "begin", _begin)
    return engine


def open_schema(engine: Engine, name: str) -> None:
    """Make the schema where it is missing and bring its tables up to date. Raises LibraryFolderError if newer."""
    from vectorstore.migrating import bring_up_to_date

    with engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
        # The schema is not there yet, so its own lock cannot be asked for by `current_schema`.
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended('cewen makes ' || :name, 0))"), {"name": name}
        )
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{name}"'))
        bring_up_to_date(connection)


def server_sentence(error: DBAPIError) -> str:
    """What a person is told of a server that does not answer."""
    return (
        f"数据库服务没有完成这一步（{type(error.orig).__name__}），已有的资料没有变化；"
        "请确认 PostgreSQL 在运行、CEWEN_DATABASE_URL 正确，稍后重试。"
    )


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.execute(_TURN)


def _address(servers: Servers) -> URL:
    try:
        url = make_url(servers.database)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in ("postgresql", "postgres") or not url.host:
        raise LibraryError(
            "CEWEN_DATABASE_URL 应写成 postgresql://用户:口令@主机:端口/库名，请改正；不用服务器就删去这一项。"
        )
    return url.set(drivername="postgresql+psycopg")
