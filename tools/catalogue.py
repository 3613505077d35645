"""The list of documents, and what each says of itself."""

import re
from collections.abc import Iterator, Sequence

from policy.documents import Clause, PolicyDocument
from policy.elements import GENRE_NAMES, STATUS_NAMES, CitedDocument, DocumentHeader, Genre, Status
from policy.errors import ToolError
from policy.folding import fold
from policy.values import Frozen, Span
from tools.evidence import DocumentCard, SourceRef
from tools.scope import Scope, resolve_scope
from vectorstore.library import PolicyLibrary

# The standard's elements in its own order (GB/T 9704—2012 chapter 7), each with the header field that holds it.
_ELEMENTS = (
    ("标题", "title"),
    ("发文字号", "document_number"),
    ("索引号", "index_code"),
    ("发文机关", "issuing_agencies"),
    ("主送机关", "recipients"),
    ("成文日期", "signing_date"),
    ("印发日期", "issue_date"),
    ("发布日期", "publish_date"),
    ("施行日期", "effective_date"),
    ("有效期至", "expiry_date"),
    ("征求意见截止", "comment_deadline"),
    ("抄送机关", "copied_to"),
    ("附件", "annexes"),
    ("主题分类", "subject_category"),
)
_OPENING = ("cover", "preamble", "paragraph")
_SITE = re.compile(r"(?:(?<=登[陆录])|(?<=访问)|(?<=通过))[\u4e00-\u9fff]{2,14}?网站?[(（](?:[\w-]+\.)+[a-z]{2,6}[)）]")
_RESTS_ON = re.compile(r"(?:根据|依据|按照|依照|遵照|贯彻|落实)[^。；]*$")


class DocumentList(Frozen):
    """find_documents: all that match, newest first; titles are where the title of each is printed."""

    documents: tuple[DocumentCard, ...]
    titles: tuple[SourceRef, ...]
    searched: str

    def evidence(self) -> Iterator[SourceRef]:
        """The titles."""
        return iter(self.titles)

    def to_text(self) -> str:
        """One line a document."""
        lines = (
            f"[[{ref.clause_id}]] 《{c.title}》 {c.number or '无文号'} {c.place} {c.date or ''} {c.task_count} 项任务"
            for c, ref in zip(self.documents, self.titles, strict=True)
        )
        return "\n".join(lines) or f"资料库中没有符合条件的文件（{self.searched}）。"

    def summary(self) -> str:
        """One line for the person."""
        return f"共 {len(self.documents)} 份文件"


class Fact(Frozen):
    """A labelled value of a document; ref is where it was read, None where it was inferred by rule."""

    label: str
    value: str
    ref: SourceRef | None


class DocumentFacts(Frozen):
    """document_facts: what a document says of itself. facts are in the order of the standard's elements."""

    card: DocumentCard
    facts: tuple[Fact, ...]

    def evidence(self) -> Iterator[SourceRef]:
        """Where the facts were read."""
        return (fact.ref for fact in self.facts if fact.ref)

    def to_text(self) -> str:
        """One line a fact."""
        lines = (f"{f'[[{f.ref.clause_id}]] ' if f.ref else ''}{f.label}：{f.value}" for f in self.facts)
        return f"《{self.card.title}》\n" + "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return f"{len(self.facts)} 项文件信息"


def find_documents(
    library: PolicyLibrary,
    *,
    text: str | None = None,
    regions: Sequence[str] | None = None,
    number: str | None = None,
    year: int | None = None,
    genre: Genre | None = None,
    status: Status | None = None,
    cites: str | None = None,
) -> DocumentList:
    """查找文件：按标题、文号、区县、年份、文种、状态或所引用的文件列出全部符合的文件。

    Args:
        text: 标题或文件名中的字词；不填则不限。
        regions: 区县或城市；不填则全部。
        number: 发文字号或其中一部分。
        year: 文件年份。
        genre: 文种。
        status: 效力状态。
        cites: 正文引用了哪份文件（标题或文号中的字词）。
    """
    scope = resolve_scope(library, regions=regions, genre=genre, status=status, year=year)
    cards = [card for card in scope.cards if _fits(card, text=text, number=number)]
    headers = {summary.doc_id: summary.header for summary in library.documents()}
    if cites:
        cards = [card for card in cards if _cites(headers[card.doc_id], cites)]
    cards.sort(key=lambda card: card.date or "", reverse=True)
    firsts = library.first_clauses()
    titles = tuple(_title_ref(library, headers[card.doc_id], firsts[card.doc_id]) for card in cards)
    return DocumentList(documents=tuple(cards), titles=titles, searched=scope.description)


def document_facts(
    library: PolicyLibrary, *, document: str | None = None, regions: Sequence[str] | None = None
) -> DocumentFacts:
    """文件信息：一份文件自己的标题、文号、发文机关、主送、各种日期、抄送、索引号、联系方式、引用文件等。

    Args:
        document: 文件的标题、文号或文件名（一部分也行）；只有一份符合的文件时可不填。
        regions: 文件所属区县，用来缩小范围。
    """
    scope = resolve_scope(library, documents=[document] if document else None, regions=regions)
    if not scope.cards:
        raise ToolError(f"没有符合条件的文件（{scope.description}），请先用“查找文件”看看已有哪些。")
    return facts_of(library, scope, scope.cards[0])


def facts_of(library: PolicyLibrary, scope: Scope, card: DocumentCard) -> DocumentFacts:
    """All that one document of the scope says of itself."""
    document = library.document(card.doc_id)
    facts = [
        *_elements(document), *_labelled(document), *_sites(document), *_citations(document), *_classes(card),
    ]  # fmt: skip
    unique = {(fold(fact.label), fold(fact.value)): fact for fact in reversed(facts)}
    return DocumentFacts(card=card, facts=tuple(reversed(unique.values())))


def _elements(document: PolicyDocument) -> Iterator[Fact]:
    for label, field in _ELEMENTS:
        value = getattr(document.header, field)
        if value:
            printed = "、".join(value) if isinstance(value, tuple) else str(value)
            yield Fact(label=label, value=printed, ref=_ref(document, document.header.span_of(field)))


def _labelled(document: PolicyDocument) -> Iterator[Fact]:
    for field in document.header.fields:
        yield Fact(label=field.label, value=field.value, ref=_ref(document, Span(start=field.start, end=field.end)))


def _sites(document: PolicyDocument) -> Iterator[Fact]:
    """A site that the text names with its address: 市人民政府网(city.gov.cn)."""
    for match in _SITE.finditer(document.text):
        yield Fact(label="网址", value=match.group(), ref=_ref(document, Span(start=match.start(), end=match.end())))


def _citations(document: PolicyDocument) -> Iterator[Fact]:
    for cited in document.header.cited_documents:
        value = f"《{cited.title}》" + (f"（{cited.number}）" if cited.number else "")
        label = "制定依据" if _is_basis(document, cited) else "引用文件"
        yield Fact(label=label, value=value, ref=_ref(document, Span(start=cited.start, end=cited.end)))


def _is_basis(document: PolicyDocument, cited: CitedDocument) -> bool:
    """Whether the opening, before the first numbered point, names it as what the document rests on."""
    clause = document.clause_at(cited.start)
    if clause is None or clause.kind not in _OPENING:
        return False
    return bool(_RESTS_ON.search(clause.text[: cited.start - clause.start]))


def _classes(card: DocumentCard) -> Iterator[Fact]:
    yield Fact(label="文种", value=GENRE_NAMES[card.genre], ref=None)
    yield Fact(label="状态", value=STATUS_NAMES[card.status], ref=None)
    if card.region:
        yield Fact(label="区县", value="".join((*reversed(card.region.parents), card.region.name)), ref=None)


def _title_ref(library: PolicyLibrary, header: DocumentHeader, first: Clause) -> SourceRef:
    """Where the title stands; the beginning of the document where it is no part of a clause."""
    title, beginning = header.span_of("title"), SourceRef(clause_id=first.clause_id, start=first.start, end=first.end)
    if title is None or title.end <= title.start or title.start < first.start:
        return beginning
    if title.start < first.end:
        return SourceRef(clause_id=first.clause_id, start=title.start, end=min(title.end, first.end))
    # Seldom: the title is printed again below what came first.
    return _ref(library.document(first.doc_id), title) or beginning


def _ref(document: PolicyDocument, span: Span | None) -> SourceRef | None:
    clause = document.clause_at(span.start) if span and span.end > span.start else None
    if clause is None or span is None:
        return None
    return SourceRef(clause_id=clause.clause_id, start=span.start, end=min(span.end, clause.end))


def _fits(card: DocumentCard, *, text: str | None, number: str | None) -> bool:
    wanted, printed = fold(text or ""), fold(number or "")
    return wanted in fold(card.title + card.source_name) and printed in fold(card.number or "")


def _cites(header: DocumentHeader, cites: str) -> bool:
    wanted = fold(cites)
    return any(wanted in fold(f"{cited.title} {cited.number or ''}") for cited in header.cited_documents)
