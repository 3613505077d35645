"""Districts side by side on a topic: each searched apart, every cell quoted from its documents or honestly empty."""

from collections.abc import Iterable, Iterator, Sequence

from policy.errors import ToolError
from policy.folding import find_folded
from policy.values import Frozen
from tools.comparability import Figures, figures_of, how_comparable
from tools.contrast import SharedWording, own_names, shared_wording
from tools.evidence import SourceRef, TableValue
from tools.findings import Findings, find_on_topic
from tools.moments import moments_of
from tools.needs import held_need
from tools.task_rows import rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

_MOST_OF_A_CELL = 6


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
    """compare_districts: rows = aspects, columns = districts; common, differing and comparability rest on the cells.

    topic is the topic's content words; rows[0] is 主要举措, a district without statements there has nothing on it;
    unlisted are the districts with more clauses on the topic than are shown, with how many. of_places False: what is
    compared are things that a document names (compare_sides), together what is said of all of them at once.
    """

    topic: str
    regions: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    common: tuple[SharedWording, ...]
    differing: tuple[TableValue, ...]
    comparability: tuple[TableValue, ...] = ()
    unlisted: tuple[tuple[str, int], ...] = ()
    together: tuple[TableValue, ...] = ()
    of_places: bool = True

    @property
    def silent(self) -> tuple[str, ...]:
        """The districts whose documents say nothing on the topic."""
        return tuple(cell.region for cell in self.rows[0].cells if not cell.statements)

    @property
    def says_anything(self) -> bool:
        """Whether any cell is filled."""
        return any(cell.statements for row in self.rows for cell in row.cells)

    @property
    def note(self) -> str:
        """东丽区另有 3 条相关条款未列; '' where all are shown."""
        return "，".join(f"{region}另有 {count} 条相关条款未列" for region, count in self.unlisted)

    def evidence(self) -> Iterator[SourceRef]:
        """Every source of every statement."""
        for row in self.rows:
            for cell in row.cells:
                for statement in cell.statements:
                    yield from statement.refs
        phrases = (phrase for shared in self.common for phrase in shared.phrases)
        for statement in (*phrases, *self.differing, *self.comparability, *self.together):
            yield from statement.refs

    def to_text(self) -> str:
        """A block for each aspect and district, then what is shared, what is not, and what can be compared."""
        lines = [f"区县对比：{self.topic}"]
        for row in self.rows:
            for cell in row.cells:
                said = "；".join(map(_keyed, cell.statements)) or f"未见相关表述（已查 {cell.searched} 份文件）"
                lines.append(f"{row.aspect}｜{cell.region}｜{said}")
        for shared in self.common:
            lines.append(f"{'、'.join(shared.regions)}都提到｜{'；'.join(map(_keyed, shared.phrases))}")
        lines += [f"不同点｜{_keyed(value)}" for value in self.differing]
        lines += [f"可比性｜{_keyed(value)}" for value in self.comparability]
        lines += [f"一并写到｜{_keyed(value)}" for value in self.together]
        return "\n".join([*lines, self.note] if self.note else lines)

    def summary(self) -> str:
        """One line for the person."""
        return f"{len(self.regions)} {'地' if self.of_places else '项'} × {len(self.rows)} 个方面"


def _keyed(value: TableValue) -> str:
    return "".join(f"[[{ref.clause_id}]]" for ref in value.refs) + value.text


def compare_districts(
    library: PolicyLibrary,
    *,
    topic: str,
    regions: Sequence[str],
    topics: list[str] | None = None,
    documents: Sequence[str] | None = None,
) -> Comparison:
    """区县对比：就一个主题，分别在每个区县的文件里查找，列出各自的举措、量化指标、时限、责任单位，并指出共同点、不同点和可比性。

    Args:
        topic: 对比的主题，例如“招商引资”“优化营商环境”。
        regions: 要对比的区县，两个或更多。
        topics: 各区县的主题不同时（甲区的基金跟乙区的融资能比吗），按 regions 的顺序一一写出；相同则不填。
        documents: 只看这些文件；不填则全部。
    """
    if len(regions) < 2:
        raise ToolError("区县对比至少要两个区县，请再补一个，例如“东丽区和武清区”。")
    if topics and len(topics) != len(regions):
        raise ToolError(f"各区县的主题有 {len(topics)} 个，区县有 {len(regions)} 个，请按区县的顺序一一写出。")
    asked = tuple(topics or [topic] * len(regions))
    return of_findings(library, find_on_topic(library, tuple(zip(regions, asked, strict=True)), documents=documents))


def of_findings(library: PolicyLibrary, findings: Sequence[Findings]) -> Comparison:
    """What was found for each, aspect by aspect."""
    figures = tuple(figures_of(library, each) for each in findings)
    regions = tuple(each.region for each in findings)
    doc_ids = tuple(dict.fromkeys(doc_id for each in findings for doc_id in each.scope.doc_ids))
    topics = dict.fromkeys(_topic_words(library, each.topic, doc_ids, regions) for each in findings)
    return Comparison(
        topic="、".join(topics),
        regions=regions,
        rows=_rows(library, findings, figures),
        common=shared_wording(findings),
        differing=own_names(library, findings),
        comparability=how_comparable(library, figures),
        unlisted=tuple((each.region, each.more) for each in findings if each.more),
    )


def _topic_words(library: PolicyLibrary, topic: str, doc_ids: Sequence[str], regions: Sequence[str]) -> str:
    """The content words of a topic in reading order, as printed; the topic itself where it has none."""
    terms = held_need(library, topic, doc_ids=doc_ids, without=regions).terms
    spans = sorted(span for term in terms if (span := find_folded(topic, term.text)))
    words, end = "", 0
    for a, b in spans:
        words += ("、" if words and a > end else "") + topic[max(a, end) : b]
        end = max(end, b)
    return words or topic


def _rows(
    library: PolicyLibrary, all_findings: Sequence[Findings], figures: Sequence[Figures]
) -> tuple[ComparisonRow, ...]:
    """The aspects; 时限 only where a district writes one."""
    rows = (
        _row("主要举措", all_findings, (_measures(each) for each in all_findings)),
        _row("量化指标", all_findings, (each.values() for each in figures)),
        _row("时限", all_findings, (_moments(library, each) for each in all_findings)),
        _row("责任单位", all_findings, (_units(library, each) for each in all_findings)),
    )
    return tuple(row for row in rows if row.aspect != "时限" or any(cell.statements for cell in row.cells))


def _row(aspect: str, all_findings: Sequence[Findings], said: Iterable[Iterable[TableValue]]) -> ComparisonRow:
    cells = tuple(
        ComparisonCell(
            region=findings.region,
            statements=tuple({value.text: value for value in values}.values())[:_MOST_OF_A_CELL],
            searched=len(findings.scope.cards),
        )
        for findings, values in zip(all_findings, said, strict=True)
    )
    return ComparisonRow(aspect=aspect, cells=cells)


def _measures(findings: Findings) -> Iterator[TableValue]:
    return (TableValue(text=excerpt.text, refs=(excerpt.ref,)) for excerpt in findings.excerpts)


def _moments(library: PolicyLibrary, findings: Findings) -> Iterator[TableValue]:
    return (value for found in findings.clauses for value in moments_of(library, found))


def _units(library: PolicyLibrary, findings: Findings) -> Iterator[TableValue]:
    ids = {found.clause.clause_id for found in findings.clauses}
    for row in without_mirrors(rows_of(library, findings.scope)):
        if row.task.units and (row.clause.clause_id in ids or _mirrors(row.task.mirror_id, ids)):
            yield TableValue(text=row.units_text(), refs=(row.units_ref,))


def _mirrors(mirror_id: str | None, ids: set[str]) -> bool:
    return mirror_id is not None and mirror_id.removesuffix("t") in ids
