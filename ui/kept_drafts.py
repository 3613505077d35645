"""A person's drafts, kept from session to session: the last changed first."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from tools.drafts import Draft, DraftPiece
from vectorstore.kept import Kept

_KIND = "draft"


class KeptDraft(NamedTuple):
    """A line of the list: changed is a day as tables print it."""

    draft: Draft
    changed: str


class KeptDrafts:
    """The drafts of one person at a time; person '' is whoever sits at this machine."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def all(self, person: str) -> Sequence[KeptDraft]:
        """Every draft of the person."""
        entries = self._kept.all(_KIND, Draft, person=person)
        return tuple(KeptDraft(entry.value, entry.changed.astimezone().date().isoformat()) for entry in entries)

    def get(self, draft_id: str, person: str) -> Draft | None:
        """The draft of that id, None where there is none."""
        return self._kept.get(_KIND, draft_id, Draft, person=person) if draft_id else None

    def put(self, draft: Draft, person: str) -> None:
        """Keep the draft as it is now."""
        self._kept.put(_KIND, draft.draft_id, draft, person=person)

    def lay(self, draft_id: str, polished: DraftPiece | None, person: str) -> None:
        """A model's wording of a piece, unless the person has changed that piece meanwhile."""
        draft = self.get(draft_id, person)
        now = draft.piece(polished.piece_id) if draft and polished else None
        if draft and polished and now and not now.is_theirs and now.cells == (polished.plain or polished.cells):
            self.put(draft.with_piece(polished), person)

    def remove(self, draft_id: str, person: str) -> None:
        """Forget the draft."""
        self._kept.remove(_KIND, draft_id, person=person)


def new_draft_id() -> str:
    """Eight small letters and digits."""
    return uuid4().hex[:8]
