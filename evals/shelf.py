"""A folder of documents as a library of its own that is gone afterwards.

Vectors are waited for, so that two runs give the same answers; a person's first questions may come before them.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from policy.documents import PolicyDocument
from policy.errors import DocumentError
from policy.parsing import parse_document
from policy.readers.kind import SUFFIXES
from vectorstore.embedders import Embedder
from vectorstore.library import PolicyLibrary

VECTOR_SECONDS = 3600.0


def document_paths(folder: Path, *, only: Path | None = None) -> tuple[Path, ...]:
    """The documents of a folder by name; only is a file that lists the names wanted, one a line."""
    if only:
        return tuple(folder / name for name in only.read_text(encoding="utf-8").split("\n") if name.strip())
    return tuple(path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES)


def parse_all(paths: Sequence[Path]) -> tuple[PolicyDocument, ...]:
    """Every document that can be read; the others are told on stderr."""
    documents = []
    for path in paths:
        try:
            documents.append(parse_document(path))
        except DocumentError as error:
            print(f"跳过：{error}", file=sys.stderr)
    return tuple(documents)


@contextmanager
def fresh_library(
    documents: Sequence[PolicyDocument], *, embedder: Embedder | None, folder: Path | None = None
) -> Iterator[PolicyLibrary]:
    """A library of these documents, vectors computed; embedder None: keywords alone. Gone afterwards, unless a folder
    is given, where it stays with whatever else it holds.
    """
    with (
        TemporaryDirectory(prefix="cewen-evals-") as fleeting,
        PolicyLibrary(folder or Path(fleeting), embedder=embedder) as library,
    ):
        add_all(library, documents)
        yield library


def add_all(library: PolicyLibrary, documents: Iterable[PolicyDocument]) -> None:
    """Add the documents and wait for their vectors."""
    for document in documents:
        library.add(document)
    if not library.wait_for_vectors(VECTOR_SECONDS):
        print("向量没有在一小时内算完，本次结果只用到已算好的部分。", file=sys.stderr)
