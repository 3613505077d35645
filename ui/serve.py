"""The page on an address of this machine, 127.0.0.1 unless an office shares it; nothing sent or fetched elsewhere."""

import os
import socket
import threading
import webbrowser
from contextlib import suppress
from importlib import import_module
from typing import Any

from ui.passing import FOLDER, Passing

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # gradio reads it when it is imported
# The server would believe what a local proxy says of the visitor's address; the gate looks at the proxy's own.
os.environ["FORWARDED_ALLOW_IPS"] = ""
# Files on their way go through a folder that only this user can read, gone with the process, not through /tmp/gradio.
os.environ.setdefault("GRADIO_TEMP_DIR", FOLDER.name)

import gradio as gr
from starlette.middleware import Middleware

from policy.errors import CeWenError
from ui.accounts import LOCAL_HOST, Office
from ui.beside import Beside, Neighbour, running
from ui.desk import Desk
from ui.doors import Doors
from ui.gate import PERSON, Gate
from ui.page import build_page
from ui.protection import Protection
from ui.shell import Shell
from ui.sign_ins import SignIns
from ui.theme import head, theme

_PORTS = range(7860, 7960)
_TRIES = 20
_LARGEST_FILE = "200mb"
_THREADS = 96  # more than there may be questions under way (`agent.crowd`)
_ALONE = Office()


def serve(
    desk: Desk,
    *,
    port: int | None = None,
    open_browser: bool = True,
    office: Office = _ALONE,
    neighbour: Neighbour | None = None,
) -> None:
    """Serve until interrupted. port None takes the first free one from 7860 on; CeWenError when none can be had.

    neighbour answers some paths under the same address: the interfaces of other programs, which guard themselves.
    """
    page, address = start(desk, port=port, office=office, neighbour=neighbour)
    try:
        print(f"打开 {address} （按 Ctrl+C 结束）", flush=True)
        threading.Thread(target=import_module, args=("agent.agent",), daemon=True).start()  # spares the first question
        if open_browser:
            webbrowser.open(address)
        threading.Event().wait()
    except KeyboardInterrupt:
        page.close(verbose=False)


def start(
    desk: Desk, *, port: int | None = None, office: Office = _ALONE, neighbour: Neighbour | None = None
) -> tuple[gr.Blocks, str]:
    """The page, answering in a thread of its own, and its address."""
    passing = Passing()
    page = build_page(desk, passing, endpoints=office.endpoints)
    for _ in range(_TRIES):
        chosen = free_port(port, host=office.host)
        with suppress(OSError):  # another program may have taken the port since it was found free
            _launch(page, chosen, office, _application(desk, office, passing, neighbour))
            return page, f"http://{office.host}:{chosen}"
    raise CeWenError("没有占到网页端口，请稍候再试，或用 --port 另指定一个。")


def _launch(page: gr.Blocks, port: int, office: Office, application: dict[str, Any]) -> None:
    page.launch(
        server_name=office.host,
        server_port=port,
        share=False,
        quiet=True,
        prevent_thread_lock=True,
        theme=theme(),
        app_kwargs=application,
        auth_dependency=(lambda request: request.scope.get(PERSON)) if office.signs_in else None,
        footer_links=[],
        run_history=False,
        max_file_size=_LARGEST_FILE,
        ssr_mode=False,
        enable_monitoring=False,
        max_threads=_THREADS,
    )


def _application(desk: Desk, office: Office, passing: Passing, neighbour: Neighbour | None) -> dict[str, Any]:
    """What Gradio's application is made with beside the page itself."""
    gate = Middleware(Gate, office=office, sign_ins=SignIns(desk.kept, office))
    page = [gate, Middleware(Doors, passing=passing), Middleware(Shell, head=head())]
    if neighbour is None:
        return {"middleware": [Middleware(Protection), *page]}
    beside = Middleware(Beside, neighbour=neighbour)
    return {"middleware": [Middleware(Protection), beside, *page], "lifespan": running(neighbour)}


def free_port(wanted: int | None, *, host: str = LOCAL_HOST) -> int:
    """The wanted port, or without a wish the first free one of the range; CeWenError when it is taken."""
    for port in _PORTS if wanted is None else (wanted,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise CeWenError(f"端口 {wanted or '7860—7959'} 已被占用，请用 --port 另指定一个，或先关闭占用它的程序。")
