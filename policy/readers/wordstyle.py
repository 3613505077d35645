"""Paragraph styles of a Word document: which are headings, which carry a list number, which are a list of contents."""

import re
from dataclasses import dataclass, replace

from lxml.etree import _Element

from policy.readers.numbering import W

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


@dataclass(frozen=True)
class WordStyle:
    """A style with what it inherits. heading_level counts from 1, None for body text; num_id '' for no list."""

    heading_level: int | None = None
    num_id: str = ""
    list_level: int = 0
    is_contents: bool = False


def read_styles(root: _Element | None) -> dict[str, WordStyle]:
    """Every style of word/styles.xml by its id, inheritance resolved."""
    elements = {} if root is None else {style.get(f"{W}styleId") or "": style for style in root.iter(f"{W}style")}
    known: dict[str, WordStyle] = {}
    for style_id in elements:
        chain: list[str] = []
        while style_id in elements and style_id not in known and style_id not in chain:
            chain.append(style_id)
            style_id = _value(elements[style_id], "basedOn")
        for own in reversed(chain):
            known[own] = _read(elements[own], known.get(_value(elements[own], "basedOn"), WordStyle()))
    return known


def _read(element: _Element, parent: WordStyle) -> WordStyle:
    name = _value(element, "name")
    heading = _HEADING_NAME.fullmatch(name)
    outline = _value(element, f"pPr/{W}outlineLvl")
    num_id = _value(element, f"pPr/{W}numPr/{W}numId")
    list_level = _value(element, f"pPr/{W}numPr/{W}ilvl")
    style = replace(parent, is_contents=name.lower().startswith("toc "))
    if outline.isdigit():
        style = replace(style, heading_level=int(outline) + 1 if int(outline) < 9 else None)
    elif heading or name in {"Title", "title"}:
        style = replace(style, heading_level=int(heading[1]) if heading else 1)
    if num_id:
        style = replace(style, num_id=num_id)
    return replace(style, list_level=int(list_level)) if list_level.isdigit() else style


def _value(element: _Element, path: str) -> str:
    found = element.find(f"{W}{path}")
    return "" if found is None else found.get(f"{W}val") or ""
