"""Program code that copying a web page left in its text: JavaScript, style sheets.

Told by how code begins (var x=, function (, window., a rule of a style sheet) and by what follows: next to no Chinese,
and the marks of code. It may begin in the middle of a line, after the last word of the document.
"""

import re
from collections.abc import Iterator

from policy.values import Span

_OPENING = re.compile(
    r"(?<![\w$])(?:(?:var|let|const)\s{1,4}[\w$]{1,40}\s{0,4}=|\(?function\s{0,4}[\w$]{0,40}\s{0,4}\("
    r"|(?:window|document)\.[a-z]\w{1,40}\s{0,4}[=(.\[]|\$\((?:document|function|[\"'])|<script|<style|<!\[CDATA\["
    r"|@media\s|[.#][\w-]{1,40}\s{0,4}\{\s{0,4}[a-z-]{2,30}\s{0,2}:)"
)
_MARK = re.compile(r"[;{}=()\[\]]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_MARKS, _MOST_CHINESE = 4, 0.2


def find_program_code(text: str) -> Iterator[Span]:
    """Stretches of code from their first to their last visible mark, in order.

    >>> text = "税务总局 2013年4月12日   var a=[1];function send(){a[0]=2;}"
    >>> [text[span.start:span.end] for span in find_program_code(text)]
    ['var a=[1];function send(){a[0]=2;}']
    """
    if "=" not in text and "{" not in text:
        return
    end = 0
    for opening in _OPENING.finditer(text):
        if opening.start() < end:
            continue
        end = _code_end(text, opening.start())
        if end > opening.start():
            yield Span(start=opening.start(), end=end)


def _code_end(text: str, start: int) -> int:
    """The end of the last line that is code; start itself where the first one is none."""
    end, at = start, start
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        if line.strip() and not _is_code(line, fewest=_FEWEST_MARKS if at == start else 1):
            break
        end = at + len(line.rstrip()) if line.strip() else end
        at = stop + 1
    return end


def _is_code(line: str, *, fewest: int) -> bool:
    marks = sum(1 for _ in _MARK.finditer(line))
    return marks >= fewest and len(_CHINESE.findall(line)) <= len(line) * _MOST_CHINESE
