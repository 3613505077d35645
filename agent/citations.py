"""From marks in the text to numbered citations: keys that no tool returned are removed and counted, never shown.

A mark is `[[clause_id]]` or `[[clause_id:start-end]]`, offsets of the document. A mark without a span is given the
sentences of its clause that the statement before it rests on.
"""

import re
from collections.abc import Collection

from agent.answers import Citation
from policy.documents import Clause, PolicyDocument
from policy.folding import fold
from policy.references import standard_reference
from policy.sentences import split_sentences
from policy.values import Frozen
from vectorstore.library import PolicyLibrary

MARK = re.compile(r"\[\[([0-9a-f]{6,40}-\d+)(?::(\d+)-(\d+))?\]\]")
_ANY_KEY = re.compile(r"\[\[[^\[\]\n]{0,80}\]\]")
_BARE = re.compile(r"(?<!\[)\[(\d{1,3})\](?!\])")
_SENTENCE = re.compile(r"[^。！？\n|]*$")
_SHORTEST_QUOTE, _LONGEST_QUOTE = 16, 160


class Resolved(Frozen):
    """text with [1] in place of keys; unknown counts the keys that were removed."""

    text: str
    citations: tuple[Citation, ...]
    unknown: int


def resolve(text: str, *, shown: Collection[str], library: PolicyLibrary) -> Resolved:
    """Number the marks in order of appearance; one number for each span. shown are the clauses the tools returned."""
    spans: dict[tuple[str, int, int], Citation] = {}
    unknown = 0

    def numbered(match: re.Match[str]) -> str:
        nonlocal unknown
        if match.group(1) not in shown:
            unknown += 1
            return ""
        document = library.document(match.group(1).rsplit("-", 1)[0])
        clause = document.clause_by_id[match.group(1)]
        start, end = _span(match, clause, said=_SENTENCE.search(text[: match.start()]))
        key = (clause.clause_id, start, end)
        if key not in spans:
            spans[key] = _citation(len(spans) + 1, document, clause, start, end)
        return f"[{spans[key].ordinal}]"

    # [1] that a document or a model wrote is no mark of ours.
    marked = MARK.sub(numbered, _BARE.sub(r"［\1］", text))
    cleaned, dropped = _ANY_KEY.subn("", marked)
    return Resolved(text=cleaned.replace("[[", "［［"), citations=tuple(spans.values()), unknown=unknown + dropped)


def _span(match: re.Match[str], clause: Clause, said: re.Match[str] | None) -> tuple[int, int]:
    """The span that the mark gives, held inside its clause; else the best sentences for what was said."""
    if match.group(2):
        start, end = int(match.group(2)), int(match.group(3))
        if clause.start <= start < end <= clause.end:
            return _telling(clause, start, end)
    return supporting_span(clause, said.group() if said else "")


def _telling(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The span itself; its sentence where it is too short to be told apart from the same words elsewhere."""
    if end - start >= _SHORTEST_QUOTE:
        return start, end
    sentences = split_sentences(clause.text, offset=clause.start)
    return next(((a, b) for a, b in sentences if a <= start and end <= b), (start, end))


def supporting_span(clause: Clause, statement: str) -> tuple[int, int]:
    """The sentence that shares most character pairs with the statement; the whole clause when it is short."""
    if len(clause.text) <= _LONGEST_QUOTE:
        return clause.start, clause.end
    wanted = _pairs(MARK.sub("", statement))
    sentences = split_sentences(clause.text, offset=clause.start)
    shared = [len(wanted & _pairs(clause.text[a - clause.start : b - clause.start])) for a, b in sentences]
    return sentences[shared.index(max(shared))] if sentences else (clause.start, clause.end)


def _pairs(text: str) -> set[str]:
    folded = fold(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}


def _citation(ordinal: int, document: PolicyDocument, clause: Clause, start: int, end: int) -> Citation:
    header = document.header
    number = str(header.document_number) if header.document_number else None
    return Citation(
        ordinal=ordinal, clause_id=clause.clause_id, doc_id=document.doc_id, source_name=document.source_name,
        title=header.title, document_number=number, status=header.status, locator=clause.locator,
        quote=document.text[start:end], start=start, end=end, reference=clause_reference(document, clause),
    )  # fmt: skip


def clause_reference(document: PolicyDocument, clause: Clause) -> str:
    """The form in which an office cites the clause: 《标题》（文号，日期）定位."""
    header = document.header
    day = header.signing_date or header.issue_date or header.publish_date
    number = str(header.document_number) if header.document_number else None
    return standard_reference(header.title, number=number, day=day, locator=clause.locator)
