"""Scripts, markup and tricks in everything that a page shows: they stay text. In Chromium, with a canary.

The pages are opened with the policy against foreign scripts switched off, so that escaping is tested and not the
policy; the policy has a test of its own at the end.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from agent.desk import Desk
from agent.models import ModelSettings, connect
from evals.scripted_model import Call, says, serving
from tests.ui.browser import Log, chromium
from ui.page import VIEWS
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
TRICKS = (
    '<img src=x onerror="canary(1)">', "<script>canary(2)</script>", "</script><svg onload=canary(3)>",
    '"><iframe srcdoc="<script>parent.canary(4)</script>">', "[点这里](javascript:canary(5))", "<javascript:canary(6)>",
    "![图](x\"onerror='canary(7)')", "{{constructor.constructor('canary(8)')()}}", "${canary(9)}", "<%= canary(10) %>",
    "' onfocus='canary(11)' autofocus x='", "&lt;img src=x onerror=canary(12)&gt;", "\x1b]0;标题\x07\x9b31m\u202e倒着",
    "<math><mtext><style><img src=x onerror=canary(13)>", "<a href=\"javascript:canary(14)\">看</a>",
    "`<b onclick=canary(15)>`",
)  # fmt: skip
TRICK = " ".join(TRICKS)
PAPER = f"""丙区{TRICKS[0]}2025年工作要点{TRICKS[2]}
丙政发〔2025〕3号
一、招商引资{TRICKS[1]}
（一）拓展渠道{TRICKS[3]}。2025年底前引进项目30个以上{TRICK}。（责任单位：区合作交流办{TRICKS[5]}、区发改委）
（二）盘活楼宇。盘活{TRICKS[6]}空置楼宇10万平方米。（责任单位：区住建委）
"""
INJECTED = (
    "img[src=x], svg[onload], [onerror], [onload], [onclick], [onfocus], iframe[srcdoc], math, a[href^='javascript:'], "
    "#views script, #pane script"
)


class Bench(NamedTuple):
    """A running app with a hostile document and a hostile model, a page on it, and what its canary sang."""

    page: Any
    sung: list[object]
    log: Log
    address: str
    browser: Any


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    from ui.serve import start

    folder = tmp_path_factory.mktemp("hostile")
    own, demo = (PolicyLibrary(folder / name, embedder=None) for name in ("own", "demo"))
    lies = says(
        f"引进项目**30个以上**{{key}} {TRICK}\n\n| 任务 | {TRICKS[0]} |\n|---|---|\n| {TRICKS[1]} | x |",
        after=Call("read_clause", {"locator": "一（一）"}),
    )
    with chromium() as browser, serving(lies) as server, own, demo, Kept(folder) as kept:
        model = connect(ModelSettings(model=f"模型{TRICKS[0]}", api_key="k", base_url=server.url))
        app, address = start(desk := Desk(own=own, demo=demo, kept=kept, model=model))
        paper = folder / "要点.txt"
        paper.write_text(PAPER, encoding="utf-8")
        desk.add_file(paper, name=f"要点{TRICKS[0]}.txt")
        page = browser.new_context(bypass_csp=True).new_page()
        page.set_default_timeout(15_000)
        sung, log = list[object](), Log()
        log.follow(page)
        page.expose_function("canary", lambda number: sung.append(number))
        page.goto(address)
        page.wait_for_selector("#talk .welcome")
        yield Bench(page, sung, log, address, browser)
        app.close(verbose=False)


def show(bench: Bench, view: str) -> None:
    bench.page.evaluate(f"cewen.showView('{view}')")
    bench.page.wait_for_selector(f"#view-{view}", state="visible")


def assert_quiet(bench: Bench) -> None:
    bench.page.evaluate("new Promise(resolve => setTimeout(resolve, 50))")
    assert bench.page.locator(INJECTED).count() == 0
    assert bench.sung == []
    assert bench.log.from_elsewhere(bench.address) == []


def test_the_canary_would_sing(bench: Bench) -> None:
    page = bench.browser.new_context(bypass_csp=True).new_page()
    sung: list[object] = []
    page.expose_function("canary", lambda number: sung.append(number))
    page.goto(bench.address)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=canary(1)>')")
    page.wait_for_function("document.querySelector('img[src=x]').complete")
    page.wait_for_timeout(100)
    page.close()
    assert sung == [1]


def test_question_answer_steps_and_name_of_a_conversation(bench: Bench) -> None:
    page = bench.page
    for question in (f"丙区要引进多少个项目？{TRICK}", "丙区任务列成表格"):
        asked = page.locator("#talk .exchange").count()
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.wait_for_function(
            f"document.querySelectorAll('#talk .exchange:not(.live) .answer footer').length > {asked}"
        )
    assert_quiet(bench)
    page.locator("#talk .cite").first.click()
    page.wait_for_selector("#pane .clause.here")
    assert "canary" in page.inner_text("#pane")
    assert_quiet(bench)


def test_library_with_a_file_of_a_hostile_name(bench: Bench) -> None:
    show(bench, "library")
    page = bench.page
    names = [f"{trick.replace('/', '')}{number}.txt" for number, trick in enumerate(TRICKS[:4])]
    files = [{"name": name, "mimeType": "text/plain", "buffer": b" "} for name in names]
    page.set_input_files("#drop input[type=file]", files)
    page.wait_for_function("document.querySelectorAll('#report .failed').length === 4")
    assert_quiet(bench)
    page.wait_for_selector("#shelf table")
    page.locator("#shelf tbody .title").first.click()
    page.wait_for_selector("#shelf .tree")
    assert_quiet(bench)


def test_ledger_with_a_note(bench: Bench) -> None:
    show(bench, "ledger")
    page = bench.page
    page.locator("#ledger button.note").first.click()
    page.fill("#note-box textarea", TRICK)
    page.click("#note-box [type=submit]")
    page.wait_for_selector("#ledger td > .quiet >> text=canary")
    page.fill("#ledger-facets [name=words]", TRICKS[0])
    page.wait_for_selector("#ledger >> text=写有")
    assert_quiet(bench)


def test_draft_with_words_of_ones_own(bench: Bench) -> None:
    show(bench, "drafting")
    page = bench.page
    page.locator("#order input").nth(1).fill("丙区")
    page.keyboard.press("Enter")
    page.click("#make-draft")
    page.wait_for_selector("#draft .sheet .words")
    assert_quiet(bench)
    words = page.locator("#draft .sheet .words").nth(1)
    words.fill(TRICK)
    page.locator("#draft .sheet .title .words").first.focus()
    page.reload()
    show(bench, "drafting")
    page.locator("#drafts .title").first.click()
    page.wait_for_selector("#draft .sheet .words")
    assert_quiet(bench)


def test_settings_told_of_a_model_that_does_not_answer(bench: Bench) -> None:
    show(bench, "settings")
    page = bench.page
    page.get_by_label("模型名称").fill(TRICKS[0])
    page.get_by_role("textbox", name="服务地址").fill(f"http://127.0.0.1:1/{TRICKS[0]}")
    page.click("text=测试连接")
    page.wait_for_selector("#model-report :text('。')")
    assert_quiet(bench)


def test_every_tab_once_more_after_a_reload(bench: Bench) -> None:
    bench.page.reload()
    bench.page.wait_for_selector("#talk .exchange", state="attached")
    for view in VIEWS:
        show(bench, view.key)
        assert_quiet(bench)


def test_a_script_that_came_in_all_the_same_would_not_run(bench: Bench) -> None:
    page = bench.browser.new_page()
    sung: list[object] = []
    page.expose_function("canary", lambda number: sung.append(number))
    page.goto(bench.address)
    page.wait_for_selector("#talk .answer footer", state="attached")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=canary(1)>')")
    page.evaluate("document.body.appendChild(document.createElement('script')).text = 'canary(2)'")
    page.evaluate("fetch('http://127.0.0.1:1/').catch(() => 0)")
    page.wait_for_timeout(100)
    page.close()
    assert sung == []
