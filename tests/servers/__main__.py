"""`make test-servers`: starts both servers, and runs on them the tests of the rooms that stand on a library.

PostgreSQL comes from the system's packages, installed here where this is allowed. Where it cannot be had, that is said
and nothing is run. The rooms run in two halves side by side, since a test computes more than it waits for servers.
Further words go to pytest; a path among them stands in place of the rooms. After the word `run` they are a command of
their own, run with CEWEN_DATABASE_URL and CEWEN_CHROMA_URL of such servers.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.servers.engines import addresses, chroma, postgres, postgres_program

# The page, the evaluations and the whole program ask the same desk: `python -m tests.servers tests/ui` runs them here.
# Each half takes about as long as the other; `--durations=60` tells what in it does.
HALVES = (("vectorstore", "tools", "servers", "commands", "serving"), ("agent",))
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
            return _run(_asked(words), {**os.environ, **given})


def _asked(words: list[str]) -> list[list[str]]:
    """The commands that are to run at once."""
    if words[:1] == ["run"]:
        return [words[1:]]
    tests = [sys.executable, "-m", "pytest", *words]
    if not all(word.startswith("-") for word in words):
        return [tests]
    return [[*tests, *(f"tests/{room}" for room in rooms)] for rooms in HALVES]


def _run(commands: list[list[str]], environment: dict[str, str]) -> int:
    """The first exit code that is not 0. The first command speaks as it goes, the others when it is done."""
    with ExitStack() as stack:
        told = [None, *(stack.enter_context(tempfile.TemporaryFile()) for _ in commands[1:])]
        running = [
            subprocess.Popen(words, env=environment, stdout=to, stderr=to)
            for words, to in zip(commands, told, strict=True)
        ]
        codes = [one.wait() for one in running]
        for log in filter(None, told):
            log.seek(0)
            sys.stdout.write(log.read().decode())
    return next(filter(None, codes), 0)


def _have_postgres() -> bool:
    if postgres_program("initdb"):
        return True
    if os.getuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["sh", "-c", _INSTALL], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, **quiet)  # type: ignore[call-overload]
    return postgres_program("initdb") is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
