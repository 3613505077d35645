"""The real desk over the five samples, offline and without vectors, in a folder that outlives it."""

from pathlib import Path

from agent.desk import Desk
from policy.parsing import parse_document
from tests.conftest import SAMPLES
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary


def sample_desk(home: Path) -> Desk:
    """The samples as one's own documents; a second desk over the same home finds what the first one kept."""
    own = PolicyLibrary(home / "library", embedder=None)
    for path in sorted(SAMPLES.iterdir()) if not own.documents() else ():
        own.add(parse_document(path))
    return Desk(own=own, demo=PolicyLibrary(home / "demo", embedder=None), kept=Kept(home))
