from collections.abc import Iterator

import pytest

from tests.tools.districts import DISTRICTS
from tests.tools.paper import HEXI, NANKAI, shelf
from vectorstore.library import PolicyLibrary


@pytest.fixture(scope="session")
def two_plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    """南开区's plan and 河西区's work points, searched by keyword alone. Not to be changed."""
    with shelf(tmp_path_factory.mktemp("plans"), {"南开区方案.txt": NANKAI, "河西区要点.txt": HEXI}) as library:
        yield library


@pytest.fixture(scope="session")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    """静海区, 宝坻区 and 蓟州区, searched by keyword alone. Not to be changed."""
    with shelf(tmp_path_factory.mktemp("districts"), DISTRICTS) as library:
        yield library


@pytest.fixture
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with PolicyLibrary(tmp_path_factory.mktemp("empty") / "library", embedder=None) as library:
        yield library
