"""Brings a schema's tables up to date by Alembic, on first use and after an upgrade, within the caller's transaction.

The steps lie in `migrations/versions`, each for good once it was released; there is no env.py, since the connection is
at hand. A schema that a newer 策问 made is refused and left as it is.
"""

from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from policy.errors import LibraryFolderError

_STEPS = Path(__file__).with_name("migrations")


def bring_up_to_date(connection: Connection) -> None:
    """Take every step that the schema has not taken. Raises LibraryFolderError for one of a newer version."""
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    taken = MigrationContext.configure(connection).get_current_revision()
    if taken == script.get_current_head():
        return
    if taken is not None and taken not in {step.revision for step in script.walk_revisions()}:
        raise LibraryFolderError("PostgreSQL 上的资料库由更新版本的策问建立，请升级程序后再打开，未作任何改动。")

    def steps(revision: object, _: MigrationContext) -> list[RevisionStep]:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, script, fn=steps, destination_rev="head") as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
