"""How long a person waits: first paint, and from a click to what it shows, in milliseconds as the browser counts them.

`python -m tests.ui.timings [folder of documents]` serves the samples, or the documents of the folder, without vectors
and prints the median and the worst of some rounds. To be run on an idle machine; no test asserts the figures.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from agent.desk import Desk
from policy.parsing import parse_document
from tests.ui.browser import chromium
from tests.ui.pictures import ask, questions
from tests.ui.sample_desk import sample_desk
from ui.page import VIEWS
from ui.serve import start

_ROUNDS = 7
# From the act until the condition holds and the frame that shows it is about to be painted.
_WATCH = """([act, shown]) => new Promise((done) => {
    const began = performance.now(), holds = eval(shown)
    const end = () => done(performance.now() - began)
    const look = () => requestAnimationFrame(holds() ? end : look)
    eval(act)(); look()
})"""
_SEEN = "document.querySelector('{}')?.checkVisibility()"
_TOLD = "document.querySelector('#ledger .bar .quiet').textContent"


def waited(page: Any, act: str, shown: str) -> float:
    """Milliseconds from the act, a piece of script, until the condition holds on the screen."""
    found: float = page.evaluate(_WATCH, [f"() => {{ {act} }}", f"() => {shown}"])
    return found


def tell(name: str, figures: list[float]) -> None:
    """One line of the report."""
    print(f"{name:<24} 中位 {median(figures):>6.0f} 毫秒  最长 {max(figures):>6.0f} 毫秒  （{len(figures)} 次）")


def first_paints(browser: Any, address: str) -> list[float]:
    """Until the browser has painted the first text of a fresh page."""
    found = []
    for _ in range(3):
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector("#sessions h2, #sessions .quiet", state="attached")
        found.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        page.close()
    return found


def switches(page: Any) -> list[float]:
    """From a click in the rail until the tab shows."""
    found = []
    for _ in range(_ROUNDS):
        for view in VIEWS:
            act = f"document.querySelector('#rooms [data-view={view.key}]').click()"
            found.append(waited(page, act, _SEEN.format(f"#view-{view.key}")))
    return found


def citations(page: Any) -> list[float]:
    """From a click on a number until its clause stands in the pane; another clause every time."""
    page.click("#rooms [data-view=chat]")
    found = []
    for at in range(min(_ROUNDS, page.locator("#talk .cite").count())):
        chip = f"document.querySelectorAll('#talk .cite')[{at}]"
        shown = f"document.querySelector('#pane .source')?.dataset.focus === {chip}.dataset.clause"
        found.append(waited(page, f"{chip}.click()", shown))
    return found


def filters(page: Any) -> tuple[list[float], list[float]]:
    """From a choice, and from a typed letter, until the ledger shows what is left."""
    page.click("#rooms [data-view=ledger]")
    chosen, typed = [], []
    for at in range(_ROUNDS):
        on = at % 2 == 0
        box = f"document.querySelector('#ledger-facets [name=theme]{'' if on else ':checked'}')"
        chosen.append(narrowed(page, f"field = {box}; field.checked = {str(on).lower()}", "change"))
        words = "document.querySelector('#ledger-facets [name=words]')"
        typed.append(narrowed(page, f"field = {words}; field.value = '{'改革' if on else ''}'", "input"))
    return chosen, typed


def narrowed(page: Any, act: str, event: str) -> float:
    """From a change of a field until the line above the ledger tells other conditions."""
    act = f"window.was = {_TOLD}; let {act}; field.dispatchEvent(new Event('{event}', {{bubbles: true}}))"
    return waited(page, act, f"{_TOLD} !== window.was")


def open_desk(home: Path, documents: Path | None) -> Desk:
    """The samples as one's own documents, or those of the folder."""
    if documents is None:
        return sample_desk(home)
    from vectorstore.kept import Kept
    from vectorstore.library import PolicyLibrary

    own = PolicyLibrary(home / "library", embedder=None)
    for path in sorted(documents.iterdir()):
        own.add(parse_document(path))
    return Desk(own=own, demo=PolicyLibrary(home / "demo", embedder=None), kept=Kept(home))


def main(documents: Path | None) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="cewen-timings-") as home, chromium() as browser:
        desk = open_desk(Path(home), documents)
        app, address = start(desk)
        tell("首次绘制", first_paints(browser, address))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector("#talk .welcome")
        ask(page, questions(desk)[-1])
        tell("切换标签", switches(page))
        tell("打开出处", citations(page))
        for name, figures in zip(("台账：选一个条件", "台账：键入字词"), filters(page), strict=True):
            tell(name, figures)
        page.close()
        app.close(verbose=False)
        desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
