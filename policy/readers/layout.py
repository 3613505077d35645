"""Lines on pages put together again to paragraphs: from PDF, OFD and recognised pictures alike.

Covered: hard line ends, page numbers, running heads and feet, dotted lists of contents, paragraphs and tables that run
on over a page. Lengths are in points or pixels, always counted from the page's top left. Not covered: several columns.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from policy.readers.continuation import may_run_on, run_on
from policy.readers.grid import GridCell
from policy.readers.manuscript import Manuscript


@dataclass(frozen=True)
class Line:
    """One printed line; left and right its ends, baseline the distance from the top of the page, size the type's."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Table:
    """A table on a page, with the place of its first baseline."""

    cells: tuple[GridCell, ...]
    baseline: float


@dataclass(frozen=True)
class Page:
    """What stands on a page from top to bottom."""

    number: int
    height: float
    items: tuple[Line | Table, ...]


@dataclass(frozen=True)
class _Measure:
    """The column of text: where full lines begin and end, and their usual distance."""

    left: float
    right: float
    pitch: float
    size: float


_PAGE_NUMBER = re.compile(
    r"[—―–\-－·•~\s]*(?:第?\s*\d{1,4}\s*页?|[ivxIVX]{1,6})(?:\s*[/／共]+\s*\d{1,4}\s*页?)?[—―–\-－·•~\s]*"
)
_DOTTED = re.compile(r".*(?:[.．·…‥・]\s?){4,}\s*[\divxIVX—－-]*\s*")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百零〇\d]{1,5}[编章节条]"
    r"|\d{1,3}[.．、](?!\d)|[①-⑳]|附件[\d：:]"
)
_STOP = tuple("。；：！？…）”;:!?")
# How near to the page's edge a running head stands, as a share of its height.
EDGE = 0.12


def write_pages(manuscript: Manuscript, pages: Iterable[Page]) -> None:
    """Write the pages as paragraphs and tables, and where each page begins."""
    pages = _without_furniture(list(pages))
    measure = _measure(pages)
    paragraph, table = _Paragraph(manuscript, measure), list[GridCell]()
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        paragraph.begin_page(page.number)
        for at, item in enumerate(page.items):
            if isinstance(item, Line):
                paragraph.add(item, same_page=at > 0)
                continue
            paragraph.close()
            table = run_on(table, item.cells) if table else list(item.cells)
            if not _runs_on(page, at, following):
                manuscript.table(table)
                table = []
    paragraph.close()


class _Paragraph:
    """The lines of one paragraph until it closes; a page may begin inside it."""

    def __init__(self, manuscript: Manuscript, measure: _Measure) -> None:
        self._manuscript = manuscript
        self._measure = measure
        self._text = ""
        self._breaks: list[tuple[int, int]] = []
        self._last: Line | None = None

    def begin_page(self, number: int) -> None:
        self._breaks.append((number, len(self._text)))

    def add(self, line: Line, *, same_page: bool) -> None:
        """Go on with a line, or begin a new paragraph with it."""
        if self._last is not None and _begins(line, self._last, self._measure, same_page=same_page):
            begun = self._breaks[-1:] if not same_page else []
            self._breaks = self._breaks[: len(self._breaks) - len(begun)]
            self.close()
            self._breaks = [(number, 0) for number, _ in begun]
        before, after = self._text[-1:], line.text[:1]
        latin = before.isascii() and before.isalpha() and after.isascii() and after.isalnum()
        self._text += f" {line.text}" if latin else line.text
        self._last = line

    def close(self) -> None:
        """Write the paragraph, and note from its end backwards the pages that begin in it."""
        contents = self._last is not None and bool(_DOTTED.fullmatch(self._text))
        span = self._manuscript.line(self._text, chrome=contents)
        written = span.end - span.start + (1 if self._text.strip() else 0)
        for number, offset in self._breaks:
            self._manuscript.page(number, back=written - min(offset, written))
        self._text, self._breaks, self._last = "", [], None


def _without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Pages less their numbers, and heads and feet that come back on several pages."""
    seen = Counter(mark for page in pages for mark in {_mark(line) for line in _edge_lines(page)})
    often = max(3, len(pages) // 4)
    return [replace(page, items=tuple(_kept(page, seen, often))) for page in pages]


def _kept(page: Page, seen: Counter[str], often: int) -> Iterator[Line | Table]:
    edges = {id(line) for line in _edge_lines(page)}
    for item in page.items:
        if isinstance(item, Line) and id(item) in edges:
            if _PAGE_NUMBER.fullmatch(item.text) or seen[_mark(item)] >= often:
                continue
        yield item


def _edge_lines(page: Page) -> list[Line]:
    """The first two and last two lines that stand near the edge of the paper."""
    lines = [item for item in page.items if isinstance(item, Line)]
    top, bottom = page.height * EDGE, page.height * (1 - EDGE)
    return [line for line in (*lines[:2], *lines[2:][-2:]) if line.baseline < top or line.baseline > bottom]


def _mark(line: Line) -> str:
    """What a running head has in common from page to page: its words without the page number, and its height."""
    return f"{re.sub(r'[0-9]+', '#', ''.join(line.text.split()))}@{round(line.baseline / 10)}"


def _measure(pages: Sequence[Page]) -> _Measure:
    lines = [item for page in pages for item in page.items if isinstance(item, Line)]
    if not lines:
        return _Measure(left=0, right=0, pitch=0, size=0)
    size = median(line.size for line in lines)
    gaps = [
        below.baseline - above.baseline
        for page in pages
        for above, below in zip(page.items, page.items[1:], strict=False)
        if isinstance(above, Line) and isinstance(below, Line)
    ]
    return _Measure(
        left=_common_edge([line.left for line in lines], size, low=True),
        right=_common_edge([line.right for line in lines], size, low=False),
        pitch=median(gaps) if gaps else size * 2,
        size=size,
    )


def _common_edge(edges: Sequence[float], size: float, *, low: bool) -> float:
    """The outermost place where at least one in ten lines begins or ends."""
    step = max(size / 2, 1)
    counts = Counter(round(edge / step) for edge in edges)
    usual = [place for place, count in counts.items() if 10 * count >= len(edges)] or list(counts)
    return (min(usual) if low else max(usual)) * step


def _begins(line: Line, previous: Line, measure: _Measure, *, same_page: bool) -> bool:
    """Whether a line begins a paragraph, by the looks of it and of the line before."""
    if same_page and _is_title(previous, line, measure):
        return False
    if previous.right < measure.right - 2.1 * previous.size or _DOTTED.fullmatch(previous.text):
        return True
    if abs(line.size - previous.size) > 0.15 * previous.size:
        return True
    if same_page and line.baseline - previous.baseline > 1.35 * measure.pitch:
        return True
    if previous.left - line.left > 3.5 * line.size:
        # The line before was centred or set to the right.
        return True
    ended = previous.text.rstrip().endswith(_STOP)
    indented = line.left - measure.left > 1.2 * line.size
    hanging = abs(line.left - previous.left) < 0.3 * line.size and not ended
    return (indented and not hanging) or (ended and bool(_NUMBERED.match(line.text)))


def _is_title(above: Line, below: Line, measure: _Measure) -> bool:
    """Whether two lines are of one title: in the same larger type, both centred, close together, and not numbered."""
    large = above.size > 1.15 * measure.size and abs(above.size - below.size) < 0.1 * below.size
    middle = (measure.left + measure.right) / 2
    centred = all(abs((line.left + line.right) / 2 - middle) < line.size for line in (above, below))
    close = below.baseline - above.baseline < 2.2 * below.size
    return large and centred and close and not _NUMBERED.match(below.text)


def _runs_on(page: Page, at: int, following: Page | None) -> bool:
    """Whether the table at the foot of a page goes on at the head of the next."""
    table, head = page.items[at], following.items[0] if following and following.items else None
    last = at + 1 == len(page.items)
    return last and isinstance(table, Table) and isinstance(head, Table) and may_run_on(table.cells, head.cells)
