"""Things that documents name, side by side: two kinds of applicant, two years, two rules; each looked for apart.

A side is the wording by which it is named. A sentence is of a side when it, or the nearest heading that names any side,
names it and no other; one that names several is told apart. Covered: years, with what follows the year in the same
clause; the points that an article leads in; two documents, each called by its subject. Not covered: sides that the text
calls by a wholly other word.
"""

import re
from collections.abc import Sequence

from policy.errors import ToolError
from tools.aspects import ComparisonCell, ComparisonRow
from tools.comparison import Comparison, of_findings
from tools.evidence import TableValue
from tools.findings import find_apart
from tools.needs import need_of
from tools.scope import Scope, resolve_scope
from tools.search import find_in_scope
from tools.side_names import NAMED, Naming
from tools.side_sayings import CANDIDATES, Sayings, query_of
from tools.subjects import document_on
from vectorstore.library import PolicyLibrary

_WHOLE = "要点"
_PAPER = re.compile(r"(?:方案|意见|规划|计划|办法|规定|政策|通知|要点|措施|条例|指南|规程|规范|报告)$")


def compare_sides(
    library: PolicyLibrary,
    *,
    sides: list[str],
    aspects: list[str] | None = None,
    documents: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
) -> Comparison:
    """文内对比：把文件里写到的几个对象（两类主体、两个年份、两种要求）分别查清，逐个方面并排列出。

    Args:
        sides: 要对比的对象，两个或更多，按原文的叫法，例如 ["测试主体", "测试驾驶人"] 或 ["2025年", "2035年"]。
        aspects: 要对比的方面，例如 ["申请条件"]；不填则列出各自的要点。
        documents: 只看这些文件；不填则全部。
        regions: 只看这些区县的文件；不填则全部。
    """
    if len(sides) < 2:
        raise ToolError("对比至少要两个对象，请再补一个，例如“测试主体和测试驾驶人”。")
    naming = Naming.of(sides)
    wanted = tuple(aspects or [""])
    every = resolve_scope(library, documents=documents, regions=regions)
    within = _narrowed(library, every, naming, wanted)
    called_papers = all(map(_PAPER.search, sides))
    if (within is None or called_papers) and (papers := _papers(library, every, sides)):
        return _of_papers(library, papers, "、".join(aspects or ()))
    scope = within or every
    sayings = Sayings(library, scope, naming, wanted)
    rows = tuple(_row(sayings, naming, aspect, searched=len(scope.cards)) for aspect in wanted)
    return Comparison(
        topic="、".join(aspect for aspect in wanted if aspect) or "有关规定",
        regions=tuple(sides),
        rows=rows,
        common=(),
        differing=(),
        together=_together(sayings, wanted, beyond=rows),
        of_places=False,
    )


def _row(sayings: Sayings, naming: Naming, aspect: str, *, searched: int) -> ComparisonRow:
    """What each side says on the aspect, or in all where that is ''."""
    need = need_of(aspect)
    cells = tuple(
        ComparisonCell(
            region=side.label,
            statements=tuple(TableValue(text=t.text, refs=(t.ref,)) for t in sayings.told(side, need)),
            searched=searched,
        )
        for side in naming.sides
    )
    return ComparisonRow(aspect=aspect or _WHOLE, cells=cells)


def _together(sayings: Sayings, aspects: Sequence[str], *, beyond: Sequence[ComparisonRow]) -> tuple[TableValue, ...]:
    """The sentence that names every side, where no cell has it: 开展五年评估的当年不开展年度体检."""
    told = {ref for row in beyond for cell in row.cells for value in cell.statements for ref in value.refs}
    best = sayings.of_all(need_of(" ".join(aspects)))
    return (TableValue(text=best.text, refs=(best.ref,)),) if best and best.ref not in told else ()


def _papers(library: PolicyLibrary, scope: Scope, sides: Sequence[str]) -> dict[str, Scope]:
    """The document that each side means, where each means one of its own; {} else."""
    found = {side: document_on(library, scope, side) for side in sides} if len(scope.cards) > 1 else {}
    meant = {side: card.doc_id for side, card in found.items() if card}
    if len(set(meant.values())) < len(sides):
        return {}
    return {side: resolve_scope(library, documents=[doc_id]) for side, doc_id in meant.items()}


def _of_papers(library: PolicyLibrary, papers: dict[str, Scope], aspect: str) -> Comparison:
    """Two documents on the same aspect, each searched apart, like two districts."""
    asked = [(side, aspect or side, scope) for side, scope in papers.items()]
    return of_findings(library, find_apart(library, asked)).model_copy(update={"of_places": False})


def _narrowed(library: PolicyLibrary, scope: Scope, naming: Naming, aspects: Sequence[str]) -> Scope | None:
    """The one document that names two of the sides and speaks most of the aspects; None where none does."""
    if len(scope.cards) < 2:
        return scope
    about = need_of(" ".join(aspects))
    named: dict[str, list[float]] = {}
    spoken: dict[str, float] = {}
    for found in find_in_scope(library, scope, query=query_of(naming.sides, aspects), limit=CANDIDATES):
        text = "".join((found.card.title, *found.heading_path, found.clause.text))
        here = [side.named_in(text) for side in naming.sides]
        known = named.get(found.card.doc_id, [0.0] * len(here))
        named[found.card.doc_id] = [max(pair) for pair in zip(known, here, strict=True)]
        spoken[found.card.doc_id] = max(spoken.get(found.card.doc_id, 0.0), about.coverage(text) * (max(here) > 0))
    best = max(named, key=lambda doc_id: sum(named[doc_id]) + spoken[doc_id], default="")
    both = best and sum(value >= NAMED for value in named[best]) > 1
    return resolve_scope(library, documents=[best]) if both else None
