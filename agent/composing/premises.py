"""What a question takes for granted: its figures, held against the clauses that were found.

Two mistakes are told: a figure that stands nowhere in them, and one that stands there for something else.
"""

import re
from collections.abc import Sequence

from agent.composing.markup import flat, with_bold_figures
from agent.question import Question
from agent.support import figure_stands, telling_figures
from policy.documents import Clause, Indicator
from policy.folding import fold
from policy.sentences import split_phrases
from tools.evidence import SourceRef
from vectorstore.library import PolicyLibrary

_BY_YEAR = re.compile(r"(?:到|在|截至|于|是)?(20\d{2})年(?=[^,，。;；]{0,12}\d)")
_AROUND = 24
_CLEARLY = 2
_NAMED = 4
_STOP = re.compile(r"[,，;；。?？!！]")


def corrections(question: Question, clauses: Sequence[Clause], library: PolicyLibrary) -> str:
    """A line for each figure that is wrong, with what the text says instead where it is known; '' when all stand."""
    said = "".join(clause.text for clause in clauses)
    lines = []
    for figure in telling_figures(question.figures) if clauses else ():
        if not figure_stands(figure, said):
            lines.append(f"与原文不符：原文不是“{figure}”，见下。")
        elif meant := _other_meant(question, figure, clauses, library):
            indicator, clause = meant
            ref = SourceRef(clause_id=clause.clause_id, start=indicator.start, end=indicator.end)
            lines.append(f"与原文不符，并非“{figure}”：{with_bold_figures(flat(indicator.raw))}{ref.mark}。")
            lines += [f"“{figure}”在原文是：{flat(held)}{ref.mark}。" for held in _holding(figure, clauses, library)]
    lines += _wrong_years(question, clauses, library)
    return "".join(f"{line}\n" for line in lines)


def _wrong_years(question: Question, clauses: Sequence[Clause], library: PolicyLibrary) -> list[str]:
    """A year by which a figure is said to be due, where the clause gives that figure another year."""
    lines = []
    for year in _BY_YEAR.findall(question.text):
        for clause in clauses:
            for indicator in _indicators(clause, library):
                stands = any(figure_stands(figure, indicator.raw) for figure in telling_figures(question.figures))
                if stands and indicator.due and str(indicator.due.year) != year and year not in indicator.raw:
                    spans = split_phrases(clause.text, offset=clause.start)
                    start, end = next((a, b) for a, b in spans if a <= indicator.start < b)
                    ref = SourceRef(clause_id=clause.clause_id, start=start, end=end)
                    said = flat(clause.text[start - clause.start : end - clause.start]).rstrip("，,。；;")
                    lines.append(f"与原文不符，并非“{year}年”：{with_bold_figures(said)}{ref.mark}。")
    return lines[:1]


def _other_meant(
    question: Question, figure: str, clauses: Sequence[Clause], library: PolicyLibrary
) -> tuple[Indicator, Clause] | None:
    """The indicator that the words around the figure name, where it clearly has another value."""
    around = _words_around(fold(question.text), figure)
    named = [(_shared(fold(i.name + i.raw), around), i, c) for c in clauses for i in _indicators(c, library)]
    holding = max((shared for shared, i, _ in named if figure_stands(figure, i.raw)), default=0)
    others = [(shared, i, c) for shared, i, c in named if not figure_stands(figure, i.raw)]
    best = max(others, key=lambda each: each[0], default=None)
    if best is None or best[0] < _NAMED or best[0] < holding + _CLEARLY:
        return None
    return best[1], best[2]


def _indicators(clause: Clause, library: PolicyLibrary) -> list[Indicator]:
    document = library.document(clause.doc_id)
    known = [*document.indicators, *(i for task in document.tasks for i in task.indicators)]
    return [i for i in known if clause.start <= i.start < clause.end]


def _holding(figure: str, clauses: Sequence[Clause], library: PolicyLibrary) -> list[str]:
    """What the figure stands for in the text."""
    held = [i.raw for clause in clauses for i in _indicators(clause, library) if figure_stands(figure, i.raw)]
    return held[:1]


def _words_around(text: str, figure: str) -> str:
    """The words on both sides of a figure, within its phrase: in 瞪羚1150家,那雏鹰呢 it is said of 瞪羚."""
    before, _, after = text.partition(figure)
    return f"{_STOP.split(before)[-1][-_AROUND:]} {_STOP.split(after)[0][:_AROUND]}"


def _shared(name: str, around: str) -> int:
    """The length of the longest run of characters that stands in both."""
    best = 0
    for start in range(len(name)):
        while start + best < len(name) and name[start : start + best + 1] in around:
            best += 1
    return best
