"""A figure in words that stand by themselves: as it is printed, its name first where the print does not tell it."""

import re

from policy.assignments import Indicator
from policy.folding import fold

_SHORTEST = 3
_ASIDE = re.compile(r"（[^（）]*）$")


def told_figure(indicator: Indicator) -> str:
    """The printed figure on one line; its name first where it is told by less than half, or begins with the number.

    >>> figure = Indicator(raw="达到3000亿元的规模", name="基金群规模", comparator="=", value=3000, unit="亿元",
    ...                    due=None, is_target=True, start=0, end=11)
    >>> told_figure(figure), told_figure(figure.model_copy(update={"raw": "基金群规模达到3000亿元"}))
    ('基金群规模：达到3000亿元的规模', '基金群规模达到3000亿元')
    """
    raw = " ".join(indicator.raw.split()).strip("，,、；;。：: ")
    name = _ASIDE.sub("", indicator.name)
    if shared := next((end for end in range(len(raw), _SHORTEST, -1) if name.endswith(raw[:end])), 0):
        return name + raw[shared:]  # 新增税收3000至5000万元 and 3000至5000万元4家
    pairs, told = _pairs(fold(name)), _pairs(fold(raw))
    speaks = 2 * len(pairs & told) >= len(pairs) and not raw[:1].isdigit()
    return raw if speaks or not name else f"{name}：{raw}"


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
