"""Figures that a question brings itself, held against a text: do they stand there, or lie within a printed range."""

import re
from collections.abc import Sequence

from policy.assignments import Number
from policy.folding import fold
from policy.numerals import parse_number
from policy.quantities import Quantity, mask_quoted, read_quantities

_PERCENT = re.compile(r"百分之([一二两三四五六七八九十百]+|\d+)")
_NUMERAL = re.compile(
    r"[一二两三四五六七八九十百千]+(?=个?(?:工作日|百分点|月)|[个家户项条名人元日天年倍亩成万亿座栋])"
)
_TEN_THOUSAND = 10_000
_SAME = {"名": "人", "位": "人", "户": "家", "天": "日"}


def figure_stands(figure: str, text: str) -> bool:
    """Whether the number stands in the text by itself, with its unit where it has one.

    >>> figure_stands("30%", "缩短审批时限50%以上"), figure_stands("10个工作日", "提交后十个工作日内")
    (False, True)
    """
    return bool(re.search(rf"(?<![\d.]){re.escape(in_digits(figure))}", in_digits(text)))


def in_digits(text: str) -> str:
    """Folded, with Chinese numerals before a measure word as digits: 二十个工作日 → 20个工作日."""
    plain = _PERCENT.sub(lambda match: f"{parse_number(match[1]) or match[1]}%", fold(text))
    return _NUMERAL.sub(lambda match: str(parse_number(match.group()) or match.group()), plain)


def telling_figures(figures: Sequence[str]) -> list[str]:
    """Figures that could be nothing but a claim: not bare years, not small counts of the question itself."""
    return [
        figure
        for figure in figures
        if not re.fullmatch(
            r"(?:19|20)\d{2}年?|[12]\d年|\d(?:个|项|条|家)?|[一二两三四五六七八九十](?:个|项|条|家|名|年|天|日)", figure
        )
    ]


def lies_within(figure: str, text: str) -> bool:
    """Whether the text prints a range of the same unit that holds the figure.

    >>> tiers = "新增税收3000至5000万元4家,5000至1亿元2家"
    >>> lies_within("7000万", tiers), lies_within("2亿元", tiers), lies_within("7000家", tiers)
    (True, False, False)
    """
    asked = next((quantity for quantity in read_quantities(f"{figure}，")), None)
    if asked is None or isinstance(asked.value, tuple):
        return False
    ranges = [each for each in read_quantities(mask_quoted(text)) if isinstance(each.value, tuple)]
    return any(_unit(each) == _unit(asked) and _holds(each, _plain(asked.value, asked.unit)) for each in ranges)


def unit_of(figure: str) -> str | None:
    """The measure of a figure as it compares: 亿元 and 万 are 万, 名 and 位 are 人; None where it is none.

    >>> unit_of("3000亿元"), unit_of("5000名"), unit_of("前景")
    ('万', '人', None)
    """
    found = next((quantity for quantity in read_quantities(f"{figure}，")), None)
    return _unit(found) if found else None


def _holds(each: Quantity, value: Number) -> bool:
    low, high = each.value if isinstance(each.value, tuple) else (each.value, each.value)
    return _plain(low, each.unit) <= value <= _plain(high, each.unit)


def _plain(value: Number, unit: str) -> Number:
    """亿 as 万, so that both compare."""
    return value * _TEN_THOUSAND if unit.startswith("亿") else value


def _unit(each: Quantity) -> str:
    """Without 元, which people leave out, and with 亿 as 万."""
    plain = each.unit.removesuffix("元") or each.unit
    plain = f"万{plain[1:]}" if plain.startswith("亿") else plain
    return _SAME.get(plain, plain)
