"""Saying that the documents do not say it: what was searched, what is missing, and what stands nearest."""

import re
from collections.abc import Sequence

from agent.composing.duties import units_beside
from agent.composing.lookups import nearest
from agent.composing.markup import REFUSAL, address, place_of, quoted
from agent.figures import figure_stands, telling_figures
from agent.question import Question
from agent.support import Support
from tools.evidence import DocumentCard, FoundClause
from tools.passages import Passage, best_passages, passages, shorten
from tools.reading import ClauseView
from vectorstore.library import PolicyLibrary

_SPOKEN_OF = 0.5
_BRACKETS = re.compile(r"[\[\]“”\"《》「」]")


def refuse(question: Question, support: Support | None, library: PolicyLibrary, *, searched: str) -> str:
    """Nothing supports an answer: 资料中未见…, the terms that are missing, the nearest thing that stands there."""
    missing = "”“".join(_BRACKETS.sub("", term.text) for term in support.missing()) if support else ""
    about = f"“{missing}”的相关表述" if missing else "与所问内容直接对应的表述"
    lines = [f"{REFUSAL}{about}（{searched}）。"]
    near = nearest(question, support) if support and support.best else ""
    return "\n".join([*lines, f"最接近的表述是——\n{near}"] if near else lines)


def unattached(name: str, listed: ClauseView) -> str:
    """An annex that the document only names: its contents are not there to be read."""
    found = listed.clauses[0]
    at = found.clause.text.find(name)
    quote = quoted(found, found.clause.start + at, found.clause.start + at + len(name)) if at >= 0 else name
    return f"{REFUSAL}该附件的内容：{place_of(found.card)}《{found.card.title}》只列出附件名称“{quote}”，没有附上正文。"


def absent(question: Question, present: Sequence[DocumentCard]) -> str:
    """A place that the library has nothing of; the present ones are named."""
    names = list(dict.fromkeys(card.place for card in present if card.place))
    shown = "、".join(names[:12]) + ("等" if len(names) > 12 else "")
    return f"{REFUSAL}{'、'.join(question.absent_regions)}的文件；现有资料涉及：{shown or '（尚无文件）'}。"


def correct(question: Question, elsewhere: Support, library: PolicyLibrary, *, searched: str) -> str:
    """The premise names a wrong place or document: say so, and give the clause that does speak of it."""
    best = elsewhere.best
    if best is None:
        return refuse(question, elsewhere, library, searched=searched)
    asked = "、".join(question.regions) or "所问文件"
    found, start, end = asserted(question, elsewhere) or _best_said(elsewhere, best.found)
    units = units_beside(found.clause.clause_id, library) if "who" in question.asked else ""
    return (
        f"{REFUSAL}{asked}有此内容（{searched}）；相关表述见于{place_of(found.card)}，并非{asked}：\n"
        f"{quoted(found, start, end)}（{address(found.card, found.clause.locator)}）。{units}"
    )


def asserted(question: Question, elsewhere: Support) -> tuple[FoundClause, int, int] | None:
    """The sentence that holds the figures which the question asserts, best first; None where none does."""
    figures = telling_figures(question.figures)
    if not figures:
        return None
    holding = [
        (passage.coverage, each.found, passage)
        for each in elsewhere.clauses
        for passage in passages(elsewhere.need, each.found.clause, each.found.heading_path, each.found.cell_starts)
        if all(figure_stands(figure, _said(each.found, passage)) for figure in figures)
    ]
    coverage, found, passage = max(holding, key=lambda each: each[0], default=(0.0, None, None))
    return (found, passage.start, passage.end) if found and passage and coverage >= _SPOKEN_OF else None


def _said(found: FoundClause, passage: Passage) -> str:
    return found.clause.text[passage.start - found.clause.start : passage.end - found.clause.start]


def _best_said(elsewhere: Support, found: FoundClause) -> tuple[FoundClause, int, int]:
    spans = best_passages(elsewhere.need, found.clause, found.heading_path, most=1, cells=found.cell_starts)
    start, end = shorten(found.clause.text, elsewhere.need, *spans[0], offset=found.clause.start)
    return found, start, end
