"""资料库、任务台账、区县对比 in a browser, on the samples, as a person goes through them, and after a restart."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from agent.desk import Desk
from tests.conftest import SAMPLES
from tests.ui.browser import SIDEWAYS, Log, chromium
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
DESKTOP, PHONE = (1440, 900), (390, 844)
DISTRICTS = ("东丽区*", "滨海新区*")


class House:
    """A folder, and the app that runs on it: closing and opening it is what a restart is."""

    def __init__(self, folder: Path, browser: Any) -> None:
        self._folder, self._browser, self.log = folder, browser, Log()
        self.open()

    def open(self) -> None:
        from ui.serve import start

        own, demo = (PolicyLibrary(self._folder / name, embedder=None) for name in ("own", "demo"))
        self.desk = Desk(own=own, demo=demo, kept=Kept(self._folder))
        self._app, self._address = start(self.desk)

    def close(self) -> None:
        self._app.close(verbose=False)
        self.desk.close()

    def page(self, view: str, *, size: tuple[int, int] = DESKTOP) -> Any:
        page = self._browser.new_page(viewport={"width": size[0], "height": size[1]})
        page.set_default_timeout(15_000)
        self.log.follow(page)
        page.goto(f"{self._address}#{view}")
        page.wait_for_selector(f"#view-{view}", state="visible")
        return page


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two samples are in it; tests leave what they add or note to those after them only where they say so."""
    with chromium() as browser:
        made = House(tmp_path_factory.mktemp("house"), browser)
        for pattern in DISTRICTS:
            made.desk.add_file(next(SAMPLES.glob(pattern)))
        yield made
        made.close()


@pytest.fixture
def library(house: House) -> Iterator[Any]:
    yield from shown(house, "library", "#shelf table")


@pytest.fixture
def ledger(house: House) -> Iterator[Any]:
    yield from shown(house, "ledger", "#ledger .title")


@pytest.fixture
def compare(house: House) -> Iterator[Any]:
    yield from shown(house, "compare", "#compare-choice form")


def shown(house: House, view: str, landmark: str) -> Iterator[Any]:
    page = house.page(view)
    page.wait_for_selector(landmark)
    yield page
    page.close()


def row_of(page: Any, title: str) -> Any:
    return page.locator("#shelf tbody tr", has_text=title)


def note(page: Any, state: str, words: str) -> None:
    """Note on the first task that is listed."""
    page.locator("#ledger button.note").first.click()
    page.select_option("#note-box select", state)
    page.fill("#note-box textarea", words)
    page.click("#note-box [type=submit]")
    page.wait_for_selector(f"#ledger td > .quiet >> text={words}")


def test_files_are_read_one_by_one_and_a_bad_one_costs_no_other(library: Any, tmp_path: Path) -> None:
    good = tmp_path / "《和平区》访谈.md"
    shutil.copy(next(SAMPLES.glob("和平区*")), good)
    empty = tmp_path / "空白.txt"
    empty.write_text("", encoding="utf-8")
    library.set_input_files("#drop input[type=file]", [str(empty), str(good)])
    library.wait_for_selector("#report .failed >> text=空白")
    library.wait_for_selector("#report .done >> text=已加入")
    row_of(library, "《和平区》访谈.md").wait_for()


def test_a_deleted_document_is_brought_back(library: Any, tmp_path: Path) -> None:
    row = row_of(library, "东丽区")
    row.locator("[data-do=remove]").click()
    row.wait_for(state="detached")
    library.click("#report [data-do=restore]")
    row.wait_for()


def test_a_document_opens_as_a_tree_with_tasks_and_marks(library: Any) -> None:
    row_of(library, "东丽区").locator(".title").click()
    library.wait_for_selector("#shelf .tree .duty >> text=区国资委")
    assert library.locator("#shelf .tree mark.unit").count() > 3
    library.click("#shelf [data-fold=close]")
    assert not library.is_visible("#shelf .tree .duty")
    library.click("#shelf [data-fold=open]")
    library.locator("#shelf .tree .said [data-clause]").nth(3).click()
    library.wait_for_selector("#pane .clause.here", state="visible")
    library.click("#shelf [data-do=back]")
    library.wait_for_selector("#shelf table")


def test_a_field_set_by_hand_is_told_as_such_and_taken_back(library: Any) -> None:
    row_of(library, "东丽区").locator(".title").click()
    fact = library.locator("#shelf .facts-of > div", has_text="状态")
    fact.locator(".fix summary").click()
    fact.locator("select").select_option("已废止")
    fact.locator("[type=submit]").click()
    fact.locator(".fixed-by >> text=原为").wait_for()
    library.click("#shelf [data-do=back]")
    row_of(library, "已废止").locator(".fixed").wait_for()
    row_of(library, "东丽区").locator(".title").click()
    library.click("#shelf [data-do=take-back]")
    library.wait_for_selector("#report >> text=已撤销对状态的更正")


def test_units_that_the_document_does_not_name_are_refused_in_place(library: Any) -> None:
    row_of(library, "东丽区").locator(".title").click()
    duty = library.locator("#shelf .duty").first
    duty.locator(".fix summary").click()
    duty.locator("textarea").fill("责任：区教育委员会某处")
    duty.locator("[type=submit]").click()
    library.wait_for_selector("#report .failed >> text=这份文件里没有“区教育委员会某处”这几个字")


def test_chosen_documents_narrow_every_room(library: Any, house: House) -> None:
    row_of(library, "东丽区").locator("[type=checkbox]").check()
    library.wait_for_selector("#shelf .scope >> text=只看所选的 1 份文件")
    library.wait_for_selector("#ledger >> text=已查 1 份文件", state="attached")
    library.wait_for_selector("#status >> text=所选 1 份", state="attached")
    assert library.locator("#compare-choice input[name=region]").count() == 1
    for room in ("#ledger", "#compare-choice"):
        library.wait_for_selector(f"{room} >> text=只看所选的 1 份文件", state="attached")
    library.click("#shelf [data-do=whole]")
    library.wait_for_selector("#shelf .scope", state="detached")


def test_the_ledger_narrows_groups_and_opens_a_clause(ledger: Any) -> None:
    whole = ledger.inner_text("#ledger .bar b")
    ledger.click("#ledger-facets [popovertarget=picks-unit]")
    ledger.fill("#picks-unit [data-typed]", "国资委")
    ledger.keyboard.press("Enter")
    ledger.wait_for_selector("#ledger >> text=单位＝国资委")
    ledger.keyboard.press("Escape")
    assert ledger.inner_text("#ledger .bar b") != whole
    ledger.select_option("#ledger-facets [name=group]", "place")
    ledger.wait_for_selector("#ledger .group")
    ledger.click("#ledger tbody tr:not(.group) td:nth-child(3) >> visible=true >> nth=0")
    ledger.wait_for_selector("#pane .clause.here mark.cited")
    ledger.click("#ledger [data-do=clear]")
    ledger.wait_for_selector(f"#ledger .bar b >> text={whole}")
    assert ledger.inner_text("#told-unit") == "全部"


def test_several_choices_of_a_facet_stand_together_while_its_list_stays_open(ledger: Any) -> None:
    ledger.click("#ledger-facets [popovertarget=picks-place]")
    for place in ("东丽区", "滨海新区"):
        ledger.check(f"#picks-place [value={place}]")
        ledger.wait_for_selector(f"#told-place >> text={place}")
    told = ledger.inner_text("#told-place")
    ledger.wait_for_selector(f"#ledger >> text=区县＝{told}")
    assert sorted(told.split("或")) == ["东丽区", "滨海新区"]
    assert ledger.is_visible("#picks-place")
    ledger.click("#picks-place [data-none]")
    ledger.wait_for_selector("#ledger >> text=全部任务")
    ledger.keyboard.press("Escape")
    assert not ledger.is_visible("#picks-place")


def test_the_check_of_elements_leads_to_what_is_missing(ledger: Any) -> None:
    ledger.click("#ledger .check summary")
    assert ledger.is_visible("#ledger .chart")
    link = ledger.locator("#ledger [data-missing=时限]")
    count = link.inner_text().split()[1]
    link.click()
    ledger.wait_for_selector("#ledger >> text=要素＝缺时限")
    assert f"共 {count} 项" in ledger.inner_text("#ledger .bar b")


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv", "md"])
def test_what_is_listed_is_saved_with_its_notes(ledger: Any, kind: str, tmp_path: Path) -> None:
    ledger.fill("#ledger-facets [name=words]", "改革")
    ledger.wait_for_selector("#ledger >> text=写有“改革”")
    note(ledger, "under_way", f"方案已报{kind}")
    with ledger.expect_download() as saved:
        ledger.click(f"#ledger [data-export={kind}]")
    assert saved.value.suggested_filename == f"任务台账.{kind}"
    saved.value.save_as(tmp_path / f"台账.{kind}")
    if kind == "xlsx":
        sheet = load_workbook(tmp_path / "台账.xlsx").worksheets[0]
        assert "方案已报xlsx" in [cell.value for row in sheet for cell in row]


def test_a_note_is_taken_back(ledger: Any) -> None:
    note(ledger, "held_up", "等市里批复")
    ledger.locator("#ledger .note.held_up").first.click()
    ledger.click("#note-box [data-do=undo-note]")
    ledger.wait_for_selector("#ledger td > .quiet >> text=等市里批复", state="detached")


def test_districts_are_compared_with_sources_figures_and_files(compare: Any) -> None:
    for box in compare.locator("#compare-choice input[name=region]").all()[:2]:
        box.check()
    compare.check("#compare-choice [value=国企改革]")
    compare.click("#compare-choice [type=submit]")
    compare.wait_for_selector("#compared .saves")
    assert compare.is_visible("#compared .chart")
    compare.click("#compared .cite >> nth=0")
    compare.wait_for_selector("#pane .clause.here mark.cited")
    for kind in ("docx", "xlsx"):
        with compare.expect_download() as saved:
            compare.click(f"#compared .saves [data-export={kind}]")
        assert saved.value.suggested_filename.endswith(f".{kind}")
    with compare.expect_download() as saved:
        compare.locator("#compared .table", has_text="任务合计").locator("[data-export=csv]").click()
    assert "任务合计" in saved.value.path().read_text(encoding="utf-8-sig")
    compare.keyboard.press("Escape")
    compare.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert compare.locator("#compared table.cards td[data-label=方面]").count() > 0
    assert compare.evaluate(SIDEWAYS) == []


def test_a_comparison_of_one_is_told_what_it_lacks(compare: Any) -> None:
    while compare.locator("#compare-choice input:checked").count():
        compare.locator("#compare-choice input:checked").first.uncheck()
    compare.click("#compare-choice [type=submit]")
    compare.wait_for_selector("#compared >> text=请至少选两个区县再对比")


def test_after_a_restart_all_is_as_it_was_left(house: House, ledger: Any) -> None:
    note(ledger, "done", "已经办结")
    house.desk.own.documents()
    house.close()
    house.open()
    page = house.page("ledger")
    page.wait_for_selector("#ledger td > .quiet >> text=已经办结")
    page.evaluate("cewen.showView('compare')")
    page.wait_for_selector("#compared >> text=上次：")
    page.click("#compared [data-do=again]")
    page.wait_for_selector("#compared .saves")
    page.close()


@pytest.mark.parametrize("view", ["library", "ledger", "compare"])
def test_a_phone_shows_every_room_without_scrolling_sideways(house: House, view: str) -> None:
    page = house.page(view, size=PHONE)
    page.wait_for_selector({"library": "#shelf table", "ledger": "#ledger .title"}.get(view, "#compare-choice form"))
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SIDEWAYS) == []
    page.close()


def test_on_a_phone_the_conditions_unfold(house: House) -> None:
    page = house.page("ledger", size=PHONE)
    page.wait_for_selector("#ledger .title")
    assert not page.is_visible("[popovertarget=picks-place]")
    page.click("#ledger-facets [data-facets]")
    page.select_option("#ledger-facets [name=group]", "place")
    page.wait_for_selector("#ledger .group")
    page.click("[popovertarget=picks-place]")
    assert page.is_visible("#picks-place")
    page.keyboard.press("Escape")
    assert page.is_visible("[popovertarget=picks-place]")
    assert page.get_attribute("#ledger-facets [data-facets]", "aria-expanded") == "true"
    page.click("#ledger-facets [data-facets]")
    page.wait_for_selector("[popovertarget=picks-place]", state="hidden")
    page.close()


def test_what_could_not_be_saved_is_told_in_its_room_alone(ledger: Any) -> None:
    ledger.click("#ledger .check summary")
    ledger.click("#ledger [data-missing=时限]")
    ledger.wait_for_selector("#ledger >> text=要素＝缺时限")
    assert ledger.is_visible("#ledger .chart")  # what was unfolded stays so
    ledger.click("#ledger [data-export=ics]")
    ledger.wait_for_selector("#not-saved >> text=没有导出", state="visible")
    ledger.evaluate("cewen.showView('library')")
    ledger.wait_for_selector("#not-saved", state="hidden")


def test_nothing_complained(house: House) -> None:
    assert house.log.errors == []
