"""The doors of Gradio's application that the page uses; all others stay shut, whoever knocks.

Behind the gate and before Gradio: which addresses are answered, whose files are handed out and taken in, whose a
session is, how large a request may be. A file is the person's who uploaded it or had it made; a session's name belongs
to whoever came with it first, so that a name that was overheard opens nothing for another person.
"""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.gate import PERSON
from ui.passing import Passing

_API = "/gradio_api"
_FILE, _HEARTBEAT, _UPLOAD = f"{_API}/file=", f"{_API}/heartbeat/", f"{_API}/upload"
_TOLD = (f"{_API}/queue/join", f"{_API}/run/predict", f"{_API}/cancel")  # what comes with a body of JSON
_GET = re.compile(
    r"/|/assets/.*|/static/.*|/svelte/.*|/theme\.css|/config/?|/favicon\.ico|/manifest\.json|/robots\.txt"
    rf"|{_API}/(?:queue/data|upload_progress|startup-events|theme\.css|heartbeat/[^/]*|file=.*)"
)
_POST = re.compile(rf"{_API}/(?:queue/join|run/predict|cancel|upload|reset/?)")
_LARGEST_BODY = 8 * 1024 * 1024
_LARGEST_UPLOAD = 2 * 1024 * 1024 * 1024
_SESSIONS = 100_000
# A session without a name would be everybody's; one of megabytes would stay in memory as long as the program.
_SESSION = re.compile(r"[\w-]{1,64}", re.ASCII)
_SHUT = "这个地址不对外提供。"
_NOT_YOURS = "这不是您的文件或会话，或已过期，请刷新网页后再试。"
_TOO_LARGE = "请求太大，请减少内容后再试。"


class Doors:
    """An ASGI middleware around Gradio's application; it believes what the gate wrote into the scope."""

    def __init__(self, app: ASGIApp, *, passing: Passing) -> None:
        self._app, self._passing = app, passing
        self._sessions: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or say why not."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if not _is_open(scope):
            return await _refuse(scope, receive, send, HTTPStatus.NOT_FOUND, _SHUT)
        if _length(scope) > (_LARGEST_UPLOAD if scope["path"] == _UPLOAD else _LARGEST_BODY):
            return await _refuse(scope, receive, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
        said: Any = None
        if scope["path"] in _TOLD:
            body = await _body(receive)
            if body is None:
                return await _refuse(scope, receive, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
            said, receive = _read(body), _again(body, receive)
        if not self._may(scope, said):
            return await _refuse(scope, receive, send, HTTPStatus.FORBIDDEN, _NOT_YOURS)
        await self._app(scope, receive, self._noting(scope, send) if scope["path"] == _UPLOAD else send)

    def _may(self, scope: Scope, said: Any) -> bool:
        who, path = scope.get(PERSON, ""), scope["path"]
        if path.startswith(_FILE):
            return self._passing.is_of(path.removeprefix(_FILE), who)
        own_sessions = all(self._is_own(session, who) for session in _sessions_in(scope, said))
        return own_sessions and all(self._passing.is_of(named, who) for named in _files_in(said))

    def _is_own(self, session: object, who: str) -> bool:
        if not isinstance(session, str) or not _SESSION.fullmatch(session):
            return False
        owner = self._sessions.setdefault(session, who)
        while len(self._sessions) > _SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        return owner == who

    def _noting(self, scope: Scope, send: Send) -> Send:
        """Remembers whose the uploaded files are before their names are told."""

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.body":
                for path in _read(message.get("body", b"")) or ():
                    self._passing.note(str(path).replace("\\", "/").split("/")[-2:][0], scope.get(PERSON, ""))
            await send(message)

        return noted


def _is_open(scope: Scope) -> bool:
    known = {"GET": _GET, "HEAD": _GET, "POST": _POST}.get(scope["method"])
    return known is not None and known.fullmatch(scope["path"]) is not None


def _length(scope: Scope) -> int:
    printed = dict(scope["headers"]).get(b"content-length", b"0")
    return int(printed) if printed.isdigit() else 0


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None where it is too large."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
        if len(body) > _LARGEST_BODY:
            return None
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    """The body that was read, once more."""
    told = False

    async def replayed() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _sessions_in(scope: Scope, said: Any) -> Iterator[object]:
    """Every session that a request names: in its address, its query or its body; a body that names none says None."""
    if scope["path"].startswith(_HEARTBEAT):
        yield scope["path"].removeprefix(_HEARTBEAT)
    asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    yield from asked.get("session_hash", ())
    if scope["path"] in _TOLD:
        yield said.get("session_hash") if isinstance(said, dict) else None


def _files_in(said: Any) -> Iterator[str]:
    """Every file that a body names, however deep: Gradio takes each object with a path for one."""
    waiting = [said]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
            if isinstance(value.get("path"), str):
                yield value["path"]
        elif isinstance(value, list):
            waiting += value


async def _refuse(scope: Scope, receive: Receive, send: Send, status: HTTPStatus, told: str) -> None:
    await JSONResponse({"detail": told}, status)(scope, receive, send)
