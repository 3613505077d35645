"""`python -m tests.fuzzing TARGET --seconds 600 --folder FOLDER`: searches for bytes that break a promise of a target.

Guided by coverage (atheris, to be installed beside the locked packages: no wheel for every system). Each fault is kept
once, by its place in the code, as a file of the folder; the search goes on. What was found becomes a test.
"""

import argparse
import hashlib
import importlib
import sys
import traceback
from pathlib import Path
from typing import Any

_INSTRUMENTED = ["policy", "exports", "tools"]


class Noting:
    """The target, whose faults are written down instead of ending the search."""

    def __init__(self, target: Any, folder: Path) -> None:
        self._target, self._folder = target, folder

    def __call__(self, data: bytes) -> None:
        try:
            self._target(data)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"
            found = self._folder / name
            if not found.exists() or len(data) < found.stat().st_size:
                found.write_bytes(data)
                found.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")


def main() -> None:
    """Search until the time is over."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description="由覆盖率引导的模糊测试。")
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=600, metavar="秒")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzzing"), metavar="文件夹")
    given = parser.parse_args()
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=_INSTRUMENTED, enable_loader_override=False):
        from tests.fuzzing.targets import TARGETS, seeds
    corpus, found = given.folder / given.target / "corpus", given.folder / given.target / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds(given.target):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = [f"-max_total_time={given.seconds}", "-max_len=200000", "-timeout=60", "-rss_limit_mb=3000"]
    atheris.Setup(
        [sys.argv[0], *options, f"-artifact_prefix={found}/", str(corpus)], Noting(TARGETS[given.target], found)
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
