"""/api: the tools of `tools/` and the agent as typed JSON, one address a noun, each with its schema.

Everything is read-only: documents are added on the page or by the command line. A body is the tool's own arguments, an
answer its typed result, whole; a mistake is a sentence in the shape {"error": {"message": …}}.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from agent.answers import CitedAnswer
from agent.events import Answered, Turn
from policy.documents import PolicyDocument
from policy.errors import NotInLibraryError
from tools.catalogue import document_facts, find_documents
from tools.comparison import compare_districts
from tools.completeness import check_completeness
from tools.drafting import draft_outline
from tools.evidence import FoundClause
from tools.follow_up import draft_follow_up
from tools.gist import read_gist
from tools.indicators import filter_indicators
from tools.reading import read_clause, read_contents
from tools.scope import all_cards, chosen_ids
from tools.search import search_clauses
from tools.sides import compare_sides
from tools.tables import build_table
from tools.tasks import filter_tasks
from tools.toolbox import arguments_of, description_of, result_of, tool_title

if TYPE_CHECKING:
    from agent.desk import Desk

Tool = Callable[..., Any]

# One address a tool; tests/serving holds this against TOOLS.
TOOL_PATHS: dict[str, Tool] = {
    "search": search_clauses, "clauses": read_clause, "contents": read_contents, "gists": read_gist,
    "documents": find_documents,
    "facts": document_facts, "tasks": filter_tasks, "indicators": filter_indicators, "tables": build_table,
    "comparisons": compare_districts, "sides": compare_sides, "outlines": draft_outline, "follow-ups": draft_follow_up,
    "completeness": check_completeness,
}  # fmt: skip


MOST_NAMED = 200


class Asked(BaseModel):
    """A question with what was said before."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(description="问题，例如“区科委要参与哪些任务？”")
    history: tuple[Turn, ...] = Field(default=(), description="此前的对话，role 为 user 或 assistant")
    documents: tuple[str, ...] = Field(
        default=(), max_length=MOST_NAMED, description="只看这些文件（标题、文号或文件名）；不填则全部"
    )
    regions: tuple[str, ...] = Field(
        default=(), max_length=MOST_NAMED, description="只看这些区县或城市的文件；不填则全部"
    )


class Mistake(BaseModel):
    """What went wrong."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class Refused(BaseModel):
    """The shape of every error."""

    error: Mistake


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refused, "description": told}
    for status, told in {
        400: "做不到，原因是一句话", 401: "缺少密钥", 403: "来自其他网页", 404: "没有这份文件或这条条款",
        413: "请求太大", 421: "主机名不对", 422: "参数不对", 500: "程序内部出错",
        503: "提问的人太多，请稍候",
    }.items()
}  # fmt: skip


def api_router(desk: "Desk") -> APIRouter:
    """Every address of /api over this desk."""
    router = APIRouter(prefix="/api", tags=["api"], responses=REFUSALS)
    _add_asking(router, desk)
    for path, tool in TOOL_PATHS.items():
        router.add_api_route(
            f"/{path}", _endpoint(desk, tool), methods=["POST"], response_model=result_of(tool),
            summary=tool_title(tool.__name__), description=description_of(tool), name=path, operation_id=path,
        )  # fmt: skip
    _add_reading(router, desk)
    return router


def _add_asking(router: APIRouter, desk: "Desk") -> None:
    @router.post("/ask", response_model=CitedAnswer, summary="提问", operation_id="ask")
    def ask(asked: Asked) -> Response:
        """提问：回答一个问题，附经过核验的编号出处；资料中没有的会直说。"""
        scope = chosen_ids(desk.library, documents=asked.documents, regions=asked.regions)
        events = desk.ask(asked.question, asked.history, scope=scope)
        (answer,) = [event.answer for event in events if isinstance(event, Answered)]
        return typed(answer)


def _add_reading(router: APIRouter, desk: "Desk") -> None:
    @router.get("/documents/{doc_id}", response_model=PolicyDocument, summary="一份文件", operation_id="document")
    def document(doc_id: str) -> Response:
        """一份文件：全文、条款、表格、任务、时限、指标，连同它们在全文中的起止位置。"""
        return typed(desk.library.document(doc_id))

    @router.get("/clauses/{clause_id}", response_model=FoundClause, summary="一条条款", operation_id="clause")
    def clause(clause_id: str) -> Response:
        """一条条款：原文、上级标题和所在文件；clause_id 即回答和结果中的 clause_id。"""
        found = desk.library.clause(clause_id)
        whole = desk.library.document(found.doc_id)
        card = next((card for card in all_cards(desk.library) if card.doc_id == found.doc_id), None)
        if card is None:
            raise NotInLibraryError(f"条款“{clause_id}”所在的文件刚被移除，请重新查找。")
        return typed(FoundClause.of(card, whole, found))


def _endpoint(desk: "Desk", tool: Tool) -> Callable[..., Response]:
    def call(given: BaseModel) -> Response:
        named = {name: getattr(given, name) for name in type(given).model_fields}
        return typed(tool(desk.library, **named))

    # FastAPI reads the shape of the body from here.
    call.__annotations__ = {"given": arguments_of(tool), "return": Response}
    return call


def typed(value: BaseModel) -> Response:
    """A value that was valid when it was made: written once, not checked again."""
    return Response(value.model_dump_json(), media_type="application/json")
