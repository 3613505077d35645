"""Chunks of a document as a recursive character splitter cuts them: at the coarsest separator that is small enough."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy.documents import PolicyDocument

SIZE, OVERLAP = 500, 50
_SEPARATORS = ("\n\n", "\n", "。", "；", "，", " ")


class Chunk(NamedTuple):
    """A piece of the text of the file named source."""

    source: str
    text: str


def split_document(document: PolicyDocument) -> Iterator[Chunk]:
    """The chunks of a document, in reading order."""
    yield from (Chunk(source=document.source_name, text=text) for text in split_text(document.text) if text)


def split_text(text: str, *, size: int = SIZE, overlap: int = OVERLAP) -> Iterator[str]:
    """Pieces of at most `size` characters; each begins with the end of the one before, at most `overlap` of it.

    >>> list(split_text("一、减税。二、降费。三、修路。", size=10, overlap=5))
    ['一、减税。二、降费。', '二、降费。三、修路。']
    """
    kept: list[str] = []
    for piece in _pieces(text, size, _SEPARATORS):
        if kept and sum(map(len, kept)) + len(piece) > size:
            yield "".join(kept).strip()
            while kept and (sum(map(len, kept)) > overlap or sum(map(len, kept)) + len(piece) > size):
                kept.pop(0)
        kept.append(piece)
    if last := "".join(kept).strip():
        yield last


def _pieces(text: str, size: int, separators: Sequence[str]) -> Iterator[str]:
    """The text in parts of at most `size`, each with its separator at the end."""
    if len(text) <= size:
        yield from [text] if text else []
    elif not separators:
        yield from (text[start : start + size] for start in range(0, len(text), size))
    else:
        parts = text.split(separators[0])
        for number, part in enumerate(parts, start=1):
            yield from _pieces(part + separators[0] * (number < len(parts)), size, separators[1:])
