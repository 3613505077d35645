"""`make test-servers`: starts both servers, and runs on them the tests of the rooms that stand on a library.

PostgreSQL comes from the system's packages, installed here where this is allowed. Where it cannot be had, that is said
and nothing is run. Further words go to pytest; a path among them stands in place of the rooms. After the word `run`
they are a command of their own, run with CEWEN_DATABASE_URL and CEWEN_CHROMA_URL of such servers.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers.engines import addresses, chroma, postgres, postgres_program

# The page, the evaluations and the whole program ask the same desk: `python -m tests.servers tests/ui` runs them here.
ROOMS = tuple(f"tests/{room}" for room in ("vectorstore", "tools", "servers", "agent", "serving", "commands"))
# What is lost when the machine itself stops is no matter here; tests leave pools open until their process ends.
_QUICK = ("fsync=off", "full_page_writes=off", "max_connections=400", "shared_buffers=64MB")
_FOR_TESTS = ("CEWEN_TEST_DATABASE_URL", "CEWEN_TEST_CHROMA_URL")
_INSTALL = "apt-get update && apt-get install -y --no-install-recommends postgresql"


def main(words: list[str]) -> int:
    """Pytest's exit code; 0 where nothing could be run."""
    if not _have_postgres():
        print("没有 PostgreSQL，也装不上，服务器上的测试跳过。", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="cewen-servers-") as name:
        folder = Path(name)
        with postgres(folder / "postgres", settings=_QUICK) as database, chroma(folder / "chroma") as vectors:
            servers = addresses(database, vectors)
            names = ("CEWEN_DATABASE_URL", "CEWEN_CHROMA_URL") if words[:1] == ["run"] else _FOR_TESTS
            given = dict(zip(names, (servers.database, servers.chroma), strict=True))
            return subprocess.run(_asked(words), env={**os.environ, **given}, check=False).returncode


def _asked(words: list[str]) -> list[str]:
    if words[:1] == ["run"]:
        return words[1:]
    return [sys.executable, "-m", "pytest", *words, *(ROOMS if all(word.startswith("-") for word in words) else ())]


def _have_postgres() -> bool:
    if postgres_program("initdb"):
        return True
    if os.getuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["sh", "-c", _INSTALL], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, **quiet)  # type: ignore[call-overload]
    return postgres_program("initdb") is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
