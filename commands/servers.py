"""Commands that stay: the page, the interfaces for other programs, and the MCP server."""

import argparse
import importlib
import threading
from typing import TYPE_CHECKING

from commands.documents import add_files
from commands.terminal import ERR

if TYPE_CHECKING:
    from agent.desk import Desk


def serve(desk: "Desk", given: argparse.Namespace) -> int:
    """Open the page, over the documents of a folder as well where one is given."""
    if given.docs is not None:
        add_files(desk, [given.docs])
    ERR.print("正在启动网页……")
    threading.Thread(target=_warm_up, name="cewen-warm-up", daemon=True).start()
    from ui.serve import serve as serve_page  # Gradio takes seconds: no other command pays for it

    serve_page(desk, port=given.port, open_browser=given.browser)
    return 0


def _warm_up() -> None:
    """Load the agent while the person looks at the page, so that the first question does not wait for LangChain."""
    importlib.import_module("ui.serve")  # being loaded by the main thread: waits until the page had its turn
    importlib.import_module("agent.agent")
