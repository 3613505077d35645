"""A named whole read out: its members as a complete list, each by its name, or by all it says where it has none."""

import re

from agent.composing.markup import flat, place_of, quoted, with_bold_figures
from agent.question import Question
from agent.wholes import Whole
from policy.sentences import split_sentences
from tools.evidence import FoundClause, SourceRef
from tools.points import Point, points_of
from vectorstore.library import PolicyLibrary

_EACH_COUNTED = re.compile(r"[每各](?:一)?(?:个|大)?(?:块|部分|条|类|项|方面|章)?[^,，?？]{0,6}(?:几|多少)[条项个点]")
_LONGEST, _SHORT_LEAD = 120, 40
_CUT, _SHORT_HEADING = 90, 18


def compose_whole(question: Question, whole: Whole, library: PolicyLibrary) -> str:
    """Where it stands, what leads the members in, how many there are, and each of them."""
    head, count, series = whole.head, len(whole.points), whole.series
    if series:
        return f"{place_of(head.card)}{_where(head)}：{quoted(head, series.start, series.end)}。"
    scattered = any(point.found.clause == head.clause and point.start == head.clause.start for point in whole.points)
    where = (
        place_of(head.card)
        if scattered
        else f"{place_of(head.card)}{head.clause.locator}{head.clause.heading or _lead(whole)}"
    )
    lines = [f"{where}，共 {count} 项，已列 {count} 项："]
    counts = bool(_EACH_COUNTED.search(question.text))
    lines += [
        f"{_line(ordinal, point)}{_below(point, library) if counts else ''}"
        for ordinal, point in enumerate(whole.points, start=1)
    ]
    return "\n".join(lines)


def _where(found: FoundClause) -> str:
    clause = found.clause
    named = f"{clause.locator}{clause.heading}" if len(clause.heading) <= _SHORT_HEADING else clause.locator
    return named if clause.number or clause.kind == "row" else ""


def _lead(whole: Whole) -> str:
    """The sentence that leads the members in, where it is short enough to be a title."""
    text = flat(whole.head.clause.text[len(whole.head.clause.number) :]).strip()
    start, end = split_sentences(text)[0] if text else (0, 0)
    if not 0 < end - start <= _SHORT_LEAD:
        return ""
    mark = SourceRef(clause_id=whole.head.clause.clause_id, start=whole.head.clause.start, end=whole.head.clause.end)
    return f"“{text[start:end].rstrip('。；：:')}”{mark.mark}"


def _below(point: Point, library: PolicyLibrary) -> str:
    """How many points each member has itself; '' for none."""
    clause = point.found.clause
    count = len(points_of(library.document(clause.doc_id), point.found.card, clause))
    return f"（共 {count} 条）" if count else ""


def _line(ordinal: int, point: Point) -> str:
    clause = point.found.clause
    number = clause.number if clause.text.startswith(clause.number) and point.start == clause.start else ""
    mark = SourceRef(clause_id=clause.clause_id, start=point.start, end=min(point.end, point.start + _CUT)).mark
    return f"{ordinal}. {number}{with_bold_figures(flat(point.name[:_LONGEST]))}{mark}"
