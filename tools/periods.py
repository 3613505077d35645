"""The year a figure is for, with the place that prints it: a year that is printed nowhere is not told."""

from collections.abc import Iterator

from policy.documents import PolicyDocument
from policy.folding import fold
from policy.values import Frozen
from tools.evidence import SourceRef
from tools.indicators import IndicatorRow
from vectorstore.library import PolicyLibrary


class Period(Frozen):
    """year is the figure's own, else that of its document; None where neither is printed. refs are where it stands,
    empty where the figure's clause itself prints it.
    """

    year: int | None
    of_document: bool = False
    refs: tuple[SourceRef, ...] = ()

    def __str__(self) -> str:
        """2025年, 2025年文件 or 未写明年份."""
        return "未写明年份" if self.year is None else f"{self.year}年{'文件' if self.of_document else ''}"


def period_of(library: PolicyLibrary, row: IndicatorRow) -> Period:
    """The period of a figure: its deadline's year, else the year of its document."""
    due = row.indicator.due
    year = due.year if due else row.card.year
    if year is None:
        return Period(year=None)
    if str(year) in fold(row.clause.text):
        return Period(year=year, of_document=due is None)
    ref = next(_printed(library.document(row.card.doc_id), str(year)), None)
    return Period(year=year, of_document=due is None, refs=(ref,)) if ref else Period(year=None)


def _printed(document: PolicyDocument, year: str) -> Iterator[SourceRef]:
    """Where a year stands: first in the elements of the header, then in any clause."""
    for _, span in document.header.spans:
        clause = document.clause_at(span.start)
        if clause and year in fold(document.text[span.start : span.end]):
            yield SourceRef(clause_id=clause.clause_id, start=span.start, end=min(span.end, clause.end))
    for clause in document.clauses:
        if year in clause.text:
            start = clause.start + clause.text.index(year)
            yield SourceRef(clause_id=clause.clause_id, start=start, end=start + len(year))
