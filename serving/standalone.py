"""The interfaces by themselves, without the page: one uvicorn in this process, until interrupted."""

import socket

import uvicorn
from starlette.types import ASGIApp

from policy.errors import CeWenError

LOCAL = "127.0.0.1"


def serve_http(app: ASGIApp, *, host: str, port: int) -> None:
    """Serve on this address. Raises CeWenError when it is taken or not this machine's."""
    with _bound(host, port) as listening:
        shown = listening.getsockname()[1]
        print(f"接口已开：http://{host}:{shown}（说明在 /api，按 Ctrl+C 结束）", flush=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        server.run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # two that are only bound may share a port, and the second would not be told
    except OSError as error:
        listening.close()
        reason = error.strerror or type(error).__name__
        raise CeWenError(f"不能在 {host}:{port} 上提供接口（{reason}），请换一个 --port 或 --host。") from error
    return listening
