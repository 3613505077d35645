"""The gate before the page: whom a request comes from, and whether it may come in at all.

Covered: names that are not the page's own (a stranger's site pointed at this machine), requests that another site
sends, people without an account. Not covered: encryption, which is a reverse proxy's.
"""

import ipaddress
from functools import partial
from urllib.parse import parse_qsl, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.accounts import Office
from ui.sign_in_page import sign_in_html
from ui.sign_ins import LIFETIME, Refused, SignIns

PERSON, MAY_CHANGE = "cewen.person", "cewen.may_change"  # what the gate writes into a request's scope
_COOKIE = "cewen-sign-in"
_WRONG_HOST = "这个地址不是策问的：请用本机地址打开，或请管理员把域名写进 CEWEN_HOSTS。"
_LARGEST_FORM = 4096
_LOOKED_AT = 2  # passwords at once: each takes 32 MB and a tenth of a second of the threads that answer questions
# Gradio asks itself for this one while it starts; it tells nothing.
_STARTING = "/gradio_api/startup-events"


class Gate:
    """An ASGI middleware: who is known comes in, with a name in the scope; all others see the way to sign in."""

    def __init__(self, app: ASGIApp, *, office: Office, sign_ins: SignIns) -> None:
        self._app, self._office, self._sign_ins = app, office, sign_ins
        self._looking = CapacityLimiter(_LOOKED_AT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or answer it at the gate."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})  # the page has none
        request = Request(scope, receive)
        answer = await self._answer(request)
        await (answer or self._app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """What is said at the gate; None lets the request through."""
        if not self._is_own_name(request):
            return JSONResponse({"detail": _WRONG_HOST}, 421)
        if _is_from_another_site(request):
            return JSONResponse({"detail": "不接受其他网页发来的请求。"}, 403)
        if not self._office.signs_in:
            return None
        match request.method, request.url.path:
            case "GET", "/login":
                return _page(sign_in_html())
            case "POST", "/login":
                return await self._sign_in(request)
            case "POST", "/logout":
                return await self._sign_out(request)
        return await self._known(request)

    async def _known(self, request: Request) -> Response | None:
        name = self._from_proxy(request)
        if name is None:
            name = await run_in_threadpool(self._sign_ins.name_of, request.cookies.get(_COOKIE, ""))
        if name is None or self._office.account(name) is None:
            return None if request.url.path == _STARTING else _turned_away(request)
        request.scope[PERSON], request.scope[MAY_CHANGE] = name, self._office.may_change(name)
        return None

    def _from_proxy(self, request: Request) -> str | None:
        """The name in the proxy's header; from anybody else the header means nothing.

        A proxy that adds its header behind one that came with the request, instead of replacing it, names nobody.
        """
        trusted = self._office.header and request.client and request.client.host in self._office.proxies
        told = request.headers.getlist(self._office.header or "") if trusted else []
        return _unfolded(told[0]) or None if len(told) == 1 else None

    def _is_own_name(self, request: Request) -> bool:
        """A name must be ours; a bare address cannot be another site's name for this machine."""
        name = _name(request.headers.get("host", ""))
        return name in ("localhost", self._office.host, *self._office.host_names) or _is_address(name)

    async def _sign_in(self, request: Request) -> Response:
        if int(request.headers.get("content-length") or _LARGEST_FORM) >= _LARGEST_FORM:
            return _page(sign_in_html(told="填的内容太长了，请重新填写。"), 413)
        name, password = _filled_in(await request.body())
        address = request.client.host if request.client else ""
        begin = partial(self._sign_ins.begin, name, password[:200], address=address)
        token = await to_thread.run_sync(begin, limiter=self._looking)
        if isinstance(token, Refused):
            return _page(sign_in_html(name=name, told=token.sentence), 429 if token.wait else 403)
        welcome = RedirectResponse("/", 303)
        secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
        welcome.set_cookie(
            _COOKIE, token, max_age=int(LIFETIME.total_seconds()), httponly=True, samesite="strict", secure=secure
        )
        return welcome

    async def _sign_out(self, request: Request) -> Response:
        await run_in_threadpool(self._sign_ins.end, request.cookies.get(_COOKIE, ""))
        away = RedirectResponse("/login", 303)
        away.delete_cookie(_COOKIE)
        return away


def _turned_away(request: Request) -> Response:
    if request.method in ("GET", "HEAD") and request.url.path == "/":
        return RedirectResponse("/login", 303)
    return JSONResponse({"detail": "请先登录。"}, 401)


def _page(html: str, status: int = 200) -> Response:
    return HTMLResponse(html, status, headers={"cache-control": "no-store", "x-frame-options": "DENY"})


def _is_from_another_site(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is not None and origin.partition("://")[2] != request.headers.get("host")


def _name(host: str) -> str:
    """The name in a Host header, '' where it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _filled_in(body: bytes) -> tuple[str, str]:
    """Name and password of the form, as browsers send it; '' for what is missing, or sent in another way.

    >>> _filled_in("name=张三&password=对的+口令".encode())
    ('张三', '对的 口令')
    """
    fields = dict(parse_qsl(body.decode("utf-8", "replace")))
    return fields.get("name", "").strip(), fields.get("password", "")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _unfolded(value: str) -> str:
    r"""A header travels as Latin-1; a proxy writes Chinese names as UTF-8.

    >>> _unfolded("å¼\xa0ä¸\x89")
    '张三'
    """
    try:
        return value.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return value.strip()
