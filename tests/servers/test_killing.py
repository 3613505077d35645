"""kill -9 of either server in the middle of an ingestion: what was taken in is there, and the rest can be added."""

from collections.abc import Callable

import pytest

from policy.documents import PolicyDocument
from policy.errors import ServerAwayError
from tests.servers.engines import Engine
from tests.vectorstore.conftest import make_document
from vectorstore.embedders import HashEmbedder
from vectorstore.library import PolicyLibrary
from vectorstore.places import Servers
from vectorstore.search import Leg
from vectorstore.soundness import check_library

pytestmark = pytest.mark.servers

DOCUMENTS = [
    make_document(f"第{n}批改革方案", paragraphs=[f"（{m}）落实第{n}批第{m}项改革。" for m in range(1, 9)])
    for n in range(1, 31)
]
LEGS: tuple[Leg, ...] = ("keyword", "vector", "both")
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
