"""Districts side by side on a topic: each searched apart, every cell quoted from its documents or honestly empty."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from policy.documents import Frozen
from policy.errors import ToolError
from policy.folding import fold
from policy.sentences import split_sentences
from tools.evidence import FoundClause, SourceRef, TableValue
from tools.findings import ON_TOPIC, Findings, asked_beyond_titles, find_on_topic
from tools.indicators import indicator_rows
from tools.needs import need_of
from tools.passages import best_passages
from tools.phrases import shared_phrases
from tools.relevance import Need
from tools.task_rows import rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

_ENOUGH = 0.5
_MOST_SENTENCES = 10
_QUOTED = re.compile(r"[“《][^”》]{2,20}[”》]")


class ComparisonCell(Frozen):
    """What one district says on one aspect; statements empty where nothing was found in `searched` documents."""

    region: str
    statements: tuple[TableValue, ...]
    searched: int


class ComparisonRow(Frozen):
    """An aspect across the districts, in the order of Comparison.regions."""

    aspect: str
    cells: tuple[ComparisonCell, ...]


class Comparison(Frozen):
    """compare_districts: rows = aspects, columns = districts; common and differing are built from the cells."""

    topic: str
    regions: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    common: tuple[TableValue, ...]
    differing: tuple[TableValue, ...]
    comparability: tuple[TableValue, ...] = ()

    def evidence(self) -> Iterator[SourceRef]:
        """Every source of every statement."""
        for row in self.rows:
            for cell in row.cells:
                for statement in cell.statements:
                    yield from statement.refs
        for statement in (*self.common, *self.differing, *self.comparability):
            yield from statement.refs

    def to_text(self) -> str:
        """A block for each aspect and district."""
        lines = [f"区县对比：{self.topic}"]
        for row in self.rows:
            for cell in row.cells:
                said = (
                    "；".join(f"{''.join(f'[[{r.clause_id}]]' for r in s.refs)}{s.text}" for s in cell.statements)
                    or f"未见相关表述（已查 {cell.searched} 份文件）"
                )
                lines.append(f"{row.aspect}｜{cell.region}｜{said}")
        return "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return f"{len(self.regions)} 地 × {len(self.rows)} 个方面"


def compare_districts(
    library: PolicyLibrary, *, topic: str, regions: Sequence[str], documents: Sequence[str] | None = None
) -> Comparison:
    """区县对比：就一个主题，分别在每个区县的文件里查找，列出各自的举措、量化指标、责任单位，并指出共同点与不同点。

    Args:
        topic: 对比的主题，例如“招商引资”“优化营商环境”。
        regions: 要对比的区县，两个或更多。
        documents: 只看这些文件；不填则全部。
    """
    if len(regions) < 2:
        raise ToolError("区县对比至少要两个区县，请再补一个，例如“东丽区和武清区”。")
    need = need_of(library, topic, without=regions)
    findings = tuple(find_on_topic(library, region, need, topic=topic, documents=documents) for region in regions)
    return Comparison(
        topic=topic,
        regions=tuple(regions),
        rows=(_measures(findings, need), _targets(library, findings, need), _responsible(library, findings)),
        common=tuple(_common(library, findings)),
        differing=tuple(_own_names(findings)),
        comparability=tuple(_comparability(library, findings)),
    )


def _cell(findings: Findings, statements: Iterator[TableValue]) -> ComparisonCell:
    return ComparisonCell(region=findings.region, statements=tuple(statements), searched=len(findings.scope.cards))


def _measures(all_findings: Sequence[Findings], need: Need) -> ComparisonRow:
    cells = tuple(_cell(findings, _passages(findings, need)) for findings in all_findings)
    return ComparisonRow(aspect="主要举措", cells=cells)


def _passages(findings: Findings, need: Need) -> Iterator[TableValue]:
    for found in sorted(findings.clauses, key=lambda each: (each.card.doc_id, each.clause.start)):
        for start, end in _spans(found, asked_beyond_titles(findings.scope, need)):
            text = found.clause.text[start - found.clause.start : end - found.clause.start]
            ref = SourceRef(clause_id=found.clause.clause_id, start=start, end=end)
            yield TableValue(text=" ".join(text.split()), refs=(ref,))


def _spans(found: FoundClause, need: Need) -> list[tuple[int, int]]:
    """All sentences where the headings say that the clause is on the topic; else those that speak of it."""
    if need.coverage("".join(found.heading_path)) < ON_TOPIC:
        return best_passages(need, found.clause, found.heading_path, most=3)
    spans = split_sentences(found.clause.text, offset=found.clause.start)[:_MOST_SENTENCES]
    return [span for span in spans if len(spans) == 1 or span[1] - found.clause.start > _heading_length(found)]


def _heading_length(found: FoundClause) -> int:
    """A sentence within this length is only the heading."""
    return len(found.clause.number) + len(found.clause.heading) + 2


def _targets(library: PolicyLibrary, all_findings: Sequence[Findings], need: Need) -> ComparisonRow:
    cells = tuple(_cell(findings, _figures(library, findings, need)) for findings in all_findings)
    return ComparisonRow(aspect="量化指标", cells=cells)


def _figures(library: PolicyLibrary, findings: Findings, need: Need) -> Iterator[TableValue]:
    """Targets that name the topic, wherever they stand; else all of the clauses that were found."""
    targets = [row for row in indicator_rows(library, findings.scope) if row.indicator.is_target]
    ids = {found.clause.clause_id for found in findings.clauses}
    need = asked_beyond_titles(findings.scope, need)
    named = [row for row in targets if need.coverage(row.indicator.name + row.indicator.raw) >= _ENOUGH]
    for row in named or [row for row in targets if row.clause.clause_id in ids]:
        yield TableValue(text=row.indicator.raw.strip("、，,；"), refs=(row.ref,))


def _comparability(library: PolicyLibrary, all_findings: Sequence[Findings]) -> Iterator[TableValue]:
    """Figures of different years are not to be set against each other; that is said with both documents."""
    dated: dict[int, FoundClause] = {}
    for findings in all_findings:
        ids = {found.clause.clause_id for found in findings.clauses}
        rows = [
            r for r in indicator_rows(library, findings.scope) if r.clause.clause_id in ids and r.indicator.is_target
        ]
        years = {r.indicator.due.year if r.indicator.due else r.card.year for r in rows} - {None}
        if len(years) == 1 and (year := years.pop()):
            dated.setdefault(year, next(f for f in findings.clauses if f.clause.clause_id == rows[0].clause.clause_id))
    if len(dated) > 1:
        said = "，".join(f"{found.card.place}的指标为{year}年" for year, found in dated.items())
        yield TableValue(text=f"{said}，时间口径不同，不宜直接相比", refs=tuple(f.ref for f in dated.values()))


def _responsible(library: PolicyLibrary, all_findings: Sequence[Findings]) -> ComparisonRow:
    cells = tuple(_cell(findings, _units(library, findings)) for findings in all_findings)
    return ComparisonRow(aspect="责任单位", cells=cells)


def _units(library: PolicyLibrary, findings: Findings) -> Iterator[TableValue]:
    ids = {found.clause.clause_id for found in findings.clauses}
    for row in without_mirrors(rows_of(library, findings.scope)):
        if row.task.units and (row.clause.clause_id in ids or _mirrors(row.task.mirror_id, ids)):
            yield TableValue(text=row.units_text(), refs=(row.units_ref,))


def _mirrors(mirror_id: str | None, ids: set[str]) -> bool:
    return mirror_id is not None and mirror_id.removesuffix("t") in ids


def _common(library: PolicyLibrary, all_findings: Sequence[Findings]) -> Iterator[TableValue]:
    """Wording that stands in the clauses of two districts, each with a source in both."""
    for one, other in combinations(all_findings, 2):
        for phrase in shared_phrases(library, _texts(one), _texts(other)):
            refs = tuple(ref for findings in (one, other) if (ref := _where(findings, phrase)))
            if len(refs) == 2:
                yield TableValue(text=phrase, refs=refs)


def _texts(findings: Findings) -> tuple[str, ...]:
    return tuple(found.clause.text for found in findings.clauses)


def _own_names(all_findings: Sequence[Findings]) -> Iterator[TableValue]:
    """Names in quotation marks that only one of the districts has, a line a district."""
    for findings in all_findings:
        others = "".join(fold(f.clause.text) for each in all_findings if each is not findings for f in each.clauses)
        names = [name for found in findings.clauses for name in _names(found) if fold(name.strip("“”")) not in others]
        unique = list(dict.fromkeys(names))[:8]
        if unique:
            refs = dict.fromkeys(ref for name in unique if (ref := _where(findings, name)))
            yield TableValue(text=f"{findings.region}：{'、'.join(unique)}", refs=tuple(refs))


def _names(found: FoundClause) -> list[str]:
    return [match.group() for match in _QUOTED.finditer(found.clause.text)]


def _where(findings: Findings, name: str) -> SourceRef | None:
    for found in findings.clauses:
        at = found.clause.text.find(name)
        if at >= 0:
            start = found.clause.start + at
            return SourceRef(clause_id=found.clause.clause_id, start=start, end=start + len(name))
    return None
