"""For every test: no network, no keys. And the grounds that rooms share: the samples, and the seeds where they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from policy.parsing import parse_document
from tests.loopback import KEYS, guard
from tests.servers.elsewhere import given_servers, move_everything
from vectorstore.library import PolicyLibrary

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
settings.register_profile("long")  # see tests/policy/test_fuzzing.py


def pytest_configure(config: pytest.Config) -> None:
    """See tests.servers.elsewhere."""
    config.addinivalue_line("markers", "embedded: about a folder's files or this machine's model; not run on servers")
    config.addinivalue_line("markers", "servers: only run by make test-servers")
    if given_servers():
        move_everything()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each set-up leaves out what is about the other."""
    other, told = ("embedded", "只关于文件夹里的文件") if given_servers() else ("servers", "由 make test-servers 运行")
    for item in items:
        if item.get_closest_marker(other):
            item.add_marker(pytest.mark.skip(told))


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that reaches out fails, even where the code under test swallows the refusal."""
    reached: list[str] = []
    guard(reached.append, replace=monkeypatch.setattr)
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    yield
    assert not reached, f"测试试图连接本机以外的地址：{'、'.join(reached)}"


@pytest.fixture(scope="session")
def samples_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    """The five samples, searched by keyword alone. Not to be changed: every test sees the same one."""
    with PolicyLibrary(tmp_path_factory.mktemp("samples") / "library", embedder=None) as library:
        for path in sorted(SAMPLES.iterdir()):
            library.add(parse_document(path))
        yield library


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    """The folder of real documents beside the checkout; the test is skipped where there is none."""
    folder = ROOT / "../shared/seeds"
    if not folder.is_dir():
        pytest.skip("旁边没有 shared/seeds，跳过对真实文件的测试")
    return folder
