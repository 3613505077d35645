"""Every duty of a library as columns: what it counts under in the ledger, without reading it.

Made when first asked for after a change of the library, in half a second for 40,000 duties; documents that did not
change are not read again. A duty told twice stands once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from tools.columns import Column, Label, Mask, Numbers
from tools.evidence import DocumentCard
from tools.open_tasks import missing_of
from tools.scope import Scope, all_cards
from tools.unassigned import standing_marks
from vectorstore.library import PolicyLibrary
from vectorstore.marks import TaskMark

UNWRITTEN = "-"  # the choice of rows that say nothing of a facet


class LedgerIndex:
    """The duties of a library in reading order; a row is a place in this order."""

    def __init__(self, library: PolicyLibrary) -> None:
        self.cards = all_cards(library)
        told = standing_marks(library, Scope(cards=self.cards, description=""))
        self.marks = tuple(mark for card in self.cards for mark in told[card.doc_id])
        counts = [len(told[card.doc_id]) for card in self.cards]
        self.owners: Numbers = np.repeat(np.arange(len(self.cards)), counts)
        self._library_words = library.task_words

    def __len__(self) -> int:
        return len(self.marks)

    def rows_of(self, doc_ids: Collection[str]) -> Mask:
        """The rows of these documents."""
        wanted = set(doc_ids)
        return np.asarray([card.doc_id in wanted for card in self.cards], dtype=np.bool_)[self.owners]

    def rows_with(self, folded: Collection[str]) -> Mask:
        """The rows in whose text, headings or units every one of these folded words stands."""
        return np.asarray([all(word in said for word in folded) for said in self._words], dtype=np.bool_)

    @cached_property
    def places(self) -> Column:
        """Where the document is of."""
        return self._of_documents(lambda card: (card.place, card.place) if card.place else (UNWRITTEN, "未注明区县"))

    @cached_property
    def documents(self) -> Column:
        """Which document it stands in."""
        return self._of_documents(lambda card: (card.doc_id, card.title))

    @cached_property
    def parts(self) -> Column:
        """Who has a part in it: (name, role)."""
        return self._of_marks(lambda mark: mark.units or ((UNWRITTEN, ""),))

    @cached_property
    def themes(self) -> Column:
        """What it is about."""
        return self._of_marks(lambda mark: tuple((one, one) for one in mark.themes) or ((UNWRITTEN, "未归主题"),))

    @cached_property
    def deadlines(self) -> Column:
        """By when: (kind, day), '' where no day can be told."""
        return self._of_marks(_deadlines)

    @cached_property
    def first_due(self) -> Column:
        """The first of its days, where it has any."""
        dues = (sorted(due.isoformat() for _, due in mark.deadlines if due) for mark in self.marks)
        return Column.of(((days[0], ""),) if days else () for days in dues)

    @cached_property
    def figures(self) -> Column:
        """What is to be reached, by the unit of the figure."""
        return self._of_marks(_figures)

    @cached_property
    def missing(self) -> Column:
        """What it leaves open."""
        return self._of_marks(lambda mark: ((one.name, f"缺{one.name}") for one in missing_of(mark)))

    @cached_property
    def _words(self) -> tuple[str, ...]:
        words = self._library_words()
        return tuple(words.get(mark.task_id, "") for mark in self.marks)

    def _of_marks(self, labels: Callable[[TaskMark], Iterable[Label]]) -> Column:
        return Column.of(map(labels, self.marks))

    def _of_documents(self, label: Callable[[DocumentCard], Label]) -> Column:
        of_cards = Column.of((label(card),) for card in self.cards)
        return Column(np.arange(len(self)), of_cards.codes[self.owners], of_cards.labels)


_KEPT: WeakKeyDictionary[PolicyLibrary, tuple[int, LedgerIndex]] = WeakKeyDictionary()


def ledger_index(library: PolicyLibrary) -> LedgerIndex:
    """That of the whole library, also for a view of it; made anew when the library changes."""
    whole = library.whole
    version = whole.version
    kept = _KEPT.get(whole)
    if kept is None or kept[0] != version:
        kept = _KEPT[whole] = (version, LedgerIndex(whole))
    return kept[1]


def _figures(mark: TaskMark) -> Iterator[Label]:
    yield ("has", "有量化指标") if mark.targets else (UNWRITTEN, "无量化指标")
    yield from ((f"unit:{unit}", f"以“{unit}”计") for unit in mark.targets if unit)


def _deadlines(mark: TaskMark) -> Iterator[Label]:
    if not mark.deadlines:
        yield UNWRITTEN, ""
    yield from ((kind, due.isoformat() if due else "") for kind, due in mark.deadlines)
