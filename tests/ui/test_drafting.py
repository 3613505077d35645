"""方案起草 in a browser: order a draft, change it, find it again, send it out, and go on from the changed file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.ui.browser import Log, chromium
from tests.ui.fake_desk import FakeDesk

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> FakeDesk:
    return FakeDesk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def page(desk: FakeDesk) -> Iterator[Any]:
    from ui.serve import start

    with chromium() as browser:
        app, address = start(desk)
        log = Log()
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        log.follow(page)
        page.goto(address)
        page.wait_for_selector("#talk .welcome")
        page.click("#rail [data-view=drafting]")
        page.wait_for_selector("#view-drafting", state="visible")
        yield page
        assert log.errors == []
        assert log.from_elsewhere(address) == []
        desk.close()
        app.close(verbose=False)


def test_a_draft_is_made_edited_kept_sent_out_and_taken_back(page: Any, tmp_path: Path) -> None:
    page.locator("#order input").nth(1).fill("甲区")
    page.keyboard.press("Enter")
    page.click("#make-draft")
    page.wait_for_selector("#draft .sheet")
    assert page.locator("#drafts li.on .title").inner_text().startswith("甲区")

    words = page.locator("#draft section.third .words").first
    before = words.inner_text()
    words.fill("1.改成自己的话。")
    page.locator("#draft .sheet .title .words").focus()
    assert page.locator("#draft section.third.theirs .mine").first.is_visible()
    page.locator("#draft section.third .cite").first.click()
    page.wait_for_selector("#pane .source")
    page.keyboard.press("Escape")

    with page.expect_download() as downloaded:
        page.click("#draft [data-save='.docx']")
    path = tmp_path / "稿.docx"
    downloaded.value.save_as(path)
    document = Document(str(path))
    ours = next(p for p in document.paragraphs if p.text.startswith("1.改成自己的话"))
    ours.runs[0].text = "1.在 Word 里又改了一遍。"
    document.save(str(path))
    with page.expect_file_chooser() as chooser:
        page.click("#returned")
    chooser.value.set_files(path)
    page.wait_for_selector("#draft-report .done")
    assert "在 Word 里又改了一遍" in page.inner_text("#draft")

    page.locator("#draft section.third.theirs [data-do=restore]").first.click(force=True)
    page.wait_for_selector("#draft section.third.theirs", state="detached")
    assert page.locator("#draft section.third .words").first.inner_text() == before


def test_wording_by_a_model_is_told_line_by_line_can_be_stopped_and_taken_back(page: Any, desk: FakeDesk) -> None:
    before = page.locator("#draft section.third .words").first.inner_text()
    page.click("#draft [data-polish]")
    page.wait_for_selector("#draft-report .failed")
    assert "离线模式" in page.inner_text("#draft-report")
    desk.polishes = True
    page.click("#draft [data-polish]")
    page.wait_for_selector("#draft-report progress[value='2']")
    assert "正在润色 2/3 条" in page.inner_text("#draft-report")
    page.click("#draft-report [data-do=stop]")
    page.wait_for_selector("#draft-report .done")
    assert "共 3 条：1 条用了模型的文字或无须改，1 条没有通过核验、保留原文字，1 条已停下" in page.inner_text(
        "#draft-report"
    )
    assert page.locator("#draft section.polished .words").first.inner_text() == "1.换一种说法。"
    assert "没有通过核验，保留原文字" in page.inner_text("#draft .sheet")
    page.locator("#draft section.polished [data-do=restore]").first.click(force=True)
    page.wait_for_selector("#draft section.polished", state="detached")
    assert page.locator("#draft section.third .words").first.inner_text() == before


def test_a_place_that_nobody_chose_is_a_sentence(page: Any) -> None:
    page.keyboard.press("Escape")
    page.locator("#order [aria-label='清除'], #order .token-remove").first.click()
    page.click("#make-draft")
    page.wait_for_selector("#draft-report .failed")
    assert "没有写明为哪个区县起草" in page.inner_text("#draft-report")
