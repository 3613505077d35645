"""The list of documents page by page, for a library of thousands: what is left, and what it may be narrowed by."""

from collections import Counter
from collections.abc import Callable

from policy.elements import GENRE_NAMES, STATUS_NAMES
from policy.folding import fold
from policy.values import Frozen
from tools.scope import card_of, in_region
from vectorstore.library import PolicyLibrary
from vectorstore.records import DocumentSummary

PAGE_SIZE = 50


class ListQuery(Frozen):
    """What the list is narrowed by; '' asks nothing. words stand in title, number, place or file name; page counts
    from 1.
    """

    words: str = ""
    place: str = ""
    genre: str = ""
    status: str = ""
    page: int = 1


class Choice(Frozen):
    """A value to narrow by, and how many documents have it."""

    value: str
    label: str
    count: int


class DocumentPage(Frozen):
    """One page of the list, newest addition last. total fits the query, of is the whole library; doc_ids are all that
    fit, beyond this page too.
    """

    query: ListQuery
    documents: tuple[DocumentSummary, ...]
    doc_ids: tuple[str, ...]
    of: int
    places: tuple[Choice, ...]
    genres: tuple[Choice, ...]
    statuses: tuple[Choice, ...]

    @property
    def total(self) -> int:
        """How many fit."""
        return len(self.doc_ids)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def list_documents(library: PolicyLibrary, query: ListQuery) -> DocumentPage:
    """The page that the query asks for, or the last one where there are fewer."""
    everything = library.documents()
    fitting = [summary for summary in everything if _fits(summary, query)]
    pages = max(1, -(-len(fitting) // PAGE_SIZE))
    page = min(max(1, query.page), pages)
    start = (page - 1) * PAGE_SIZE
    return DocumentPage(
        query=query.model_copy(update={"page": page}),
        documents=tuple(fitting[start : start + PAGE_SIZE]),
        doc_ids=tuple(summary.doc_id for summary in fitting),
        of=len(everything),
        places=_counted(everything, lambda each: each.header.region.name if each.header.region else "", {}),
        genres=_counted(
            everything, lambda each: each.header.genre, {str(genre): name for genre, name in GENRE_NAMES.items()}
        ),
        statuses=_counted(
            everything, lambda each: each.header.status, {str(status): name for status, name in STATUS_NAMES.items()}
        ),
    )


def _fits(summary: DocumentSummary, query: ListQuery) -> bool:
    header = summary.header
    if query.genre not in ("", header.genre) or query.status not in ("", header.status):
        return False
    if query.place and not in_region(card_of(summary), query.place):
        return False
    said = fold(f"{header.title}{header.document_number or ''}{summary.source_name}{_place(summary)}")
    return all(fold(word) in said for word in query.words.split())


def _place(summary: DocumentSummary) -> str:
    region = summary.header.region
    return "".join((*region.parents, region.name)) if region else ""


def _counted(
    summaries: tuple[DocumentSummary, ...], value: Callable[[DocumentSummary], str], names: dict[str, str]
) -> tuple[Choice, ...]:
    counts = Counter(filter(None, map(value, summaries)))
    return tuple(Choice(value=key, label=names.get(key, key), count=count) for key, count in counts.most_common())
