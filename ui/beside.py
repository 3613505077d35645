"""Another application under the page's address: some paths are its own, all others are the page's."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send


class Neighbour(NamedTuple):
    """The application, the paths it answers, and what must run while it does."""

    app: ASGIApp
    prefixes: tuple[str, ...]
    lifespan: Callable[[Any], AbstractAsyncContextManager[Any]]

    def answers(self, path: str) -> bool:
        """Whether a path is its own: /api and what is below it, but not /apiary.

        >>> Neighbour(app=None, prefixes=("/api",), lifespan=None).answers("/apiary")
        False
        """
        return any(path == prefix or path.startswith(f"{prefix}/") for prefix in self.prefixes)


class Beside:
    """An ASGI middleware that hands its neighbour what is the neighbour's."""

    def __init__(self, app: ASGIApp, *, neighbour: Neighbour) -> None:
        self._app, self._neighbour = app, neighbour

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        ours = scope["type"] != "http" or not self._neighbour.answers(scope["path"])
        await (self._app if ours else self._neighbour.app)(scope, receive, send)


def running(neighbour: Neighbour) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A lifespan for the page's application that keeps the neighbour alive as long."""

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        async with neighbour.lifespan(neighbour.app):
            yield

    return lifespan
