"""A name for every request: told to the other program in X-Request-Id, and written beside its question in the log."""

import re
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent.journal import REQUEST_ID

_HEADER = "X-Request-Id"
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


class RequestIds:
    """An ASGI middleware: a proxy's id is kept where it is a plain word, else a new one is made."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request under its name."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        given = Headers(scope=scope).get(_HEADER, "")
        name = given if _PLAIN.fullmatch(given) else uuid.uuid4().hex[:12]

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[_HEADER] = name
            await send(message)

        token = REQUEST_ID.set(name)
        try:
            await self._app(scope, receive, named)
        finally:
            REQUEST_ID.reset(token)
