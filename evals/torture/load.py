"""`python -m evals.torture.load`: many people ask at once, over HTTP on this machine; seconds, errors and memory.

The interfaces are started as processes of their own over the documents of a folder; each person asks, reads the whole
answer and asks again. Where CEWEN_DATABASE_URL and CEWEN_CHROMA_URL are set, all processes share the library there:
`python -m tests.servers run python -m evals.torture.load --processes 4 --seconds 120` starts such servers and measures.
Bounded in time and in questions; it stops by itself. Not covered: the browser's own work.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count, cycle, islice
from pathlib import Path
from statistics import linear_regression, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import httpx

from evals.torture.promises import Outcome
from policy.values import Frozen

_ROOT = Path(__file__).parents[2]
_QUESTIONS = (
    "东丽区国有企业改革要做什么？", "有哪些任务写明了时限？列成表格", "招商引资有哪些量化指标？",
    "区发改委要参与哪些任务？",
    "对比各区县的国企改革任务", "一（一）讲什么？", "火星基地何时建成？", "哪些任务没有责任单位？",
)  # fmt: skip
_LONGEST_WAIT = 120.0
_MOST_SLOPE = 20.0  # MB per 1,000 questions; the noise of the allocator within a thousand


class Load(Frozen):
    """What was seen. Times in seconds; memory of all processes in MB at the first and last look, slope in MB per 1,000
    questions.
    """

    processes: int
    people: int
    questions: int
    errors: tuple[str, ...]
    median: float
    p95: float
    slowest: float
    memory: tuple[float, float]
    slope: float

    def told(self) -> str:
        """A line for a person."""
        return (
            f"{self.processes} processes, {self.people} people, {self.questions} questions, {len(self.errors)} errors; "
            f"median {self.median:.2f} s, p95 {self.p95:.2f} s, slowest {self.slowest:.2f} s; "
            f"memory {self.memory[0]:.0f} → {self.memory[1]:.0f} MB, {self.slope:+.1f} MB per 1,000 questions"
        )


class _Seen:
    """What all people together have seen so far."""

    def __init__(self, pids: Sequence[int], *, most: int, until: float) -> None:
        self.pids, self._most, self._until = pids, most, until
        self.seconds: list[float] = []
        self.errors: list[str] = []
        self.memory: list[tuple[float, float]] = []
        self._numbers, self._lock = count(), threading.Lock()

    def next_question(self) -> str | None:
        """The next question; None when it is time to go."""
        with self._lock:
            number = next(self._numbers)
        return None if number >= self._most or monotonic() > self._until else _QUESTIONS[number % len(_QUESTIONS)]

    def add(self, seconds: float, error: str | None) -> None:
        with self._lock:
            self.seconds.append(seconds)
            self.memory.append((float(len(self.seconds)), sum(map(_memory_of, self.pids))))
            self.errors += [error] if error else []


def load(documents: Path, *, people: int, seconds: float, most: int, processes: int = 1) -> Load:
    """Ask until the seconds are over or most questions were asked; people are dealt out to the processes in turn."""
    with _served(documents, processes) as (addresses, pids):
        seen = _Seen(pids, most=most, until=monotonic() + seconds)
        doors = islice(cycle(addresses), people)
        threads = [threading.Thread(target=_ask_on, args=(address, seen)) for address in doors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    warm = seen.memory[len(seen.memory) // 5 :]  # the first questions load models and fill caches
    slope = linear_regression(*zip(*warm, strict=True)).slope * 1000 if len(warm) > 1 else 0.0
    cuts = quantiles(seen.seconds, n=100, method="inclusive")
    return Load(
        processes=processes, people=people, questions=len(seen.seconds), errors=tuple(seen.errors),
        median=cuts[49], p95=cuts[94], slowest=max(seen.seconds),
        memory=(seen.memory[0][1], seen.memory[-1][1]), slope=slope,
    )  # fmt: skip


def endured(documents: Path, *, questions: int) -> Outcome:
    """Twenty people ask; an error is a failure, and so is memory that grows."""
    seen = load(documents, people=20, seconds=300, most=questions)
    leak = [f"memory grows by {seen.slope:.1f} MB per 1,000 questions"] if seen.slope > _MOST_SLOPE else []
    return Outcome(
        promise="under load everybody is answered, and memory stays flat", test="20 people ask as fast as they can",
        tried=seen.questions, failures=(*seen.errors, *leak), note=seen.told(),
    )  # fmt: skip


def _ask_on(address: str, seen: _Seen) -> None:
    with httpx.Client(base_url=address, timeout=_LONGEST_WAIT, trust_env=False) as client:
        while question := seen.next_question():
            started = monotonic()
            error = _error(client, question)
            seen.add(monotonic() - started, error)


def _error(client: httpx.Client, question: str) -> str | None:
    try:
        answer = client.post("/api/ask", json={"question": question})
    except httpx.HTTPError as error:
        return f"{type(error).__name__}: {question}"
    return None if answer.status_code == 200 and answer.json()["text"] else f"{answer.status_code}: {answer.text[:120]}"


@contextmanager
def _served(documents: Path, processes: int) -> Iterator[tuple[list[str], list[int]]]:
    """The addresses of interfaces over the documents, and the numbers of their processes."""
    with TemporaryDirectory(prefix="cewen-load-") as home:
        variables = {**os.environ, "CEWEN_HOME": home, "PYTHONIOENCODING": "utf-8"}
        line = [sys.executable, str(_ROOT / "app.py")]
        subprocess.run([*line, "add", str(documents)], env=variables, check=True, stdout=subprocess.DEVNULL)
        with ExitStack() as stack:
            started = [stack.enter_context(_interface(line, variables)) for _ in range(processes)]
            yield [address for address, _ in started], [pid for _, pid in started]


@contextmanager
def _interface(line: Sequence[str], variables: dict[str, str]) -> Iterator[tuple[str, int]]:
    with subprocess.Popen(
        [*line, "api", "--port", "0"], env=variables, stdout=subprocess.PIPE, encoding="utf-8"
    ) as server:
        assert server.stdout is not None
        said = next(match for line in server.stdout if (match := re.search(r"http://[\d.:]+", line)))
        try:
            _listens(said[0])
            yield said[0], server.pid
        finally:
            server.terminate()


def _listens(address: str) -> None:
    """Wait until connections are taken: the address is told a moment before."""
    host, port = address.removeprefix("http://").split(":")
    until = monotonic() + _LONGEST_WAIT
    while monotonic() < until:
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return


def _memory_of(pid: int) -> float:
    """Resident memory in MB; 0 where the system does not tell."""
    pages = Path(f"/proc/{pid}/statm")
    return int(pages.read_text(encoding="ascii").split()[1]) * 4096 / 1e6 if pages.exists() else 0.0


def main(words: Sequence[str] | None = None) -> int:
    """Print what was seen; 1 when there were errors."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.torture.load", description="许多人同时提问：用时、出错、内存。"
    )
    parser.add_argument("--people", type=int, default=50, metavar="人数", help="同时提问的人数，默认 50")
    parser.add_argument("--seconds", type=float, default=600, metavar="秒", help="多久，默认 600")
    parser.add_argument("--questions", type=int, default=5000, metavar="个数", help="最多问多少个，默认 5000")
    parser.add_argument("--processes", type=int, default=1, metavar="个数", help="几个程序一起提供，默认 1")
    parser.add_argument("--docs", type=Path, default=_ROOT / "samples", metavar="文件夹", help="文件，默认示范文件")
    given = parser.parse_args(words)
    seen = load(
        given.docs, people=given.people, seconds=given.seconds, most=given.questions, processes=given.processes
    )  # fmt: skip
    sys.stdout.write(f"{seen.told()}\n" + "".join(f"  {error}\n" for error in seen.errors[:20]))
    return int(bool(seen.errors))


if __name__ == "__main__":
    sys.exit(main())
