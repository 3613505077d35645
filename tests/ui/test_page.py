"""The page in a browser, as a person meets it: ask, see the steps, open a source, add a file, narrow the ledger."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests.ui.browser import SIDEWAYS, Log, chromium
from tests.ui.fake_desk import BAD_QUESTION, QUESTION, SLOW_QUESTION, FakeDesk
from ui.past import PastTalks

# Gradio's queue counts its runs by means that pandas is about to withdraw.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
DESKTOP, PHONE = (1440, 900), (390, 844)


class Bench(NamedTuple):
    """A running app, a browser, and the log of all its pages."""

    desk: FakeDesk
    address: str
    browser: Any
    log: Log


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    from ui.serve import start

    with chromium() as browser:
        desk = FakeDesk(tmp_path_factory.mktemp("desk"))
        app, address = start(desk)
        yield Bench(desk, address, browser, Log())
        desk.close()
        app.close(verbose=False)


@pytest.fixture
def page(bench: Bench) -> Iterator[Any]:
    yield from opened(bench, DESKTOP)


@pytest.fixture
def phone(bench: Bench) -> Iterator[Any]:
    yield from opened(bench, PHONE)


def opened(bench: Bench, size: tuple[int, int]) -> Iterator[Any]:
    bench.desk.show_demo(False)
    PastTalks(bench.desk.kept).sit("", "")
    page = bench.browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="en-US")
    bench.log.follow(page)
    page.goto(bench.address)
    page.wait_for_selector("#talk .welcome")
    yield page
    page.close()


def ask(page: Any, question: str = QUESTION) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")


def answered(page: Any) -> None:
    ask(page)
    page.wait_for_selector("#talk .answer footer")


def show(page: Any, view: str) -> None:
    page.click(f"#rail [data-view={view}]")
    page.wait_for_selector(f"#view-{view}", state="visible")


def test_an_answer_stands_with_its_folded_steps_table_and_verification(page: Any) -> None:
    answered(page)
    assert page.inner_text("#talk .steps summary").startswith("识别：区县＝甲区；单位＝区科委")
    assert not page.is_visible("#talk .steps ol")
    assert page.locator("#talk .answer table tbody tr").count() == 3
    page.click("#talk .checks summary")
    assert page.is_visible("#talk .checks li >> text=已核验")


def test_a_citation_opens_its_clause_highlighted_and_in_view(page: Any) -> None:
    answered(page)
    page.click("#talk .cite >> nth=0")
    page.wait_for_selector("#pane .clause.here", state="visible")
    assert page.inner_text("#pane .path") == "二、重点改革任务 › （二）完善创新驱动发展体制机制"
    marked = page.locator("#pane .clause.here mark.cited")
    assert "".join(marked.all_inner_texts()) == "建成30个低成本、便利化、全要素、开放式众创空间"
    assert page.evaluate("""() => {
        const box = document.querySelector('#pane .text').getBoundingClientRect();
        const mark = document.querySelector('#pane mark.cited').getBoundingClientRect();
        return mark.top >= box.top && mark.bottom <= box.bottom;
    }""")


def test_a_reference_is_copied_in_its_standard_form(page: Any, bench: Bench) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=bench.address)
    answered(page)
    page.click("#talk .cite >> nth=0")
    page.click("#pane >> text=复制规范引注")
    page.wait_for_selector("#pane >> text=已复制")
    assert page.evaluate("navigator.clipboard.readText()").endswith("（甲政发〔2017〕32号，2017年12月31日）二、（二）")


def test_neighbouring_clauses_are_a_step_away(page: Any) -> None:
    answered(page)
    page.click("#talk .cite >> nth=0")
    page.click("#pane >> text=下一条 （三） ›")
    page.wait_for_selector("#pane .clause.here >> text=构建开放型经济新体制")


def test_escape_closes_the_pane_and_slash_goes_to_the_question(page: Any) -> None:
    answered(page)
    page.click("#talk .cite >> nth=0")
    page.wait_for_selector("#pane", state="visible")
    page.keyboard.press("Escape")
    page.wait_for_selector("#pane", state="hidden")
    show(page, "ledger")
    page.keyboard.press("/")
    page.wait_for_selector("#view-chat", state="visible")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_by_keyboard_a_source_is_entered_and_left_for_where_one_came_from(page: Any) -> None:
    answered(page)
    page.focus("#talk .cite >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pane .text:focus")
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector("#pane .step.on:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector("#talk .cite:focus")


def test_by_keyboard_a_room_is_entered(page: Any) -> None:
    page.focus("#rail [data-view=library]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#view-library:focus")
    page.keyboard.press("Tab")
    page.wait_for_selector("#drop button:focus")
    page.focus("#rail [data-view=chat]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#question textarea:focus")


def test_shift_enter_makes_a_new_line(page: Any) -> None:
    page.fill("#question textarea", "第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    assert page.input_value("#question textarea") == "第一行\n第二行"


def test_a_question_is_edited_and_asked_again_in_place_of_what_followed(page: Any, bench: Bench) -> None:
    answered(page)
    ask(page, "没有的事")
    page.wait_for_selector("#talk .answer.refused")
    page.hover("#talk .question >> nth=0")
    page.click("#talk [data-edit] >> nth=0")
    page.wait_for_selector("#talk >> text=其后的问答由新的回答代替")
    page.fill("#talk .type-over textarea", SLOW_QUESTION)
    page.keyboard.press("Escape")
    assert page.locator("#talk .exchange").count() == 2
    page.click("#talk [data-edit] >> nth=0")
    page.fill("#talk .type-over textarea", "别的事")
    page.keyboard.press("Enter")
    alone = "document.querySelectorAll('#talk .exchange').length === 1"
    page.wait_for_function(f"{alone} && document.querySelector('#talk .answer.refused')")
    assert bench.desk.asked[-1] == ("别的事", ())


def test_an_answer_is_given_again_and_judged_with_a_note(page: Any, bench: Bench) -> None:
    answered(page)
    asked = len(bench.desk.asked)
    page.click("#talk [data-again]")
    page.wait_for_selector("#talk .exchange:not(.live) .answer footer")
    page.click("#talk [data-useful=no]")
    page.fill("#talk .why input", "漏了一项")
    page.click("#talk .why button")
    page.wait_for_selector("#talk .why >> text=改记")
    with bench.log.leaving():
        page.reload()
        page.wait_for_selector("#talk [data-useful=no][aria-pressed=true]")
    assert page.input_value("#talk .why input") == "漏了一项"
    assert len(bench.desk.asked) == asked + 1


def test_a_table_sorts_by_its_heads_and_copies_what_it_shows(page: Any, bench: Bench) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=bench.address)
    answered(page)
    figures = page.locator("#talk .answer tbody td:nth-child(4)")
    page.click("#talk th >> text=量化指标")
    assert [text.split()[1] for text in figures.all_inner_texts()] == ["10", "30", "3000"]
    page.click("#talk th >> text=量化指标")
    assert page.get_attribute("#talk th:nth-child(4)", "aria-sort") == "descending"
    page.click("#talk [data-copy-table]")
    page.wait_for_selector("#talk >> text=已复制")
    assert page.evaluate("navigator.clipboard.readText()").splitlines()[1].startswith("2\t推进科技金融")


def test_conversations_are_renamed_searched_saved_deleted_and_brought_back(page: Any) -> None:
    answered(page)
    line = page.locator("#sessions li[aria-current]")
    line.hover()
    line.locator("summary").click()
    line.locator("[data-rename]").click()
    page.keyboard.type("科委的三件事")
    page.keyboard.press("Enter")
    named = page.locator("#sessions li", has_text="科委的三件事")
    named.wait_for()
    page.fill("#session-words input", "总部企业 科委的三件事")
    page.wait_for_function("document.querySelectorAll('#sessions li').length === 1")
    page.fill("#session-words input", "世界上没有的词")
    page.wait_for_selector("#sessions >> text=没有找到这样的对话")
    page.fill("#session-words input", "")
    named.locator("summary").click()
    with page.expect_download() as saved:
        named.locator("[data-save=docx]").click()
    assert saved.value.suggested_filename == "科委的三件事.docx"
    page.click("#talk .cite >> nth=0")
    page.wait_for_selector("#pane", state="visible")
    named.locator("summary").click()
    named.locator("[data-take]").click()
    page.wait_for_selector("#talk .welcome")
    page.wait_for_selector("#pane", state="hidden")
    page.click("#sessions [data-bring]")
    named.wait_for()
    named.locator(".open").click()
    page.wait_for_selector("#talk .answer footer")


def test_a_second_tab_follows_an_answer_that_is_being_written_and_stops_it(page: Any, bench: Bench) -> None:
    ask(page, SLOW_QUESTION)
    page.wait_for_selector("#talk .exchange.live .draft")
    other = bench.browser.new_page()
    other.goto(bench.address)
    other.wait_for_selector("#talk .exchange.live .draft >> text=写到一半")
    other.click("#stop")
    other.wait_for_selector("#talk >> text=已停止")
    bench.desk.go_on.set()
    page.wait_for_selector("#talk >> text=已停止")
    other.close()
    bench.desk.go_on.clear()


def test_an_answer_goes_on_while_its_tab_is_reloaded(page: Any, bench: Bench) -> None:
    ask(page, SLOW_QUESTION)
    page.wait_for_selector("#talk .exchange.live .draft")
    with bench.log.leaving():
        page.reload()
        page.wait_for_selector("#talk .exchange.live .draft >> text=写到一半")
    bench.desk.go_on.set()
    page.wait_for_selector("#talk .exchange:not(.live) .answer footer")
    bench.desk.go_on.clear()
    page.reload()
    page.wait_for_selector("#talk .exchange:not(.live) .answer footer")


def test_a_second_tab_shows_the_conversation_that_is_open(page: Any, bench: Bench) -> None:
    answered(page)
    other = bench.browser.new_page()
    other.goto(bench.address)
    other.wait_for_selector("#talk .answer footer")
    assert other.inner_text("#sessions li[aria-current]").startswith("甲区科委要参与")
    other.close()


def test_a_suggestion_is_asked_with_what_came_before(page: Any, bench: Bench) -> None:
    answered(page)
    page.click("#talk .suggestions button >> nth=0")
    page.wait_for_selector("#talk .exchange:nth-child(2) .answer")
    question, turns = bench.desk.asked[-1]
    assert question == "其中哪些没有时限？"
    assert [turn.role for turn in turns] == ["user", "assistant"]


def test_a_running_answer_can_be_stopped(page: Any) -> None:
    ask(page, SLOW_QUESTION)
    page.wait_for_selector("#talk .draft >> text=写到一半")
    assert not page.is_visible("#send")
    page.click("#stop")
    page.wait_for_selector("#talk >> text=未经核验")
    assert page.is_visible("#send")


def test_an_error_is_told_in_its_place(page: Any) -> None:
    ask(page, BAD_QUESTION)
    page.wait_for_selector("#talk .answer.failed >> text=问题太长了，请缩短到两千字以内再问。")


def test_a_new_conversation_begins_empty(page: Any) -> None:
    answered(page)
    page.click("#new-talk")
    page.wait_for_selector("#talk .welcome")
    assert page.locator("#talk .exchange").count() == 0


def test_an_answer_and_its_table_are_saved_as_files(page: Any) -> None:
    answered(page)
    for kind, begins in (
        ("docx", b"PK"),
        ("md", "# 甲区科委".encode()),
        ("xlsx", b"PK"),
        ("csv", "\ufeff序号".encode()),
    ):
        with page.expect_download() as saved:
            page.click(f"#talk [data-export={kind}]")
        assert saved.value.suggested_filename == f"{QUESTION}.{kind}"
        assert saved.value.path().read_bytes().startswith(begins)


def test_a_refusal_has_nothing_to_save(page: Any) -> None:
    ask(page, "没有的事")
    page.wait_for_selector("#talk .answer.refused footer")
    assert page.locator("#talk [data-export]").count() == 0


@pytest.mark.parametrize("view", ["chat", "library", "ledger", "compare"])
@pytest.mark.parametrize("size", ["page", "phone"])
def test_nothing_scrolls_sideways_or_twice(size: str, view: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(size)
    answered(page)
    show(page, view)
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SIDEWAYS) == []
    scrolling = page.evaluate("""() => [document.scrollingElement, ...document.querySelectorAll('*')].filter(e =>
        e.checkVisibility() && e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 60
        && /auto|scroll/.test(getComputedStyle(e).overflowY)).map(e => e.id || e.className)""")
    assert len(scrolling) <= 1, scrolling


def test_on_a_phone_the_source_is_a_sheet_over_the_answer(phone: Any) -> None:
    answered(phone)
    phone.click("#talk .cite >> nth=0")
    phone.wait_for_selector("#pane", state="visible")
    sheet = phone.locator("#pane").bounding_box()
    assert sheet["x"] == 0
    assert sheet["width"] == PHONE[0]
    assert sheet["y"] > 100
    phone.click("#pane .close")
    phone.wait_for_selector("#pane", state="hidden")


@pytest.mark.parametrize("view", ["chat", "library", "ledger", "compare"])
def test_no_english_is_left_over_from_a_component(page: Any, view: str) -> None:
    show(page, view)
    words = page.evaluate("document.body.innerText.match(/[A-Za-z]{3,}/g) || []")
    assert set(words) <= {"Enter", "txt", "Word", "Excel", "Markdown", "CSV"}
    heard = page.evaluate("""() => [...document.querySelectorAll(':not(li)[aria-label]')]
        .filter(e => e.checkVisibility()).map(e => e.ariaLabel)""")
    assert [label for label in heard if label.isascii()] == []


def test_everything_came_from_this_machine_and_nothing_complained(page: Any, bench: Bench) -> None:
    answered(page)
    assert len(bench.log.requests) > 20
    assert bench.log.from_elsewhere(bench.address) == []
    assert bench.log.errors == []
