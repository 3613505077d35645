"""Evidence as a model reads it, within a number of tokens: fenced off as data, and nothing left out in silence.

What does not fit is first made shorter, line by line; then whole lines are left out, the least relevant of each
document first, so that every district and every document keeps its share; what was left out is counted and said. A line
is a clause, a row of a table or of the ledger. Marks that a document itself holds reach no model as marks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from agent.tokens import Counter
from policy.values import Frozen
from tools.toolbox import ToolResult
from vectorstore.library import PolicyLibrary

_KEY = re.compile(r"\[\[([0-9a-f]{6,40}-\d+)(?::\d+-\d+)?\]\]")
_MARKS = re.compile(r"(?:\[\[[0-9a-f]{6,40}-\d+(?::\d+-\d+)?\]\])+")
_LENGTHS = (400, 160, 80)
_ROOM_FOR_NOTE = 40


class Packed(Frozen):
    """The text, and how many lines of evidence it had no room for."""

    text: str
    left_out: int


def pack(results: Sequence[ToolResult], *, room: int, count: Counter, library: PolicyLibrary) -> Packed:
    """The results as text of at most room tokens."""
    lines = [line for result in results for line in _lines(result)]
    whole = "\n".join(lines)
    if count(whole) <= room:
        return Packed(text=whole, left_out=0)
    for longest in _LENGTHS:
        shorter = [shortened(line, longest) for line in lines]
        if count("\n".join(shorter)) <= room:
            return Packed(text="\n".join(shorter), left_out=0)
    return _chosen(shorter, room=room - _ROOM_FOR_NOTE, count=count, library=library)


def shortened(line: str, longest: int) -> str:
    """The line with its words cut to a length, its keys kept whole.

    >>> shortened("[[3f2a9c1b7d-12]] 二、（五）做强基金小镇", 10)
    '[[3f2a9c1b7d-12]] 二、（五）做强…'
    """
    keys = _MARKS.findall(line)
    words = _MARKS.sub("\\0", line)
    if len(words) <= longest:
        return line
    cut = words[: longest - 1].rstrip()
    held = cut.count("\0")
    for key in keys[:held]:
        cut = cut.replace("\0", key, 1)
    return f"{cut}…{''.join(keys[held:])}"


def _lines(result: ToolResult) -> Iterator[str]:
    """The lines of a result, every mark defused that is not one of its own."""
    known = {ref.clause_id for ref in result.evidence()}
    for line in result.to_text().splitlines():
        yield defused(line, known)


def defused(text: str, known: "set[str] | frozenset[str]") -> str:
    """The text with brackets that look like marks, but are none of the known, made harmless.

    >>> defused("[[3f2a9c1b7d-12]] 见[[fake-1]]和[1]", {"3f2a9c1b7d-12"})
    '[[3f2a9c1b7d-12]] 见［［fake-1］］和［1］'
    """
    parts = _KEY.split(text)
    marks = _KEY.finditer(text)
    kept = [parts[0].translate(_WIDE)]
    for mark, after in zip(marks, parts[2::2], strict=True):
        kept += [mark.group() if mark.group(1) in known else mark.group().translate(_WIDE), after.translate(_WIDE)]
    return "".join(kept)


_WIDE = str.maketrans("[]<>", "［］＜＞")


def _chosen(lines: Sequence[str], *, room: int, count: Counter, library: PolicyLibrary) -> Packed:
    """As many lines as fit, taken in turn from every place and document, in the order in which they stood."""
    kept: set[int] = set()
    used = 0
    turns = list(_in_turn(lines, library))
    for index in turns:
        cost = count(lines[index]) + 1
        if used + cost > room:
            break
        kept.add(index)
        used += cost
    left_out = sum(1 for index in turns if index not in kept and _KEY.search(lines[index]))
    text = "\n".join(lines[index] for index in sorted(kept))
    return Packed(text=f"{text}\n（另有 {left_out} 行因篇幅未列入）", left_out=left_out)


def _in_turn(lines: Sequence[str], library: PolicyLibrary) -> Iterator[int]:
    """Lines without a source first; then one of each document in turn, places alternating."""
    groups: dict[str, dict[str, list[int]]] = {}
    for index, line in enumerate(lines):
        key = _KEY.search(line)
        if key is None:
            yield index
            continue
        doc_id = key.group(1).rsplit("-", 1)[0]
        region = library.document(doc_id).header.region
        groups.setdefault(region.name if region else doc_id, {}).setdefault(doc_id, []).append(index)
    yield from _alternating([list(_alternating(list(_values(place)))) for place in groups.values()])


def _values(place: Mapping[str, list[int]]) -> Iterator[list[int]]:
    yield from place.values()


def _alternating(queues: Sequence[Sequence[int]]) -> Iterator[int]:
    """The first of each, then the second of each, and so on.

    >>> list(_alternating([[1, 2, 3], [10]]))
    [1, 10, 2, 3]
    """
    missing: Any = object()
    for row in zip_longest(*queues, fillvalue=missing):
        yield from (index for index in row if index is not missing)
