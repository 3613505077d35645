"""Documents as MCP resources: a document by its number or id, a clause by its id, as plain text that can be quoted.

Addresses: cewen://document/东丽政发〔2017〕32号 (or the id; percent-encoded where a client does so) and
cewen://clause/3f2a9c1b7d-12. The list holds documents alone, a hundred a page.
"""

from urllib.parse import quote, unquote

import mcp.types as types
from mcp import MCPError

from agent.citations import clause_reference
from policy.elements import STATUS_NAMES
from policy.errors import CeWenError, NotInLibraryError
from policy.folding import fold
from tools.evidence import DocumentCard
from tools.scope import all_cards
from vectorstore.library import PolicyLibrary

_DOCUMENT, _CLAUSE = "cewen://document/", "cewen://clause/"
_PAGE = 100
_PLAIN = "text/plain"

TEMPLATES = (
    types.ResourceTemplate(
        name="document", title="文件全文", uri_template=f"{_DOCUMENT}{{number}}", mime_type=_PLAIN,
        description="一份文件的全文；number 是发文字号（如 东丽政发〔2017〕32号）或文件编号。",
    ),
    types.ResourceTemplate(
        name="clause", title="条款原文", uri_template=f"{_CLAUSE}{{clause_id}}", mime_type=_PLAIN,
        description="一条条款的原文与规范引注；clause_id 是工具结果中 [[ ]] 里的编号。",
    ),
)  # fmt: skip


def page_of(library: PolicyLibrary, cursor: str | None) -> types.ListResourcesResult:
    """Documents from the cursor on. Raises MCPError for a cursor that we did not give."""
    cards = all_cards(library)
    start = int(cursor) if cursor and cursor.isdecimal() and len(cursor) < 10 else 0
    if cursor and not start:
        raise MCPError(types.INVALID_PARAMS, "翻页标记不对，请从第一页重新列出。")
    shown = cards[start : start + _PAGE]
    more = str(start + _PAGE) if start + _PAGE < len(cards) else None
    return types.ListResourcesResult(resources=[_listed(card) for card in shown], next_cursor=more)


def content_of(library: PolicyLibrary, uri: str) -> types.ReadResourceResult:
    """The text behind an address. Raises MCPError where there is none."""
    try:
        text = _text(library, unquote(uri))
    except CeWenError as error:
        raise MCPError(types.INVALID_PARAMS, str(error)) from error
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, mime_type=_PLAIN, text=text)])


def _text(library: PolicyLibrary, uri: str) -> str:
    if uri.startswith(_CLAUSE):
        return clause_text(library, uri.removeprefix(_CLAUSE))
    if uri.startswith(_DOCUMENT):
        return _document_text(library, uri.removeprefix(_DOCUMENT))
    raise NotInLibraryError(f"地址应以 {_DOCUMENT} 或 {_CLAUSE} 开头，请对照资源列表改正。")


def clause_text(library: PolicyLibrary, clause_id: str) -> str:
    """The clause after its reference and the headings above it. Raises NotInLibraryError."""
    clause = library.clause(clause_id)
    document = library.document(clause.doc_id)
    reference = f"{clause_reference(document, clause)}〔{STATUS_NAMES[document.header.status]}〕"
    path = " › ".join(document.heading_path(clause))
    return f"{reference}\n{path}\n\n{clause.text}"


def _document_text(library: PolicyLibrary, number: str) -> str:
    """By id or by number, however its brackets are written. Raises NotInLibraryError."""
    wanted = fold(number)
    for card in all_cards(library):
        if number == card.doc_id or (wanted and wanted == fold(card.number or "")):
            return library.document(card.doc_id).text
    raise NotInLibraryError(f"资料库中没有文号或编号为“{number[:60]}”的文件，请先列出资源看看已有哪些。")


def _listed(card: DocumentCard) -> types.Resource:
    parts = (
        card.number or "无文号",
        card.place,
        card.date or "",
        STATUS_NAMES[card.status],
        f"{card.task_count} 项任务",
    )
    return types.Resource(
        uri=f"{_DOCUMENT}{quote(card.doc_id)}", name=card.source_name, title=card.title, mime_type=_PLAIN,
        description="，".join(part for part in parts if part),
    )  # fmt: skip
