"""The network of multilingual-e5-small for ONNX Runtime: its weights as 8-bit integers, written as an ONNX file.

Eight bits with one scale a column keep what four bits with one a block hold (cosines above 0.995 of the same text),
and processors multiply them several times faster. The file format is written here, a dozen fields of protobuf, since
the package that writes it is not needed for anything else.
"""

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.e5_weights import Weights

HIDDEN, LENGTHS, RESULT = "hidden", "lengths", "result"

_CONTRIB = "com.microsoft"
_FLOAT, _INT8, _INT32 = 1, 3, 6
_IR_VERSION, _OPSET = 8, 17
_Value = int | float | str | bytes
_Array = NDArray[np.float32] | NDArray[np.int8]


def onnx_model(weights: Weights) -> bytes:
    """A model that takes HIDDEN (texts, tokens, width), before the first normalisation, and LENGTHS (texts)."""
    graph = _Graph(weights)
    last = graph.normalised()
    for layer in range(weights.shape.layers):
        last = graph.layer(last, layer)
    graph.node("Identity", [last], RESULT)
    return graph.file()


class _Graph:
    """Nodes and initial values, gathered."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[bytes] = []
        self._values: list[bytes] = []

    def normalised(self) -> str:
        scale, shift = (self._floats(f"emb.ln.{part}") for part in "wb")
        return self.node(
            "LayerNormalization", [HIDDEN, scale, shift], "start", axis=-1, epsilon=float(self._weights.epsilon)
        )

    def layer(self, given: str, number: int) -> str:
        shape = self._weights.shape
        query, key, value = (self._product(given, f"l{number}.{part}", inputs=shape.width) for part in "qkv")
        seen = self.node(
            "MultiHeadAttention", [query, key, value, "", LENGTHS], f"l{number}.seen", _CONTRIB, num_heads=shape.heads
        )
        attended = self._product(seen, f"l{number}.ao", inputs=shape.width)
        middle = self._joined(given, attended, f"l{number}.aln")
        inner = self._product(middle, f"l{number}.fi", inputs=shape.width)
        active = self.node("Gelu", [inner], f"l{number}.active", _CONTRIB)
        return self._joined(middle, self._product(active, f"l{number}.fo", inputs=shape.inner), f"l{number}.oln")

    def node(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **options: int | float) -> str:
        fields: list[tuple[int, _Value]] = [*((1, name) for name in inputs), (2, output), (4, kind), (7, domain)]
        fields += [(5, _option(name, value)) for name, value in options.items()]
        self._nodes.append(_message(fields))
        return output

    def file(self) -> bytes:
        width = self._weights.shape.width
        described = (
            (11, _described(HIDDEN, _FLOAT, ("texts", "tokens", width))),
            (11, _described(LENGTHS, _INT32, ("texts",))),
            (12, _described(RESULT, _FLOAT, ("texts", "tokens", width))),
        )
        graph = _message(
            [*((1, node) for node in self._nodes), (2, "e5"), *((5, value) for value in self._values), *described]
        )
        sets = [(8, _message([(1, ""), (2, _OPSET)])), (8, _message([(1, _CONTRIB), (2, 1)]))]
        return _message([(1, _IR_VERSION), (7, graph), *sets])

    def _product(self, given: str, name: str, *, inputs: int) -> str:
        matrix = self._weights.matrix(f"{name}.w", inputs=inputs).T
        scales = (np.abs(matrix).max(axis=0) / 127).astype(np.float32)
        integers = self._value(f"{name}.w", np.round(matrix / scales).astype(np.int8))
        scaled, shift = self._value(f"{name}.s", scales), self._floats(f"{name}.b")
        return self.node("DynamicQuantizeMatMul", [given, integers, scaled, "", shift], f"{name}.out", _CONTRIB)

    def _joined(self, given: str, added: str, name: str) -> str:
        scale, shift = (self._floats(f"{name}.{part}") for part in "wb")
        epsilon = float(self._weights.epsilon)
        return self.node(
            "SkipLayerNormalization", [given, added, scale, shift], f"{name}.out", _CONTRIB, epsilon=epsilon
        )

    def _floats(self, name: str) -> str:
        return self._value(name, self._weights.floats(name))

    def _value(self, name: str, array: _Array) -> str:
        kind = _INT8 if array.dtype == np.int8 else _FLOAT
        sizes: list[tuple[int, _Value]] = [(1, size) for size in array.shape]
        self._values.append(_message([*sizes, (2, kind), (8, name), (9, np.ascontiguousarray(array).tobytes())]))
        return name


def _option(name: str, value: int | float) -> bytes:
    return _message([(1, name), (3, value), (20, 2)] if isinstance(value, int) else [(1, name), (2, value), (20, 1)])


def _described(name: str, kind: int, sizes: Sequence[int | str]) -> bytes:
    shape = _message([(1, _message([(2 if isinstance(size, str) else 1, size)])) for size in sizes])
    return _message([(1, name), (2, _message([(1, _message([(1, kind), (2, shape)]))]))])


def _message(fields: Sequence[tuple[int, _Value]]) -> bytes:
    return b"".join(_field(number, value) for number, value in fields)


def _field(number: int, value: _Value) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; a negative number is its 64-bit complement.

    >>> _varint(300).hex(), len(_varint(-1))
    ('ac02', 10)
    """
    rest = value & (1 << 64) - 1
    out = bytearray()
    while rest > 127:
        out.append(rest & 127 | 128)
        rest >>= 7
    return bytes([*out, rest])
