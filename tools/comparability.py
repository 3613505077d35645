"""Whether the figures of districts may be set against each other: only where name, unit and period all agree."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policy.folding import fold
from policy.values import Frozen
from tools.evidence import TableValue
from tools.excerpts import ON_TOPIC
from tools.findings import Findings
from tools.indicators import IndicatorRow, indicator_rows
from tools.periods import Period, period_of
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_ENOUGH = 0.5
_FIGURES_ASKED = re.compile(r"指标|数字|目标")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASIDE = re.compile(r"（[^（）]*）$")
_MAGNITUDES = "十百千万亿"


class Figures(Frozen):
    """The targets of one district on its topic."""

    region: str
    rows: tuple[IndicatorRow, ...]
    need: Need

    def values(self) -> Iterator[TableValue]:
        """Each figure as it is printed."""
        return (TableValue(text=_printed(row), refs=(row.ref,)) for row in self.rows)


def figures_of(library: PolicyLibrary, findings: Findings) -> Figures:
    """Targets with the number that the topic names; else those that name the topic, wherever they stand; else all
    of the clauses that were found, those of the quoted sentences first unless figures are what is asked for.
    """
    targets = [row for row in indicator_rows(library, findings.scope) if row.indicator.is_target]
    ids = {found.clause.clause_id for found in findings.clauses}
    here = [row for row in targets if row.clause.clause_id in ids]
    if not _FIGURES_ASKED.search(findings.topic):
        here = [row for row in here if _is_quoted(row, findings)] or here
    numbers = set(_NUMBER.findall(fold(findings.topic)))
    exact = [row for row in here if numbers & set(_NUMBER.findall(fold(row.indicator.raw)))]
    named = [row for row in targets if _worth(row, findings.need) >= _ENOUGH]
    return Figures(region=findings.region, rows=tuple(exact or named or here), need=findings.need)


def _is_quoted(row: IndicatorRow, findings: Findings) -> bool:
    """In a sentence of 主要举措, or in a clause whose headings are on the topic."""
    found = next(f for f in findings.clauses if f.clause.clause_id == row.clause.clause_id)
    within = any(e.start <= row.indicator.start < e.end for e in findings.excerpts)
    return within or findings.need.coverage("".join(found.heading_path)) >= ON_TOPIC


def how_comparable(library: PolicyLibrary, all_figures: Sequence[Figures]) -> tuple[TableValue, ...]:
    """A line on the figures of the districts that have any, () where fewer than two have."""
    having = [figures for figures in all_figures if figures.rows]
    if len(having) < 2:
        return ()
    chosen = [(figures.region, _most_alike(figures, having)) for figures in having]
    compared = [_Compared(region=region, row=row, period=period_of(library, row)) for region, row in chosen]
    said = "，".join(f"{each.region}{_named(each.row)}（{each.period}）" for each in compared)
    refs = dict.fromkeys(ref for each in compared for ref in (each.row.ref, *each.period.refs))
    return (TableValue(text=f"{said}：{_verdict(compared)}", refs=tuple(refs)),)


class _Compared(Frozen):
    region: str
    row: IndicatorRow
    period: Period

    @property
    def kind(self) -> tuple[str, str, int | None]:
        """Figures of one kind may be set against each other."""
        return _name(self.row), _measured_in(self.row), self.period.year


def _verdict(compared: Sequence[_Compared]) -> str:
    kinds = Counter(each.kind for each in compared)
    alike, count = kinds.most_common(1)[0]
    if any(each.period.year is None for each in compared):
        return "有的没有写明年份，不宜直接相比"
    if count == len(compared):
        return "指标、计量单位和年份都相同，可以直接相比"
    parts = zip(("指标", "计量单位", "年份"), zip(*kinds, strict=True), strict=True)
    differing = "、".join(part for part, values in parts if len(set(values)) > 1)
    same = "、".join(each.region for each in compared if each.kind == alike)
    some = f"{same}的指标、计量单位和年份相同，可以相比，其余" if count > 1 else ""
    return f"{some}{differing}不同，口径不一致，不宜直接相比"


def _most_alike(figures: Figures, having: Sequence[Figures]) -> IndicatorRow:
    """The figure nearest to the topic and to a figure of another district."""
    others = [row for each in having if each is not figures for row in each.rows]
    return max(figures.rows, key=lambda row: _worth(row, figures.need) + max(_likeness(row, o) for o in others))


def _likeness(one: IndicatorRow, other: IndicatorRow) -> float:
    """0–2: shared character pairs of the names, and one more for the same unit."""
    pairs, theirs = _pairs(_name(one)), _pairs(_name(other))
    alike = len(pairs & theirs) / max(len(pairs | theirs), 1)
    return alike + (_measured_in(one) == _measured_in(other))


def _worth(row: IndicatorRow, need: Need) -> float:
    return need.coverage(row.indicator.name + row.indicator.raw)


def _measured_in(row: IndicatorRow) -> str:
    """亿元 and 万元 are both 元."""
    unit = fold(row.indicator.unit)
    return unit.lstrip(_MAGNITUDES) or unit


def _printed(row: IndicatorRow) -> str:
    return row.indicator.raw.strip("、，,；")


def _name(row: IndicatorRow) -> str:
    """Without what only tells it from others of the same clause: 引进项目（打造产业集群）."""
    return fold(_ASIDE.sub("", row.indicator.name))


def _named(row: IndicatorRow) -> str:
    """With its name where the printed figure does not tell it (达到3000亿元的规模)."""
    pairs = _pairs(_name(row))
    told = len(pairs & _pairs(fold(_printed(row)))) >= len(pairs) / 2
    return _printed(row) if told else f"{_ASIDE.sub('', row.indicator.name)}：{_printed(row)}"


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
