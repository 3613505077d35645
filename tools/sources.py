"""Spans of documents as sources for people: 规范引注 and the words themselves."""

from datetime import date

from exports.tables import Source
from policy.references import standard_reference
from tools.evidence import DocumentCard, SourceRef
from tools.scope import all_cards
from vectorstore.library import PolicyLibrary


class Sources:
    """The sources of one library; each document's card is looked up once."""

    def __init__(self, library: PolicyLibrary) -> None:
        self._library = library
        self._cards = {card.doc_id: card for card in all_cards(library)}

    def of(self, ref: SourceRef) -> Source | None:
        """《标题》（文号，日期）定位 and the exact words; None where the document is in the library no more."""
        doc_id = ref.clause_id.rpartition("-")[0]
        card = self._cards.get(doc_id)
        clause = self._library.document(doc_id).clause_by_id.get(ref.clause_id) if card else None
        if card is None or clause is None:
            return None
        quote = clause.text[ref.start - clause.start : ref.end - clause.start]
        return Source(reference=self._reference(card, clause.locator), quote=" ".join(quote.split()))

    def document(self, ref: SourceRef) -> Source | None:
        """The document alone, for a table whose rows name their clauses themselves."""
        card = self._cards.get(ref.clause_id.rpartition("-")[0])
        return Source(reference=self._reference(card, "")) if card else None

    def _reference(self, card: DocumentCard, locator: str) -> str:
        day = date.fromisoformat(card.date) if card.date else None
        return standard_reference(card.title, number=card.number, day=day, locator=locator) + card.status_note
