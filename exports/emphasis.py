"""Bold as Chinese writes it: no space before or after, so that 建筑**100%**执行 is bold too.

CommonMark takes two stars after a mark and before a letter for no end: it counts on spaces between words. Not covered:
single stars, which stay as CommonMark reads them; an arithmetic 120*60*2 is none of ours.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_BOLD = re.compile(r"\*\*(?![\s*])([^\n]*?[^\s*])\*\*(?!\*)")


def with_chinese_bold(markdown: MarkdownIt) -> MarkdownIt:
    """The same reader, by which stars around words are bold whatever stands beside them.

    >>> with_chinese_bold(MarkdownIt("zero").enable("emphasis")).renderInline("建筑**100%**执行，2**3")
    '建筑<strong>100%</strong>执行，2**3'
    """
    markdown.inline.ruler.before("emphasis", "chinese_bold", _bold)
    return markdown


def _bold(state: StateInline, silent: bool) -> bool:
    found = _BOLD.match(state.src, state.pos, state.posMax)
    if not found or state.src[state.pos - 1 : state.pos] == "*":
        return False
    if not silent:
        last = state.posMax
        state.push("strong_open", "strong", 1).markup = "**"
        state.pos, state.posMax = found.span(1)
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1).markup = "**"
        state.posMax = last
    state.pos = found.end()
    return True
