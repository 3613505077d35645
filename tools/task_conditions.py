"""What a task must satisfy to be in a set, and how that is said; `tools.task_fits` tests it."""

import re
from datetime import date
from typing import Literal

from policy.values import Frozen

Role = Literal["any", "lead", "responsible", "support", "alone", "sole"]
Presence = Literal["has", "none"]
DeadlineChoice = Literal["has", "none", "recurring", "ongoing"]

_ROLE_WORDS: dict[Role, str] = {
    "any": "承担", "lead": "牵头", "responsible": "负责", "support": "配合", "alone": "单独负责",
    "sole": "承担、没有同级其他单位",
}  # fmt: skip
_BETWEEN = re.compile("[、，,；;]")


class TaskConditions(Frozen):
    """What a task must satisfy; None asks nothing. due_before is the last day that counts, year_end the last day of the
    year that a document is for.

    unit and theme may name several, with 、 between them, of which any will do: 区科委、区国资委.
    within: where section is an address (二（四）), the clauses that stand there.
    """

    unit: str | None = None
    role: Role = "any"
    together_with: str | None = None
    without_unit: str | None = None
    support: Presence | None = None
    section: str | None = None
    within: frozenset[str] | None = None
    theme: str | None = None
    deadline: DeadlineChoice | None = None
    due_before: date | None = None
    year_end: bool = False
    indicator: Presence | None = None
    indicator_unit: str | None = None
    keyword: str | None = None
    first: int | None = None
    last: int | None = None
    assigned: Presence | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The units of which any will do; () where none is asked for."""
        return names_in(self.unit)

    def describe(self) -> str:
        """The conditions in words, after which a count may stand: 区科委牵头、有量化指标的任务.

        >>> TaskConditions(unit="区科委", role="lead", indicator="has").describe()
        '区科委牵头、有量化指标的任务'
        """
        parts = [part for part in (self._of_units(), *self._of_contents()) if part]
        return f"{'、'.join(parts)}的任务" if parts else "全部任务"

    def _of_units(self) -> str:
        if self.unit and self.together_with:
            return f"{'或'.join(self.units)}与{self.together_with}共同承担"
        if self.unit:
            return f"{'或'.join(self.units)}{_ROLE_WORDS[self.role]}"
        return "只由一个单位负责" if self.role == "alone" else ""

    def _of_contents(self) -> tuple[str, ...]:
        return (
            f"没有{self.without_unit}" if self.without_unit else "",
            {"has": "需其他单位协助", "none": "不需其他单位协助"}.get(self.support or "", ""),
            f"“{self.section}”" + ("" if self.section.endswith("部分") else "部分") if self.section else "",
            f"{'或'.join(names_in(self.theme))}类" if self.theme else "",
            "未写责任单位" if self.assigned == "none" else "",
            {"has": "有时限", "none": "未写时限", "recurring": "定期", "ongoing": "长期"}.get(self.deadline or "", ""),
            f"{_spoken_day(self.due_before)}前到期" if self.due_before else "",
            "当年年底前到期" if self.year_end else "",
            {"has": "有量化指标", "none": "无量化指标"}.get(self.indicator or "", ""),
            f"指标以{self.indicator_unit}计" if self.indicator_unit else "",
            f"写有“{self.keyword}”" if self.keyword else "",
            f"第{self.first}至{self.last}项" if self.first and self.last else "",
        )


def _spoken_day(day: date) -> str:
    """2025年底 for its last day, the date for any other."""
    return f"{day.year}年底" if (day.month, day.day) == (12, 31) else day.isoformat()


def names_in(asked: str | None) -> tuple[str, ...]:
    """Several names of which any will do.

    >>> names_in("区科委、区国资委"), names_in(None)
    (('区科委', '区国资委'), ())
    """
    return tuple(dict.fromkeys(name for part in _BETWEEN.split(asked or "") if (name := part.strip())))
