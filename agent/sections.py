"""Which part of a document a question narrows to: by a heading it quotes, or by the subject that a heading names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policy.documents import Clause
from policy.folding import fold
from policy.numbering import han_value
from tools.needs import need_of
from tools.relevance import Need
from tools.scope import resolve_scope
from vectorstore.library import PolicyLibrary

_QUOTED = re.compile(r"[“\"「]([^”\"」]{3,30})[”\"」]")
_PART = re.compile(r"(?P<said>[\u4e00-\u9fff]{3,8})[那这]一?(?:块|部分|章|摊|节)")
_FEW, _FEWEST = 12, 3
_WHOLE = 0.95
_SPOKEN_OF = 0.4
_COUNT = re.compile(r"([二三四五六七八九十]{1,2}|\d{1,2})(?:个|大)?(?:条|方面|点|项|部分|类)")


def find_section(library: PolicyLibrary, text: str, topic: str, *, regions: Sequence[str]) -> str | None:
    """The heading of the part that is meant, as printed; None when the question means the whole document.

    Only headings with clauses below them count: 「三、项目带动、精准招商」 for 招商那几条.
    """
    headings = list(_headings(library, regions))
    quoted = [fold(match.group(1)) for match in _QUOTED.finditer(text)]
    folded = fold(text)
    for clause in headings:
        heading = fold(clause.heading)
        if (heading in folded and not _counts_too(folded, heading)) or any(phrase in heading for phrase in quoted):
            return clause.heading
    if called := next((clause for clause in headings if _is_called(clause, text)), None):
        return called.heading
    need = need_of(topic)
    if counted := _counted(library, text, need, regions):
        return counted
    covered = [clause for clause in headings if need.terms and need.coverage(clause.heading) >= _WHOLE]
    if covered:
        return min(covered, key=lambda clause: clause.level).heading
    asked = [clause for clause in _questions(library, regions) if need.terms and need.coverage(clause.text) >= _WHOLE]
    return asked[0].locator if len(asked) == 1 else None


def _is_called(clause: Clause, text: str) -> bool:
    """Whether a part is called by words of its heading: 对外开放那一块."""
    match = _PART.search(text)
    said = match["said"] if match else ""
    return any(said[at:] in clause.heading for at in range(len(said) - _FEWEST + 1))


def _counts_too(text: str, heading: str) -> bool:
    """Whether a part is only named as one that counts beside the others: 保障措施也算上."""
    return bool(re.match(r"(?:部分|里|的|那块)*(?:也|都|一并)+(?:算上?|在内|包括|要|列)", text.partition(heading)[2]))


def _counted(library: PolicyLibrary, text: str, need: Need, regions: Sequence[str]) -> str | None:
    """The part that has just as many points as the question says, and speaks of its subject: 民生五条."""
    match = _COUNT.search(text)
    wanted = han_value(match.group(1)) if match else 0
    best: tuple[float, str] = (_SPOKEN_OF, "")
    for card in resolve_scope(library, regions=regions or None).cards[:_FEW] if wanted > 1 else ():
        clauses = library.document(card.doc_id).clauses
        points = Counter(clause.parent_id for clause in clauses if clause.kind == "item")
        for clause in clauses:
            worth = need.coverage(clause.text) if points[clause.clause_id] == wanted else 0.0
            best = max(best, (worth, clause.heading or clause.locator))
    return best[1] or None


def _questions(library: PolicyLibrary, regions: Sequence[str]) -> Iterator[Clause]:
    """The questions of interviews: a part that has no heading but says what it is about."""
    for card in resolve_scope(library, regions=regions or None).cards[:_FEW]:
        yield from (clause for clause in library.document(card.doc_id).clauses if clause.kind == "question")


def _headings(library: PolicyLibrary, regions: Sequence[str]) -> Iterator[Clause]:
    scope = resolve_scope(library, regions=regions or None)
    for card in scope.cards[:_FEW]:
        document = library.document(card.doc_id)
        parents = {clause.parent_id for clause in document.clauses}
        for clause in document.clauses:
            if clause.clause_id in parents and len(clause.heading) > 3:
                yield clause
