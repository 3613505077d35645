"""A process that opens a library on servers, or moves one there, and is killed while it does: `ready`, then the work.

Called with the two addresses, the library's name, and the home to move; without a home it opens the library alone.
"""

import sys
from pathlib import Path

from vectorstore.library import PolicyLibrary
from vectorstore.moving import move_library
from vectorstore.places import Servers


def main(database: str, chroma: str, name: str, *home: str) -> None:
    """Do the one or the other."""
    place = Servers(database=database, chroma=chroma, name=name)
    print("ready", flush=True)
    if home:
        move_library(Path(home[0]), place)
    else:
        PolicyLibrary(place, embedder=None).close()


if __name__ == "__main__":
    main(*sys.argv[1:])
