"""Reading an outline from plain words, for the tests of the outline."""

from policy.documents import Clause, PolicyDocument
from policy.elements import DocumentHeader
from policy.outline import Outline, read_outline
from policy.readers.source import SourceText


def outline_of(text: str) -> Outline:
    return read_outline(SourceText(text=text), doc_id="d")


def locators(text: str) -> list[str]:
    return [clause.locator for clause in outline_of(text).clauses]


def clause_at(text: str, locator: str) -> Clause:
    return next(clause for clause in outline_of(text).clauses if clause.locator == locator)


def document_of(text: str) -> PolicyDocument:
    return PolicyDocument(
        doc_id="d", source_name="测试.txt", sha256="0", header=DocumentHeader(title="测试"), text=text,
        clauses=outline_of(text).clauses,
    )  # fmt: skip
