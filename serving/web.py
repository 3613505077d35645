"""The interfaces of other programs as one ASGI application: /v1 for OpenAI's clients, /api for typed JSON, /mcp,
and what a monitor reads.

It is served by itself or beside the page. The page that explains it is made from the schema and loads nothing.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

from agent.events import Answered
from policy.errors import BusyError, CeWenError, NotInLibraryError
from serving.api import REFUSALS, api_router, typed
from serving.chat import MODEL, ChatCompletion, ChatRequest, ModelCard, ModelList, completion_of, reply_of
from serving.chat_stream import streamed
from serving.faults import fault_sentence
from serving.guard import Guard, Rules, error_body
from serving.health import health_router
from serving.mcp_server import mcp_server
from serving.reference import reference_html
from serving.request_ids import RequestIds
from serving.schemas import without_docstrings

if TYPE_CHECKING:
    from agent.desk import Desk

# More than there may be questions under way (`agent.crowd`), so that all else is answered beside them.
THREADS = 96
PREFIXES = ("/v1", "/api", "/mcp", "/healthz", "/metrics")
_ABOUT = (
    "策问的接口：/v1 供兼容 OpenAI 的程序使用，/api 是带类型的 JSON，/mcp 是 MCP（Streamable HTTP），"
    "/healthz 和 /metrics 供监控使用。全部只读。"
)


def web(desk: "Desk", *, rules: Rules) -> FastAPI:
    """The application over this desk, under these rules."""
    manager = StreamableHTTPSessionManager(mcp_server(lambda: desk.library))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        async with manager.run():
            yield

    app = FastAPI(
        title="策问", version="1", description=_ABOUT, docs_url=None, redoc_url=None, openapi_url=None,
        lifespan=lifespan, middleware=[Middleware(RequestIds), Middleware(Guard, rules=rules)],
    )  # fmt: skip
    app.include_router(_chat_router(desk))
    app.include_router(api_router(desk))
    app.include_router(health_router(desk))
    app.router.routes.append(Route("/mcp", endpoint=StreamableHTTPASGIApp(manager)))
    _add_reference(app)
    _add_refusals(app)
    return app


def _chat_router(desk: "Desk") -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["openai"], responses=REFUSALS)

    @router.get("/models", response_model=ModelList, summary="模型列表", operation_id="models")
    def models() -> Response:
        """模型列表：只有一个。"""
        return typed(ModelList())

    @router.get("/models/{model}", response_model=ModelCard, summary="一个模型", operation_id="model")
    def model(model: str) -> Response:
        """一个模型。"""
        _check_model(model)
        return typed(ModelCard())

    @router.post(
        "/chat/completions", response_model=ChatCompletion, summary="对话", operation_id="chat",
        responses={200: {"content": {"text/event-stream": {}}}},
    )  # fmt: skip
    def chat(asked: ChatRequest, request: Request) -> Response:
        """对话：最后一条用户消息是问题；出处在 annotations 里，也列在回答末尾。"""
        _check_model(asked.model)
        question, history = asked.question_and_history()
        address = str(request.base_url).rstrip("/")
        events = desk.ask(question, history)
        if asked.stream:
            return StreamingResponse(streamed(events, address=address), media_type="text/event-stream")
        (answer,) = [event.answer for event in events if isinstance(event, Answered)]
        return typed(completion_of(reply_of(answer, address=address)))

    return router


def _check_model(name: str) -> None:
    if name != MODEL:
        raise NotInLibraryError(f"没有名为“{name[:60]}”的模型，这里只有“{MODEL}”。")


def _add_reference(app: FastAPI) -> None:
    schema: dict[str, Any] = get_openapi(
        title=app.title, version=app.version, description=_ABOUT, routes=app.routes, openapi_version="3.1.0"
    )
    models = schema["components"]["schemas"]
    schema["components"]["schemas"] = {
        name: shape if name in _EXPLAINED or name.endswith("_args") else without_docstrings(shape)
        for name, shape in models.items()
    }
    page = reference_html(schema)

    async def schema_of(_: Request) -> Response:
        return JSONResponse(schema)

    async def reference(_: Request) -> Response:
        policy = "default-src 'none'; style-src 'unsafe-inline'"
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    app.router.routes.append(Route("/api/openapi.json", schema_of))
    app.router.routes.append(Route("/api", reference))


_EXPLAINED = ("Asked", "ChatRequest", "Message")  # what is sent: its fields are explained in Chinese


_STATUSES = {NotInLibraryError: 404, BusyError: 503}


def _add_refusals(app: FastAPI) -> None:
    """Every error as one sentence in one shape."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return _refused(422, fault_sentence(list(error.errors())))

    @app.exception_handler(CeWenError)
    async def impossible(_: Request, error: Exception) -> Response:
        status = next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 400)
        return _refused(status, str(error), headers={"Retry-After": "5"} if status == 503 else None)

    @app.exception_handler(HTTPException)
    async def astray(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        told = {404: "没有这个地址，请对照 /api 页面。", 405: "这个地址不接受这种请求方法，请对照 /api 页面。"}
        return _refused(error.status_code, told.get(error.status_code, "请求不能处理。"), headers=error.headers)

    @app.exception_handler(Exception)
    async def broken(_: Request, error: Exception) -> Response:
        kind = type(error).__name__
        return _refused(500, f"程序内部出错（{kind}），资料库没有变化；请把情况告诉维护者。", kind="server_error")


def _refused(status: int, told: str, *, kind: str = "invalid_request_error", headers: Any = None) -> Response:
    return JSONResponse(error_body(told, kind=kind), status_code=status, headers=headers)
