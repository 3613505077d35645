"""Who is responsible: units and their roles from every wording that assigns a duty.

Promises: `text[unit.start - offset : unit.end - offset] == unit.printed`; a unit is given once, with its strongest
role (lead before responsible before support); linear in the length of the text.
Covered: brackets of any kind with a label (责任单位：…) or a verb (A、B牵头，C配合), several in one paragraph, lines of
their own, letters spaced out, nested brackets with 以下简称, units broken over a line end, 排在第一位的为牵头部门, and
「由…牵头」 in a sentence. Not covered: duties given to whoever is the subject of a sentence (各单位要…).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policy.assignments import Unit, UnitRole
from policy.role_labels import INNER_LABEL, LABEL, role_of
from policy.unit_lists import is_unit_list, read_unit_list, strongest
from policy.values import Span

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_VERB = re.compile(r"牵头|负责|配合|参与|落实|实施|承办|协办|协助|指导|支持|主办|责任单位|责任部门")
_BRACKET = re.compile(rf"[{re.escape(_OPEN + _CLOSE)}]")
_BY = re.compile(r"由([^，。；：、（）()\n]{2,30}(?:、[^，。；：、（）()\n]{2,20}){0,9})(牵头|负责)(?!解释|人|制)")
_FIRST_LEADS = re.compile(r"第一位的?(?:部门|单位)?为牵头")
_ALIAS = re.compile(r"[（(]以下(?:统一)?简?称(?:为|作)?[：:“\"]?([^（）()”\"]{2,20})[”\"]?[)）]")
_ALIAS_OF = re.compile(r"([\u4e00-\u9fff（）()]{4,40})$")
# How every label ends: far quicker to look for than the label.
_LABEL_END = re.compile(r"[位门室体构区导人限间][ \u3000\t]{0,4}[:：]")
_SHORTEST, _LONGEST, _DEEPEST = 4, 800, 3
_STOP = re.compile(r"[。\n]")


class Responsibility(NamedTuple):
    """The units of a passage, and the spans of the brackets and lines that name them (left out of a quote)."""

    units: tuple[Unit, ...]
    spans: tuple[Span, ...]


class Convention(NamedTuple):
    """What the document says once for all its lists: the first unit leads; short names it gives to bodies."""

    first_leads: bool = False
    short_names: Mapping[str, str] = {}


def read_convention(text: str) -> Convention:
    """What a whole document says about its unit lists.

    >>> read_convention("（税务总局、海关总署负责，排在第一位的部门为牵头部门，下同）").first_leads
    True
    """
    short = {}
    for match in _ALIAS.finditer(text):
        if before := _ALIAS_OF.search(text, max(0, match.start() - 40), match.start()):
            short[before.group(1)] = match.group(1)
    return Convention(first_leads=bool(_FIRST_LEADS.search(text)), short_names=short)


def read_units(text: str, *, offset: int = 0) -> tuple[Unit, ...]:
    """The units of a passage in printed order; offset is where the passage stands in the document.

    >>> [(u.printed, u.role) for u in read_units("推进改革。（省商务厅牵头，合肥海关配合）")]
    [('省商务厅', 'lead'), ('合肥海关', 'support')]
    """
    return read_responsibility(text, offset=offset).units


def read_responsibility(text: str, *, offset: int = 0, convention: Convention | None = None) -> Responsibility:
    """Units and where they are named; a sentence with 「由…牵头」 counts only where no bracket or line names any.

    >>> read_responsibility("明确产业定位。(责任单位:市园区办)").spans
    (Span(start=7, end=18),)
    """
    convention = convention or Convention()
    named = [(span, _units_in(text, span, offset, convention)) for span in _assignments(text)]
    units = [unit for _, found in named for unit in found] or list(_units_in_sentences(text, offset, convention))
    spans = tuple(
        Span(start=span.start + offset, end=span.end + offset) for span, found in named if found or _is_time(text, span)
    )
    return Responsibility(strongest(units), spans if any(found for _, found in named) else ())


def _is_time(text: str, span: Span) -> bool:
    """A line of 完成时限 beside those that name units: no unit in it, but no part of the duty's words either."""
    return bool(LABEL.match(text, span.start))


def read_listed_units(text: str, *, offset: int = 0, role: UnitRole = "responsible") -> tuple[Unit, ...]:
    """The units of a text that is nothing but a list, such as the cell of a table.

    >>> [u.printed for u in read_listed_units("区防控工作指挥部、区政府办；各开发区管委会，区工信局")]
    ['区防控工作指挥部', '区政府办', '各开发区管委会', '区工信局']
    """
    return strongest(_read_groups(text, Span(start=0, end=len(text)), offset, Convention(), role))


def _assignments(text: str) -> Iterator[Span]:
    """Brackets and lines that assign, in order; of nested ones the outermost, bracket before line."""
    found = [Span(start=start, end=end) for start, end in _bracket_pairs(text) if _assigns(text, start, end)]
    end = 0
    for span in sorted([*found, *_label_lines(text)], key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end


def _bracket_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Pairs that hold a role's word, of at most 800 characters; three levels deep, to stay linear on hostile text."""
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() in _OPEN:
            stack = [*stack[-_DEEPEST:], match.start()]
        elif stack:
            start, end = stack.pop(), match.end()
            if end - start <= _LONGEST:
                yield start, end


def _assigns(text: str, start: int, end: int) -> bool:
    if end - start < _SHORTEST:
        return False
    inside = text[start + 1 : end - 1]
    if any(role_of(label.group()) for label in INNER_LABEL.finditer(inside)):
        return True
    if not _VERB.search(inside):
        return _stands_last(text, start, end) and is_unit_list(inside)
    return bool(_read_groups(text, Span(start=start + 1, end=end - 1), 0, Convention(), None))


def _stands_last(text: str, start: int, end: int) -> bool:
    """Whether a bracket comes after the end of a sentence and before the end of its paragraph."""
    return text[start - 1 : start] in ("。", "；", ";") and text[end : end + 1] in ("", "\n", "。")


def _label_lines(text: str) -> Iterator[Span]:
    """Lines '责任单位：A、B' without brackets, on a line of their own or at the end of a sentence."""
    if not _LABEL_END.search(text):
        return
    end = 0
    for match in LABEL.finditer(text):
        before = text[max(0, match.start() - 9) : match.start()].rstrip(" \u3000\t")
        if match.start() < end or (before and before[-1] not in "\n。；;！？：】"):
            continue
        end = _line_end(text, match.end())
        yield Span(start=match.start(), end=end)


def _line_end(text: str, start: int) -> int:
    """The end of a list that begins at start: it runs on over a line end after 、 or where the line is still empty."""
    end = start
    while stop := _STOP.search(text, end):
        line = text[end : stop.start()].strip()
        if stop.group() == "。" or (line and line[-1] not in "、，,；;"):
            return stop.start()
        end = stop.end()
    return len(text)


def _units_in(text: str, span: Span, offset: int, convention: Convention) -> list[Unit]:
    bracketed = text[span.start] in _OPEN
    inner = Span(start=span.start + bracketed, end=span.end - bracketed)
    bare = bracketed and not _VERB.search(text, inner.start, inner.end)
    units = _read_groups(text, inner, offset, convention, "responsible" if bare else None)
    if convention.first_leads and len(units) > 1 and all(unit.role == "responsible" for unit in units):
        units[0] = units[0].model_copy(update={"role": "lead"})
    return units


def _read_groups(text: str, span: Span, offset: int, convention: Convention, role: UnitRole | None) -> list[Unit]:
    """Split at labels (牵头单位：…；责任单位：…); what stands before the first label has the role given."""
    groups: list[tuple[int, int, UnitRole | None, bool]] = []
    start, current, labelled = span.start, role, role is not None
    for match in INNER_LABEL.finditer(text, span.start, span.end):
        groups.append((start, match.start(), current, labelled))
        start, current, labelled = match.end(), role_of(match.group()), True
    groups.append((start, span.end, current, labelled))
    return [
        unit
        for start, end, current, labelled in groups
        if current or not labelled
        for unit in read_unit_list(text, start, end, offset, current, labelled, convention.short_names)
    ]


def _units_in_sentences(text: str, offset: int, convention: Convention) -> Iterator[Unit]:
    for match in _BY.finditer(text):
        role: UnitRole = "lead" if match.group(2) == "牵头" else "responsible"
        for unit in read_unit_list(text, match.start(1), match.end(2), offset, None, False, convention.short_names):
            yield unit.model_copy(update={"role": role})
