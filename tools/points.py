"""The members of a named whole: the points below a clause, or its lines where each begins with a name of its own.

Covered: numbered points, rows, questions, paragraphs below a heading; lines of one clause that begin with a short
sentence (应用牵引。适应…) or a dash. Not covered: names side by side within a sentence, which is quoted as it stands.
"""

import re

from policy.documents import Clause, PolicyDocument
from policy.sentences import split_sentences
from policy.values import Frozen
from tools.evidence import DocumentCard, FoundClause, SourceRef

_FEWEST = 2
_KINDS = ("item", "question", "row")
_LINE = re.compile(r"[^\n]+")
_LABELLED = re.compile(r"[\s\u3000]*(?:[-—─●•·◆*]+\s*)?(?P<name>[^\n。，,；;：:]{2,24})[。：:](?=.)")
_LONGEST_NAME = 80


class Point(Frozen):
    """A member: a span of a clause. name is its heading, else its first sentence."""

    found: FoundClause
    start: int
    end: int
    name: str

    @property
    def text(self) -> str:
        """The whole span."""
        return self.found.clause.text[self.start - self.found.clause.start : self.end - self.found.clause.start]

    @property
    def rest(self) -> str:
        """What is said behind the name; '' where the name is all."""
        at = self.text.find(self.name)
        return self.text[at + len(self.name) :].lstrip("。：:；; \n\u3000") if at >= 0 else self.text

    @property
    def ref(self) -> SourceRef:
        """The span as a source."""
        return SourceRef(clause_id=self.found.clause.clause_id, start=self.start, end=self.end)


def points_of(document: PolicyDocument, card: DocumentCard, clause: Clause) -> tuple[Point, ...]:
    """The members that a clause leads in, in reading order; () where there are fewer than two."""
    children = [each for each in document.clauses if each.parent_id == clause.clause_id]
    kinds = [each for each in children if each.kind in _KINDS]
    chosen = kinds if len(kinds) >= _FEWEST else children
    found = tuple(point_of(document, card, each) for each in chosen)
    return found if len(found) >= _FEWEST else _of_lines(FoundClause.of(card, document, clause))


def point_of(document: PolicyDocument, card: DocumentCard, clause: Clause) -> Point:
    """A whole clause as a member."""
    return Point(
        found=FoundClause.of(card, document, clause), start=clause.start, end=clause.end, name=_name(clause)
    )  # fmt: skip


def _name(clause: Clause) -> str:
    """The heading; else the first sentence behind the number, of a long one its first words."""
    if clause.heading:
        return clause.heading
    text = clause.text[len(clause.number) :].lstrip(" 　.、．")
    start, end = split_sentences(text)[0] if text else (0, 0)
    return text[start:end].rstrip("。；;")


def _of_lines(found: FoundClause) -> tuple[Point, ...]:
    """The lines of a clause, where two or more of them begin with a name."""
    clause = found.clause
    lines = [
        match for match in _LINE.finditer(clause.text) if match.start() >= len(clause.number) + len(clause.heading)
    ]
    named = [(line, name) for line in lines if (name := _LABELLED.match(line.group()))]
    if len(named) < _FEWEST:
        return ()
    return tuple(
        Point(
            found=found, start=clause.start + line.start() + name.start("name"), end=clause.start + line.end(),
            name=name["name"],
        )
        for line, name in named
    )  # fmt: skip
