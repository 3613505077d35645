"""Which clause is meant by a question for points (讲了哪几条): one with points that is about what is asked."""

from collections.abc import Iterator

from agent.expected import expected
from agent.question import Question
from agent.support import Support
from policy.documents import Clause
from policy.folding import fold
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_FEWEST = 2
_MOST = 12
_ABOUT = 0.6
_FORM_BONUS = 0.3
_OFTEN = 0.5  # what half of the headings of its points say, a part is about
_FEWEST_LETTERS = 3
_POINTS = ("item", "question")


def listed_under(question: Question, support: Support, library: PolicyLibrary) -> FoundClause:
    """The best clause, or one above those found that has points and is itself about the topic; something was found.

    A clause is about it by its heading or by its own text, more so where that has the form asked for (四大类).
    """
    need, best_found = need_of(question.topic), support.clauses[0].found
    if _named(need, best_found) and not _has_points(best_found, library):
        return best_found
    candidates = {
        each.clause.clause_id: each for one in support.clauses[:_MOST] for each in _around(one.found, library)
    }
    worth = {
        key: _worth(need, each, question, library) for key, each in candidates.items() if _has_points(each, library)
    }
    best = max(worth, key=lambda key: worth[key], default="")
    return candidates[best] if best and worth[best] >= _ABOUT else best_found


def _named(need: Need, found: FoundClause) -> bool:
    return need.coverage(found.clause.heading) >= _ABOUT


def _around(found: FoundClause, library: PolicyLibrary) -> Iterator[FoundClause]:
    """The clause and all above it."""
    document = library.document(found.card.doc_id)
    clause: Clause | None = found.clause
    while clause:
        yield FoundClause.of(found.card, document, clause)
        clause = document.clause_by_id.get(clause.parent_id or "")


def _worth(need: Need, found: FoundClause, question: Question, library: PolicyLibrary) -> float:
    text = found.clause.text
    points = _points(found, library)
    heading = fold(found.clause.heading)
    if len(heading) >= _FEWEST_LETTERS and heading in fold(question.text):
        return 1.0 + 2 * _FORM_BONUS
    named = sum(need.coverage(point.heading) >= _OFTEN for point in points)
    if named > len(points) / 2:
        return 1.0 + _FORM_BONUS
    formed = any(form.search(text) for form in expected(question.text, ()))
    return max(need.coverage(found.clause.heading), need.coverage(text)) + (_FORM_BONUS if formed else 0.0)


def _has_points(found: FoundClause, library: PolicyLibrary) -> bool:
    return len(_points(found, library)) >= _FEWEST


def _points(found: FoundClause, library: PolicyLibrary) -> list[Clause]:
    clauses = library.document(found.card.doc_id).clauses
    return [each for each in clauses if each.parent_id == found.clause.clause_id and each.kind in _POINTS]
