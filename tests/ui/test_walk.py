"""One person's afternoon on the samples, with the real agent: ask, check, ask otherwise, name it, find it tomorrow."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.ui.browser import Log, chromium
from tests.ui.sample_desk import sample_desk

# Gradio's queue counts its runs by means that pandas is about to withdraw.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
QUESTION, OTHERWISE = "东丽区国资委要参与哪些任务？列个表", "东丽区科委要参与哪些任务？列个表"
_DONE = "#talk .exchange:not(.live):last-child .answer footer"


def test_what_was_asked_checked_and_named_is_there_after_a_restart(tmp_path: Path) -> None:
    from ui.serve import start

    log = Log()
    with chromium() as browser:
        desk = sample_desk(tmp_path)
        app, address = start(desk)
        page = visit(browser, address, log)
        page.click("#talk .welcome [data-ask] >> nth=0")
        page.wait_for_selector(_DONE)
        ask_check_and_edit(page)
        title = rename(page, "科委的任务")
        assert log.errors == []
        with log.leaving():
            page.close()
            app.close(verbose=False)
            desk.close()
        desk = sample_desk(tmp_path)
        app, address = start(desk)
        page = visit(browser, address, log)
        page.wait_for_selector(_DONE)
        assert page.inner_text("#sessions li[aria-current] .open") == title
        assert page.inner_text("#talk .exchange:last-child .asked") == OTHERWISE
        assert page.locator("#talk .exchange").count() == 2
        page.click("#talk .exchange:last-child .cite >> nth=0")
        page.wait_for_selector("#pane .clause.here mark.cited")
        app.close(verbose=False)
        desk.close()
    assert log.from_elsewhere("http://127.0.0.1") == []


def visit(browser: Any, address: str, log: Log) -> Any:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
    log.follow(page)
    page.goto(address)
    page.wait_for_selector("#sessions h2, #sessions .quiet")
    return page


def ask_check_and_edit(page: Any) -> None:
    """The cited words stand in the clause that opens; the same question about another unit is another answer."""
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#talk .exchange:nth-child(2):not(.live) .answer footer")
    page.click("#talk .exchange:last-child .cite >> nth=0")
    page.wait_for_selector("#pane .clause.here mark.cited")
    quoted = page.get_attribute("#talk .exchange:last-child .cite >> nth=0", "aria-label")
    assert "东丽" in quoted
    page.keyboard.press("Escape")
    page.wait_for_selector("#pane", state="hidden")
    before = page.inner_text("#talk .exchange:last-child .written")
    page.click("#talk .exchange:last-child [data-edit]")
    page.fill("#talk .type-over textarea", OTHERWISE)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#talk .exchange:last-child .asked >> text={OTHERWISE}")
    page.wait_for_selector(_DONE)
    after = page.inner_text("#talk .exchange:last-child .written")
    assert after != before
    page.click("#talk .exchange:last-child [data-again]")
    page.wait_for_selector(_DONE)
    assert tasks_told(page.inner_text("#talk .exchange:last-child .written")) == tasks_told(after)


def tasks_told(answer: str) -> list[str]:
    return re.findall(r"共 \d+ 项", answer)


def rename(page: Any, title: str) -> str:
    line = page.locator("#sessions li[aria-current]")
    line.hover()
    line.locator("summary").click()
    line.locator("[data-rename]").click()
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#sessions li >> text={title}")
    return title
