from collections.abc import Iterator
from pathlib import Path

import pytest

from policy.parsing import parse_document
from vectorstore.library import PolicyLibrary


@pytest.fixture
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with PolicyLibrary(tmp_path_factory.mktemp("empty") / "library", embedder=None) as library:
        yield library


@pytest.fixture
def paper_library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PolicyLibrary]:
    """A library of one short paper: the text that the test's module calls RULES."""
    (tmp_path / "paper.txt").write_text(request.module.RULES, encoding="utf-8")
    with PolicyLibrary(tmp_path / "library", embedder=None) as library:
        library.add(parse_document(tmp_path / "paper.txt"))
        yield library
