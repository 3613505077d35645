"""How many duties of each document name no unit: said beside every list of a unit's tasks, so counted once."""

from weakref import WeakKeyDictionary

from tools.scope import Scope
from tools.task_rows import told_once
from vectorstore.library import PolicyLibrary
from vectorstore.marks import Marks

_COUNTS: WeakKeyDictionary[PolicyLibrary, tuple[int, dict[str, int]]] = WeakKeyDictionary()


def unassigned_in(library: PolicyLibrary, scope: Scope) -> int:
    """How many duties of the scope name no unit; documents are counted when first asked for after a change."""
    version = library.version
    kept = _COUNTS.get(library)
    known = kept[1] if kept and kept[0] == version else {}
    new = tuple(card for card in scope.cards if card.doc_id not in known)
    if new:
        marks = standing_marks(library, Scope(cards=new, description=""))
        known = {**known, **{doc_id: sum(not one.units for one in mine) for doc_id, mine in marks.items()}}
        _COUNTS[library] = (version, known)
    return sum(known[doc_id] for doc_id in scope.doc_ids)


def standing_marks(library: PolicyLibrary, scope: Scope) -> dict[str, Marks]:
    """What the duties of each document state, in reading order, a duty told twice once."""
    return {doc_id: _told_once(mine) for doc_id, mine in library.task_marks(scope.doc_ids).items()}


def _told_once(marks: Marks) -> Marks:
    by_id = {mark.task_id: mark for mark in marks}
    return tuple(by_id[task_id] for task_id in told_once((m.task_id, m.mirror_id, bool(m.units)) for m in marks))
