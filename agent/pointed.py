"""Which clause is meant by a question for points (讲了哪几条): one with points that is about what is asked."""

from collections.abc import Iterator, Sequence

from agent.expected import expected
from agent.question import Question
from policy.documents import Clause
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_FEWEST = 2
_ABOUT = 0.6
_FORM_BONUS = 0.3
_POINTS = ("item", "question")


def listed_under(question: Question, found: Sequence[FoundClause], library: PolicyLibrary) -> FoundClause:
    """The best clause, or one above those found that has points and is itself about the topic; found is not empty.

    A clause is about it by its heading or by its own text, more so where that has the form asked for (四大类).
    """
    need = need_of(question.topic)
    if _named(need, found[0]) and not _has_points(found[0], library):
        return found[0]
    candidates = {each.clause.clause_id: each for one in found for each in _around(one, library)}
    worth = {key: _worth(need, each, question) for key, each in candidates.items() if _has_points(each, library)}
    best = max(worth, key=lambda key: worth[key], default="")
    return candidates[best] if best and worth[best] >= _ABOUT else found[0]


def _named(need: Need, found: FoundClause) -> bool:
    return need.coverage(found.clause.heading) >= _ABOUT


def _around(found: FoundClause, library: PolicyLibrary) -> Iterator[FoundClause]:
    """The clause and all above it."""
    document = library.document(found.card.doc_id)
    clause: Clause | None = found.clause
    while clause:
        yield FoundClause.of(found.card, document, clause)
        clause = document.clause_by_id.get(clause.parent_id or "")


def _worth(need: Need, found: FoundClause, question: Question) -> float:
    text = found.clause.text
    formed = any(form.search(text) for form in expected(question.text, ()))
    return max(need.coverage(found.clause.heading), need.coverage(text)) + (_FORM_BONUS if formed else 0.0)


def _has_points(found: FoundClause, library: PolicyLibrary) -> bool:
    clauses = library.document(found.card.doc_id).clauses
    points = [each for each in clauses if each.parent_id == found.clause.clause_id and each.kind in _POINTS]
    return len(points) >= _FEWEST
