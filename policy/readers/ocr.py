"""Scanned pages and pictures by RapidOCR, an optional extra whose models come in the package.

Not covered: grids of tables (their cells come out as lines), handwriting.
"""

import importlib.util
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import Any, TypeAlias

from PIL import Image, ImageSequence

from policy.errors import UnsupportedFormatError
from policy.readers.layout import Line, Page, write_pages
from policy.readers.manuscript import Manuscript
from policy.readers.source import SourceText

_NOISE = 0.2

Picture: TypeAlias = Image.Image


@dataclass(frozen=True)
class Recognition:
    """The lines recognised on a picture, and the engine's confidence in each, in 0–1."""

    lines: tuple[Line, ...]
    confidences: tuple[float, ...]


def is_installed() -> bool:
    """Whether the OCR extra is there."""
    return importlib.util.find_spec("rapidocr") is not None


def read_image(data: bytes, *, name: str) -> SourceText:
    """Read a picture, every frame of a TIFF being a page; UnsupportedFormatError without the OCR extra."""
    if not is_installed():
        raise UnsupportedFormatError(
            f"《{name}》是图片，本机没有安装 OCR 组件，读不出文字。"
            "请安装（pip install 'cewen[ocr]'）后重试，或改用文字版。"
        )
    with Image.open(io.BytesIO(data)) as image:
        frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(image)]
    results = [recognise(frame) for frame in frames]
    manuscript = Manuscript()
    pages = [Page(n, frames[n - 1].height, result.lines) for n, result in enumerate(results, 1)]
    write_pages(manuscript, pages)
    return manuscript.finish(recognised=True, confidence=mean_confidence(results))


def recognise(picture: Picture, *, unit: float = 1) -> Recognition:
    """The lines of one picture, pieces on the same height joined; unit is how many pixels a length of 1 has."""
    result = _engine()(picture)
    if result is None or result.boxes is None:
        return Recognition(lines=(), confidences=())
    pieces = [_piece(box, text, unit) for box, text in zip(result.boxes, result.txts, strict=True)]
    return Recognition(lines=tuple(_joined(pieces)), confidences=tuple(float(score) for score in result.scores))


def mean_confidence(results: Iterable[Recognition]) -> float | None:
    """The mean over all lines, None where nothing was recognised.

    >>> mean_confidence([Recognition(lines=(), confidences=(0.5, 1.0))]), mean_confidence([])
    (0.75, None)
    """
    scores = [score for result in results for score in result.confidences]
    return sum(scores) / len(scores) if scores else None


@cache
def _engine() -> Any:  # RapidOCR is untyped and optional.
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _piece(box: Sequence[Sequence[float]], text: str, unit: float) -> Line:
    xs, ys = [float(point[0]) / unit for point in box], [float(point[1]) / unit for point in box]
    # The box is a little higher than the type.
    return Line(text=text, left=min(xs), right=max(xs), baseline=max(ys), size=(max(ys) - min(ys)) * 0.8)


def _joined(pieces: Sequence[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.baseline):
        if rows and abs(rows[-1][0].baseline - piece.baseline) < 0.5 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return _evened([_row(sorted(row, key=lambda piece: piece.left)) for row in rows])


def _evened(lines: list[Line]) -> list[Line]:
    """Lines of about the usual size get just that: how high a box is found depends on the letters in it."""
    usual = median(line.size for line in lines) if lines else 0
    return [replace(line, size=usual) if abs(line.size - usual) <= _NOISE * usual else line for line in lines]


def _row(row: Sequence[Line]) -> Line:
    text = " ".join(piece.text for piece in row)
    size = max(piece.size for piece in row)
    return Line(text=text, left=row[0].left, right=row[-1].right, baseline=row[0].baseline, size=size)
