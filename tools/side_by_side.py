"""Indicators of districts side by side: those of one name, compared only where unit, direction and year agree.

Covered: targets whose names are the same once folded. Not covered: two names of one thing, which a person must judge.
"""

import re
from collections.abc import Iterator, Sequence

from policy.assignments import Comparator
from policy.folding import fold
from policy.values import Frozen
from tools.indicators import IndicatorRow, indicator_rows
from tools.periods import Period, period_of
from tools.scope import resolve_scope
from vectorstore.library import PolicyLibrary

_ASIDE = re.compile(r"（[^（）]*）$")
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_LEVELS: frozenset[Comparator] = frozenset({"=", "≥", ">", "≤", "<", "≈"})


class Figure(Frozen):
    """A district's figure. amount is in the base unit (亿元 as 元), the upper end of a range; scale is what the printed
    unit counts by (亿元: 100,000,000).
    """

    region: str
    row: IndicatorRow
    period: Period
    amount: float
    unit: str
    scale: float

    @property
    def direction(self) -> Comparator:
        """+ and - are changes; every other comparator is a level, told as =."""
        comparator = self.row.indicator.comparator
        return "=" if comparator in _LEVELS else comparator


class Matched(Frozen):
    """Figures of one name in two districts or more, in the order of the districts; reason '' where they compare."""

    name: str
    figures: tuple[Figure, ...]
    reason: str


def match_indicators(library: PolicyLibrary, *, regions: Sequence[str], topic: str = "") -> tuple[Matched, ...]:
    """指标对照：列出两个以上区县都有的同名指标，说明能不能直接相比。

    Args:
        regions: 要对比的区县。
        topic: 只看名称中有这些字词的指标；不填则全部。
    """
    by_name: dict[str, dict[str, Figure]] = {}
    for region in regions:
        for figure in _figures(library, region):
            name = _ASIDE.sub("", figure.row.indicator.name).strip()
            if name and fold(topic) in fold(name):
                by_name.setdefault(fold(name), {}).setdefault(region, figure)
    shared = [tuple(found.values()) for found in by_name.values() if len(found) > 1]
    matched = [_matched(figures) for figures in shared]
    return tuple(sorted(matched, key=lambda each: bool(each.reason)))


def _figures(library: PolicyLibrary, region: str) -> Iterator[Figure]:
    for row in indicator_rows(library, resolve_scope(library, regions=[region])):
        if row.indicator.is_target:
            value = row.indicator.value
            number = max(value) if isinstance(value, tuple) else value
            scale, unit = _base(fold(row.indicator.unit))
            yield Figure(
                region=region, row=row, period=period_of(library, row), amount=float(number) * scale, unit=unit,
                scale=scale,
            )  # fmt: skip


def _base(unit: str) -> tuple[float, str]:
    """What a unit counts by, and the unit without it.

    >>> _base("亿元"), _base("%"), _base("万亩")
    ((100000000.0, '元'), (1.0, '%'), (10000.0, '亩'))
    """
    scale = 1.0
    while len(unit) > 1 and unit[0] in _MAGNITUDES:
        scale, unit = scale * _MAGNITUDES[unit[0]], unit[1:]
    return scale, unit


def _matched(figures: tuple[Figure, ...]) -> Matched:
    name = _ASIDE.sub("", figures[0].row.indicator.name).strip()
    return Matched(name=name, figures=figures, reason=_reason(figures))


def _reason(figures: Sequence[Figure]) -> str:
    """Why the figures may not be set against each other, '' where they may."""
    if any(each.period.year is None for each in figures):
        return "有的没有写明年份"
    checks = (
        ("计量单位不同", {each.unit for each in figures}),
        ("有的是增减幅度、有的是总量", {each.direction for each in figures}),
        ("年份不同", {each.period.year for each in figures}),
    )
    return "、".join(said for said, values in checks if len(values) > 1)
