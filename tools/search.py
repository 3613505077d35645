"""Looking for clauses by meaning and by words, within any scope."""

from collections.abc import Iterator, Sequence

from policy.elements import Genre, Status
from policy.values import Frozen
from tools.evidence import FoundClause, SourceRef
from tools.scope import Scope, all_cards, resolve_scope
from vectorstore.filters import ClauseFilter
from vectorstore.library import PolicyLibrary


class ClauseHits(Frozen):
    """search_clauses: the best clauses, best first. searched is what was looked through, for people."""

    query: str
    hits: tuple[FoundClause, ...]
    searched: str

    def evidence(self) -> Iterator[SourceRef]:
        """Every clause found."""
        return (hit.ref for hit in self.hits)

    def to_text(self) -> str:
        """One line a clause."""
        if not self.hits:
            return f"未检索到与“{self.query}”相关的条款（{self.searched}）。"
        return "\n".join(hit.line() for hit in self.hits)

    def summary(self) -> str:
        """One line for the person."""
        return f"命中 {len(self.hits)} 条（{self.searched}）"


def search_clauses(
    library: PolicyLibrary,
    *,
    query: str,
    regions: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    genre: Genre | None = None,
    status: Status | None = None,
    limit: int = 8,
) -> ClauseHits:
    """检索条款：按关键词与语义查找最相关的条款原文；问到几个区县时，每个区县各取若干条。

    Args:
        query: 要查的内容，例如“国有企业混合所有制改革”。
        regions: 只查这些区县或城市的文件，例如 ["东丽区"]；不填则全部。
        documents: 只查这些文件（标题、文号或文件名）；不填则全部。
        genre: 只查这一文种；不填则全部。
        status: 只查这一效力状态；不填则全部。
        limit: 最多返回几条，1 至 50。
    """
    scope = resolve_scope(library, documents=documents, regions=regions, genre=genre, status=status)
    limit = min(max(limit, 1), 50)
    groups = _groups(library, scope, regions)
    share = max(1, -(-limit // len(groups))) if groups else 0
    found = [hit for group in groups for hit in find_in_scope(library, group, query=query, limit=share)]
    found.sort(key=lambda hit: -hit.score)
    return ClauseHits(query=query, hits=tuple(found[:limit]), searched=scope.description)


def found_clause(library: PolicyLibrary, scope: Scope, clause_id: str, *, score: float = 0.0) -> FoundClause:
    """The clause with its card and the headings above it."""
    document = library.document(clause_id.rsplit("-", 1)[0])
    clause = document.clause_by_id[clause_id]
    return FoundClause.of(scope.card(document.doc_id), document, clause, score=score)


def _groups(library: PolicyLibrary, scope: Scope, regions: Sequence[str] | None) -> list[Scope]:
    """One scope a region where several are asked for, so that one long file cannot fill the list."""
    if not scope.cards:
        return []
    if not regions or len(regions) < 2:
        return [scope]
    apart = [resolve_scope(library, documents=scope.doc_ids, regions=[region]) for region in regions]
    return [group for group in apart if group.cards]


def find_in_scope(library: PolicyLibrary, scope: Scope, *, query: str, limit: int) -> list[FoundClause]:
    """The best clauses of one scope, best first."""
    if not scope.cards:
        return []
    whole_library = len(scope.cards) == len(all_cards(library))
    filters = ClauseFilter() if whole_library else ClauseFilter(doc_ids=scope.doc_ids)
    hits = library.search(query, filters=filters, limit=limit)
    return [found_clause(library, scope, hit.clause.clause_id, score=hit.score) for hit in hits]
