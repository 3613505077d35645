"""Small charts as inline SVG, drawn from figures that stand beside them in a table. All pure; colours are the page's.

Covered: horizontal bars, one or several to a label. A chart is one picture to a screen reader, named by its label.
"""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from ui.rendering import join

_BAR, _GAP, _LABEL, _WIDTH, _TAIL = 17, 10, 132, 300, 110
_LONGEST_LABEL = 10


class Bar(NamedTuple):
    """value of the longest is what fills the width; told stands at its end, series picks the colour (0–5)."""

    value: float
    told: str
    series: int = 0


class Bars(NamedTuple):
    """The bars of one label, one under the other."""

    label: str
    bars: tuple[Bar, ...]


def bars_svg(rows: Sequence[Bars], *, label: str, most: float | None = None) -> Markup:
    """Horizontal bars; most is the value of the full width, by default the greatest.

    >>> bars_svg([Bars("人才", (Bar(3, "3 项"),))], label="各主题任务数").count("<rect")
    1
    """
    full = most or max((bar.value for row in rows for bar in row.bars), default=0) or 1
    drawn, y = [], 0
    for row in rows:
        drawn.append(_row(row, y, full))
        y += len(row.bars) * _BAR + _GAP
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="xMinYMin">{}</svg>'
    ).format(_LABEL + _WIDTH + _TAIL, max(y, 1), label, join(drawn))


def legend_html(names: Sequence[str]) -> Markup:
    """Which colour is whose."""
    keys = (Markup('<span><i class="series-{}"></i>{}</span>').format(at, name) for at, name in enumerate(names))
    return Markup('<p class="keys">{}</p>').format(join(keys))


def _row(row: Bars, y: int, full: float) -> Markup:
    middle = y + len(row.bars) * _BAR / 2
    label = row.label if len(row.label) <= _LONGEST_LABEL else f"{row.label[: _LONGEST_LABEL - 1]}…"
    text = Markup('<text x="{}" y="{}" class="label">{}<title>{}</title></text>').format(
        _LABEL - 10, round(middle + 4, 1), label, row.label
    )
    return text + join(_bar(bar, y + at * _BAR, full) for at, bar in enumerate(row.bars))


def _bar(bar: Bar, y: int, full: float) -> Markup:
    width = round(_WIDTH * bar.value / full, 1)
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" class="series-{}"></rect>'
        '<text x="{}" y="{}" class="told">{}</text>'
    ).format(_LABEL, y + 1, max(width, 0), _BAR - 3, bar.series % 6, _LABEL + width + 6, y + _BAR - 3, bar.told)
