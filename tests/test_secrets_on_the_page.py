"""Keys leave no trace on the page: the house's and one that a person typed are sought in all that is written anywhere,
in all that both people at the page are sent, and in what the system shows of the process.

The page runs as `app.py serve` with two accounts and a model that answers; temporary files are kept within the search.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evals.scripted_model import ModelServer, Reply, Request, ideal, serving
from tests.test_secrets import QUESTION, SECRET, TYPED, Run
from tests.ui.browser import chromium
from tests.ui.test_settings import counts_and_calls
from ui.accounts import account_line

PASSWORDS = {"张三": "张三的长口令", "李四": "李四的长口令"}


def model(request: Request) -> Reply:
    """Passes the test of a connection, and words what it is given."""
    is_question = any(" 要点：" in str(message["content"]) for message in request["messages"])
    return ideal()(request) if is_question else counts_and_calls(request)


class Office(Run):
    """The page of two people over the samples."""

    def __init__(self, folder: Path, server: ModelServer) -> None:
        super().__init__(folder, server.url)
        (folder / "temporary").mkdir()
        lines = [account_line(name, "管理员", password) for name, password in PASSWORDS.items()]
        self._variables |= {"CEWEN_AUTH": " ".join(lines), "CEWEN_LOG": "1", "TMPDIR": str(folder / "temporary")}

    @contextmanager
    def page(self, said: list[str]) -> Iterator[str]:
        """The address of the running page; its arguments and output are added to what was said."""
        with subprocess.Popen(
            self._line("serve", "--no-browser"), env=self._variables, cwd=self.folder,
            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            found = next(match for line in process.stdout if (match := re.search(r"http://[\d.:]+", line)))
            titles = (Path(f"/proc/{process.pid}/{name}") for name in ("cmdline", "comm"))
            said += [title.read_text(encoding="utf-8") for title in titles if title.exists()]
            try:
                yield found[0]
            finally:
                process.terminate()
            said.append(process.stdout.read())


def opened(browser: Any, address: str, name: str, heard: list[str]) -> Any:
    """The page of a person who has signed in; all that the server answers is heard."""
    page = browser.new_context(locale="zh-CN", accept_downloads=True).new_page()
    page.on("response", lambda response: heard.append(told(response)))
    page.goto(address)
    page.get_by_label("姓名").fill(name)
    page.get_by_label("口令").fill(PASSWORDS[name])
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("#talk .welcome")
    return page


def told(response: Any) -> str:
    """Headers, and the body where it is one of words."""
    try:
        return f"{response.all_headers()} {response.text()}"
    except Exception:  # a stream that goes on, a picture, a page that is left
        return ""


def takes_a_model(page: Any, server: ModelServer) -> None:
    page.click("#rail [data-view=settings]")
    page.get_by_label("服务地址").fill(server.url)
    page.get_by_label("模型名称").fill("canary")
    page.get_by_label("密钥（自己的服务可不填）").fill(TYPED)
    page.click("text=使用这个模型")
    page.wait_for_selector("#settings-mode >> text=在线模式：canary")


def asks(page: Any) -> None:
    page.click("#rail [data-view=chat]")
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#talk .exchange:not(.live) .answer", timeout=60_000)


def test_keys_leave_no_trace_on_the_page(tmp_path: Path) -> None:
    said, heard = list[str](), list[str]()
    with chromium() as browser, serving(model) as server:
        office = Office(tmp_path, server)
        with office.page(said) as address:
            zhang, li = (opened(browser, address, name, heard) for name in PASSWORDS)
            takes_a_model(zhang, server)
            asks(zhang)
            asks(li)
            for page in (zhang, li):
                said += [page.content(), page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")]
            assert office.traces() == []
    assert {f"Bearer {TYPED}", f"Bearer {SECRET}"} <= set(server.authorizations)
    assert heard
    (tmp_path / "said.log").write_text("\n".join((*said, *heard)), encoding="utf-8")
    assert office.traces() == []
