"""Which documents a tool looks at: all, or those of some regions, titles, kinds, years or states.

A scope is the honest half of every answer: what was searched is said with what was found.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from policy.elements import GENRE_NAMES, STATUS_NAMES, Genre, Region, Status
from policy.errors import ToolError
from policy.folding import fold
from policy.regions import find_regions, same_place, short_name
from policy.values import Frozen
from tools.evidence import DocumentCard
from vectorstore.library import PolicyLibrary
from vectorstore.records import DocumentSummary


class Scope(Frozen):
    """The documents looked at, and that in words: 东丽区 1 份文件."""

    cards: tuple[DocumentCard, ...]
    description: str

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(self._by_id)

    @cached_property
    def _by_id(self) -> dict[str, DocumentCard]:
        return {card.doc_id: card for card in self.cards}

    def card(self, doc_id: str) -> DocumentCard:
        """The card of a document of this scope."""
        return self._by_id[doc_id]


def card_of(summary: DocumentSummary) -> DocumentCard:
    """What is said of a document in a list."""
    header = summary.header
    day = header.signing_date or header.issue_date or header.publish_date
    return DocumentCard(
        doc_id=summary.doc_id,
        source_name=summary.source_name,
        title=header.title,
        number=str(header.document_number) if header.document_number else None,
        genre=header.genre,
        status=header.status,
        region=header.region,
        issuers=header.issuing_agencies,
        date=day.isoformat() if day else None,
        year=header.year,
        task_count=summary.task_count,
        clause_count=summary.clause_count,
    )


class _Shelf:
    """The cards of one version of a library, and for each place that was asked for which of them are its own."""

    def __init__(self, library: PolicyLibrary, version: int) -> None:
        self.version = version
        self.cards = tuple(card_of(summary) for summary in library.documents())
        self._of_place: dict[str, tuple[DocumentCard, ...]] = {}

    def of_place(self, region: str) -> tuple[DocumentCard, ...]:
        if region not in self._of_place:
            self._of_place[region] = tuple(card for card in self.cards if in_region(card, region))
        return self._of_place[region]


_SHELVES: WeakKeyDictionary[PolicyLibrary, _Shelf] = WeakKeyDictionary()


def all_cards(library: PolicyLibrary) -> tuple[DocumentCard, ...]:
    """The cards of the whole library, in the order of adding; made anew when the library changes."""
    return _shelf(library).cards


def cards_in(library: PolicyLibrary, regions: Sequence[str]) -> tuple[DocumentCard, ...]:
    """The cards of any of these places, in the order of adding; of the whole library where no place is named."""
    shelf = _shelf(library)
    if len(regions) < 2:
        return shelf.of_place(regions[0]) if regions else shelf.cards
    wanted = {card.doc_id for region in regions for card in shelf.of_place(region)}
    return tuple(card for card in shelf.cards if card.doc_id in wanted)


def _shelf(library: PolicyLibrary) -> _Shelf:
    version = library.version
    kept = _SHELVES.get(library)
    if kept is None or kept.version != version:
        kept = _SHELVES[library] = _Shelf(library, version)
    return kept


def resolve_scope(
    library: PolicyLibrary,
    *,
    documents: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    genre: Genre | None = None,
    status: Status | None = None,
    year: int | None = None,
) -> Scope:
    """The documents that fit every condition; documents are ids, numbers, file names or parts of titles.

    Raises ToolError when a named document is not in the library.
    """
    cards = list(cards_in(library, regions or ()))
    if documents:
        here = {card.doc_id for card in cards}
        cards = [card for card in _named(all_cards(library), documents) if card.doc_id in here]
    cards = [card for card in cards if genre in (None, card.genre) and status in (None, card.status)]
    cards = [card for card in cards if year in (None, card.year)]
    return Scope(cards=tuple(cards), description=_describe(len(cards), regions, genre, status, year))


def chosen_ids(
    library: PolicyLibrary, *, documents: Sequence[str] | None = None, regions: Sequence[str] | None = None
) -> tuple[str, ...]:
    """The ids of the documents that a question is narrowed to; () where nothing narrows it.

    Raises ToolError when what was asked for holds no document: silence would answer from all of them.
    """
    if not documents and not regions:
        return ()
    scope = resolve_scope(library, documents=documents, regions=regions)
    if not scope.cards:
        raise ToolError(f"没有符合条件的文件（{scope.description}），请先用“查找文件”看看已有哪些。")
    return scope.doc_ids


def in_region(card: DocumentCard, region: str) -> bool:
    """Whether a document is of the place or of a place below it: 天津市 holds what 东丽区 issued; 东丽 will do, and
    武清开发区 for 武清经济技术开发区.
    """
    return card.region is not None and _lies_in(card.region, region)


def is_of_place(card: DocumentCard, region: str) -> bool:
    """Whether a document is of that very place, by whichever of its names: 武清开发区 for 武清经济技术开发区."""
    return card.region is not None and any(same_place(each, card.region) for each in _meant(region))


@lru_cache(maxsize=65_536)
def _lies_in(own: Region, region: str) -> bool:
    names = (own.name, *own.parents)
    meant = _meant(region)
    named = {region, *(candidate.name for candidate in meant)}.intersection(names)
    return bool(named) or region in map(short_name, names) or any(same_place(each, own) for each in meant)


@lru_cache(maxsize=4096)
def _meant(region: str) -> tuple[Region, ...]:
    """Every place that the name may stand for."""
    return tuple(candidate for mention in find_regions(region) for candidate in mention.candidates)


def _named(cards: Sequence[DocumentCard], documents: Sequence[str]) -> list[DocumentCard]:
    chosen: list[DocumentCard] = []
    for name in documents:
        matches = [card for card in cards if is_titled(card, name)]
        if not matches:
            raise ToolError(f"资料库中没有名为“{name}”的文件，请先用“查找文件”看看已有哪些文件。")
        chosen += [card for card in matches if card not in chosen]
    return chosen


def is_titled(card: DocumentCard, name: str) -> bool:
    """Whether a document may be meant by an id, or by a part of its title, number or file name."""
    wanted = fold(name).strip("<>《》")
    return name == card.doc_id or any(
        wanted and wanted in fold(label) for label in (card.title, card.number or "", card.source_name)
    )


def _describe(
    count: int, regions: Sequence[str] | None, genre: Genre | None, status: Status | None, year: int | None
) -> str:
    parts = [*(regions or ())]
    parts += [f"{year}年"] if year else []
    parts += [GENRE_NAMES[genre]] if genre else []
    parts += [STATUS_NAMES[status]] if status else []
    return f"已查{'、'.join(parts)} {count} 份文件" if parts else f"已查 {count} 份文件"
