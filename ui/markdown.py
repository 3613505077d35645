"""An answer's Markdown as HTML: paragraphs, lists, bold, tables and the numbered marks of citations. Nothing else.

Raw HTML, links, images and code are not Markdown here: they come out as the characters they are, so that no answer can
fetch anything or run anything.
"""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from agent.answers import Citation

_MARK = re.compile(r"\[(\d{1,3})\]")
_KEY = re.compile(r"\[\[[^\]\n]{0,80}(?:\]\]?|$)|\[$")
_NEW_LINE = Markup('<span class="new-line"></span>')
_OFF = [
    "link", "image", "autolink", "reference", "html_block", "html_inline", "code", "fence", "backticks", "lheading",
    "entity", "hr",
]  # fmt: skip


def answer_html(text: str, citations: Sequence[Citation]) -> Markup:
    r"""The verified text, each mark of a known citation a chip that leads to its clause.

    >>> answer_html("建设**30个**众创空间。", ())
    Markup('<p>建设<strong class="figure">30个</strong>众创空间。</p>\n')
    """
    known = {citation.ordinal: citation for citation in citations}
    return Markup(_MARKDOWN.render(text, {"citations": known}))


def draft_html(text: str) -> Markup:
    r"""Text that is still being written: evidence keys, whole or half arrived, are left out.

    >>> draft_html("共 3 项[[3f2a-12:0-9]]，[[3f2")
    Markup('<p>共 3 项，</p>\n')
    """
    return Markup(_MARKDOWN.render(_KEY.sub("", text), {"citations": {}}))


def chip(citation: Citation) -> Markup:
    """The numbered chip of a citation.

    The chip itself says where it leads, so that the chips of every turn keep their own sources.
    """
    return Markup(
        '<button type="button" class="cite" data-clause="{}" data-start="{}" data-end="{}" title="{}"'
        ' aria-label="出处{}：{}">{}</button>'
    ).format(
        citation.clause_id,
        citation.start,
        citation.end,
        citation.reference,
        citation.ordinal,
        citation.reference,
        citation.ordinal,
    )


def _text(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    known: dict[int, Citation] = env["citations"]
    parts = _MARK.split(tokens[index].content)
    html = [_broken(parts[0])]
    for number, after in zip(parts[1::2], parts[2::2], strict=True):
        citation = known.get(int(number))
        html += [chip(citation) if citation else escape(f"[{number}]"), _broken(after)]
    return str(Markup("").join(html))


def _broken(text: str) -> Markup:
    return _NEW_LINE.join(text.split("<br>"))  # the only way to a new line inside a cell of a Markdown table


def _strong(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    inside = tokens[index + 1].content if index + 1 < len(tokens) else ""
    return '<strong class="figure">' if any(char.isdigit() for char in inside) else "<strong>"


def _table_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<div class="table"><table>'


def _table_close(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</table></div>"


def _build() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(_OFF)
    markdown.add_render_rule("text", _text)
    markdown.add_render_rule("strong_open", _strong)
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    return markdown


_MARKDOWN = _build()
