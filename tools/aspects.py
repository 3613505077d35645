"""In what places are set side by side: measures, figures, times and units, or just what the person names.

An aspect without a rule of its own (资金, 准入条件) is answered by the sentences on the topic that speak of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from policy.sentences import split_sentences
from policy.synonyms import synonyms
from policy.values import Frozen
from tools.comparability import Figures
from tools.duty_names import duty_name
from tools.evidence import SourceRef, TableValue
from tools.excerpts import ON_TOPIC
from tools.findings import Findings
from tools.moments import moments_of
from tools.needs import need_of
from tools.task_rows import TaskRow, rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

MEASURES, FIGURES, TIMES, UNITS = "主要举措", "量化指标", "时限", "责任单位"
_MOST_OF_A_CELL = 6
_LONGEST_NAME = 30
_HOLDS = 0.5
_KNOWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (UNITS, re.compile(r"单位|部门|谁|牵头|分工|主责|落在")),
    (TIMES, re.compile(r"时限|时间|期限|何时|(?:什么|啥)时候|节点|进度安排|频次|截止")),
    (FIGURES, re.compile(r"指标|数字|目标|数量|量化|数据")),
    (MEASURES, re.compile(r"举措|措施|做法|任务|内容|办法|抓手|路径")),
)
_MONEY = re.compile(r"\d(?:\.\d+)?(?:万|亿)?元|资金|经费|基金|财政|补贴|补助|奖励|奖补|贷款|融资")
_MONEY_ASKED = re.compile(r"资金|经费|钱|花费|投入")


class ComparisonCell(Frozen):
    """What one district says on one aspect; statements empty where nothing was found in `searched` documents."""

    region: str
    statements: tuple[TableValue, ...]
    searched: int


class ComparisonRow(Frozen):
    """An aspect across the districts, in the order of Comparison.regions."""

    aspect: str
    cells: tuple[ComparisonCell, ...]


def usual_aspect(name: str) -> str | None:
    """The aspect of every comparison that a name means; None where it is one of its own.

    >>> usual_aspect("牵头单位"), usual_aspect("完成时限"), usual_aspect("资金")
    ('责任单位', '时限', None)
    """
    return next((aspect for aspect, pattern in _KNOWN if pattern.search(name)), None)


def rows_on(
    library: PolicyLibrary, findings: Sequence[Findings], figures: Sequence[Figures], *, named: Sequence[str] = ()
) -> tuple[ComparisonRow, ...]:
    """主要举措 first, then the named aspects; without names the usual ones, 时限 only where a district writes one."""
    told: dict[str, Callable[[int], Iterable[TableValue]]] = {
        MEASURES: lambda at: _measures(findings[at]),
        FIGURES: lambda at: figures[at].values(),
        TIMES: lambda at: _moments(library, findings[at]),
        UNITS: lambda at: _units(library, findings[at], with_names=bool(named)),
    }
    for name in named:
        told.setdefault(name, lambda at, name=name: _speaking_of(name, findings[at]))  # type: ignore[misc]
    wanted = dict.fromkeys((MEASURES, *named)) if named else told
    rows = (_row(aspect, findings, told[aspect]) for aspect in wanted)
    return tuple(row for row in rows if row.aspect != TIMES or named or any(cell.statements for cell in row.cells))


def _row(aspect: str, findings: Sequence[Findings], said: Callable[[int], Iterable[TableValue]]) -> ComparisonRow:
    cells = tuple(
        ComparisonCell(
            region=each.region,
            statements=tuple({value.text: value for value in said(at)}.values())[:_MOST_OF_A_CELL],
            searched=len(each.scope.cards),
        )
        for at, each in enumerate(findings)
    )
    return ComparisonRow(aspect=aspect, cells=cells)


def _measures(findings: Findings) -> Iterator[TableValue]:
    return (TableValue(text=excerpt.text, refs=(excerpt.ref,)) for excerpt in findings.excerpts)


def _moments(library: PolicyLibrary, findings: Findings) -> Iterator[TableValue]:
    return (value for found in findings.clauses for value in moments_of(library, found))


def _units(library: PolicyLibrary, findings: Findings, *, with_names: bool) -> Iterator[TableValue]:
    """Who is responsible; with the duty's name where no row of measures stands above."""
    ids = {found.clause.clause_id for found in findings.clauses}
    for row in without_mirrors(rows_of(library, findings.scope)):
        if row.task.units and (row.clause.clause_id in ids or _mirrors(row.task.mirror_id, ids)):
            yield _named_units(row) if with_names else TableValue(text=row.units_text(), refs=(row.units_ref,))


def _named_units(row: TaskRow) -> TableValue:
    name = duty_name(row, longest=_LONGEST_NAME)
    return TableValue(text=f"{name}——{row.units_text()}", refs=(row.telling_ref, row.units_ref))


def _mirrors(mirror_id: str | None, ids: set[str]) -> bool:
    return mirror_id is not None and mirror_id.removesuffix("t") in ids


def _speaking_of(aspect: str, findings: Findings) -> Iterator[TableValue]:
    """The sentences on the topic that speak of the aspect; of a clause that only touches the topic, those
    that speak of both.
    """
    speaks = _speaker(aspect)
    for found in findings.clauses:
        clause, need = found.clause, findings.need
        headed = need.coverage("".join(found.heading_path)) >= ON_TOPIC
        for start, end in split_sentences(clause.text, offset=clause.start):
            text = " ".join(clause.text[start - clause.start : end - clause.start].split())
            if speaks(text) and (headed or need.coverage(text) >= _HOLDS):
                yield TableValue(text=text, refs=(SourceRef(clause_id=clause.clause_id, start=start, end=end),))


def _speaker(aspect: str) -> Callable[[str], bool]:
    """Whether a sentence speaks of an aspect: of money by sums and funds, else by its words and their synonyms."""
    if _MONEY_ASKED.search(aspect):
        return lambda text: bool(_MONEY.search(text))
    need, others = need_of(aspect), synonyms(aspect)
    return lambda text: need.coverage(text) >= _HOLDS or any(other in text for other in others)
