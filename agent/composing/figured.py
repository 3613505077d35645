"""The figures of clauses with the words around them, to tell which of them a question means."""

import re

from agent.composing.markup import flat, with_bold_figures
from agent.figures import unit_of
from policy.assignments import Indicator
from policy.documents import Clause
from policy.folding import fold
from policy.sentences import split_phrases, split_sentences
from policy.values import Frozen
from tools.evidence import SourceRef
from vectorstore.library import PolicyLibrary

_AROUND = 24
_FIGURE = re.compile(
    r"\d[\d.,]*(?:[-—~至]\d[\d.]*)?\s*[\u4e00-\u9fff%]{1,3}|[一二三四五六七八九十百]+(?:个|项|家|倍|年|次|名)"
)
_NOUN = re.compile(r"(?:以[上下内]|左右)?(?:的)?(?P<noun>[\u4e00-\u9fff]{2,8})")
# 3个实力小镇和1个特色小镇: a figure has the words on its own side of the joint.
_NEXT, _OTHERS = re.compile(r"[和与及、](?=\d)"), re.compile(r"^.*\d[^和与及、]*[和与及、]$")
_STOP = re.compile(r"[,，;；。?？!！]")


class Figured(Frozen):
    """A figure in a phrase of a clause: the span of the phrase, the printed figure, the words around it."""

    clause: Clause
    start: int
    end: int
    figure: str
    around: str

    @property
    def sentence(self) -> str:
        """The whole sentence of the figure, folded, without the figure."""
        spans = split_sentences(self.clause.text, offset=self.clause.start)
        a, b = next((a, b) for a, b in spans if a <= self.start < b)
        return fold(self.clause.text[a - self.clause.start : b - self.clause.start].replace(self.figure, " "))

    @property
    def text(self) -> str:
        """The phrase as printed."""
        return self.clause.text[self.start - self.clause.start : self.end - self.clause.start]

    def quoted(self) -> str:
        """The phrase with its mark."""
        ref = SourceRef(clause_id=self.clause.clause_id, start=self.start, end=self.end)
        return f"{with_bold_figures(flat(self.text)).rstrip('，,。；;')}{ref.mark}"

    def is_measured_like(self, figure: str) -> bool:
        """Whether it counts the same things: 1000人 and 5000名, 3000亿元 and 5000亿."""
        return unit_of(self.figure) is not None and unit_of(self.figure) == unit_of(figure)


def figured_in(clause: Clause, library: PolicyLibrary) -> list[Figured]:
    """Every figure of a clause, with the words that stand nearer to it than to another, and its name in the ledger."""
    names = {indicator.start: indicator for indicator in indicators_in(clause, library)}
    found = []
    for start, end in split_phrases(clause.text, offset=clause.start):
        text = clause.text[start - clause.start : end - clause.start]
        numbered = len(clause.number) if start == clause.start else 0
        spans = [match.span() for match in _FIGURE.finditer(text, numbered)]
        for index, (a, b) in enumerate(spans):
            before = text[spans[index - 1][1] if index else 0 : a]
            after = text[b : spans[index + 1][0] if index + 1 < len(spans) else len(text)]
            near = before.rpartition("、")[2] + text[a:b] + after.partition("、")[0]
            named = "".join(i.name for i in names.values() if i.start <= start + a < i.end)
            found.append(Figured(clause=clause, start=start, end=end, figure=text[a:b], around=fold(f"{named} {near}")))
    return found


def indicators_in(clause: Clause, library: PolicyLibrary) -> list[Indicator]:
    """The figures of the ledger that stand in a clause."""
    document = library.document(clause.doc_id)
    known = [*document.indicators, *(i for task in document.tasks for i in task.indicators)]
    return [i for i in known if clause.start <= i.start < clause.end]


def words_around(text: str, figure: str) -> str:
    """The words on both sides of a figure, within its phrase: in 瞪羚1150家,那雏鹰呢 it is said of 瞪羚."""
    before, _, after = text.partition(figure)
    own = _OTHERS.sub("", _STOP.split(before)[-1])
    return f"{own[-_AROUND:]} {_NEXT.split(_STOP.split(after)[0])[0][:_AROUND]}"


def counted_noun(text: str, figure: str) -> str:
    """The words right behind a figure, which say what it counts: 数字矿山 of 15个数字矿山; '' where none do."""
    behind = _NOUN.match(text.partition(figure)[2])
    return behind["noun"] if behind else ""


def longest_shared(one: str, other: str) -> int:
    """The length of the longest run of characters that stands in both."""
    return max((len(run) for run in shared_runs(one, other)), default=0)


def all_shared(one: str, other: str) -> int:
    """The length of all runs of two characters or more that stand in both."""
    return sum(len(run) for run in set(shared_runs(one, other)))


def shared_runs(one: str, other: str) -> list[str]:
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
