"""Pictures of every tab for docs/pictures, light and dark, desktop and phone; and what the page weighs.

`python -m tests.ui.pictures [folder]` serves the samples without vectors, walks through the tabs as a person would and
writes one PNG for each look; then it prints how many requests the first view took and how heavy they were.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from PIL import Image

from agent.desk import Desk
from tests.conftest import ROOT
from tests.ui.browser import chromium
from tests.ui.sample_desk import sample_desk
from ui.page import VIEWS
from ui.serve import start
from ui.welcome import example_questions

LOOKS = {
    "light": ((1440, 900), "light"), "dark": ((1440, 900), "dark"), "phone": ((390, 844), "light"),
    "phone-dark": ((390, 844), "dark"),
}  # fmt: skip


def compare(page: Any) -> None:
    """Two districts side by side under the first themes."""
    for kind in ("region", "theme"):
        for box in page.locator(f"#compare-choice input[name={kind}]").all()[:2]:
            box.check()
    page.click("#compare-choice button >> text=开始对比")
    page.wait_for_selector("#compared .saves")
    page.locator("#compared .saves").evaluate("line => line.scrollIntoView({block: 'start'})")


def draft(page: Any) -> None:
    """An outline for the first place of the library; the one that is there already."""
    if page.locator("#drafts .title").count() == 0:
        page.locator("#order input").nth(1).click()
        page.locator("#order [role=option]").first.click()
        page.click("#make-draft")
    else:
        page.click("#drafts .title >> nth=0")
    page.wait_for_selector("#draft .sheet")


# What a person does in a tab before there is anything to see.
WAYS_IN = {"compare": compare, "drafting": draft}


def main(folder: Path) -> None:
    """Write all pictures into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cewen-pictures-") as home, chromium() as browser:
        desk = sample_desk(Path(home))
        app, address = start(desk)
        weigh(browser, address)
        for name, (size, theme) in LOOKS.items():
            page = browser.new_page(
                viewport={"width": size[0], "height": size[1]}, color_scheme=theme, reduced_motion="reduce"
            )
            page.goto(address)
            take_all(page, desk, folder, name)
            page.close()
        app.close(verbose=False)
        desk.close()
    for picture in folder.glob("*-*.png"):
        make_small(picture)


def make_small(picture: Path) -> None:
    """Flat colours and text need no more than 96 colours."""
    with Image.open(picture) as image:
        image.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(picture, optimize=True)


def take_all(page: Any, desk: Desk, folder: Path, name: str) -> None:
    """Every tab as it stands, the conversation with an answer and its source."""
    page.wait_for_selector("#sessions h2, #sessions .quiet", state="attached")
    if page.locator("#talk .exchange").count() == 0:
        page.screenshot(path=folder / f"welcome-{name}.png")
        for question in questions(desk):
            ask(page, question)
    page.wait_for_selector("#talk .exchange:not(.live):last-child .answer footer")
    for view in VIEWS:
        page.click(f"#rooms [data-view={view.key}]")
        page.wait_for_selector(f"#view-{view.key}", state="visible")
        if view.key in WAYS_IN:
            WAYS_IN[view.key](page)
        page.screenshot(path=folder / f"{view.key}-{name}.png")
        page.keyboard.press("Escape")
    page.click("#rooms [data-view=chat]")
    page.click("#talk .exchange:last-child .cite >> nth=0")
    page.wait_for_selector("#pane .clause.here", state="visible")
    page.screenshot(path=folder / f"source-{name}.png")


def questions(desk: Desk) -> tuple[str, ...]:
    """Two of the questions that the page itself offers."""
    documents = [desk.library.document(each.doc_id) for each in desk.library.documents()]
    return example_questions(documents)[:2][::-1]


def ask(page: Any, question: str) -> None:
    """Ask and wait for the answer."""
    answers = page.locator("#talk .exchange:not(.live) .answer footer")
    before = answers.count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    answers.nth(before).wait_for()


def weigh(browser: Any, address: str) -> None:
    """Print the requests of the first view by kind, with their weight as they travelled."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("#sessions .quiet", state="attached")
    loaded = page.evaluate("""() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
        .map((each) => [each.initiatorType, each.transferSize, each.name])""")
    count = Counter(kind for kind, _, _ in loaded)
    for kind, number in sorted(count.items()):
        print(f"{kind:<12} {number:>4} 个请求 {sum(size for each, size, _ in loaded if each == kind) / 1024:>8.0f} KB")
    whole = f"{len(loaded):>4} 个请求 {sum(size for _, size, _ in loaded) / 1024:>8.0f} KB"
    elsewhere = [url for _, _, url in loaded if not url.startswith((address, "data:", "blob:"))]
    print(f"合计         {whole}，来自别处 {len(elsewhere)} 个")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    print(f"首次绘制 {paint:.0f} 毫秒（本机，其他工作同时在跑时偏大）")
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
