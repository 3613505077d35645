"""The printed characters of a Word paragraph: what a reader of the finished page would see."""

from collections.abc import Iterator

from lxml.etree import _Element

from policy.readers.numbering import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted and moved-away text, field codes, phonetic guides and drawings; a text box is a block of its own.
_SILENT = {
    f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rt", "drawing", "pict", "object", "pPr")
}
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}


def printed_text(paragraph: _Element) -> str:
    """The paragraph's text; a manual line break is a line end, a tab is a space."""
    return "".join(_pieces(paragraph)).replace("\xa0", " ")


def text_boxes_in(paragraph: _Element) -> Iterator[_Element]:
    """The contents of text boxes anchored here; the fallback copy for old programs is passed over."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if next(box.iterancestors(f"{_MC}Fallback", f"{W}txbxContent"), None) is None:
            yield box


def footnotes_in(paragraph: _Element) -> Iterator[str]:
    """Ids of the footnotes that the paragraph names, in order."""
    for reference in paragraph.iter(f"{W}footnoteReference"):
        yield reference.get(f"{W}id") or ""


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            # A page or column break ends no line of the text.
            yield "" if child.get(f"{W}type") in {"page", "column"} else _SIGNS[child.tag]
        elif child.tag not in _SILENT and child.tag != f"{_MC}AlternateContent" and not _is_hidden(child):
            yield from _pieces(child)


def _is_hidden(element: _Element) -> bool:
    vanish = element.find(f"{W}rPr/{W}vanish") if element.tag == f"{W}r" else None
    return vanish is not None and vanish.get(f"{W}val") not in {"0", "false"}
