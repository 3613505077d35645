"""A newcomer who knows nothing but the README: own files in, then a cited fact, one unit's tasks as a workbook, two
districts side by side, an outline in Word; each found again after a restart. On the samples, and on real documents
where they are at hand.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

import ui.drafting
from agent.desk import Desk
from policy.errors import ExportError
from tests.conftest import SAMPLES
from tests.ui.browser import Log, chromium
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
_ANSWERED = "#talk .exchange:not(.live):last-child .answer footer"


class Bench:
    """The app over a folder that outlives it, and one page on it."""

    def __init__(self, home: Path, browser: Any) -> None:
        self._home, self._browser, self.log = home, browser, Log()
        self.open()

    def open(self) -> None:
        from ui.serve import start

        own, demo = (PolicyLibrary(self._home / name, embedder=None) for name in ("own", "demo"))
        self._desk = Desk(own=own, demo=demo, kept=Kept(self._home))
        self._app, address = start(self._desk)
        self.page = self._browser.new_page(viewport={"width": 1440, "height": 900})
        self.page.set_default_timeout(30_000)
        self.log.follow(self.page)
        self.page.goto(address)
        self.page.wait_for_selector("#sessions h2, #sessions .quiet", state="attached")

    def close(self) -> None:
        with self.log.leaving():
            self.page.close()
            self._app.close(verbose=False)
            self._desk.close()

    def go(self, view: str) -> None:
        self.page.click(f"#rooms [data-view={view}]")
        self.page.wait_for_selector(f"#view-{view}", state="visible")

    def saved(self, button: str, folder: Path) -> Path:
        with self.page.expect_download() as download:
            self.page.click(button)
        path: Path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path


@pytest.fixture(scope="module", params=["samples", "seeds"])
def bench(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Bench]:
    """With all documents of a folder put in by hand, as the first thing a person does."""
    folder = SAMPLES if request.param == "samples" else request.getfixturevalue("seeds_dir")
    files = sorted(path for path in folder.iterdir() if path.is_file())
    with chromium() as browser:
        bench = Bench(tmp_path_factory.mktemp("bench"), browser)
        bench.go("library")
        bench.page.set_input_files("#drop input[type=file]", [str(path) for path in files])
        bench.page.wait_for_selector(f"#shelf >> text=共 {len(files)} 份")
        yield bench
        bench.close()


def test_a_cited_fact_takes_two_clicks(bench: Bench) -> None:
    """An offered question, then the number behind a statement: the cited words stand marked in the clause."""
    bench.go("chat")
    bench.page.click("#talk .welcome [data-ask] >> nth=0")
    bench.page.wait_for_selector(_ANSWERED)
    bench.page.click("#talk .written .cite >> nth=0")
    bench.page.wait_for_selector("#pane .clause.here mark.cited")
    assert bench.page.inner_text("#pane h2") in bench.page.get_attribute("#talk .written .cite >> nth=0", "aria-label")


def test_the_table_of_an_answer_is_saved_whole(bench: Bench, tmp_path: Path) -> None:
    rows = int(bench.page.inner_text("#talk [data-count] >> nth=0").split()[0])
    path = bench.saved("#talk .table [data-export=xlsx] >> nth=0", tmp_path)
    sheet = load_workbook(path).worksheets[0]
    assert sheet.max_row == rows + 1
    assert all(sheet.cell(row, sheet.max_column).value for row in range(2, rows + 2))  # the words behind each row


def test_a_source_stays_with_the_tab_that_opened_it(bench: Bench) -> None:
    bench.go("ledger")
    bench.page.wait_for_selector("#pane", state="hidden")
    bench.page.click("#ledger .title >> nth=1")
    bench.page.wait_for_selector("#pane .clause.here mark.cited")
    here = bench.page.get_attribute("#pane .source", "data-focus")
    bench.go("chat")
    bench.page.wait_for_selector(f"#pane .source:not([data-focus='{here}'])")
    bench.go("compare")
    bench.page.wait_for_selector("#pane", state="hidden")
    bench.go("ledger")
    bench.page.wait_for_selector(f"#pane .source[data-focus='{here}']")
    bench.page.keyboard.press("Escape")
    bench.page.wait_for_selector("#pane", state="hidden")
    bench.page.click("#ledger .title >> nth=1")  # the same once more
    bench.page.wait_for_selector("#pane", state="visible")


def test_all_tasks_of_a_unit_are_saved_as_a_workbook(bench: Bench, tmp_path: Path) -> None:
    bench.go("ledger")
    bench.page.click("#ledger-facets [popovertarget=picks-unit]")
    box = bench.page.locator("#picks-unit [type=checkbox]").first
    unit = box.get_attribute("value")
    box.check()
    bench.page.wait_for_selector(f"#ledger .bar >> text=单位＝{unit}")
    bench.page.keyboard.press("Escape")
    listed = bench.page.locator("#ledger tbody .title").count()
    sheet = load_workbook(bench.saved("#ledger [data-export=xlsx]", tmp_path)).worksheets[0]
    assert sheet.max_row == listed + 1


def test_two_districts_are_compared(bench: Bench, tmp_path: Path) -> None:
    bench.go("compare")
    for kind, count in (("region", 2), ("theme", 1)):
        for box in bench.page.locator(f"#compare-choice input[name={kind}]").all()[:count]:
            box.check()
    bench.page.click("#compare-choice [type=submit]")
    bench.page.wait_for_selector("#compared .saves")
    assert bench.saved("#compared .saves [data-export=docx]", tmp_path).stat().st_size


def test_an_outline_is_drafted_and_saved(bench: Bench, tmp_path: Path) -> None:
    bench.go("drafting")
    bench.page.locator("#order input").nth(1).click()
    bench.page.locator("#order [role=option]").first.click()
    bench.page.click("#make-draft")
    bench.page.wait_for_selector("#draft .sheet")
    title = bench.page.inner_text("#draft .sheet .title .words")
    paragraphs = [each.text for each in Document(str(bench.saved("#draft [data-save='.docx']", tmp_path))).paragraphs]
    assert title in "".join(paragraphs)


def test_why_a_file_was_not_written_stands_until_it_is_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise ExportError("磁盘已满，请腾出空间再导出。")

    monkeypatch.setattr(ui.drafting, "save_draft", full)
    bench.page.click("#draft [data-save='.docx']")
    bench.page.wait_for_selector("#not-saved >> text=没有导出：磁盘已满")
    bench.page.click("#not-saved [data-dismiss]")
    bench.page.wait_for_selector("#not-saved", state="hidden")


def test_after_a_restart_all_is_still_there(bench: Bench) -> None:
    asked = bench.page.text_content("#talk .asked")
    drafted = bench.page.text_content("#drafts .title")
    assert bench.log.errors == []
    bench.close()
    bench.open()
    bench.page.wait_for_selector(_ANSWERED)
    assert bench.page.text_content("#talk .asked") == asked
    bench.page.click("#talk .written .cite >> nth=0")
    bench.page.wait_for_selector("#pane .clause.here mark.cited")
    bench.go("drafting")
    bench.page.wait_for_selector("#drafts .title")
    assert bench.page.text_content("#drafts .title") == drafted
    bench.go("compare")
    bench.page.wait_for_selector("#compared >> text=上次：")
    assert bench.log.errors == []
