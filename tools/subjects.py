"""Which document a wording means that calls it by its subject: 煤矿智能化的意见, 适老化工作方案, whatever its title.

The document whose title names the subject, else the one that speaks of it far more than any other. Not covered: a
subject that several documents treat alike, which is no name of one.
"""

from tools.evidence import DocumentCard
from tools.needs import need_of
from tools.scope import Scope
from tools.search import find_in_scope
from vectorstore.library import PolicyLibrary

_HITS = 24
_SPEAKS, _IN_TITLE = 0.75, 0.9
_FAR_MORE, _FEWEST = 1.6, 2.0


def document_on(library: PolicyLibrary, scope: Scope, subject: str) -> DocumentCard | None:
    """The one document of the scope that is about the subject; None where none or several are."""
    need = need_of(subject)
    if not need.terms or not scope.cards:
        return None
    titled = [card for card in scope.cards if need.coverage(card.title) >= _IN_TITLE]
    if titled:
        return titled[0] if len(titled) == 1 else None
    worth: dict[str, float] = {}
    for found in find_in_scope(library, scope, query=subject, limit=_HITS):
        spoken = need.coverage("".join((found.card.title, *found.heading_path, found.clause.text)))
        if spoken >= _SPEAKS:
            told = spoken + need.coverage("".join(found.heading_path))
            worth[found.card.doc_id] = worth.get(found.card.doc_id, 0.0) + told
    best = sorted(worth.items(), key=lambda item: -item[1])[:2]
    if not best or best[0][1] < _FEWEST or (len(best) > 1 and best[0][1] < _FAR_MORE * best[1][1]):
        return None
    return scope.card(best[0][0])
