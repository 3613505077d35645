"""Reading clauses by where they stand: 第二部分第七项, 二（七）, 第12条, 附件第5项."""

from collections.abc import Iterator, Sequence

from policy.addresses import Locator, find_clause, neighbour, parse_locator
from policy.documents import Clause, PolicyDocument
from policy.errors import ToolError
from policy.numbering import read_numeral
from policy.values import Frozen
from tools.evidence import DocumentCard, FoundClause, SourceRef
from tools.scope import Scope, all_cards, resolve_scope
from tools.task_rows import TaskRow, rows_of
from vectorstore.library import PolicyLibrary

_MOST_CONTENTS = 5


class ClauseView(Frozen):
    """read_clause: the clauses at a locator, whole, with their tasks; children follow their heading."""

    locator: str
    clauses: tuple[FoundClause, ...]
    tasks: tuple["TaskRow", ...] = ()

    def evidence(self) -> Iterator[SourceRef]:
        """Every clause read, and those of the tasks that tell the same duty."""
        yield from (found.ref for found in self.clauses)
        for row in self.tasks:
            yield SourceRef(clause_id=row.clause.clause_id, start=row.clause.start, end=row.clause.end)

    def to_text(self) -> str:
        """One line a clause."""
        return "\n".join(found.line() for found in self.clauses) or f"未找到“{self.locator}”所指的条款。"

    def summary(self) -> str:
        """One line for the person."""
        return f"读取 {len(self.clauses)} 条"


def read_clause(
    library: PolicyLibrary,
    *,
    locator: str,
    documents: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    with_children: bool = True,
    with_siblings: bool = False,
) -> ClauseView:
    """读条款：按位置读出条款全文及其下级条款、任务。

    Args:
        locator: 条款位置，如“二（七）”“第二部分第七项”“第12条”“附件第5项”“第12条的下一条”，或条款编号。
        documents: 在哪些文件里找（标题、文号或文件名）；不填则全部。
        regions: 在哪些区县的文件里找；不填则全部。
        with_children: 是否连同下级条款一起读出。
        with_siblings: 是否连同同级条款一起读出。
    """
    scope = _scope_of(library, locator, documents, regions)
    found: list[FoundClause] = []
    for card in scope.cards:
        document = library.document(card.doc_id)
        for clause in (
            _with_siblings(document, _located(document, locator)) if with_siblings else _located(document, locator)
        ):
            found += _with_children(document, card, clause) if with_children else [_found(document, card, clause)]
    ids = {item.clause.clause_id for item in found}
    owners = resolve_scope(library, documents=sorted({item.card.doc_id for item in found})) if found else scope
    tasks = tuple(row for row in rows_of(library, owners) if _belongs(row, ids)) if found else ()
    return ClauseView(locator=locator, clauses=tuple(found), tasks=tasks)


def clauses_at(library: PolicyLibrary, scope: Scope, locator: str) -> frozenset[str]:
    """The ids of the clauses at an address in each document of the scope, with all below them."""
    documents = (library.document(card.doc_id) for card in scope.cards)
    return frozenset(
        each.clause_id
        for document in documents
        for clause in _located(document, locator)
        for each in (clause, *document.descendants(clause))
    )


def _scope_of(
    library: PolicyLibrary, locator: str, documents: Sequence[str] | None, regions: Sequence[str] | None
) -> Scope:
    """The scope asked for; the clause's own document where the locator is a clause's id."""
    owner = locator.rpartition("-")[0]
    if owner and any(card.doc_id == owner for card in all_cards(library)):
        return resolve_scope(library, documents=[owner])
    return resolve_scope(library, documents=documents, regions=regions)


def _belongs(row: TaskRow, ids: set[str]) -> bool:
    """Whether a task stands in one of the clauses, or is the other telling of one that does."""
    mirror = row.task.mirror_id
    return row.clause.clause_id in ids or (mirror is not None and mirror.removesuffix("t") in ids)


def _located(document: PolicyDocument, locator: str) -> tuple[Clause, ...]:
    by_id = document.clause_by_id.get(locator)
    if by_id:
        return (by_id,)
    parsed = parse_locator(locator)
    if parsed is None:
        if "-" in locator:
            return ()
        raise ToolError(f"看不懂条款位置“{locator}”，请写成“二（七）”“第12条”或“附件第5项”的样子。")
    # 分工方案第5项 of a document that is that plan itself, with no annex of the name.
    found = find_clause(document, parsed) or _numbered(document, parsed.model_copy(update={"annex": None}))
    return tuple(each for clause in found if (each := neighbour(document, clause, parsed.shift)))


def _numbered(document: PolicyDocument, locator: Locator) -> tuple[Clause, ...]:
    """第28条 of a document without articles: the item of that number at the deepest level that has one."""
    if len(locator.steps) != 1 or locator.annex is not None:
        return ()
    wanted = locator.steps[0].value
    items = [
        clause
        for clause in document.clauses
        if clause.kind == "item" and (numeral := read_numeral(clause.number)) and numeral.value == wanted
    ]
    deepest = max((clause.level for clause in items), default=0)
    found = tuple(clause for clause in items if clause.level == deepest)
    return found if len(found) == 1 else ()


def read_contents(
    library: PolicyLibrary, *, documents: Sequence[str] | None = None, regions: Sequence[str] | None = None
) -> ClauseView:
    """读目录：列出文件最上一层各部分的标题。

    Args:
        documents: 哪些文件（标题、文号或文件名）；不填则全部。
        regions: 哪些区县的文件；不填则全部。
    """
    scope = resolve_scope(library, documents=documents, regions=regions)
    found: list[FoundClause] = []
    for card in scope.cards[:_MOST_CONTENTS]:
        document = library.document(card.doc_id)
        found += [_found(document, card, clause) for clause in top_clauses(document)]
    return ClauseView(locator="目录", clauses=tuple(found))


def top_clauses(document: PolicyDocument) -> tuple[Clause, ...]:
    r"""The numbered parts, questions or chapters of the highest level, annexes left out.

    >>> from policy.parsing import parse_source
    >>> from policy.readers.source import SourceText
    >>> source = SourceText(text="区工作要点\n一、总体要求\n坚持稳中求进。\n二、重点任务\n（一）推进国企改革。\n")
    >>> document = parse_source(source, source_name="要点.txt", sha256="0123456789abcdef")
    >>> [clause.heading for clause in top_clauses(document)]
    ['总体要求', '重点任务']
    """
    items = [c for c in document.clauses if c.kind in ("item", "question") and not str(c.path[0]).startswith("a")]
    top = min((clause.level for clause in items), default=0)
    return tuple(clause for clause in items if clause.level == top)


def _with_siblings(document: PolicyDocument, located: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """All clauses of the same kind and level under the same parent, in reading order."""
    if not located:
        return ()
    one = located[0]
    return tuple(c for c in document.clauses if (c.parent_id, c.level, c.kind) == (one.parent_id, one.level, one.kind))


def _with_children(document: PolicyDocument, card: DocumentCard, clause: Clause) -> list[FoundClause]:
    return [_found(document, card, each) for each in (clause, *document.descendants(clause))]


def _found(document: PolicyDocument, card: DocumentCard, clause: Clause) -> FoundClause:
    return FoundClause.of(card, document, clause)
