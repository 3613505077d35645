"""Reading a stranger's file in a process of its own: one that runs too long, takes too much memory, or dies is ended.

The file may be hostile and half a dozen libraries look into it; what they do to their process must not be done to the
library, the page or the people who wait. This file is both ends. The child's end, at the bottom, takes a line with a
path and answers with lines: each stage as it begins, then the document or the error's sentence as JSON. A child serves
many files; after a failure of its own the next file gets a new one. Memory is limited where the system can (not on
Windows).
"""

import json
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import IO, Self, get_args

from policy import errors
from policy.documents import PolicyDocument
from policy.errors import BrokenDocumentError, DocumentError
from policy.parsing import Stage, Told, parse_document, unheard

_ROOT = Path(__file__).parents[1]
# A scan of a hundred pages takes four minutes, and its recogniser three quarters of a gigabyte.
_SECONDS = 300.0
_MEMORY = 4_000_000_000


_STAGE, _DOCUMENT, _ERROR = b"~", b"+", b"-"
_STAGES: dict[bytes, Stage] = {_STAGE + stage.encode() + b"\n": stage for stage in get_args(Stage)}


class ReadingProcess:
    """The parent's end: `parse` is `parse_document` with limits. seconds are for one file, memory is in bytes.

    Safe to use from many threads; files are read one after another.
    """

    def __init__(self, *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._turn = threading.Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def parse(self, path: Path, *, told: Told = unheard) -> PolicyDocument:
        """See `parse_document`. Raises DocumentError, also where the limits were reached."""
        with self._turn:
            child = self._child = self._child or _Child(memory=self._memory)
            answer = child.ask(path, seconds=self._seconds, told=told)
            if answer is None:
                self._child = None
                raise self._gave_up(path, child)
        return _opened(answer)

    def _gave_up(self, path: Path, child: "_Child") -> DocumentError:
        happened = "没能读完，占用的内存太多或文件内部已损坏"
        if child.ran_out:
            happened = f"读了 {self._seconds:.0f} 秒还没有读完，已经停下"
        return BrokenDocumentError(f"《{path.name}》{happened}。请把文件拆小，或另存为 docx 或 txt 后再添加。")

    @property
    def pid(self) -> int | None:
        """The child's number in the system; None when there is none."""
        return self._child.pid if self._child else None

    def end(self) -> None:
        """End the child, if there is one; the next file starts another."""
        with self._turn:
            if self._child:
                self._child.end()
            self._child = None


class _Child:
    """One running process. Not thread-safe."""

    def __init__(self, *, memory: int) -> None:
        self.ran_out = False
        # A group of its own: Ctrl-C is for the program, which ends this process itself.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "policy.reading_process", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            process_group=0 if os.name == "posix" else None,
        )
        self.pid = self._process.pid
        self.end = weakref.finalize(self, _end, self._process)

    def ask(self, path: Path, *, seconds: float, told: Told) -> bytes | None:
        """The answer's line; None when the child is gone, ended by the clock (ran_out) or by itself."""
        assert self._process.stdin is not None and self._process.stdout is not None
        clock = threading.Timer(seconds, self._run_out)
        clock.start()
        try:
            self._process.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
            self._process.stdin.flush()
            while (answer := self._process.stdout.readline()).startswith(_STAGE):
                told(_STAGES[answer])
        except OSError:
            answer = b""
        finally:
            clock.cancel()
        if answer.endswith(b"\n"):
            return answer
        self.end()
        return None

    def _run_out(self) -> None:
        self.ran_out = True
        self._process.kill()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe:
                pipe.close()
        except OSError:  # what was not yet sent has nobody to go to
            pass


def _opened(answer: bytes) -> PolicyDocument:
    if answer.startswith(_DOCUMENT):
        return PolicyDocument.model_validate_json(answer.removeprefix(_DOCUMENT))
    name, sentence = json.loads(answer.removeprefix(_ERROR))
    raise getattr(errors, name, DocumentError)(sentence)


def _serve(paths: IO[bytes], answers: IO[bytes], *, memory: int) -> None:
    def say(line: bytes) -> None:
        answers.write(line + b"\n")
        answers.flush()

    _limit(memory)
    for line in paths:
        say(_answered(Path(json.loads(line)), told=lambda stage: say(_STAGE + stage.encode())))


def _answered(path: Path, *, told: Told) -> bytes:
    try:
        return _DOCUMENT + parse_document(path, told=told).model_dump_json().encode()
    except DocumentError as error:
        return _ERROR + json.dumps([type(error).__name__, str(error)]).encode()


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    # A library that prints must not speak between our lines.
    sys.stdout, answers = sys.stderr, sys.stdout.buffer
    _serve(sys.stdin.buffer, answers, memory=int(sys.argv[1]))
