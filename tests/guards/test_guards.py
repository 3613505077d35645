"""No guard goes unmissed: see `python -m tests.guards`."""

import re
import subprocess
import sys

from tests.conftest import ROOT
from tests.guards.table import GUARDS


def test_every_guard_that_is_taken_away_is_missed_by_its_tests() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.guards"], cwd=ROOT, encoding="utf-8", stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-3000:]
    runs = re.search(r"(\d+) 次", ended.stdout)
    assert runs is not None
    assert int(runs[1]) == sum(len(guard.tests) for guard in GUARDS)
