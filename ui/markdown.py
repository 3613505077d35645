"""An answer's Markdown as HTML: paragraphs, lists, bold, tables and the numbered marks of citations. Nothing else.

Raw HTML, links, images and code are not Markdown here: they come out as the characters they are, so that no answer can
fetch anything or run anything.
"""

import re
from collections.abc import Sequence
from itertools import count, pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

from agent.answers import Citation
from exports.emphasis import with_chinese_bold

_MARK = re.compile(r"\[(\d{1,3})\]")
_KEY = re.compile(r"\[\[[^\]\n]{0,80}(?:\]\]?|$)|\[$")
_FILTERED_FROM = 4  # rows: fewer are seen at a glance
_SHORT = 6  # characters that are never broken over two lines
_PHONE, _SIGN, _CELL = 320, 14, 20  # pixels: a phone's answer, a character of a table, the air in a cell
_LEAST = 8  # characters of a cell below which it had better not be broken
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
    return Markup(_MARKDOWN.render(text, {"citations": known, "tables": count()}))


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
    if "tables" not in env:
        return '<div class="table"><table>'
    end = next(at for at in range(index, len(tokens)) if tokens[at].type == "table_close")
    rows = sum(token.type == "tr_open" for token in tokens[index:end]) - 1
    kind = tokens[index].attrGet("class")
    table = f'<table class="{kind}">' if kind else "<table>"
    return f'<div class="table" data-table="{next(env["tables"])}">{_tools(rows)}<div class="scroll">{table}'


def _tools(rows: int) -> Markup:
    """What can be done with a table; sorting is in its heads."""
    words = Markup('<input type="search" data-filter placeholder="筛选行" aria-label="筛选表中的行">')
    return Markup(
        '<div class="table-tools">{}<span class="quiet" data-count role="status">{} 行</span><span class="actions">'
        '<button type="button" class="link" data-copy-table>复制表格</button>'
        '<button type="button" class="link" data-export="xlsx">导出 Excel</button>'
        '<button type="button" class="link" data-export="csv">导出 CSV</button></span></div>'
    ).format(words if rows >= _FILTERED_FROM else "", rows)


def _table_close(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</table></div></div>" if "tables" in env else "</table></div>"


def _head_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<th scope="col"><button type="button" data-sort>' if "tables" in env else "<th>"


def _head_close(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</button></th>" if "tables" in env else "</th>"


def _label(state: StateCore) -> None:
    """Each cell told its column, for a phone, where the rows of a table that is too wide for it become cards."""
    heads, widths, at = list[str](), list[int](), 0
    table: Token | None = None
    for token, inside in pairwise((*state.tokens, *state.tokens[-1:])):
        match token.type:
            case "table_open":
                table, heads, widths = token, [], []
            case "tr_open":
                at = 0
            case "th_open":
                heads.append(_MARK.sub("", inside.content))
                widths.append(len(heads[-1]))
            case "td_open":
                text = _MARK.sub("", inside.content).replace("**", "")
                width = max(map(len, text.split("<br>")))
                token.attrSet("data-label", heads[at])
                if width <= _SHORT:
                    token.attrSet("class", "short")
                widths[at] = max(widths[at], width)
                at += 1
            case "table_close" if table and _too_wide(widths):
                table.attrSet("class", "cards")


def _too_wide(widths: Sequence[int]) -> bool:
    return sum(min(width, _LEAST) * _SIGN + _CELL for width in widths) > _PHONE


def _build() -> MarkdownIt:
    markdown = with_chinese_bold(MarkdownIt("commonmark", {"html": False, "breaks": True}))
    markdown.enable("table").disable(_OFF)
    markdown.core.ruler.push("label", _label)
    markdown.add_render_rule("text", _text)
    markdown.add_render_rule("strong_open", _strong)
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    markdown.add_render_rule("th_open", _head_open)
    markdown.add_render_rule("th_close", _head_close)
    return markdown


_MARKDOWN = _build()
