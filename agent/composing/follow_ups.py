"""A follow-up plan as a table: what to ask whom, by when, each row with its marks."""

from agent.composing.markup import REFUSAL
from tools.follow_up_plans import COLUMNS, FollowUpPlan

_MOST = 40


def compose_follow_up(plan: FollowUpPlan) -> str:
    """The plan under its completeness line; beyond forty items the rest is on the page where plans are edited."""
    if not plan.items:
        return f"{REFUSAL}需要跟进的缺口（{plan.searched}）。"
    shown = plan.items[:_MOST]
    rest = f"，已列 {len(shown)} 项，全部见“方案起草”" if len(shown) < len(plan.items) else ""
    lines = [f"**{plan.title}**", "", f"{plan.completeness()}{rest}（{plan.searched}）。", ""]
    lines += [_line(COLUMNS), _line(["---"] * len(COLUMNS))]
    for number, item in enumerate(shown, start=1):
        cells = [cell.replace("|", "｜").replace("\n", " ") for cell in item.cells(number)]
        cells[2] += "".join(dict.fromkeys(ref.mark for ref in item.refs))
        lines.append(_line(cells))
    return "\n".join([*lines, *(f"注：{note}。" for note in plan.notes)])


def _line(cells: "list[str] | tuple[str, ...]") -> str:
    return "|" + "|".join(cells) + "|"
