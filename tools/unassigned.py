"""How many duties of each document name no unit: said beside every list of a unit's tasks, so counted once."""

from collections import Counter
from weakref import WeakKeyDictionary

from tools.scope import Scope
from tools.task_rows import rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

_COUNTS: WeakKeyDictionary[PolicyLibrary, tuple[int, dict[str, int]]] = WeakKeyDictionary()


def unassigned_in(library: PolicyLibrary, scope: Scope) -> int:
    """How many duties of the scope name no unit; documents are counted when first asked for after a change."""
    version = library.version
    kept = _COUNTS.get(library)
    known = kept[1] if kept and kept[0] == version else {}
    new = tuple(card for card in scope.cards if card.doc_id not in known)
    if new:
        rows = without_mirrors(rows_of(library, Scope(cards=new, description="")))
        counted = Counter(row.card.doc_id for row in rows if not row.task.units)
        known = {**known, **{card.doc_id: counted[card.doc_id] for card in new}}
        _COUNTS[library] = (version, known)
    return sum(known[doc_id] for doc_id in scope.doc_ids)
