"""任务要素体检: how many tasks of each document say who, by when and how much, and which do not."""

from collections.abc import Callable, Iterator, Sequence

from policy.documents import Frozen, Task
from tools.evidence import DocumentCard, SourceRef
from tools.scope import resolve_scope
from tools.task_rows import TaskRow, rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

ELEMENTS: tuple[tuple[str, Callable[[Task], bool]], ...] = (
    ("责任单位", lambda task: bool(task.units)),
    ("牵头单位", lambda task: bool(task.units_as("lead"))),
    ("时限", lambda task: bool(task.deadlines)),
    ("量化指标", lambda task: any(indicator.is_target for indicator in task.indicators)),
)


class DocumentCheck(Frozen):
    """One document: how many tasks, and for each element in the order of ELEMENTS how many tasks have it."""

    card: DocumentCard
    task_count: int
    having: tuple[int, ...]
    example: TaskRow | None

    def missing(self, element: int) -> int:
        """How many tasks lack the element of that place in ELEMENTS."""
        return self.task_count - self.having[element]


class CompletenessCheck(Frozen):
    """check_completeness: one line a document."""

    documents: tuple[DocumentCheck, ...]
    searched: str

    def evidence(self) -> Iterator[SourceRef]:
        """A task of each document."""
        for check in self.documents:
            if check.example:
                clause = check.example.clause
                yield SourceRef(clause_id=clause.clause_id, start=clause.start, end=clause.end)

    def to_text(self) -> str:
        """One line a document."""
        return "\n".join(f"《{c.card.title}》{c.task_count} 项任务：{self._line(c)}" for c in self.documents)

    @staticmethod
    def _line(check: DocumentCheck) -> str:
        return "，".join(f"写明{name} {n} 项" for (name, _), n in zip(ELEMENTS, check.having, strict=True))

    def summary(self) -> str:
        """One line for the person."""
        return f"{len(self.documents)} 份文件"


def check_completeness(
    library: PolicyLibrary, *, regions: Sequence[str] | None = None, documents: Sequence[str] | None = None
) -> CompletenessCheck:
    """任务要素体检：逐份文件统计写明责任单位、牵头单位、时限、量化指标的任务各有几项。

    Args:
        regions: 区县或城市；不填则全部。
        documents: 文件的标题、文号或文件名；不填则全部。
    """
    scope = resolve_scope(library, regions=regions, documents=documents)
    checks = check_rows(without_mirrors(rows_of(library, scope)), scope.cards)
    return CompletenessCheck(documents=checks, searched=scope.description)


def check_rows(rows: Sequence[TaskRow], cards: Sequence[DocumentCard] = ()) -> tuple[DocumentCheck, ...]:
    """A check of each document that has a card or a row: those of cards first, in their order."""
    owners = {card.doc_id: card for card in (*cards, *(row.card for row in rows))}
    by_document: dict[str, list[TaskRow]] = {doc_id: [] for doc_id in owners}
    for row in rows:
        by_document[row.card.doc_id].append(row)
    return tuple(_check(card, by_document[doc_id]) for doc_id, card in owners.items())


def _check(card: DocumentCard, rows: Sequence[TaskRow]) -> DocumentCheck:
    having = tuple(sum(has(row.task) for row in rows) for _, has in ELEMENTS)
    return DocumentCheck(card=card, task_count=len(rows), having=having, example=rows[0] if rows else None)
