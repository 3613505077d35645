"""Whether what an answer states stands in what it cites, found out apart from the product's own verification.

Every figure, date, 文号 and name of a unit in the answer must stand in a cited clause or the headings above it. Titles
of documents and printed addresses are looked up in the library; a count (共 9 项) is made again from what is listed;
what the question itself says may be repeated in a sentence that denies it, and in the title of a draft. Not covered:
whether a clause says of a figure what the answer says of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from evals.answering import Reply
from evals.counts import false_counts
from evals.facts import Fact, FactKind, facts_of, without_marks
from evals.gold import Question
from evals.places import find_places, shared
from evals.unit_sets import units_of
from policy.documents import Clause, PolicyDocument
from policy.values import Frozen

_SENTENCE_END = re.compile(r"(?<=[。！？；])|\n|<br>")
_ECHO = re.compile(r"未见|不是|并非|没有|不在|不含|未写|而非|无关|[（(]提纲[)）]$")
_TITLE = re.compile(r"《([^《》]{2,120}(?:《[^《》]{1,80}》[^《》]{0,60})?)》")


class Ungrounded(Frozen):
    """A statement without ground: what it is and the words around it."""

    question_id: str
    kind: FactKind | Literal["count", "citation"]
    printed: str
    sentence: str


class Bookshelf:
    """The documents by file name, and the names of all their units."""

    def __init__(self, documents: Sequence[PolicyDocument]) -> None:
        self.documents = tuple(documents)
        self._by_name = {document.source_name: document for document in documents}
        names = {
            name
            for document in documents
            for task in document.tasks
            for unit in units_of(task)
            for name in (unit.name, unit.printed)
        }
        self.units = tuple(sorted(names, key=len, reverse=True))
        self.titles = frozenset(
            _bare(title)
            for document in documents
            for title in (document.header.title, document.header.inner_title or "", document.source_name)
        )

    def cited_clauses(self, reply: Reply) -> Iterator[tuple[PolicyDocument, Clause]]:
        """The clauses that the reply's quotes stand in."""
        for quoted in reply.citations:
            document = self._by_name.get(quoted.source)
            for place in find_places(document.text, quoted.quote) if document else ():
                for clause in document.clauses if document else ():
                    if document and shared(place, (clause.start, clause.end)):
                        yield document, clause


def ungrounded(question: Question, reply: Reply, shelf: Bookshelf) -> Iterator[Ungrounded]:
    """Everything in the answer that its citations do not hold."""
    cited = {clause.clause_id: (document, clause) for document, clause in shelf.cited_clauses(reply)}
    evidence = _known_facts((text for pair in cited.values() for text in clause_texts(*pair)), shelf)
    for quoted in reply.citations:
        if f"[{quoted.n}]" not in reply.answer:
            yield Ungrounded(question_id=question.id, kind="citation", printed=f"[{quoted.n}]", sentence=quoted.quote)
    for count in false_counts(reply.answer, documents=shelf.documents):
        yield Ungrounded(question_id=question.id, kind="count", printed=count.printed, sentence=count.sentence)
    asked = set(facts_of(question.question, units=shelf.units))
    for sentence in _SENTENCE_END.split(_plain(reply, shelf)):
        for fact in facts_of(sentence, units=shelf.units):
            if fact not in evidence and not (fact in asked and _ECHO.search(sentence)):
                yield Ungrounded(question_id=question.id, kind=fact.kind, printed=fact.printed, sentence=sentence)


def _plain(reply: Reply, shelf: Bookshelf) -> str:
    """The answer without marks, ordinals, counts, titles of the library's documents, and addresses it cites."""
    text = without_marks(reply.answer)
    text = _TITLE.sub(lambda match: " " if _bare(match.group(1)) in shelf.titles else match.group(), text)
    for locator in sorted({quoted.locator for quoted in reply.citations}, key=len, reverse=True):
        text = text.replace(locator, " ") if locator else text
    return text


def clause_texts(document: PolicyDocument, clause: Clause) -> Iterator[str]:
    """What a citation shows: the clause, the headings above it, and the reference of its document."""
    header = document.header
    yield clause.text
    yield from document.heading_path(clause)
    yield header.title
    yield str(header.document_number or "")


def _known_facts(texts: Iterable[str], shelf: Bookshelf) -> frozenset[Fact]:
    return frozenset(fact for text in texts for fact in facts_of(text, units=shelf.units, parts=True))


def _bare(title: str) -> str:
    return re.sub(r"\s+", "", title).translate(str.maketrans("（）：，", "():,"))
