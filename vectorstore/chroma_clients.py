"""Chroma's clients, and what they need besides: a folder that will open, a server that is not waited for forever."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI

_SERVER_SECONDS = 30.0


def folder_client(folder: Path) -> "ClientAPI":
    """The embedded client; a folder that is damaged is emptied, since everything in it can be made anew."""
    import chromadb
    from chromadb.config import Settings

    if not _is_sound(folder / "chroma.sqlite3"):
        shutil.rmtree(folder)
    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def server_client(url: str) -> "ClientAPI":
    """The client of a server, which is asked at once whether it is there."""
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 80)
    settings = Settings(anonymized_telemetry=False)
    client = chromadb.HttpClient(host=address.hostname or "", port=port, ssl=secure, settings=settings)
    for session in _sessions(client):
        session.timeout = _SERVER_SECONDS
    return client


def close_client(client: "ClientAPI") -> None:
    """Give folder or connections back: Chroma's own closing forgets the connections of a server's client."""
    sessions = tuple(_sessions(client))
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: "ClientAPI") -> "Iterator[httpx.Client]":
    """The connections inside a server's client, which Chroma makes without a time limit; none of an embedded one."""
    for holder in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(holder, "_server", None), "_session", None)
        if session is not None:
            yield session


def _is_sound(path: Path) -> bool:
    """Whether Chroma will open this file: after a failed attempt it opens nothing there until the process ends."""
    if not path.exists():
        return True
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("SELECT count(*) FROM collections").fetchone())
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
