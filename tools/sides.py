"""Things that documents name, side by side: two kinds of applicant, two years, two rules; each looked for apart.

A side is the wording by which it is named. A sentence is of a side when it, or the nearest heading that names any side,
names it and no other; one that names several is told apart. Covered: years, with what follows the year in the same
clause; the points that an article leads in. Not covered: sides that the text calls by a wholly other word.
"""

from collections.abc import Sequence

from policy.errors import ToolError
from tools.comparison import Comparison, ComparisonCell, ComparisonRow
from tools.evidence import TableValue
from tools.needs import need_of
from tools.scope import Scope, resolve_scope
from tools.search import find_in_scope
from tools.side_names import NAMED, Naming
from tools.side_sayings import CANDIDATES, Sayings, query_of
from vectorstore.library import PolicyLibrary

_WHOLE = "要点"


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
    scope = _narrowed(library, resolve_scope(library, documents=documents, regions=regions), naming, wanted)
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


def _narrowed(library: PolicyLibrary, scope: Scope, naming: Naming, aspects: Sequence[str]) -> Scope:
    """The one document that names two of the sides and speaks most of the aspects; all of the scope where none does."""
    if len(scope.cards) < 2:
        return scope
    about = need_of(" ".join(aspects))
    worth: dict[str, list[float]] = {}
    for found in find_in_scope(library, scope, query=query_of(naming.sides, aspects), limit=CANDIDATES):
        text = "".join((found.card.title, *found.heading_path, found.clause.text))
        named = [side.named_in(text) for side in naming.sides]
        near = about.coverage(text)
        known = worth.setdefault(found.card.doc_id, [0.0] * len(naming.sides))
        worth[found.card.doc_id] = [max(a, b + near * (b > 0)) for a, b in zip(known, named, strict=True)]
    best = max(worth, key=lambda doc_id: sum(worth[doc_id]), default="")
    both = best and sum(value >= NAMED for value in worth[best]) > 1
    return resolve_scope(library, documents=[best]) if both else scope
