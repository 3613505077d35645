"""What a question takes for granted: its figures, held against the clauses that were found.

Two mistakes are told: a figure that stands nowhere in them, and one that stands there for something else.
"""

import re
from collections.abc import Sequence

from agent.composing.figured import (
    Figured,
    all_shared,
    counted_noun,
    figured_in,
    indicators_in,
    longest_shared,
    shared_runs,
    words_around,
)
from agent.composing.markup import flat, with_bold_figures
from agent.composing.misplaced import misplaced
from agent.figures import figure_stands, lies_within, telling_figures
from agent.question import Question
from policy.documents import Clause
from policy.folding import fold
from policy.sentences import split_phrases
from policy.synonyms import expanded
from tools.evidence import SourceRef
from vectorstore.library import PolicyLibrary

_BY_YEAR = re.compile(r"(?:到|在|截至|于|是)?(20\d{2})年(?=[^,，。;；]{0,12}\d)")
_A_YEAR = re.compile(r"(?:19|20)\d{2}年")
_CLEARLY, _NAMED, _DONE, _SEVERAL = 2, 3, 4, 2
_BOUND = re.compile(r"^(?:以上|以下|左右|以内|多|余)+")


def corrections(question: Question, clauses: Sequence[Clause], library: PolicyLibrary) -> str:
    """A line for each figure that is wrong, with what the text says instead where it is known; '' when all stand."""
    said = "".join(clause.text for clause in clauses)
    lines: list[str] = []
    for figure in _claimed(question) if clauses else ():
        if lies_within(figure, said):
            continue
        if not figure_stands(figure, said):
            if _stands_beside(question, figure, clauses, library):
                continue
            instead = _meant_instead(question, figure, clauses, library)
            lines.append(f"与原文不符，不是“{figure}”{f'：{instead.quoted()}。' if instead else '，见下。'}")
        elif meant := _other_meant(question, figure, clauses, library):
            lines += _mixed_up(figure, *meant)
        elif told := _of_other_sentence(question, figure, clauses, library):
            lines.append(told)
    lines += _wrong_years(question, clauses, library)
    lines += misplaced(question, clauses, library)
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))


def _mixed_up(figure: str, other: Figured, own: Figured) -> list[str]:
    """That a figure is said of another thing: of which, where that stands elsewhere."""
    lines = [f"与原文不符，并非“{figure}”：{other.quoted()}。"]
    return lines if own.quoted() == other.quoted() else [*lines, f"“{figure}”在原文是：{own.quoted()}。"]


def _claimed(question: Question) -> list[str]:
    """The figures that the question takes for granted; small counts too where it asks for nothing but that."""
    if set(question.asked) - {"yes_no"} or len(question.figures) < _SEVERAL:
        return telling_figures(question.figures)
    return [figure for figure in question.figures if not _A_YEAR.fullmatch(figure)]


def _stands_beside(question: Question, figure: str, clauses: Sequence[Clause], library: PolicyLibrary) -> bool:
    """Whether the same documents give that number of what the question counts elsewhere: 36项重点任务 for 36项任务."""
    noun = _BOUND.sub("", counted_noun(fold(question.text), fold(figure)))[:2]
    number, counted = re.escape(fold(figure)), re.escape(noun)
    beside = re.compile(rf"(?<![\d.]){number}[^\d，。；,;]{{0,4}}{counted}|{counted}(?<![\d.]){number}")
    return len(noun) > 1 and any(
        beside.search(fold(library.document(doc_id).text)) for doc_id in {c.doc_id for c in clauses}
    )


def _wrong_years(question: Question, clauses: Sequence[Clause], library: PolicyLibrary) -> list[str]:
    """A year by which a figure is said to be due, where the clause gives that figure another year."""
    lines = []
    for year in _BY_YEAR.findall(question.text):
        for clause in clauses:
            for indicator in indicators_in(clause, library):
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
    around = words_around(fold(question.text), figure)
    figured = [each for clause in clauses for each in figured_in(clause, library)]
    held = [each for each in figured if figure_stands(figure, each.figure)]
    others = [each for each in figured if not figure_stands(figure, each.figure)]
    if (own := next(iter(held), None)) and (other := _done_to(others, own, around, figure)):
        return other, own
    for likeness in (longest_shared, all_shared) if held and others else ():
        best, own = (max(each, key=lambda one: likeness(one.around, around)) for each in (others, held))
        if likeness(best.around, around) >= max(_NAMED, likeness(own.around, around) + _CLEARLY):
            return best, own
    return None


def _done_to(others: Sequence[Figured], own: Figured, around: str, figure: str) -> Figured | None:
    """The like figure of which the clause says what the question says of its own, and says it of no other:

    让290家企业退出市场, where 80家 of the 290家 do.
    """
    rest = around
    for run in shared_runs(fold(own.text), around):
        rest = rest.replace(run, "|")
    like = (each for each in others if each.is_measured_like(figure))
    return next((each for each in like if longest_shared(fold(each.text), rest) >= _DONE), None)


def _of_other_sentence(question: Question, figure: str, clauses: Sequence[Clause], library: PolicyLibrary) -> str:
    """What a figure is said of, where another sentence says the rest: 80家…混改试点 of 启动80家退出。选1-2家…试点."""
    asked = expanded(fold(question.text).replace(figure, " "))
    figured = [each for clause in clauses for each in figured_in(clause, library) if each.is_measured_like(figure)]
    held = [each for each in figured if figure_stands(figure, each.figure)]
    others = [each for each in figured if each not in held]
    if not held or not others or "yes_no" not in question.asked:
        return ""
    best, own = (max(each, key=lambda one: all_shared(one.sentence, asked)) for each in (others, held))
    clearly = all_shared(best.sentence, asked) >= max(_NAMED, all_shared(own.sentence, asked) + _CLEARLY)
    return f"与原文不符，“{figure}”在原文是：{own.quoted()}。" if clearly else ""


def _meant_instead(
    question: Question, figure: str, clauses: Sequence[Clause], library: PolicyLibrary
) -> Figured | None:
    """The figure of the same measure that stands where the question has its own; None where none clearly does."""
    around = words_around(fold(question.text), figure)
    noun = counted_noun(fold(question.text), figure)
    figured = [
        each
        for clause in clauses
        for each in figured_in(clause, library)
        if each.is_measured_like(figure) and longest_shared(each.around, noun) >= min(_NAMED, len(noun))
    ]
    best = max(figured, key=lambda each: all_shared(each.around, around), default=None)
    return best if best and (len(figured) == 1 or all_shared(best.around, around) >= _CLEARLY) else None
