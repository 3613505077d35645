"""What a question takes for granted: its figures, held against the clauses that were found.

Two mistakes are told: a figure that stands nowhere in them, and one that stands there for something else.
"""

import re
from collections.abc import Sequence

from agent.composing.markup import flat, with_bold_figures
from agent.figures import figure_stands, lies_within, telling_figures
from agent.question import Question
from policy.documents import Clause, Frozen, Indicator
from policy.folding import fold
from policy.sentences import split_phrases
from tools.evidence import SourceRef
from vectorstore.library import PolicyLibrary

_BY_YEAR = re.compile(r"(?:到|在|截至|于|是)?(20\d{2})年(?=[^,，。;；]{0,12}\d)")
_AROUND = 24
_CLEARLY, _NAMED = 2, 3
_FIGURE = re.compile(
    r"\d[\d.,]*(?:[-—~至]\d[\d.]*)?\s*[\u4e00-\u9fff%]{1,3}|[一二三四五六七八九十百]+(?:个|项|家|倍|年|次|名)"
)
_STOP = re.compile(r"[,，;；。?？!！]")


class Figured(Frozen):
    """A figure in a phrase of a clause: the span of the phrase, the printed figure, the words around it."""

    clause: Clause
    start: int
    end: int
    figure: str
    around: str

    def quoted(self) -> str:
        """The phrase with its mark."""
        text = self.clause.text[self.start - self.clause.start : self.end - self.clause.start]
        ref = SourceRef(clause_id=self.clause.clause_id, start=self.start, end=self.end)
        return f"{with_bold_figures(flat(text)).rstrip('，,。；;')}{ref.mark}"


def corrections(question: Question, clauses: Sequence[Clause], library: PolicyLibrary) -> str:
    """A line for each figure that is wrong, with what the text says instead where it is known; '' when all stand."""
    said = "".join(clause.text for clause in clauses)
    lines = []
    for figure in telling_figures(question.figures) if clauses else ():
        if lies_within(figure, said):
            continue
        if not figure_stands(figure, said):
            lines.append(f"与原文不符：原文不是“{figure}”，见下。")
        elif meant := _other_meant(question, figure, clauses, library):
            other, own = meant
            lines.append(f"与原文不符，并非“{figure}”：{other.quoted()}。")
            lines.append(f"“{figure}”在原文是：{own.quoted()}。")
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
) -> tuple[Figured, Figured] | None:
    """The phrase that the words around the figure mean, and the one that does hold it; None where they are the same."""
    around = _words_around(fold(question.text), figure)
    figured = [each for clause in clauses for each in _figured(clause, library)]
    held = [each for each in figured if figure_stands(figure, each.figure)]
    others = [each for each in figured if not figure_stands(figure, each.figure)]
    for likeness in (_longest_shared, _all_shared) if held and others else ():
        best, own = (max(each, key=lambda one: likeness(one.around, around)) for each in (others, held))
        if likeness(best.around, around) >= max(_NAMED, likeness(own.around, around) + _CLEARLY):
            return best, own
    return None


def _figured(clause: Clause, library: PolicyLibrary) -> list[Figured]:
    """Every figure of a clause, with the words that stand nearer to it than to another, and its name in the ledger."""
    names = {indicator.start: indicator for indicator in _indicators(clause, library)}
    found = []
    for start, end in split_phrases(clause.text, offset=clause.start):
        text = clause.text[start - clause.start : end - clause.start]
        spans = [match.span() for match in _FIGURE.finditer(text)]
        for index, (a, b) in enumerate(spans):
            before = text[spans[index - 1][1] if index else 0 : a]
            after = text[b : spans[index + 1][0] if index + 1 < len(spans) else len(text)]
            near = before.rpartition("、")[2] + text[a:b] + after.partition("、")[0]
            named = "".join(i.name for i in names.values() if i.start <= start + a < i.end)
            found.append(Figured(clause=clause, start=start, end=end, figure=text[a:b], around=fold(f"{named} {near}")))
    return found


def _indicators(clause: Clause, library: PolicyLibrary) -> list[Indicator]:
    document = library.document(clause.doc_id)
    known = [*document.indicators, *(i for task in document.tasks for i in task.indicators)]
    return [i for i in known if clause.start <= i.start < clause.end]


def _words_around(text: str, figure: str) -> str:
    """The words on both sides of a figure, within its phrase: in 瞪羚1150家,那雏鹰呢 it is said of 瞪羚."""
    before, _, after = text.partition(figure)
    return f"{_STOP.split(before)[-1][-_AROUND:]} {_STOP.split(after)[0][:_AROUND]}"


def _longest_shared(one: str, other: str) -> int:
    """The length of the longest run of characters that stands in both."""
    return max((len(run) for run in _shared_runs(one, other)), default=0)


def _all_shared(one: str, other: str) -> int:
    """The length of all runs of two characters or more that stand in both."""
    return sum(len(run) for run in set(_shared_runs(one, other)))


def _shared_runs(one: str, other: str) -> list[str]:
    """The longest runs of one, from left to right, that stand in the other; single characters are none."""
    runs, start = [], 0
    while start < len(one):
        end = start + 1
        while end <= len(one) and one[start:end] in other:
            end += 1
        if end - start > 2:
            runs.append(one[start : end - 1].strip())
        start = max(end - 1, start + 1)
    return [run for run in runs if len(run) > 1]
