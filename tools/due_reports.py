"""Reports that a document asks for: what is to be told, by when or in which rhythm, in its own words.

Covered: sentences in which a time stands with a word of reporting. Not covered: reports for which no time is printed.
"""

import re
from collections.abc import Iterator

from policy.assignments import Deadline
from policy.documents import Clause, PolicyDocument
from policy.sentences import SpanPair, split_phrases, split_sentences
from policy.values import Frozen
from tools.evidence import DocumentCard, SourceRef

# 工作报告, 报告会 and 报告制度 are nouns of other things; 通报表扬 tells a person nothing to send.
_TELLING = re.compile(
    r"报送|上报|报区|报市|报省|汇报|反馈|(?<!工作)报告(?!会|文学|厅|制度)|通报(?!表扬|批评)|[月季旬周年]报|[月季旬周]调度"
)


class DueReport(Frozen):
    """A report with its time; start and end are the sentence's."""

    card: DocumentCard
    clause: Clause
    deadline: Deadline
    start: int
    end: int

    @property
    def ref(self) -> SourceRef:
        """The sentence as a source."""
        return SourceRef(clause_id=self.clause.clause_id, start=self.start, end=self.end)

    @property
    def text(self) -> str:
        """The sentence on one line, without its stop."""
        return " ".join(self.clause.text[self.start - self.clause.start : self.end - self.clause.start].split()).rstrip(
            "。；;，,"
        )


def due_reports(card: DocumentCard, document: PolicyDocument) -> Iterator[DueReport]:
    """The reports in reading order; one for each time of a sentence that tells of reporting near it."""
    told: set[tuple[int, str]] = set()
    for deadline in sorted(_times(document), key=lambda each: each.start):
        clause = document.clause_at(deadline.start)
        span = _sentence(clause, deadline) if clause else None
        if clause and span and (span[0], deadline.raw) not in told and _tells(document.text, span, deadline):
            told.add((span[0], deadline.raw))
            yield DueReport(card=card, clause=clause, deadline=deadline, start=span[0], end=span[1])


def _times(document: PolicyDocument) -> Iterator[Deadline]:
    """Those that say when: a year's plan may name its year, and 长期坚持, in any line."""
    for deadline in (*document.deadlines, *(d for task in document.tasks for d in task.deadlines)):
        if deadline.kind in ("date", "month", "recurring"):
            yield deadline


def _sentence(clause: Clause, deadline: Deadline) -> SpanPair | None:
    spans = split_sentences(clause.text, offset=clause.start)
    return next(((a, b) for a, b in spans if a <= deadline.start < b), None)


def _tells(text: str, sentence: SpanPair, deadline: Deadline) -> bool:
    """Whether the phrase of the time, or the two after it, tell of reporting."""
    phrases = split_phrases(text[slice(*sentence)], offset=sentence[0])
    at = next((i for i, (a, b) in enumerate(phrases) if a <= deadline.start < b), 0)
    end = phrases[min(at + 2, len(phrases) - 1)][1]
    return bool(_TELLING.search(text[deadline.start : end]))
