"""附件说明 (GB/T 9704—2012 7.3.4): the names of the annexes, as listed under the text."""

import re

from policy.head_lines import Line
from policy.values import Frozen, Span

_FIRST = re.compile(r"附\s*件\s*(?:[:：]\s*(?:1\s*[.．、]\s*)?|1\s*[.．、]\s*)(?=\S)")
_NEXT = re.compile(r"(?:\d{1,2}\s*[.．、]\s*|附\s*件\s*\d{1,2}\s*[:：.．、]\s*)(?=\S)")
_INLINE = re.compile(r"[\s;；]+\d{1,2}\s*[.．、]\s*(?=\S)")
_END = re.compile(r"[。；;]$")
_DOWNLOAD = re.compile(r"\.(?:zip|rar|docx?|xlsx?|pdf|wps)$", re.IGNORECASE)
_WHOLLY_QUOTED = re.compile(r"^《([^《》]+)》$")
# Icons that a web page drew with a private font.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LONGEST = 100


class PrintedAnnexes(Frozen):
    """The names in printed order, without numbers and 《》, and the span of the list."""

    names: tuple[str, ...]
    span: Span


def find_annexes(lines: tuple[Line, ...]) -> PrintedAnnexes | None:
    r"""The first list of annexes among these lines, or None.

    >>> from policy.head_lines import read_head
    >>> find_annexes(read_head("附件：1.任务分工表\n2.申报表\n国务院办公厅")).names
    ('任务分工表', '申报表')
    """
    for index, line in enumerate(lines):
        first = _FIRST.match(line.text)
        if first and len(line.text) <= _LONGEST * 3:
            listed = (line, *_listed_below(lines[index + 1 :]))
            names = [name for each in listed for name in _names(each.text)]
            if names and all(len(name) <= _LONGEST for name in names):
                return PrintedAnnexes(names=tuple(names), span=Span(start=line.start, end=listed[-1].end))
    return None


def _listed_below(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    stop = 0
    while stop < len(lines) and _NEXT.match(lines[stop].text) and len(lines[stop].text) <= _LONGEST:
        stop += 1
    return lines[:stop]


def _names(line: str) -> list[str]:
    start = _FIRST.match(line) or _NEXT.match(line)
    parts = _INLINE.split(line[start.end() if start else 0 :])
    names = (_WHOLLY_QUOTED.sub(r"\1", _END.sub("", _PRIVATE.sub("", part).strip())) for part in parts)
    return [name for name in names if len(name) > 1 and not _DOWNLOAD.search(name)]
