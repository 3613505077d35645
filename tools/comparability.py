"""Whether the figures of districts may be set against each other: only where name, unit and period all agree."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from policy.documents import Frozen, PolicyDocument
from policy.folding import fold
from tools.evidence import SourceRef, TableValue
from tools.excerpts import ON_TOPIC
from tools.findings import Findings
from tools.indicators import IndicatorRow, indicator_rows
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_ENOUGH = 0.5
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASIDE = re.compile(r"（[^（）]*）$")
_MAGNITUDES = "十百千万亿"
_TITLE_BLOCK = ("title", "inner_title", "document_number", "signing_date", "issue_date", "publish_date")


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
    of the clauses that were found.
    """
    targets = [row for row in indicator_rows(library, findings.scope) if row.indicator.is_target]
    ids = {found.clause.clause_id for found in findings.clauses}
    here = [row for row in targets if row.clause.clause_id in ids]
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
    chosen = {figures.region: _most_alike(figures, having) for figures in having}
    said = "，".join(f"{region}{_named(row)}（{_period(row)}）" for region, row in chosen.items())
    refs = dict.fromkeys(ref for row in chosen.values() for ref in _sources(library, row))
    return (TableValue(text=f"{said}：{_verdict(chosen)}", refs=tuple(refs)),)


def _verdict(chosen: Mapping[str, IndicatorRow]) -> str:
    rows = tuple(chosen.values())
    kinds = Counter((_name(row), _measured_in(row), _year(row)) for row in rows)
    alike, count = kinds.most_common(1)[0]
    if alike[-1] is None:
        return "原文没有写明年份，不宜直接相比"
    if count == len(rows):
        return "指标、计量单位和年份都相同，可以直接相比"
    parts = zip(("指标", "计量单位", "年份"), zip(*kinds, strict=True), strict=True)
    differing = "、".join(part for part, values in parts if len(set(values)) > 1)
    same = [r for r, row in chosen.items() if (_name(row), _measured_in(row), _year(row)) == alike]
    some = f"{'、'.join(same)}的指标、计量单位和年份相同，可以相比，其余" if count > 1 else ""
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


def _year(row: IndicatorRow) -> int | None:
    return row.indicator.due.year if row.indicator.due else row.card.year


def _period(row: IndicatorRow) -> str:
    year = _year(row)
    if year is None:
        return "未写明年份"
    return f"{year}年" if row.indicator.due else f"{year}年文件"


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


def _sources(library: PolicyLibrary, row: IndicatorRow) -> Iterator[SourceRef]:
    """The figure, and where its year is printed when that is not in the same clause."""
    yield row.ref
    year = _year(row)
    if year and str(year) not in row.clause.text:
        yield from _where_printed(library.document(row.card.doc_id), str(year))


def _where_printed(document: PolicyDocument, year: str) -> Iterator[SourceRef]:
    for span in filter(None, map(document.header.span_of, _TITLE_BLOCK)):
        clause = document.clause_at(span.start)
        if clause and year in fold(document.text[span.start : span.end]):
            yield SourceRef(clause_id=clause.clause_id, start=span.start, end=min(span.end, clause.end))
            return
