from collections.abc import Iterator

import pytest

from vectorstore.library import PolicyLibrary


@pytest.fixture
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with PolicyLibrary(tmp_path_factory.mktemp("empty") / "library", embedder=None) as library:
        yield library
