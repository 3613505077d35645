"""Districts side by side on a topic: each searched apart, every cell quoted from its documents or honestly empty."""

from collections.abc import Iterator, Sequence

from policy.errors import ToolError
from policy.folding import find_folded
from policy.values import Frozen
from tools.aspects import ComparisonRow, rows_on, usual_aspect
from tools.comparability import figures_of, how_comparable
from tools.contrast import SharedWording, own_names, shared_wording
from tools.evidence import SourceRef, TableValue
from tools.findings import Findings, find_on_topic
from tools.needs import held_need
from vectorstore.library import PolicyLibrary


class Comparison(Frozen):
    """compare_districts: rows = aspects, columns = districts; common, differing and comparability rest on the cells.

    topic is the topic's content words; rows[0] is 主要举措, a district without statements there has nothing on it;
    unlisted are the districts with more clauses on the topic than are shown, with how many. named are the aspects that
    the person asked for, whose rows alone are told; () all. of_places False: what is compared are things that a
    document names (compare_sides), together what is said of all of them at once.
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
    named: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[ComparisonRow, ...]:
        """The rows that are shown: those asked for by name, else all."""
        return tuple(row for row in self.rows if row.aspect in self.named) if self.named else self.rows

    @property
    def absent(self) -> tuple[str, ...]:
        """The places that the library has no document of."""
        return tuple(cell.region for cell in self.rows[0].cells if not cell.searched) if self.of_places else ()

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
        for row in self.told:
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
    aspects: list[str] | None = None,
) -> Comparison:
    """区县对比：就一个主题，分别在每个区县的文件里查找，列出各自的举措、量化指标、时限、责任单位，并指出共同点、不同点和可比性。

    Args:
        topic: 对比的主题，例如“招商引资”“优化营商环境”。
        regions: 要对比的区县，两个或更多。
        topics: 各区县的主题不同时（甲区的基金跟乙区的融资能比吗），按 regions 的顺序一一写出；相同则不填。
        documents: 只看这些文件；不填则全部。
        aspects: 只比这些方面，例如“资金”“时限”“牵头单位”；不填则举措、指标、时限、责任单位都比。
    """
    if len(regions) < 2:
        raise ToolError("区县对比至少要两个区县，请再补一个，例如“东丽区和武清区”。")
    if topics and len(topics) != len(regions):
        raise ToolError(f"各区县的主题有 {len(topics)} 个，区县有 {len(regions)} 个，请按区县的顺序一一写出。")
    asked = tuple(topics or [topic] * len(regions))
    found = find_on_topic(library, tuple(zip(regions, asked, strict=True)), documents=documents)
    return of_findings(library, found, aspects=aspects or ())


def of_findings(library: PolicyLibrary, findings: Sequence[Findings], *, aspects: Sequence[str] = ()) -> Comparison:
    """What was found for each, aspect by aspect."""
    named = tuple(dict.fromkeys(usual_aspect(aspect) or aspect for aspect in aspects))
    figures = tuple(figures_of(library, each) for each in findings)
    regions = tuple(each.region for each in findings)
    doc_ids = tuple(dict.fromkeys(doc_id for each in findings for doc_id in each.scope.doc_ids))
    words = (_topic_words(library, each.topic, doc_ids, regions) for each in findings)
    topics = dict.fromkeys(word for each in words for word in each.split("、"))
    return Comparison(
        topic="、".join(topics),
        regions=regions,
        rows=rows_on(library, findings, figures, named=named),
        common=shared_wording(findings),
        differing=own_names(library, findings),
        comparability=how_comparable(library, figures),
        unlisted=tuple((each.region, each.more) for each in findings if each.more),
        named=named,
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
