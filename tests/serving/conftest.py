"""The interfaces over the five samples: in this process, and on a loopback port for clients that want an address."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from agent.desk import Desk
from serving.guard import Rules
from serving.standalone import _bound
from serving.web import web
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

ADDRESS = "http://127.0.0.1"


@pytest.fixture(scope="session")
def desk(samples_library: PolicyLibrary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Everything is asked of the samples; there are no documents of one's own."""
    folder = tmp_path_factory.mktemp("desk")
    with PolicyLibrary(folder / "own", embedder=None) as own, Kept(folder) as kept:
        yield Desk(own=own, demo=samples_library, kept=kept)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """A program of this machine."""
    with TestClient(web(desk, rules=Rules()), base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


@contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """The application on a port that the system chose; its address."""
    with _bound("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"{ADDRESS}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def address(desk: Desk) -> Iterator[str]:
    """Where the interfaces listen; a connection waits until the server takes it."""
    with running(web(desk, rules=Rules())) as at:
        yield at
