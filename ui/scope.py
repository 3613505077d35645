"""范围: the documents that a person has chosen, which conversation, ledger and comparison all keep to.

Kept for each person, so that another tab or another day finds the same; nothing chosen means the whole library.
"""

from collections.abc import Collection, Sequence

from markupsafe import Markup

from policy.values import Frozen
from ui.desk import Desk
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

_KIND, _KEY = "scope", "documents"


class Scope(Frozen):
    """The chosen documents in the order of choosing."""

    doc_ids: tuple[str, ...] = ()


def chosen(kept: Kept, person: str) -> tuple[str, ...]:
    """The ids of what the person has chosen; () for the whole library."""
    scope = kept.get(_KIND, _KEY, Scope, person=person)
    return scope.doc_ids if scope else ()


def choose(kept: Kept, person: str, doc_ids: Sequence[str]) -> None:
    """Keep to these documents from now on; none of them: to the whole library again."""
    if doc_ids:
        kept.put(_KIND, _KEY, Scope(doc_ids=tuple(dict.fromkeys(doc_ids))), person=person)
    else:
        kept.remove(_KIND, _KEY, person=person)


def library_of(desk: Desk, person: str) -> PolicyLibrary:
    """The library as the person has narrowed it."""
    return desk.within(chosen(desk.kept, person))


def scope_note(desk: Desk, person: str) -> Markup:
    """For other tabs: that they keep to chosen documents, and the way to the choice; nothing where they do not."""
    library = library_of(desk, person)
    if library is desk.library:
        return Markup("")
    told = Markup('<button type="button" class="link scoped" data-view="library">只看所选的 {} 份文件</button>')
    return told.format(len(library.documents()))


def scope_html(here: Collection[str], picked: Collection[str]) -> Markup:
    """What the work is narrowed to, and the way back; nothing where it is not narrowed.

    here are the ids of the library that answers: a choice made in another one narrows nothing.
    """
    count = len(set(here) & set(picked))
    if not count:
        return Markup("")
    return Markup(
        '<p class="scope" role="status"><b>只看所选的 {} 份文件</b>'
        '<span class="quiet">对话、台账和对比都只依据它们</span>'
        '<button type="button" class="link" data-do="whole">改回全部 {} 份</button></p>'
    ).format(count, len(here))
