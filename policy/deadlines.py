"""Deadlines: by when something is to be done, as dates, recurrences, or 'ongoing'.

Promises: `text[d.start - offset : d.end - offset] == d.raw`; a year that is not printed is carried in from the document
and marked `inferred`; a mangled year (0402年) gives nothing, nor does a year before the document's own. due is the last
day that the words leave: 6月底前 is 30 June, 6月前 is 31 May. Not covered: years that only name a plan (2019年工作要点)
or background (截至2023年底), 尽快 and 及时; and 定期, which comes round again but by no rule, while a deadline of the
kind 'recurring' always has its RRULE.
"""

import re
from collections.abc import Iterator
from datetime import date

from policy.assignments import Deadline
from policy.dated_terms import Term, read_bare_term, read_dated_terms
from policy.periods import read_periods
from policy.recurrences import read_recurrences

_ONGOING = re.compile(
    r"长期(?:坚持|推进|执行|任务|实施)|持续坚持|立行立改|常态化(?:推进|开展|实施|组织|落实|运行|排查|坚持|运营|调度)"
)
_ONGOING_CELL = re.compile(r"长期|持续|常态|全程|始终")
_TITLE = re.compile(r"《[^《》]{0,80}》|〔[^〔〕]{0,12}〕")
_PHRASE = re.compile(r"[^，,。；;：:\n]+")
_HINT = re.compile(r"[年月日季周天末]|长期|持续|立行|常态|期间")
_LABELLED = re.compile(r"(?:时限|时间节点|完成时间|完成期限|时间要求)[ \u3000]?[:：]([^；;）)〕】。\n]{2,30})")


def read_deadlines(
    text: str, *, offset: int = 0, year: int | None = None, since: date | None = None
) -> tuple[Deadline, ...]:
    """The deadlines of a passage in printed order. year is the document's, for words that print none; None: no dates.

    since is the document's day, from which it counts its own periods (三年内); None: they have no date.

    >>> [(d.raw, str(d.due), d.inferred) for d in read_deadlines("6月底前出台方案，到2025年建成。", year=2024)]
    [('6月底前', '2024-06-30', True), ('到2025年', '2025-12-31', False)]
    """
    if not _HINT.search(text):
        return ()
    hidden = _TITLE.sub(lambda match: "□" * len(match.group()), text)
    found: list[Term] = []
    for one in sorted(_candidates(hidden, year, since), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    plain = [_deadline(text, one, offset) for one in found]
    return tuple(sorted([*plain, *_labelled(text, offset, year, found)], key=lambda one: one.start))


def _labelled(text: str, offset: int, year: int | None, found: list[Term]) -> Iterator[Deadline]:
    """What stands after 完成时限： and was not told as a deadline by its own words (2025年, 持续推进)."""
    for match in _LABELLED.finditer(text):
        if not any(match.start(1) <= one.start < match.end(1) for one in found):
            yield from read_deadline_cell(match.group(1), offset=offset + match.start(1), year=year)


def read_deadline_cell(text: str, *, offset: int = 0, year: int | None = None) -> tuple[Deadline, ...]:
    """The deadlines of a cell or line that says nothing but the time: a bare 2025年 or 持续推进 counts there.

    >>> [(d.kind, str(d.due)) for cell in ("持续推进", "2025年12月") for d in read_deadline_cell(cell)]
    [('ongoing', 'None'), ('month', '2025-12-31')]
    """
    if found := read_deadlines(text, offset=offset, year=year):
        return found
    if term := read_bare_term(text, year):
        return (_deadline(text, term, offset),)
    return (_deadline(text, Term(0, len(text), "ongoing"), offset),) if _ONGOING_CELL.search(text) else ()


def _deadline(text: str, one: Term, offset: int) -> Deadline:
    return Deadline(
        raw=text[one.start : one.end], kind=one.kind, due=one.due, rule=one.rule, inferred=one.inferred,
        start=one.start + offset, end=one.end + offset,
    )  # fmt: skip


def _candidates(text: str, year: int | None, since: date | None) -> Iterator[Term]:
    """Every reading of every phrase that holds a word of time; the others are not worth eight patterns."""
    for phrase in _PHRASE.finditer(text):
        if _HINT.search(phrase.group()):
            yield from _undated(text, *phrase.span())
            yield from read_periods(text, *phrase.span(), since)
            for dated in read_dated_terms(text, *phrase.span(), year):
                if dated.due is None or year is None or dated.due.year >= year:
                    yield dated


def _undated(text: str, start: int, end: int) -> Iterator[Term]:
    yield from (Term(one.start, one.end, "recurring", None, one.rule) for one in read_recurrences(text, start, end))
    yield from (Term(*match.span(), "ongoing") for match in _ONGOING.finditer(text, start, end))
