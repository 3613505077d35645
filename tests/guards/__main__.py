"""`python -m tests.guards`: takes away each guard of the table in turn, and asks whether the tests that prove it fail.

The tests are the same that run every day; here each runs once for every guard that it proves, and is expected to fail.
One that passes all the same proves nothing, and the run fails with its name.
"""

import sys
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import OperationalError

from tests.guards.table import GUARDS, Guard

# How a test shows that it misses something; another error would be a fault of the table.
_MISSED = (AssertionError, pytest.fail.Exception, KeyError, UnicodeEncodeError, OperationalError)
_PAIRS = {(guard.name, test) for guard in GUARDS for test in guard.tests}


class Without:
    """A pytest plugin: every collected test runs without the guards that it is to prove, one at a time."""

    @pytest.fixture(autouse=True)
    def without(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """The guard that is taken away while the test runs."""
        guard: Guard = request.param
        holder, name = guard.target()
        monkeypatch.setattr(holder, name, guard.without)
        yield

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """A run for each guard that names this test; which of its parameters are meant is seen by `_meant`."""
        function = metafunc.definition.nodeid
        mine = [guard for guard in GUARDS if any(test.partition("[")[0] == function for test in guard.tests)]
        failing = pytest.mark.xfail(strict=True, raises=_MISSED, reason="护栏已拿掉")
        metafunc.fixturenames.append("without")
        metafunc.parametrize(
            "without", [pytest.param(each, marks=failing, id=each.name) for each in mine], indirect=True
        )

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Only the parameters that the table names."""
        found = {item: _pair(item) for item in items}
        items[:] = [item for item, pair in found.items() if pair in _PAIRS]
        if astray := _PAIRS - set(found.values()):
            raise pytest.UsageError(f"没有这些测试：{astray}")


def _pair(item: pytest.Item) -> tuple[str, str]:
    """The guard that is taken away, and the test as the table names it."""
    guard: Guard = item.callspec.params["without"]  # type: ignore[attr-defined]
    printed = item.nodeid.replace(f"-{guard.name}", "").replace(f"{guard.name}-", "").replace(f"[{guard.name}]", "")
    return guard.name, printed


def main() -> int:
    """0 where every test misses its guard."""
    for guard in GUARDS:
        guard.target()
    tests = sorted({test.partition("[")[0] for guard in GUARDS for test in guard.tests})
    code = pytest.main(
        ["-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning", *tests], plugins=[Without()]
    )
    print(f"护栏 {len(GUARDS)} 道，拿掉后由测试发现 {len(_PAIRS)} 次。" if code == 0 else "有护栏拿掉后没有测试发现。")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
