"""axe-core over every tab, light and dark, on a desktop and on a phone: nothing serious."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ui.browser import chromium
from tests.ui.fake_desk import QUESTION, FakeDesk
from ui.page import VIEWS

# Gradio's queue counts its runs by means that pandas is about to withdraw.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
LOOKS = [(theme, size) for theme in ("light", "dark") for size in ((1440, 900), (390, 844))]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str]]:
    from ui.serve import start

    with chromium() as browser:
        desk = FakeDesk(tmp_path_factory.mktemp("desk"))
        app, address = start(desk)
        yield browser, address
        desk.close()
        app.close(verbose=False)


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1][0]}")
def page(bench: tuple[Any, str], request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page with a conversation in it, in one theme and size."""
    browser, address = bench
    theme, (width, height) = request.param
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
    page.goto(address)
    page.wait_for_selector("#sessions h2, #sessions .quiet", state="attached")
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#talk .exchange:not(.live) .answer footer")
    yield page
    page.close()


def serious(page: Any) -> list[str]:
    """What axe finds serious or critical, with the element that it is about."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    bad = [each for each in found if each["impact"] in ("serious", "critical")]
    return [f"{each['id']}: {node['html'][:160]}" for each in bad for node in each["nodes"][:3]]


@pytest.mark.parametrize("view", [view.key for view in VIEWS])
def test_a_tab_has_no_serious_finding(page: Any, view: str) -> None:
    page.click(f"#rooms [data-view={view}]")
    page.wait_for_selector(f"#view-{view}", state="visible")
    assert serious(page) == []


def test_an_open_source_has_no_serious_finding(page: Any) -> None:
    page.click("#rooms [data-view=chat]")
    page.click("#talk .cite >> nth=0")
    page.wait_for_selector("#pane .clause.here", state="visible")
    assert serious(page) == []
    page.keyboard.press("Escape")
