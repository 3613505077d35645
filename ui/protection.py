"""What every answer tells a browser it must not do: guess types, pass addresses on, be framed, load or send elsewhere.

The page's own document has a policy of its own (`ui.shell`), by which only the scripts that it came with run. Gradio
makes functions of text (`js=` of its events), so that evaluation must stay allowed: a limit of this policy.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=()",
}
_POLICY = b"content-security-policy"
_HTML, _BARE = (
    b"text/html",
    b"base-uri 'none'; object-src 'none'; connect-src 'none'; form-action 'self'; frame-ancestors 'none'",
)


def page_policy(nonce: str) -> bytes:
    """The policy of the page's document, whose scripts carry the nonce."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' blob:; "
        "worker-src 'self' blob:; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    ).encode()


class Protection:
    """An ASGI middleware that adds these headers to every answer that does not have them already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_missing(dict(message["headers"]))]
            await send(message)

        await self._app(scope, receive, protected)


def _missing(present: dict[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    known = {name.lower() for name in present}
    wanted = dict(_ALWAYS)
    if any(name.lower() == b"content-type" and value.startswith(_HTML) for name, value in present.items()):
        wanted[_POLICY] = _BARE
    return [(name, value) for name, value in wanted.items() if name not in known]
