"""kill -9 of either server in the middle of an ingestion, and of the program while it makes tables or moves a library:
what was taken in is there, and the rest can be done.
"""

import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from policy.documents import PolicyDocument
from policy.errors import ServerAwayError
from tests.conftest import ROOT
from tests.servers.elsewhere import opened_here
from tests.servers.engines import Engine
from tests.vectorstore.conftest import make_document
from vectorstore.embedders import HashEmbedder
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary
from vectorstore.moving import move_library
from vectorstore.places import Servers
from vectorstore.search import Leg
from vectorstore.soundness import check_library

pytestmark = pytest.mark.servers

DOCUMENTS = [
    make_document(f"第{n}批改革方案", paragraphs=[f"（{m}）落实第{n}批第{m}项改革。" for m in range(1, 9)])
    for n in range(1, 31)
]
LEGS: tuple[Leg, ...] = ("keyword", "vector", "both")
KILLS = 8
HALF = len(DOCUMENTS) // 2


def take_in(library: PolicyLibrary, *, before: Callable[[int], None]) -> list[PolicyDocument]:
    """Those that the library said it has taken; `before` is called with each one's number."""
    taken = []
    for number, document in enumerate(DOCUMENTS):
        before(number)
        try:
            library.add(document)
        except ServerAwayError:
            continue
        taken.append(document)
    return taken


def holds_all(library: PolicyLibrary, place: Servers) -> None:
    """Every document whole, both indexes complete, and found by both legs."""
    for document in DOCUMENTS:
        library.add(document)
    assert library.wait_for_vectors(60), library.vector_notice()
    clauses = sum(len(document.clauses) for document in DOCUMENTS)
    assert library.embedding_progress() == (clauses, clauses)
    assert [library.document(document.doc_id) for document in DOCUMENTS] == DOCUMENTS
    asked = DOCUMENTS[7].clauses[3].text
    for leg in LEGS:
        assert asked in [hit.clause.text for hit in library.search(asked, leg=leg, limit=50)]
    assert library.vector_notice() is None
    assert check_library(place, mend=False).faults == ()


def test_the_database_is_killed(mortal: tuple[Engine, Engine], of_mortal: Servers) -> None:
    database, _ = mortal

    def kill_halfway(number: int) -> None:
        if number == HALF:
            database.kill()
        if number == HALF + 3:
            database.start()

    with PolicyLibrary(of_mortal, embedder=HashEmbedder()) as library:
        taken = take_in(library, before=kill_halfway)
        assert HALF <= len(taken) < len(DOCUMENTS)
        assert {one.doc_id for one in library.documents()} == {one.doc_id for one in taken}
        holds_all(library, of_mortal)


def test_the_vector_server_is_killed(mortal: tuple[Engine, Engine], of_mortal: Servers) -> None:
    _, vectors = mortal

    def kill_halfway(number: int) -> None:
        if number == HALF:
            vectors.kill()

    with PolicyLibrary(of_mortal, embedder=HashEmbedder()) as library:
        assert take_in(library, before=kill_halfway) == DOCUMENTS
        assert library.search("第二批改革")[0].vector_rank is None
        vectors.start()
        library.add(make_document("和平区方案"))
        library.remove(make_document("和平区方案").doc_id)
        holds_all(library, of_mortal)


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    nowhere = Servers(database="postgresql://nobody@127.0.0.1:9/none", chroma="http://127.0.0.1:9")
    with pytest.raises(ServerAwayError, match="请确认 PostgreSQL 在运行"):
        PolicyLibrary(nowhere, embedder=None)


def killed_after(seconds: float, place: Servers, *home: Path) -> None:
    """A process that makes the tables, or moves a home, and is killed some time after it began."""
    told = (place.database, place.chroma, place.name, *map(str, home))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.servers.mover", *told],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        clock = threading.Timer(seconds, process.kill)
        clock.start()
        process.wait()
        clock.cancel()


def test_the_program_is_killed_while_it_makes_the_tables(servers: Servers) -> None:
    chance = random.Random(0)
    for number in range(KILLS):
        place = servers.model_copy(update={"name": f"{servers.name[:30]}k{number}"})
        killed_after(chance.uniform(0, 0.4), place)
        with PolicyLibrary(place, embedder=None) as library:
            library.add(DOCUMENTS[0])
            assert library.documents()[0].doc_id == DOCUMENTS[0].doc_id
        assert check_library(place, mend=False).faults == ()


def test_the_program_is_killed_while_it_moves_a_library(tmp_path: Path, servers: Servers) -> None:
    with opened_here(tmp_path / "library", embedder=HashEmbedder()) as library:
        for document in DOCUMENTS:
            library.add(document)
        assert library.wait_for_vectors()
    chance, seen = random.Random(0), set[int]()
    for _ in range(KILLS):
        killed_after(chance.uniform(0, 1.0), servers, tmp_path)
        with PolicyLibrary(servers, embedder=None) as there, Kept(servers):
            seen.add(len(there.documents()))
    assert seen <= {0, len(DOCUMENTS)}
    if len(DOCUMENTS) not in seen:
        move_library(tmp_path, servers)
    with PolicyLibrary(servers, embedder=HashEmbedder()) as there:
        holds_all(there, servers)
    with opened_here(tmp_path / "library", embedder=None) as library:
        assert len(library.documents()) == len(DOCUMENTS)
