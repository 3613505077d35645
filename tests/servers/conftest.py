"""Servers of this run under a name that no other test has, and servers of a test's own, to be killed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.elsewhere import given_servers, moved
from tests.servers.engines import Engine, addresses, chroma, postgres
from vectorstore.places import Servers


@pytest.fixture
def servers(tmp_path: Path) -> Servers:
    """A place for a library that is not there yet."""
    place = moved(tmp_path / "servers")
    assert isinstance(place, Servers)
    return place


@pytest.fixture(scope="session")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """A database and a vector server that a test may kill, as safe against that as they come."""
    folder = tmp_path_factory.mktemp("mortal")
    assert given_servers()
    with postgres(folder / "postgres") as database, chroma(folder / "chroma") as vectors:
        yield database, vectors


@pytest.fixture
def of_mortal(mortal: tuple[Engine, Engine], servers: Servers) -> Servers:
    """A place for a library there."""
    return addresses(*mortal, name=servers.name)
