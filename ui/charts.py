"""Small charts as inline SVG, drawn from figures that stand beside them in a table. All pure; colours are the page's.

A chart is one picture to a screen reader, named by its title.
"""

from collections.abc import Sequence

from markupsafe import Markup

from exports.charts import BarChart
from ui.rendering import join

_BAR, _GAP, _LABEL, _WIDTH, _TAIL = 17, 10, 132, 300, 110
_LONGEST_LABEL = 10


def chart_svg(chart: BarChart) -> Markup:
    """Horizontal bars, those of one label under each other.

    >>> from exports.charts import Series
    >>> bars = Series(name="东丽区", values=(3, 1), told=("3 项", "1 项"))
    >>> chart_svg(BarChart(title="各主题任务数", labels=("人才", "招商"), series=(bars,))).count("<rect")
    2
    """
    full = chart.most or max((value for series in chart.series for value in series.values), default=0) or 1
    tall = len(chart.series) * _BAR + _GAP
    drawn = join(_row(chart, at, at * tall, full) for at in range(len(chart.labels)))
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="xMinYMin">{}</svg>'
    ).format(_LABEL + _WIDTH + _TAIL, max(tall * len(chart.labels), 1), chart.title, drawn)


def legend_html(names: Sequence[str]) -> Markup:
    """Which colour is whose."""
    keys = (Markup('<span><i class="series-{}"></i>{}</span>').format(at % 6, name) for at, name in enumerate(names))
    return Markup('<p class="keys">{}</p>').format(join(keys))


def _row(chart: BarChart, at: int, y: int, full: float) -> Markup:
    middle, name = y + len(chart.series) * _BAR / 2, chart.labels[at]
    label = name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"
    text = Markup('<text x="{}" y="{}" class="label">{}<title>{}</title></text>').format(
        _LABEL - 10, round(middle + 4, 1), label, name
    )
    return text + join(
        _bar(series.values[at] / full, series.told[at], y + number * _BAR, number)
        for number, series in enumerate(chart.series)
    )


def _bar(share: float, told: str, y: int, number: int) -> Markup:
    width = max(round(_WIDTH * share, 1), 0)
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" class="series-{}"></rect>'
        '<text x="{}" y="{}" class="told">{}</text>'
    ).format(_LABEL, y + 1, width, _BAR - 3, number % 6, _LABEL + width + 6, y + _BAR - 3, told)
