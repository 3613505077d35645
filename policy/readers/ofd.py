"""OFD (GB/T 33190—2016), the national page format: text objects by their places on the page.

Not covered: tables as grids, signatures and stamps, encrypted packages, embedded fonts without characters.
"""

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element

from policy.readers.glyphs import Glyph, lines_of
from policy.readers.kind import broken_package
from policy.readers.layout import Page, write_pages
from policy.readers.manuscript import Manuscript
from policy.readers.package import Package
from policy.readers.source import SourceText

POINTS_PER_MM = 72 / 25.4
A4_HEIGHT_MM = 297.0


def read_ofd(data: bytes, *, name: str) -> SourceText:
    """Read an OFD document, the first one in the package."""
    package = Package(data, name=name)
    root = package.part("OFD.xml")
    place = None if root is None else _text(root, "DocRoot")
    document = package.part(place.lstrip("/")) if place else None
    if document is None or place is None:
        raise broken_package(name)
    height = _page_height(document)
    folder = posixpath.dirname(place.lstrip("/"))
    parts = [package.part(posixpath.normpath(posixpath.join(folder, path))) for path in _page_paths(document)]
    manuscript = Manuscript()
    pages = (Page(number, height, tuple(lines_of(list(_glyphs(part))))) for number, part in enumerate(parts, 1))
    write_pages(manuscript, pages)
    return manuscript.finish()


def _page_paths(document: _Element) -> Iterator[str]:
    for pages in document.iterfind("{*}Pages"):
        for page in pages.iterfind("{*}Page"):
            yield page.get("BaseLoc") or ""


def _page_height(document: _Element) -> float:
    box = _numbers(_text(document, "PhysicalBox"))
    return (box[3] if len(box) == 4 else A4_HEIGHT_MM) * POINTS_PER_MM


def _glyphs(page: _Element | None) -> Iterator[Glyph]:
    for text_object in () if page is None else page.iter("{*}TextObject"):
        boundary = _numbers(text_object.get("Boundary"))
        left, top = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
        size = (_numbers(text_object.get("Size")) or [5.0])[0]
        for code in text_object.iterfind("{*}TextCode"):
            yield from _coded(code, left=left, top=top, size=size)


def _coded(code: _Element, *, left: float, top: float, size: float) -> Iterator[Glyph]:
    x = left + float(code.get("X") or 0)
    baseline = top + float(code.get("Y") or 0)
    steps = _deltas(code.get("DeltaX"))
    for at, char in enumerate((code.text or "").strip()):
        yield Glyph(char, x=x * POINTS_PER_MM, baseline=baseline * POINTS_PER_MM, size=size * POINTS_PER_MM)
        x += steps[at] if at < len(steps) else size


def _deltas(text: str | None) -> list[float]:
    """DeltaX: advances in millimetres, "g 3 5.1" standing for three of 5.1 (GB/T 33190—2016 11.3)."""
    words, steps = (text or "").split(), list[float]()
    while words:
        if words[0] == "g" and len(words) > 2:
            steps += [float(words[2])] * min(int(words[1]), 10000)
            words = words[3:]
        else:
            steps.append(float(words.pop(0)))
    return steps


def _numbers(text: str | None) -> list[float]:
    return [float(word) for word in (text or "").split()]


def _text(element: _Element, name: str) -> str | None:
    found = element.find(f".//{{*}}{name}")
    return None if found is None or found.text is None else found.text.strip()
