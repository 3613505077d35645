"""Commands that stay: the page, the interfaces of other programs, the MCP server; and the keys that open them."""

import argparse
import getpass
import importlib
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from commands.documents import add_files
from commands.terminal import ERR, OUT
from policy.errors import CeWenError

if TYPE_CHECKING:
    from agent.desk import Desk
    from serving.guard import Rules

_SHORTEST_PASSWORD = 8


def serve(desk: "Desk", given: argparse.Namespace) -> int:
    """Open the page, over the documents of a folder as well where one is given."""
    from ui.accounts import make_office

    office = make_office(**given.shared)
    if given.docs is not None:
        add_files(desk, [given.docs])
    ERR.print("正在启动网页……")
    threading.Thread(target=_warm_up, args=(desk,), name="cewen-warm-up", daemon=True).start()
    from serving.web import PREFIXES, web
    from ui.beside import Neighbour
    from ui.serve import serve as serve_page  # Gradio takes seconds: no other command pays for it

    rules = _rules(given)
    if office.signs_in:  # who must sign in to the page must bring a key to what lies beside it
        rules = rules.model_copy(update={"needs_key": True})
    app = web(desk, rules=rules)
    neighbour = Neighbour(app=app, prefixes=PREFIXES, lifespan=app.router.lifespan_context)
    serve_page(desk, port=given.port, open_browser=given.browser, office=office, neighbour=neighbour)
    return 0


def new_account(given: argparse.Namespace) -> int:
    """The line of CEWEN_AUTH for one person: the password is asked for, never shown and kept nowhere."""
    from ui.accounts import account_line

    password = getpass.getpass("口令（至少 8 个字符，输入时不显示）：")
    if len(password) < _SHORTEST_PASSWORD:
        raise CeWenError("口令太短，没有生成；请用 8 个以上的字符。")
    if getpass.getpass("再输一遍：") != password:
        raise CeWenError("两次输入的口令不一样，没有生成；请重来一次。")
    OUT.print(account_line(given.name, given.role, password))
    ERR.print("把上面这一行写进 CEWEN_AUTH，多个账户用逗号或空格隔开。")
    return 0


def api(desk: "Desk", given: argparse.Namespace) -> int:
    """The interfaces without the page; on another address than this machine's own only with keys."""
    from serving.standalone import LOCAL, serve_http
    from serving.web import web

    if given.host not in (LOCAL, "::1", "localhost") and not given.key_hashes:
        advice = f"要在 {given.host} 上提供，请先用 new-key 生成密钥，写进 CEWEN_API_KEYS"
        raise CeWenError(f"没有设密钥时只在本机 {LOCAL} 上提供接口；{advice}。")
    serve_http(web(desk, rules=_rules(given)), host=given.host, port=given.port)
    return 0


def mcp(desk: "Desk", given: argparse.Namespace) -> int:
    """MCP over standard input and output, or over HTTP at /mcp."""
    if given.http:
        return api(desk, given)
    from serving.mcp_server import mcp_server, serve_stdio

    serve_stdio(mcp_server(lambda: desk.library))
    return 0


def new_key(given: argparse.Namespace) -> int:
    """A key for one program: shown this once; only its hash is to be kept."""
    from serving.keys import new_key as made

    key = made()
    OUT.print(f"密钥（只显示这一次，交给调用的程序）：{key.key}")
    OUT.print(f"摘要（写进 CEWEN_API_KEYS，多个用逗号隔开）：{key.printed}")
    return 0


def _rules(given: argparse.Namespace) -> "Rules":
    from serving.guard import Rules

    return Rules(needs_key=bool(given.key_hashes), key_hashes=given.key_hashes, host_names=given.host_names)


def _warm_up(desk: "Desk") -> None:
    """Load the agent while the person looks at the page, so that the first question does not wait for LangChain; and
    what is read once of the ledger: two seconds where there are tens of thousands of tasks.
    """
    importlib.import_module("ui.serve")  # being loaded by the main thread: waits until the page had its turn
    importlib.import_module("agent.agent")
    from tools.ledger_index import ledger_index

    with suppress(CeWenError):  # the library was closed, or its server is away: whoever asks is told
        ledger_index(desk.library)
