"""任务要素体检: how many tasks of each document say who, by when and how much, and which do not."""

from collections.abc import Callable, Iterator, Sequence

from policy.values import Frozen
from tools.evidence import DocumentCard, SourceRef
from tools.scope import resolve_scope
from tools.task_rows import TaskRow, rows_of
from tools.unassigned import standing_marks
from vectorstore.filters import TaskFilter
from vectorstore.library import PolicyLibrary
from vectorstore.marks import Marks, TaskMark

ELEMENTS: tuple[tuple[str, Callable[[TaskMark], bool]], ...] = (
    ("责任单位", lambda mark: bool(mark.units)),
    ("牵头单位", lambda mark: mark.has_lead),
    ("时限", lambda mark: bool(mark.deadlines)),
    ("量化指标", lambda mark: bool(mark.targets)),
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
    marks = standing_marks(library, scope)
    firsts = tuple(mine[0].task_id for mine in marks.values() if mine)
    examples = {row.card.doc_id: row for row in rows_of(library, scope, TaskFilter(task_ids=firsts))}
    checks = tuple(check_of(card, marks[card.doc_id], examples.get(card.doc_id)) for card in scope.cards)
    return CompletenessCheck(documents=checks, searched=scope.description)


def check_of(card: DocumentCard, marks: Marks, example: TaskRow | None = None) -> DocumentCheck:
    """The check of one document's duties, or of some of them."""
    return DocumentCheck(card=card, task_count=len(marks), having=having(marks), example=example)


def having(marks: Marks) -> tuple[int, ...]:
    """For each of ELEMENTS how many of the duties have it."""
    return tuple(sum(map(has, marks)) for _, has in ELEMENTS)
