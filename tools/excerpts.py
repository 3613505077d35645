"""The sentences of a clause that a comparison sets side by side: verbatim, without number or bare heading, and of a
table row never more than one cell.
"""

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest

from policy.column_names import column_kind
from policy.documents import Clause, Frozen, TableCell
from policy.sentences import split_sentences
from tools.evidence import FoundClause, SourceRef
from tools.passages import best_passages
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

ON_TOPIC = 0.6
_MOST_OF_A_CLAUSE, _MOST = 3, 6
_MEASURES = re.compile("措施|举措")
_SAYS_WHAT = re.compile(r"\d|[“《]")
# （责任单位：…） is told in a row of its own.
_BRACKET = re.compile(r"[（(][^（()）]{0,2000}[）)][。；;]?")
_LEADING = " \t\r\n\u3000.、．"


class Excerpt(Frozen):
    """A span of a clause that is quoted; text is that span on one line."""

    found: FoundClause
    start: int
    end: int

    @property
    def printed(self) -> str:
        """The span exactly as it stands."""
        return self.found.clause.text[self.start - self.found.clause.start : self.end - self.found.clause.start]

    @property
    def text(self) -> str:
        """The span as one line."""
        return " ".join(self.printed.split())

    @property
    def ref(self) -> SourceRef:
        """The span as a source."""
        return SourceRef(clause_id=self.found.clause.clause_id, start=self.start, end=self.end)


def excerpts_of(
    library: PolicyLibrary, clauses: Sequence[FoundClause], need: Need, *, preferred: Collection[str] = ()
) -> tuple[Excerpt, ...]:
    """What the clauses, best first, say on the topic, in reading order: each in turn gives its next most telling
    sentence until there are enough. Sentences with a preferred name come first, then those with a figure or a name.
    """
    told = [[Excerpt(found=found, start=a, end=b) for a, b in _spans(library, found, need)] for found in clauses]
    turns = zip_longest(*(sorted(each, key=lambda e: -_telling(e, preferred)) for each in told))
    chosen = [excerpt for turn in turns for excerpt in turn if excerpt][:_MOST]
    return tuple(sorted(chosen, key=lambda each: (each.found.card.doc_id, each.start)))


def _telling(excerpt: Excerpt, preferred: Collection[str]) -> int:
    if any(name in excerpt.printed for name in preferred):
        return 2
    return int(bool(_SAYS_WHAT.search(excerpt.printed)))


def _spans(library: PolicyLibrary, found: FoundClause, need: Need) -> list[tuple[int, int]]:
    """All sentences where the headings say that the clause is on the topic; else those that speak of it."""
    piece = _own_words(library, found)
    devoted = need.coverage("".join(found.heading_path)) >= ON_TOPIC
    spans = split_sentences(piece.text, offset=piece.start)
    if not devoted:
        spans = tuple(best_passages(need, piece, found.heading_path, most=_MOST_OF_A_CLAUSE))
    said = {span: piece.text[span[0] - piece.start : span[1] - piece.start] for span in spans}
    on_topic = devoted or need.coverage(found.clause.heading) > 0
    return [s for s, text in said.items() if not _BRACKET.fullmatch(text) and (on_topic or need.coverage(text) > 0)]


def _own_words(library: PolicyLibrary, found: FoundClause) -> Clause:
    """The clause without its number and a heading that stands by itself; of a row, the cell of its measure."""
    clause = found.clause
    if clause.kind == "row" and (cell := _measure_cell(library, found)):
        return _part(clause, cell.start, cell.end)
    rest = clause.text[len(clause.number) :].lstrip(_LEADING)
    beyond = rest.removeprefix(clause.heading)
    if clause.heading and beyond[:1] in ("。", "\n") and beyond[1:].strip():
        rest = beyond[1:].lstrip()
    return _part(clause, clause.end - len(rest), clause.end) if rest else clause


def _part(clause: Clause, start: int, end: int) -> Clause:
    text = clause.text[start - clause.start : end - clause.start]
    return clause.model_copy(update={"text": text, "start": start, "end": end})


def _measure_cell(library: PolicyLibrary, found: FoundClause) -> TableCell | None:
    """The cell under 具体措施 or the like, else the longest under 任务 or the like; a cell merged from above is not
    of this clause.
    """
    rows = [row for table in library.document(found.card.doc_id).tables for row in table.rows]
    cells = [
        cell
        for row in rows
        if row.clause_id == found.clause.clause_id
        for cell in row.cells
        if column_kind(cell.column) == "duty" and found.clause.start <= cell.start < cell.end <= found.clause.end
    ]
    return max(cells, key=lambda cell: (bool(_MEASURES.search(cell.column)), len(cell.text)), default=None)
