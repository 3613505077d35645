"""One of several processes at one library: adds documents of its own, asks after each, and says what it found missing.

Called with the two addresses, the library's name and its own.
"""

import sys

from tests.vectorstore.conftest import make_document
from vectorstore.embedders import HashEmbedder
from vectorstore.library import PolicyLibrary
from vectorstore.places import Servers

COUNT = 8


def main(database: str, chroma: str, library_name: str, name: str) -> int:
    """How many of its own documents it could not find at once by keyword."""
    missing = 0
    place = Servers(database=database, chroma=chroma, name=library_name)
    with PolicyLibrary(place, embedder=HashEmbedder()) as library:
        for number in range(1, COUNT + 1):
            document = make_document(f"{name}第{number}号方案", paragraphs=(f"（一）办好{name}第{number}件实事。",))
            library.add(document)
            hits = library.search(f"{name}第{number}件实事", limit=20)
            missing += document.doc_id not in {hit.document.doc_id for hit in hits}
        return missing


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
