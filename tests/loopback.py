"""Nothing but this machine: a guard over Python's sockets that refuses other addresses and remembers who asked.

Covered: connect, connect_ex, sendto and name look-ups of this process. Not covered: sockets opened by native code.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any, NoReturn

KEYS = (
    "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_ORG_ID", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY",
    "CEWEN_MODEL", "CEWEN_HOME", "CEWEN_PORT", "CEWEN_DEBUG", "CEWEN_LOG", "CEWEN_API_KEYS", "CEWEN_HOSTS",
    "CEWEN_CONTEXT", "CEWEN_TIMEOUT", "CEWEN_PRICE_IN", "CEWEN_PRICE_OUT",
    "CEWEN_DATABASE_URL", "CEWEN_CHROMA_URL", "CEWEN_AUTH", "CEWEN_AUTH_HEADER", "CEWEN_AUTH_PROXIES", "CEWEN_HOST",
    "CEWEN_MODEL_ADDRESSES",
    "CEWEN_EMBEDDING_MODEL", "CEWEN_EMBEDDING_BASE_URL", "CEWEN_EMBEDDING_API_KEY",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
)  # fmt: skip


class OutsideError(OSError):
    """Somebody reached for another machine."""


def is_loopback(host: object) -> bool:
    """Whether a host, as sockets take it, is this machine; None and "" mean it."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def guard(remember: Callable[[str], None], *, replace: Callable[[object, str, Any], None] = setattr) -> None:
    """Refuse every other machine from here on; remember is told its name first."""

    def refuse(host: object) -> NoReturn:
        remember(str(host))
        raise OutsideError(f"测试不许离开本机：{host}")

    def checked(inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
                refuse(address[0])
            return inner(self, *arguments)

        return call

    def looked_up(inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(host: object, *arguments: Any, **options: Any) -> Any:
            return inner(host, *arguments, **options) if is_loopback(host) else refuse(host)

        return call

    for name in ("connect", "connect_ex", "sendto"):
        replace(socket.socket, name, checked(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        replace(socket, name, looked_up(getattr(socket, name)))
