"""The system's Chromium on a page of ours, with a log of what it asked for and complained about."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

EXECUTABLE = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


# What a person would have to push to and fro within a page that itself stands still.
SIDEWAYS = """() => [...document.querySelectorAll('#bench *')].filter(e => e.checkVisibility()
    && e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX))
    .map(e => e.id || e.className)"""


class Log:
    """Every address that pages asked for, and every error in their consoles."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._leaving = False

    def follow(self, page: Any) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("console", self._hear)

    def _hear(self, said: Any) -> None:
        if said.type == "error":
            self._note(said.text)

    def _note(self, error: str) -> None:
        if not self._leaving:
            self.errors.append(error)

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """While a page is left, what it was still waiting for is broken off, and Gradio complains of that."""
        self._leaving = True
        yield
        self._leaving = False

    def from_elsewhere(self, address: str) -> list[str]:
        """Requests that leave this machine; data: and blob: never do."""
        return [url for url in self.requests if not url.startswith((address, "data:", "blob:"))]


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser; the test is skipped, saying so, where the machine has none."""
    if EXECUTABLE is None:
        pytest.skip("本机没有 Chromium，跳过浏览器测试。")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(_QUIET))
        yield browser
        browser.close()
