"""A follow-up plan: items that somebody can be asked about by a day, each with the clauses it rests on."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from policy.values import Frozen
from tools.evidence import SourceRef
from tools.outlines import BLANK

GapKind = Literal["report", "conflict", "untaken", "open"]
GAP_NAMES: dict[GapKind, str] = {
    "report": "到期报送", "conflict": "口径不一", "untaken": "上级要求未承接", "open": "要素缺失",
}  # fmt: skip
STATUSES = ("待办", "已问", "已复", "办结")
COLUMNS = ("序号", "事项", "依据条款", "拟问单位", "问题", "时限", "所需材料", "状态")


class FollowUpItem(Frozen):
    """One thing to ask about. basis is 东丽区三、（二）, or 《标题》三、（二） where a place has several documents.

    due is the printed time, '' where none is; rule is an iCalendar RRULE and day a date where the printed time is one.
    """

    kind: GapKind
    text: str
    basis: str
    unit: str
    question: str
    due: str
    materials: str
    refs: tuple[SourceRef, ...]
    rule: str | None = None
    day: date | None = None

    def cells(self, number: int) -> tuple[str, ...]:
        """The item under COLUMNS."""
        due = self.due or BLANK
        matter = f"{GAP_NAMES[self.kind]}：{self.text}"
        return (str(number), matter, self.basis, self.unit, self.question, due, self.materials, STATUSES[0])


class FollowUpPlan(Frozen):
    """draft_follow_up: all gaps of the scope. tasks is how many duties were looked at; notes what was left out."""

    title: str
    items: tuple[FollowUpItem, ...]
    tasks: int
    searched: str
    notes: tuple[str, ...] = ()

    def evidence(self) -> Iterator[SourceRef]:
        """Every source of every item."""
        return (ref for item in self.items for ref in item.refs)

    def completeness(self) -> str:
        """共 14 项，其中到期报送 1 项，其中要素缺失 13 项."""
        counts = {name: sum(item.kind == kind for item in self.items) for kind, name in GAP_NAMES.items()}
        return "，其中".join([f"共 {len(self.items)} 项", *(f"{name} {n} 项" for name, n in counts.items() if n)])

    def to_text(self) -> str:
        """The completeness line, then a line an item behind its keys."""
        lines = [f"{self.title}：{self.completeness()}（{self.searched}）"]
        for item in self.items:
            keys = "".join(dict.fromkeys(f"[[{ref.clause_id}]]" for ref in item.refs))
            lines.append(
                f"{keys} {GAP_NAMES[item.kind]}｜{item.text}｜{item.basis}｜问{item.unit}：{item.question}｜"
                f"{item.due or BLANK}｜{item.materials}"
            )
        return "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return self.completeness()
