"""Several processes at one library on servers."""

import subprocess
import sys
import threading

import pytest
from sqlalchemy import MetaData, text

from policy.errors import LibraryFolderError
from tests.conftest import ROOT
from tests.servers.clerk import COUNT
from tests.vectorstore.conftest import make_document
from vectorstore.database import open_database
from vectorstore.embedders import HashEmbedder
from vectorstore.kept import kept_metadata
from vectorstore.library import PolicyLibrary
from vectorstore.places import Servers
from vectorstore.schema import metadata

pytestmark = pytest.mark.servers

NAMES = ("甲区", "乙区")


def test_two_processes_add_and_ask_and_nothing_is_lost(servers: Servers) -> None:
    words = [sys.executable, "-m", "tests.servers.clerk", servers.database, servers.chroma, servers.name]
    clerks = [subprocess.Popen([*words, name], cwd=ROOT) for name in NAMES]
    assert [clerk.wait(120) for clerk in clerks] == [0, 0]
    with PolicyLibrary(servers, embedder=HashEmbedder()) as library:
        assert len(library.documents()) == library.version == COUNT * len(NAMES)
        assert library.wait_for_vectors()
        assert library.embedding_progress() == (COUNT * 4, COUNT * 4)


def test_whoever_comes_second_searches_by_both_legs_and_takes_over(servers: Servers) -> None:
    with PolicyLibrary(servers, embedder=HashEmbedder()) as first:
        assert first.wait_for_vectors()
        with PolicyLibrary(servers, embedder=HashEmbedder()) as second:
            second.add(make_document())
            assert first.search("混合所有制改革")  # the owner hears of it
            assert second.wait_for_vectors()
            assert second.search("混合所有制改革", leg="vector")
            first.close()
            second.add(make_document("武清区关于优化营商环境的实施方案"))
            assert second.wait_for_vectors()
            assert second.embedding_progress() == (4, 4)


def test_many_may_open_a_new_library_at_once(servers: Servers) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            PolicyLibrary(servers, embedder=None).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_the_migrations_make_the_tables_that_the_program_uses(servers: Servers) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    database = open_database(servers)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        whole = MetaData()
        for table in (*metadata.sorted_tables, *kept_metadata.sorted_tables):
            table.to_metadata(whole)
        differences = compare_metadata(context, whole)
    database.close()
    ours = [one for one in differences if "clause_word" not in str(one)]
    assert ours == []


def test_a_schema_of_a_newer_version_is_refused(servers: Servers) -> None:
    database = open_database(servers)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(LibraryFolderError, match="请升级程序"):
        PolicyLibrary(servers, embedder=None)
