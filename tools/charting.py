"""The figures of other tools as charts: tasks by theme and place, targets of one name, what duties state and leave out.

A chart has no figure that its table has not.
"""

from collections.abc import Sequence

from exports.charts import BarChart, Series
from tools.completeness import ELEMENTS
from tools.side_by_side import Matched
from tools.theme_counts import ThemeCounts


def themes_chart(counts: ThemeCounts) -> BarChart:
    """Tasks by theme, the bars of a place in one colour."""
    columns = [tuple(row[at] for row in counts.counts) for at in range(len(counts.regions))]
    series = tuple(
        Series(name=region, values=column, told=tuple(f"{count} 项" for count in column))
        for region, column in zip(counts.regions, columns, strict=True)
    )
    return BarChart(title="各主题任务数（项）", labels=counts.themes, series=series)


def targets_chart(matched: Matched) -> BarChart:
    """A target of several places, which must compare, in the unit that the first of them prints."""
    first, *_ = matched.figures
    told = tuple(" ".join(figure.row.indicator.raw.split()) for figure in matched.figures)
    values = tuple(figure.amount / first.scale for figure in matched.figures)
    title = f"{matched.name}（{first.period}，{first.row.indicator.unit}）"
    labels = tuple(figure.region for figure in matched.figures)
    return BarChart(title=title, labels=labels, series=(Series(name=matched.name, values=values, told=told),))


def elements_chart(having: Sequence[int], total: int) -> BarChart:
    """How many of so many duties state each element.

    >>> elements_chart([64, 1, 21, 27], 110).series[0].told[0]
    '64/110'
    """
    told = tuple(f"{count}/{total}" for count in having)
    series = Series(name="写明的任务数", values=tuple(having), told=told)
    labels = tuple(name for name, _ in ELEMENTS)
    return BarChart(
        title=f"任务要素体检：共 {total} 项任务，写明各要素的项数", labels=labels, series=(series,), most=total
    )
