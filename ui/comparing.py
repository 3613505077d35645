"""A comparison as the page and its exports show it: cited text in three parts, and the figures behind two charts.

The texts are the agent's own (`compose_comparison`), their marks resolved once over all parts, so that page, Word and
Excel number the same sources alike. No HTML here.
"""

from collections.abc import Iterator, Sequence

from agent.answers import CitedAnswer
from agent.citations import resolve
from agent.composing.comparisons import compose_comparison
from exports.charts import BarChart
from policy.values import Frozen
from tools.charting import targets_chart, themes_chart
from tools.comparison import compare_districts
from tools.side_by_side import Matched, match_indicators
from tools.theme_counts import ThemeCounts, count_themes
from vectorstore.library import PolicyLibrary

_MOST_CHARTS = 8
_BREAK = "\f"  # between the parts of the text; no document holds it after reading


class Asked(Frozen):
    """What is to be compared: places, and one topic or several."""

    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """东丽区、武清区对比：招商引资、人才."""
        return f"{'、'.join(self.regions)}对比：{'、'.join((*self.topics, *self.themes))}"


class Compared(Frozen):
    """What is compared so far; counts and matched are None until the last topic is done."""

    asked: Asked
    answer: CitedAnswer
    done: int
    counts: ThemeCounts | None = None
    matched: tuple[Matched, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The text by topic, then that of the counted tasks, then that of the matched figures."""
        return tuple(self.answer.text.split(_BREAK))

    @property
    def paper(self) -> CitedAnswer:
        """The whole as one text, for an export."""
        return self.answer.model_copy(update={"text": "\n\n".join(part for part in self.parts if part)})

    @property
    def theme_charts(self) -> tuple[BarChart, ...]:
        """Tasks by theme and place; none where there is no theme."""
        return (themes_chart(self.counts),) if self.counts and self.counts.themes else ()

    @property
    def target_charts(self) -> tuple[BarChart, ...]:
        """The first targets that compare."""
        return tuple(targets_chart(each) for each in self.matched if not each.reason)[:_MOST_CHARTS]

    @property
    def charts(self) -> tuple[BarChart, ...]:
        """All charts, for an export."""
        return (*self.theme_charts, *self.target_charts)


def compare_all(library: PolicyLibrary, asked: Asked) -> Iterator[Compared]:
    """Topic after topic, then the figures. Raises ToolError for fewer than two places."""
    texts: list[str] = []
    shown: set[str] = set()
    topics = (*asked.topics, *asked.themes)
    for topic in topics:
        made = compare_districts(library, topic=topic, regions=asked.regions)
        texts.append(f"**{topic}**\n\n{compose_comparison(made)}")
        shown |= {ref.clause_id for ref in made.evidence()}
        yield _cited(library, asked, [*texts, "", ""], shown)
    counts = count_themes(library, regions=asked.regions)
    matched = match_indicators(library, regions=asked.regions)
    shown |= {figure.row.clause.clause_id for each in matched for figure in each.figures}
    whole = _cited(library, asked, [*texts, counts_text(counts), matched_text(matched, asked.regions)], shown)
    yield whole.model_copy(update={"counts": counts, "matched": matched})


def counts_text(counts: ThemeCounts) -> str:
    """The counted tasks as a table."""
    columns = ("主题", *counts.regions)
    rows = [(theme, *map(str, row)) for theme, row in zip(counts.themes, counts.counts, strict=True)]
    rows.append(("任务合计（一项可属多个主题）", *map(str, counts.totals)))
    searched = "，".join(f"{region} {n} 份" for region, n in zip(counts.regions, counts.documents, strict=True))
    return f"**各主题任务数**\n\n{_table(columns, rows)}\n\n已查文件：{searched}。"


def matched_text(matched: Sequence[Matched], regions: Sequence[str]) -> str:
    """Figures of one name as a table, each with its mark, and whether they compare."""
    if not matched:
        return "**同名指标对照**\n\n所选区县的文件里没有同名的量化指标，无从并列。"
    rows = []
    for each in matched:
        by_region = {figure.region: figure for figure in each.figures}
        cells = [
            f"{' '.join(by_region[region].row.indicator.raw.split())}（{by_region[region].period}）"
            f"{by_region[region].row.ref.mark}"
            if region in by_region
            else "—"
            for region in regions
        ]
        rows.append((each.name, *cells, f"不宜直接比：{each.reason}" if each.reason else "可以直接比"))
    return f"**同名指标对照**\n\n{_table(('指标', *regions, '能否直接比'), rows)}"


def _cited(library: PolicyLibrary, asked: Asked, texts: Sequence[str], shown: set[str]) -> Compared:
    resolved = resolve(_BREAK.join(texts), shown=shown, library=library)
    answer = CitedAnswer(text=resolved.text, citations=resolved.citations)
    return Compared(asked=asked, answer=answer, done=len(texts) - 2)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("|" + "|".join(cell.replace("|", "｜") for cell in line) + "|" for line in lines)
