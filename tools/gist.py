"""What a document is about as a whole: why it was made, its parts with the points under each, its leading figures.

All of it verbatim: the opening that says why, headings as printed, figures as printed. Not covered: judging what
matters most, which a person does.
"""

import re
from collections.abc import Iterator, Sequence

from policy.documents import Clause, PolicyDocument
from policy.sentences import split_phrases, split_sentences
from policy.values import Frozen
from tools.evidence import DocumentCard, SourceRef, TableValue
from tools.figures import told_figure
from tools.indicators import indicator_rows
from tools.reading import top_clauses
from tools.scope import Scope, resolve_scope
from vectorstore.library import PolicyLibrary

_MOST_DOCUMENTS, _MOST_POINTS, _MOST_FIGURES, _LONGEST_WHY, _LONGEST_NAME = 3, 10, 4, 120, 40
_WHY = re.compile(r"^为|^根据|^按照|为了|特制定|制定本|提出(?:以下|如下|本)|总体思路|介绍|专访")
_ASKS = re.compile(r"[?？]\s*$")


class Part(Frozen):
    """A part of a document: its heading, the headings of the points under it (ten at most), and how many there are."""

    heading: TableValue
    points: tuple[TableValue, ...]
    point_count: int


class Gist(Frozen):
    """read_gist of one document; why is None where no opening says it."""

    card: DocumentCard
    why: TableValue | None
    parts: tuple[Part, ...]
    figures: tuple[TableValue, ...]

    def values(self) -> Iterator[TableValue]:
        """Everything that it tells."""
        yield from (self.why,) if self.why else ()
        for part in self.parts:
            yield from (part.heading, *part.points)
        yield from self.figures


class Gists(Frozen):
    """read_gist: one for each document, three at most."""

    documents: tuple[Gist, ...]
    searched: str

    def evidence(self) -> Iterator[SourceRef]:
        """Where all of it stands."""
        return (ref for gist in self.documents for value in gist.values() for ref in value.refs)

    def to_text(self) -> str:
        """A block a document."""
        lines = []
        for gist in self.documents:
            lines.append(f"《{gist.card.title}》")
            lines += ["".join(f"[[{ref.clause_id}]]" for ref in value.refs) + value.text for value in gist.values()]
        return "\n".join(lines) or f"没有可概括的文件（{self.searched}）。"

    def summary(self) -> str:
        """One line for the person."""
        return f"概括 {len(self.documents)} 份文件"


def read_gist(
    library: PolicyLibrary, *, documents: Sequence[str] | None = None, regions: Sequence[str] | None = None
) -> Gists:
    """概括文件：说明一份文件为什么制定、分哪几部分、各部分讲哪几点、主要指标是什么（均为原文）。

    Args:
        documents: 哪些文件（标题、文号或文件名）；不填则全部，最多三份。
        regions: 哪些区县的文件；不填则全部。
    """
    scope = resolve_scope(library, documents=documents, regions=regions)
    return Gists(
        documents=tuple(_gist(library, card) for card in scope.cards[:_MOST_DOCUMENTS]), searched=scope.description
    )


def _gist(library: PolicyLibrary, card: DocumentCard) -> Gist:
    document = library.document(card.doc_id)
    rows = indicator_rows(library, Scope(cards=(card,), description=""))
    targets = [row for row in rows if row.indicator.is_target and row.clause.kind != "row"]
    told = {told_figure(row.indicator): (row.ref,) for row in reversed(targets)}
    figures = [TableValue(text=text, refs=refs) for text, refs in reversed(told.items())]
    return Gist(card=card, why=_why(document), parts=tuple(_parts(document)), figures=tuple(figures[:_MOST_FIGURES]))


def _why(document: PolicyDocument) -> TableValue | None:
    """The first sentence of the opening that says why, cut at a phrase where it is long."""
    for clause in document.clauses:
        if clause.kind not in ("preamble", "cover", "paragraph"):
            break
        for start, end in split_sentences(clause.text, offset=clause.start):
            text = clause.text[start - clause.start : end - clause.start]
            if clause.kind == "preamble" and _WHY.search(text):
                return _value(clause, start, _cut(text, start))
    return None


def _cut(text: str, start: int) -> int:
    """The end of the last phrase within the longest length; of the first where that alone is longer."""
    ends = [b for _, b in split_phrases(text)]
    return start + max([end for end in ends if end <= _LONGEST_WHY] or ends[:1])


def _parts(document: PolicyDocument) -> Iterator[Part]:
    for clause in top_clauses(document):
        below = [c for c in document.clauses if c.parent_id == clause.clause_id and c.kind == "item" and c.heading]
        points = tuple(_heading(each) for each in below[:_MOST_POINTS])
        yield Part(heading=_heading(clause), points=points, point_count=len(below))


def _heading(clause: Clause) -> TableValue:
    """The number and heading as printed; of a clause without one its first phrase, of a question its last."""
    if clause.heading:
        end = clause.start + clause.text.find(clause.heading) + len(clause.heading)
        return _value(clause, clause.start, end)
    phrases = split_phrases(clause.text, offset=clause.start)
    if _ASKS.search(clause.text):
        return _value(clause, *phrases[-1])
    end = phrases[0][1] if phrases else clause.end
    return _value(clause, clause.start, min(end, clause.start + _LONGEST_NAME) if end == clause.end else end)


def _value(clause: Clause, start: int, end: int) -> TableValue:
    text = " ".join(clause.text[start - clause.start : end - clause.start].split())
    return TableValue(
        text=text.strip("，,。；;：: "), refs=(SourceRef(clause_id=clause.clause_id, start=start, end=end),)
    )
