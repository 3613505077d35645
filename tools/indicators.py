"""The figures of the library: every target with its name, value and source, whether or not it stands in a task."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from policy.assignments import Comparator, Indicator
from policy.documents import Clause
from policy.folding import fold
from policy.values import Frozen
from tools.evidence import DocumentCard, SourceRef
from tools.needs import need_of
from tools.scope import Scope, resolve_scope
from vectorstore.figures import Figure
from vectorstore.library import PolicyLibrary

_ENOUGH = 0.5

Change = Literal["increase", "decrease"]

_CHANGES: dict[Change, Comparator] = {"increase": "+", "decrease": "-"}


class IndicatorRow(Frozen):
    """An indicator with the clause it stands in."""

    card: DocumentCard
    clause: Clause
    indicator: Indicator

    @property
    def ref(self) -> SourceRef:
        """The printed figure as a source."""
        return SourceRef(clause_id=self.clause.clause_id, start=self.indicator.start, end=self.indicator.end)


class IndicatorTable(Frozen):
    """filter_indicators: the complete set, in reading order."""

    rows: tuple[IndicatorRow, ...]
    conditions: str
    searched: str

    def evidence(self) -> Iterator[SourceRef]:
        """The clause of every figure."""
        for row in self.rows:
            yield SourceRef(clause_id=row.clause.clause_id, start=row.clause.start, end=row.clause.end)

    def to_text(self) -> str:
        """The count, then a line a figure."""
        lines = [f"{self.conditions}：共 {len(self.rows)} 项指标（{self.searched}）"]
        lines += [
            f"[[{row.clause.clause_id}]] 《{row.card.title}》{row.clause.locator} "
            f"{row.indicator.name}：{row.indicator.raw}"
            for row in self.rows
        ]
        return "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return f"共 {len(self.rows)} 项指标（{self.searched}）"


def filter_indicators(
    library: PolicyLibrary,
    *,
    regions: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    unit: str | None = None,
    change: Change | None = None,
    keyword: str | None = None,
    topic: str | None = None,
    due_year: int | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    clauses: Sequence[str] | None = None,
    targets_only: bool = True,
) -> IndicatorTable:
    """指标筛选：列出全部符合条件的量化指标及其出处（完整集合）。

    Args:
        regions: 区县或城市。
        documents: 文件的标题、文号或文件名。
        unit: 计量单位，例如“%”“家”“亿元”。
        change: increase 只要增长类，decrease 只要压减类。
        keyword: 指标名称或所在条款标题中的字词。
        topic: 主题，例如“党建”“融资”，几个主题用顿号隔开；指标名称、原文或所在标题与之相关才列。
        due_year: 只要到这一年实现的指标。
        at_least: 数值（按原文单位）不小于它。
        at_most: 数值（按原文单位）不大于它。
        clauses: 只看这些条款编号。
        targets_only: 只要目标值，不要现状等背景数字。
    """
    owners = sorted({clause.rpartition("-")[0] for clause in clauses}) if clauses else documents
    scope = resolve_scope(library, documents=owners, regions=regions)
    needs = [need for part in (topic or "").split("、") if (need := need_of(part)).terms]
    rows = _rows(
        library,
        scope,
        lambda figure: (
            (figure.fields["is_target"] or not targets_only)
            and (change is None or figure.fields["comparator"] == _CHANGES[change])
            and (due_year is None or str(figure.fields["due"]).startswith(f"{due_year}-"))
            and (clauses is None or figure.clause_id in clauses)
            and (unit is None or fold(figure.fields["unit"]).startswith(fold(unit)))
            and (keyword is None or fold(keyword) in fold(_said(figure) + figure.heading))
            and _passes(figure.fields["value"], at_least, at_most)
            and (not needs or any(need.coverage(_said(figure) + "".join(figure.headings)) >= _ENOUGH for need in needs))
        ),
    )
    return IndicatorTable(
        rows=rows,
        conditions=_describe(unit, change, keyword, topic, due_year, at_least, at_most),
        searched=scope.description,
    )


def indicator_rows(library: PolicyLibrary, scope: Scope) -> tuple[IndicatorRow, ...]:
    """Every figure of the scope, in reading order; a figure told again in an annex row appears once."""
    return _rows(library, scope, lambda _: True)


def _rows(library: PolicyLibrary, scope: Scope, fits: Callable[[Figure], bool]) -> tuple[IndicatorRow, ...]:
    """The figures that fit; only their clauses are read."""
    found = library.figures(scope.doc_ids)
    chosen = [(card, figure) for card in scope.cards for figure in found[card.doc_id] if fits(figure)]
    standing = library.clauses(sorted({figure.clause_id for _, figure in chosen}))
    return tuple(
        IndicatorRow(card=card, clause=standing[figure.clause_id], indicator=figure.indicator)
        for card, figure in chosen
    )


def _said(figure: Figure) -> str:
    return f"{figure.fields['name']}{figure.fields['raw']}"


def _passes(value: Any, at_least: float | None, at_most: float | None) -> bool:
    """Whether the printed value, a number or a pair, of a range the nearer end, keeps to the bars."""
    low, high = value if isinstance(value, list | tuple) else (value, value)
    return (at_least is None or high >= at_least) and (at_most is None or low <= at_most)


def _describe(
    unit: str | None,
    change: Change | None,
    keyword: str | None,
    topic: str | None,
    due_year: int | None,
    at_least: float | None,
    at_most: float | None,
) -> str:
    parts = [f"单位为{unit}" if unit else "", {"increase": "增长类", "decrease": "压减类"}.get(change or "", "")]
    parts += [f"含“{keyword}”"] if keyword else []
    parts += [f"与{'、'.join(re.split('[、 ]+', topic))}有关"] if topic else []
    parts += ["到所问年份"] if due_year else []
    parts += [f"不小于{at_least:g}"] if at_least is not None else []
    parts += [f"不大于{at_most:g}"] if at_most is not None else []
    return "、".join(part for part in parts if part) or "全部指标"
