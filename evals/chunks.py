"""Chunks of a document as plain retrieval-augmented generation cuts them: LangChain's recursive splitter."""

from collections.abc import Iterator
from typing import NamedTuple

from policy.documents import PolicyDocument

SIZE, OVERLAP = 500, 50
# LangChain's own separators, with the Chinese stops that its documentation recommends for text without spaces.
_SEPARATORS = ["\n\n", "\n", "。", "；", "，", " ", ""]


class Chunk(NamedTuple):
    """A piece of the text of the file named source."""

    source: str
    text: str


def split_document(document: PolicyDocument) -> Iterator[Chunk]:
    """The chunks of a document, in reading order."""
    yield from (Chunk(source=document.source_name, text=text) for text in split_text(document.text) if text)


def split_text(text: str, *, size: int = SIZE, overlap: int = OVERLAP) -> Iterator[str]:
    """Pieces of at most `size` characters, verbatim; each may begin with the end of the one before.

    >>> list(split_text("一、减税。二、降费。三、修路。", size=10, overlap=0))
    ['一、减税。二、降费。', '三、修路。']
    """
    # Only the baseline needs it: the product's own clauses are cut by policy.outline.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=size, chunk_overlap=overlap, separators=_SEPARATORS, keep_separator="end"
    )
    yield from splitter.split_text(text)
