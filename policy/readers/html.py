"""Web pages: the document without the site around it, by structure and link density, with no list of sites.

Covered: headings, paragraphs, data tables with merged cells, layout tables, 信息公开 tables of labels and values,
<meta> fields. What a page hides or builds by script is not there. Not covered: frames, pages with two documents.
"""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from policy.readers.manuscript import Manuscript
from policy.readers.page import BLOCKS, flat, main_part, tag_of
from policy.readers.source import SourceText
from policy.readers.text import decode, not_text
from policy.readers.webtable import data_rows, grid_of

_META_LABELS = {
    "articletitle": "标题", "title": "标题", "og:title": "标题", "pubdate": "发布日期", "publishdate": "发布日期",
    "article:published_time": "发布日期", "contentsource": "来源", "source": "来源", "keywords": "关键词",
}  # fmt: skip


def read_html(data: bytes, *, name: str) -> SourceText:
    r"""Read a web page.

    >>> page = '<nav>首页</nav><h1>关于优化服务的通知</h1><p>各科室：</p><p>现将方案印发给你们。</p>'
    >>> read_html(page.encode(), name="a.html").text
    '关于优化服务的通知\n各科室：\n现将方案印发给你们。\n'
    """
    markup, warnings = decode(data, name=name)
    root = _parse(markup, name)
    manuscript = Manuscript()
    for warning in warnings:
        manuscript.warn(warning)
    _note_meta(manuscript, root)
    for part in main_part(root):
        _write_block(manuscript, part)
    return manuscript.finish()


def _parse(markup: str, name: str) -> HtmlElement:
    # lxml refuses a str that declares its own encoding.
    markup = re.sub(r"^\s*<\?xml[^<>]*\?>", "", markup)
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup, parser=parser)
    except (lxml.etree.ParserError, ValueError) as error:
        raise not_text(name) from error


def _note_meta(manuscript: Manuscript, root: HtmlElement) -> None:
    for meta in root.iter("meta"):
        label = _META_LABELS.get((meta.get("name") or meta.get("property") or "").lower())
        if label:
            manuscript.field(label, meta.get("content") or "")
    title = root.find(".//title")
    if title is not None:
        manuscript.field("网页标题", flat(title))


def _write_block(manuscript: Manuscript, element: HtmlElement) -> None:
    rows = data_rows(element) if tag_of(element) == "table" else None
    if rows is not None:
        manuscript.table(tuple(grid_of(rows, text_of=_cell_text)))
    elif re.fullmatch(r"h[1-6]", tag_of(element)):
        manuscript.line(flat(element), level=int(tag_of(element)[1]))
    else:
        for part in _parts(element):
            if isinstance(part, str):
                manuscript.line(part)
            else:
                _write_block(manuscript, part)


def _parts(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """The inner blocks, and the inline text between them: one string for each printed line."""
    run: list[str] = []
    for piece in _flow(element):
        if isinstance(piece, str) and piece != "\n":
            run.append(piece)
            continue
        yield _tidy("".join(run))
        run = []
        if not isinstance(piece, str):
            yield piece
    yield _tidy("".join(run))


def _flow(element: HtmlElement) -> Iterator[str | HtmlElement]:
    yield from _printed(element.text, element)
    for child in element:
        if tag_of(child) == "br":
            yield "\n"
        elif tag_of(child) in BLOCKS:
            yield child
        else:
            yield from _flow(child)
        yield from _printed(child.tail, element)


def _printed(text: str | None, element: HtmlElement) -> Iterator[str]:
    """Line ends of the markup are spaces, but within <pre> they print."""
    if text and tag_of(element) == "pre":
        for line in text.splitlines(keepends=True):
            yield line.rstrip("\r\n")
            yield "\n"
    elif text:
        yield re.sub(r"[\r\n\t]+", " ", text)


def _tidy(text: str) -> str:
    text = text.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "")
    return re.sub(r" {2,}", " ", text).strip()


def _cell_text(cell: HtmlElement) -> str:
    parts = (part if isinstance(part, str) else _cell_text(part) for part in _parts(cell))
    return "\n".join(part for part in parts if part)
