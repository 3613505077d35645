"""A page that two people share: each signs in, each has their own conversations, over one library."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests.ui.browser import Log, chromium
from tests.ui.fake_desk import QUESTION, FakeDesk
from ui.accounts import account_line, make_office

# Gradio's queue counts its runs by means that pandas is about to withdraw.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
PASSWORDS = {"张三": "管理员的口令", "李四": "读者的口令"}


class Shared(NamedTuple):
    """A running office, and a browser."""

    address: str
    browser: Any
    log: Log


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    from ui.serve import start

    with chromium() as browser:
        desk = FakeDesk(tmp_path_factory.mktemp("desk"))
        roles = {"张三": "管理员", "李四": "读者"}
        lines = [account_line(name, roles[name], password) for name, password in PASSWORDS.items()]
        app, address = start(desk, office=make_office(accounts=lines))
        yield Shared(address, browser, Log())
        desk.close()
        app.close(verbose=False)


def sign_in(office: Shared, name: str, password: str) -> Any:
    """A browser of one's own, on the form."""
    page = office.browser.new_context(locale="en-US").new_page()
    office.log.follow(page)
    page.goto(office.address)
    page.get_by_label("姓名").fill(name)
    page.get_by_label("口令").fill(password)
    page.get_by_role("button", name="登录").click()
    return page


def test_each_has_their_own_conversations_until_they_leave(office: Shared) -> None:
    zhang = sign_in(office, "张三", PASSWORDS["张三"])
    zhang.wait_for_selector("#talk .welcome")
    assert zhang.inner_text("#rail-foot .who") == "张三"
    zhang.fill("#question textarea", QUESTION)
    zhang.keyboard.press("Enter")
    zhang.wait_for_selector("#talk .answer footer")
    li = sign_in(office, "李四", PASSWORDS["李四"])
    li.wait_for_selector("#sessions >> text=问过的会留在这里")
    assert li.locator("#talk .exchange").count() == 0
    assert office.log.errors == []
    with office.log.leaving():
        zhang.reload()
        zhang.wait_for_selector("#talk .answer footer")
        zhang.click("#rail-foot >> text=退出")
        zhang.wait_for_selector("text=登录")
    zhang.goto(office.address)
    assert zhang.url.endswith("/login")


def test_a_wrong_password_is_told_where_it_was_typed(office: Shared) -> None:
    page = sign_in(office, "张三", "猜的")
    assert page.get_by_role("alert").inner_text() == "姓名或口令不对，请核对后再试；忘了口令，请管理员重新生成。"
    assert page.get_by_label("姓名").input_value() == "张三"


def test_a_reader_adds_and_removes_nothing(office: Shared) -> None:
    page = sign_in(office, "李四", PASSWORDS["李四"])
    page.wait_for_selector("#talk .welcome")
    page.click("#rooms [data-view=library]")
    page.wait_for_selector("#shelf tbody tr")
    assert not page.is_visible("#drop")
    documents = page.locator("#shelf tbody tr").count()
    page.set_input_files("#drop input[type=file]", {"name": "要点.txt", "mimeType": "text/plain", "buffer": b"1"})
    page.wait_for_selector("#report >> text=您的账户是读者")
    assert page.locator("#shelf tbody tr").count() == documents
