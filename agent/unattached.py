"""An annex that a document names at its end without holding it: what is asked of it stands nowhere."""

import re

from agent.question import Kind, Question
from policy.documents import Clause, PolicyDocument
from policy.folding import fold
from tools.needs import content_words
from tools.scope import resolve_scope
from vectorstore.library import PolicyLibrary

_OF_ITS_TEXT: tuple[Kind, ...] = ("section", "who", "lookup")
_ANNEX = re.compile(r"附件|附表|附录|(?:分工|任务|清单|明细)表")


def unattached_annex(question: Question, library: PolicyLibrary) -> tuple[str, Clause] | None:
    """The annex that is asked about by its name and the clause that lists it; None where its text is there.

    None too where its name alone is asked for, and where more than one document may be meant.
    """
    if question.kind not in _OF_ITS_TEXT or not _ANNEX.search(question.text):
        return None
    cards = resolve_scope(library, documents=question.doc_ids or None, regions=question.regions or None).cards
    document = library.document(cards[0].doc_id) if len(cards) == 1 else None
    if document is None or any(clause.kind in ("annex", "row") for clause in document.clauses):
        return None
    name = next((name for name in document.header.annexes if _is_called(name, question.text)), "")
    clause = _listing(document, name) if name else None
    return (name, clause) if clause else None


def _is_called(name: str, text: str) -> bool:
    """Whether the question says 附件, or a word that ends its name: 分工表 of 重点任务分工表."""
    return "附件" in text or any(word in text for word in content_words(name[-4:]))


def _listing(document: PolicyDocument, name: str) -> Clause | None:
    return next((clause for clause in reversed(document.clauses) if fold(name) in fold(clause.text)), None)
