"""Where the document stands in a web page: what is left when the site around it is taken away."""

import re
from typing import TypeAlias

from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
MOST = 0.6
_DROPPED = frozenset(
    "script style noscript template iframe object embed select option button input textarea svg canvas audio video map "
    "head nav footer aside dialog".split()
)
# Words that sites use for what is around a document, as whole parts of a class or an id.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|bread_?crumbs?|crumbs?|foot\w*|header|share\w*|sidebar|side|related|recommend\w*"
    r"|pagination|copyright|banner\w*|login|search\w*|qr_?code\w*|ewm|comments?|toolbar|friendlinks?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ATTACHMENT = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar)(?:$|[?#])", re.IGNORECASE)
_SIGNED = re.compile(
    r"[12\d]\d{3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][〇○零Ｏ][一二三四五六七八九〇○零]{2}年|附件"
)
_STOP = re.compile(r"[。；！？]")
_FIELD = re.compile(r"索\s*引\s*号|发文机关|发文字号|成文日期|发布日期|发布时间|发布机构|公开日期|来\s*源")
_UNDIVIDED = frozenset("p h1 h2 h3 h4 h5 h6 li pre th".split())
_TABLE_PARTS = frozenset("tbody tr td".split())

Weights: TypeAlias = dict[HtmlElement, int]


def tag_of(element: HtmlElement) -> str:
    """The element's name in lower case; '' for comments and the like."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def flat(element: HtmlElement) -> str:
    r"""The element's text on one line.

    >>> import lxml.html
    >>> flat(lxml.html.fromstring("<p> 索&nbsp;引<b>号：</b>\n </p>"))
    '索 引号：'
    """
    return " ".join("".join(element.itertext()).split())


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only arranges a page: it holds tables, or one cell holds most of it in paragraphs."""
    if table.find(".//table") is not None:
        return True
    wordy = [cell for cell in table.iter("td") if len(cell.findall(".//p")) > 3]
    return any(len(flat(cell)) > 0.8 * len(flat(table)) for cell in wordy)


def main_part(root: HtmlElement) -> list[HtmlElement]:
    """The elements that hold the document, in order: the smallest one with most of the prose, and beside it what reads
    as prose, a heading or a table of labels.

    >>> import lxml.html
    >>> page = "<body><div><a>首页</a> 政务公开</div><div><p>现将方案印发给你们，请认真贯彻执行。</p></div></body>"
    >>> [flat(part) for part in main_part(lxml.html.document_fromstring(page))]
    ['现将方案印发给你们，请认真贯彻执行。']
    """
    body = root.find("body")
    body = root if body is None else body
    _drop_surroundings(body)
    weights = _weights(body)
    main, kept = body, set[HtmlElement]()
    while (inner := _heaviest(main, weights)) is not None:
        kept.update(child for child in main if child is not inner and _belongs(child))
        main = inner
    kept.add(main)
    return [element for element in body.iter() if element in kept]


def _weights(body: HtmlElement) -> Weights:
    """How much text outside links each element holds; short scraps do not count."""
    weights: Weights = {}
    for element in reversed(list(body.iter())):
        own = [element.text, *(child.tail for child in element)]
        size = 0 if tag_of(element) == "a" else sum(len(text.strip()) for text in own if text)
        weights[element] = weights.get(element, 0) + (size if size > 8 else 0)
        parent = element.getparent()
        if parent is not None and element is not body:
            weights[parent] = weights.get(parent, 0) + weights[element]
    return weights


def _heaviest(element: HtmlElement, weights: Weights) -> HtmlElement | None:
    """The child that can take the element's place, or None when the prose is spread over several."""
    for child in element:
        if tag_of(child) in BLOCKS and weights.get(child, 0) > MOST * weights[element]:
            return child if _is_divided(child) else None
    return None


def _is_divided(element: HtmlElement) -> bool:
    """Whether the parts of an element print as they would without it; those of a paragraph or a data table do not."""
    if tag_of(element) in _TABLE_PARTS:
        table = next(element.iterancestors("table"), None)
        return table is not None and _is_frame(table)
    return tag_of(element) not in _UNDIVIDED and (tag_of(element) != "table" or _is_frame(element))


def _is_frame(table: HtmlElement) -> bool:
    return is_layout(table) or len(list(table.iter("td"))) == 1


def _drop_surroundings(body: HtmlElement) -> None:
    weights = _weights(body)
    bound = max(weights[body], 1) * (1 - MOST)
    for element in list(body.iter()):
        if element is body or element.getparent() is None:
            continue
        light = weights[element] < bound and element.find(".//h1") is None
        if tag_of(element) in _DROPPED or _HIDDEN.search(element.get("style") or ""):
            element.drop_tree()
        elif light and tag_of(element) in BLOCKS and (_is_around(element) or _is_link_list(element)):
            element.drop_tree()


def _is_around(element: HtmlElement) -> bool:
    return bool(_AROUND.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _is_link_list(element: HtmlElement) -> bool:
    links = [link for link in element.iter("a") if not _ATTACHMENT.search(link.get("href") or "")]
    return len(links) > 2 and sum(len(flat(link)) for link in links) > 0.6 * len(flat(element))


def _belongs(element: HtmlElement) -> bool:
    """Whether a part beside the main one is of the document all the same."""
    text = flat(element)
    if (
        tag_of(element) in {"h1", "h2"}
        or element.find(".//h1") is not None
        or _FIELD.search(text)
        or _SIGNED.search(text)
    ):
        return True
    linked = sum(len(flat(link)) for link in element.iter("a"))
    return len(text) > 30 and bool(_STOP.search(text)) and linked < len(text) / 2
