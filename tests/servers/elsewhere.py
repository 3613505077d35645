"""The same tests on servers: where two addresses are set, every library that a test opens in a folder lives there.

A folder is a schema and a set of collections of its own, so a test that opens its folder again finds what it left.
Tests about the files of a folder are marked `embedded`, and skipped.
"""

import hashlib
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from vectorstore.embedders import Embedder
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary
from vectorstore.places import Place, Servers


def given_servers() -> Servers | None:
    """The servers of this run, None where there are none."""
    database, chroma = os.environ.get("CEWEN_TEST_DATABASE_URL"), os.environ.get("CEWEN_TEST_CHROMA_URL")
    return Servers(database=database, chroma=chroma) if database and chroma else None


def moved(place: Place) -> Place:
    """The place on the servers of this run that stands for a folder."""
    servers = given_servers()
    if servers is None or isinstance(place, Servers):
        return place
    name = f"t{hashlib.sha256(str(place.absolute()).encode()).hexdigest()[:20]}"
    return servers.model_copy(update={"name": name})


_OPENED: list[object] = []  # what a test leaves open stays so until the end, as its folder would


def move_everything() -> None:
    """From here on whatever is opened in a folder is opened on the servers."""
    for kind in (PolicyLibrary, Kept):
        kind.__init__ = _elsewhere(kind.__init__)  # type: ignore[method-assign]


def opened_here(folder: Path, *, embedder: Embedder | None) -> PolicyLibrary:
    """A library of the folder itself, on whatever set-up the other tests run."""
    library = PolicyLibrary.__new__(PolicyLibrary)
    opening = getattr(PolicyLibrary.__init__, "__wrapped__", PolicyLibrary.__init__)
    opening(library, folder, embedder=embedder)
    return library


def _elsewhere(opening: Callable[..., None]) -> Callable[..., None]:
    @wraps(opening)
    def opened(self: object, place: Place, **options: Any) -> None:
        _OPENED.append(self)
        opening(self, moved(place), **options)

    return opened
