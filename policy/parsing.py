"""From a file to a PolicyDocument: read → chrome → header → outline → ledger, each hop a pure function of the text."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from policy.chrome import find_chrome
from policy.documents import PolicyDocument
from policy.elements import DocumentHeader
from policy.errors import EmptyDocumentError
from policy.header import read_header
from policy.ledger import read_ledger
from policy.outline import read_outline
from policy.readers import load, read_bytes
from policy.readers.source import SourceText

ID_LENGTH = 10

Stage = Literal["reading", "ledger", "index"]
Told = Callable[[Stage], None]


def unheard(_: Stage) -> None:
    """For callers that do not ask how far the reading is."""


class Parse(Protocol):
    """What makes a document of a file: `parse_document`, or the same with limits, in a process of its own."""

    def __call__(self, path: Path, *, told: Told = unheard) -> PolicyDocument:
        """See `parse_document`."""


def parse_document(path: Path, *, told: Told = unheard) -> PolicyDocument:
    """Read a file of any known format; DocumentError with a sentence for the person where that cannot be done.

    The identity of a document is its bytes: a renamed copy has the same doc_id. told is called as each stage begins.
    """
    told("reading")
    data = load(path)
    source = read_bytes(data, name=path.name)
    return parse_source(source, source_name=path.name, sha256=hashlib.sha256(data).hexdigest(), told=told)


def parse_source(source: SourceText, *, source_name: str, sha256: str, told: Told = unheard) -> PolicyDocument:
    r"""Parse a text that has been read already.

    >>> source = SourceText(text="东丽区2025年工作要点\n一、总体要求\n坚持稳中求进。\n")
    >>> document = parse_source(source, source_name="要点.txt", sha256="0123456789abcdef")
    >>> [clause.locator for clause in document.clauses if clause.number], document.clauses[0].clause_id
    (['一、'], '0123456789-1')
    """
    doc_id = sha256[:ID_LENGTH]
    chrome = find_chrome(source)
    header = read_header(source, chrome, source_name=source_name)
    outline = read_outline(source, doc_id=doc_id, chrome=chrome, header=header)
    if not outline.clauses:
        raise EmptyDocumentError(f"《{source_name}》里没有读到正文，只有导航、页码一类的文字。请换用有正文的文件。")
    told("ledger")
    ledger = read_ledger(source.text, outline, header, doc_id=doc_id)
    return PolicyDocument(
        doc_id=doc_id,
        source_name=source_name,
        sha256=sha256,
        header=header,
        text=source.text,
        clauses=outline.clauses,
        chrome=chrome,
        tables=outline.tables,
        tasks=ledger.tasks,
        deadlines=ledger.deadlines,
        indicators=ledger.indicators,
        warnings=(*source.warnings, *_cautions(source, header)),
    )


def _cautions(source: SourceText, header: DocumentHeader) -> tuple[str, ...]:
    """What a person should know before quoting from the document."""
    cautions = []
    if source.recognised:
        sure = f"，平均置信度 {source.confidence:.0%}" if source.confidence is not None else ""
        cautions.append(f"本文是识别文本（由扫描件或图片识别而来{sure}），可能有错字，引用前请对照原件。")
    if header.status == "digest":
        cautions.append("本文是摘编，不是文件原文，引用前请查对原文。")
    if header.status == "draft_for_comment":
        cautions.append("本文是征求意见稿，尚未正式施行，内容可能修改。")
    if header.status == "repealed":
        cautions.append("本文注明已废止，不再有效。")
    return tuple(cautions)
