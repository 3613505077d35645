"""Who may speak to the interfaces: requests of this machine under its own name, or with a key.

Covered: another site's page that reaches in through the browser (Host and Origin are checked, no CORS header is ever
sent), programs without a key where keys are asked for, bodies that are too large. Not covered: TLS and throttling,
which are a reverse proxy's.
"""

import json
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from policy.values import Frozen
from serving.keys import accepts

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
# What tells nothing of the library: the pages that explain the interface.
OPEN_PATHS = ("/api", "/api/", "/api/openapi.json")
_LARGEST_BODY = 2 * 1024 * 1024


class Rules(Frozen):
    """needs_key: a request wants one of the keys with these hashes; host_names are served beside this machine's own."""

    needs_key: bool = False
    key_hashes: tuple[str, ...] = ()
    host_names: tuple[str, ...] = ()


class Guard:
    """An ASGI middleware that turns away what the rules do not allow, in the shape of OpenAI's errors."""

    def __init__(self, app: ASGIApp, *, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        refusal = self._refusal(Headers(scope=scope), scope["path"])
        if refusal:
            return await _refuse(send, *refusal)
        await self._app(scope, _bounded(receive), send)

    def _refusal(self, headers: Headers, path: str) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if _name(host) not in (*LOCAL_NAMES, *self._rules.host_names):
            return 421, "请求的主机名不在允许之列；本机请用 127.0.0.1，其他名称请写进 CEWEN_HOSTS。"
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            return 403, "不接受其他网页发来的请求。"
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > _LARGEST_BODY:
            return 413, "请求太大（超过 2 MB），请缩短后再试。"
        if self._rules.needs_key and path not in OPEN_PATHS and not self._knows(headers):
            return 401, "缺少密钥或密钥不对：请在 Authorization 头里写“Bearer 密钥”，密钥由管理员用 new-key 生成。"
        return None

    def _knows(self, headers: Headers) -> bool:
        return accepts(self._rules.key_hashes, headers.get("authorization"))


def _name(host: str) -> str:
    """The Host header without its port: [::1]:8000 → [::1]."""
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]


def _bounded(receive: Receive) -> Receive:
    """A body that never says its length ends where it becomes too large."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > _LARGEST_BODY else message

    return counted


async def _refuse(send: Send, status: int, told: str) -> None:
    body = json.dumps(error_body(told, kind="invalid_request_error"), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(b"www-authenticate", b"Bearer")] if status == 401 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def error_body(told: str, *, kind: str, code: str | None = None) -> Mapping[str, object]:
    """An error as OpenAI's clients read it; /api uses the same shape."""
    return {"error": {"message": told, "type": kind, "param": None, "code": code}}
