"""The HTML document that Gradio's browser code starts in, made ours before a byte of it runs.

Gradio hands `launch(head=…)` to the browser as data, so style and script given there come after its own start: English
strings and a flash of default looks. Here they stand first in the head of the document itself. Every script of the
document gets the nonce of this answer, and the answer a policy by which no other runs.
"""

import re
import secrets
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.protection import page_policy

# One script after the other, so that a tag inside a script's data is not taken for a tag of the document.
_SCRIPT = re.compile(rb"<script\b(?=[\s>])(.*?</script\s*>)", re.DOTALL | re.IGNORECASE)
_HTML = b"text/html"


class Shell:
    """An ASGI middleware: the document at / is in Chinese and carries the given head; all else is untouched."""

    def __init__(self, app: ASGIApp, *, head: str) -> None:
        self._app = app
        self._head = head.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != "/":
            return await self._app(scope, receive, send)
        held: list[Message] = []

        async def rewrite(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            held.append(message)
            if not message.get("more_body", False):
                for each in rewritten(held, self._head):
                    await send(each)

        await self._app(scope, receive, rewrite)


def rewritten(messages: list[Message], head: bytes) -> list[Message]:
    """A whole response with head in its document, or as it was when it is no HTML."""
    start, *rest = messages
    headers: list[tuple[bytes, bytes]] = list(start["headers"])
    if not any(name == b"content-type" and value.startswith(_HTML) for name, value in headers):
        return messages
    body = b"".join(message.get("body", b"") for message in rest)
    body = body.replace(b'lang="en"', b'lang="zh-CN"', 1).replace(b"<head>", b"<head>" + head, 1)
    nonce = secrets.token_urlsafe(16)
    body = _SCRIPT.sub(lambda script: b'<script nonce="' + nonce.encode() + b'"' + script[1], body)
    kept = [(name, value) for name, value in headers if name != b"content-length"]
    added = [(b"content-length", str(len(body)).encode()), (b"content-security-policy", page_policy(nonce))]
    fresh: dict[str, Any] = {**start, "headers": [*kept, *added]}
    return [fresh, {"type": "http.response.body", "body": body}]
