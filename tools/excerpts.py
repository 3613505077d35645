"""The sentences of a clause that a comparison sets side by side: verbatim, without number or bare heading, and of a
table row never more than one cell.
"""

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest

from policy.column_names import column_kind
from policy.documents import Clause, TableCell
from policy.folding import fold
from policy.sentences import SpanPair, split_sentences
from policy.themes import classify_themes
from policy.values import Frozen
from tools.evidence import FoundClause, SourceRef
from tools.passages import best_passages
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

ON_TOPIC = 0.6
_CONSIDERED, _MOST_OF_A_CLAUSE, _MOST = 8, 5, 6
_SPOKEN_OF, _TOUCHED, _NEARLY = 0.5, 0.3, 0.9
_MEASURES = re.compile("措施|举措")
_SAYS_WHAT = re.compile(r"\d|[“《]")
_SERIAL = re.compile(r"\d{1,3}[.．、](?!\d)\s*(?=\S)")
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
    library: PolicyLibrary, clauses: Sequence[FoundClause], need: Need, *, topic: str, preferred: Collection[str] = ()
) -> tuple[Excerpt, ...]:
    """What the clauses, best first, say on the topic, in reading order: each in turn gives its next most telling
    sentence until there are enough. Sentences with a preferred name come first, then those with a figure or a name.
    """
    told = [[Excerpt(found=found, start=a, end=b) for a, b in _spans(library, found, need, topic)] for found in clauses]
    turns = zip_longest(*(sorted(each, key=lambda e: -_telling(e, preferred))[:_MOST_OF_A_CLAUSE] for each in told))
    chosen = [excerpt for turn in turns for excerpt in turn if excerpt][:_MOST]
    return tuple(sorted(chosen, key=lambda each: (each.found.card.doc_id, each.start)))


def _telling(excerpt: Excerpt, preferred: Collection[str]) -> int:
    if any(name in excerpt.printed for name in preferred):
        return 2
    return int(bool(_SAYS_WHAT.search(excerpt.printed)))


def _spans(library: PolicyLibrary, found: FoundClause, need: Need, topic: str) -> list[SpanPair]:
    """All sentences where the headings, not one sentence, say that the clause is on the topic; else those that do."""
    piece = _own_words(library, found, need)
    said = _sentences(piece)
    spoken = max(map(need.coverage, said.values()), default=0.0)
    headed = need.coverage("".join(found.heading_path)) >= ON_TOPIC
    if headed or (spoken < _SPOKEN_OF and of_theme(found, topic)):
        return list(said)
    telling = _rarest(need, found.clause.heading + piece.text)
    best = best_passages(need, piece, found.heading_path, most=_CONSIDERED)
    return [span for span in best if span in said and _touches(need, telling, found.clause.heading, said[span])]


def _rarest(need: Need, text: str) -> Need:
    """The rarest of those words that the text holds at all."""
    folded = fold(text)
    held = [term for term in need.terms if term.worth(folded) > 0]
    rarest = max((term.weight for term in held), default=0.0)
    return Need(terms=tuple(term for term in held if term.weight >= _NEARLY * rarest))


def _sentences(piece: Clause) -> dict[SpanPair, str]:
    """Each span with its words; not （责任单位：…）, which is told in a row of its own."""
    spans = split_sentences(piece.text, offset=piece.start)
    said = {(a, b): piece.text[a - piece.start : b - piece.start] for a, b in spans}
    return {span: text for span, text in said.items() if text[0] not in "（(" or text.rstrip("。；;")[-1:] not in "）)"}


def _touches(need: Need, telling: Need, heading: str, text: str) -> bool:
    """Whether the sentence says most of the topic, or it or the heading some of it with one of its telling words."""
    spoken = max(need.coverage(heading), need.coverage(text))
    return need.coverage(text) >= _SPOKEN_OF or (spoken >= _TOUCHED and telling.coverage(heading + text) > 0)


def of_theme(found: FoundClause, topic: str) -> bool:
    """Whether the clause's own heading is of the topic's first theme.

    A heading without a word of any theme is of none.
    """
    themes = classify_themes(topic, topic, limit=1)
    return bool(themes) and themes == classify_themes(found.clause.heading, "", limit=1)


def _own_words(library: PolicyLibrary, found: FoundClause, need: Need) -> Clause:
    """The clause without its number and a heading that stands by itself; of a row, the cell of its measure."""
    clause = found.clause
    if clause.kind == "row" and (cell := _measure_cell(library, found, need)):
        serial = _SERIAL.match(cell.text)
        return _part(clause, cell.start + (serial.end() if serial else 0), cell.end)
    rest = clause.text[len(clause.number) :].lstrip(_LEADING)
    beyond = rest.removeprefix(clause.heading)
    if clause.heading and beyond[:1] in ("。", "\n") and beyond[1:].strip():
        rest = beyond[1:].lstrip()
    return _part(clause, clause.end - len(rest), clause.end) if rest else clause


def _part(clause: Clause, start: int, end: int) -> Clause:
    text = clause.text[start - clause.start : end - clause.start]
    return clause.model_copy(update={"text": text, "start": start, "end": end})


def _measure_cell(library: PolicyLibrary, found: FoundClause, need: Need) -> TableCell | None:
    """The cell under 具体措施 or the like, unless only another is on the topic; else the longest under 任务 or the
    like. A cell merged from above is not of this clause.
    """
    cells = [
        cell
        for cell in library.document(found.card.doc_id).cells_of(found.clause.clause_id)
        if column_kind(cell.column) in ("duty", "support")
        and found.clause.start <= cell.start < cell.end <= found.clause.end
    ]
    cells.sort(key=lambda cell: (bool(_MEASURES.search(cell.column)), len(cell.text)), reverse=True)
    touched = [cell for cell in cells[:1] if need.coverage(cell.text) >= _TOUCHED]
    told = touched or [cell for cell in cells if need.coverage(cell.text) >= ON_TOPIC] or cells
    return told[0] if told else None
