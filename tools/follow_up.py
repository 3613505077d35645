"""跟进计划: what documents leave open, turned into items that somebody can be asked about by a day.

Every item rests on clauses: a duty without unit, lead, deadline or target; a report that is due; what a higher place
requires and the place's own documents do not take up; a figure that two documents put differently. Times come from the
documents alone: where none is printed the day of asking stays 「（拟定）」.
"""

from collections.abc import Sequence

from policy.errors import ToolError
from tools.follow_up_plans import FollowUpPlan
from tools.gaps import Gaps
from tools.scope import Scope, resolve_scope
from tools.task_conditions import TaskConditions
from tools.tasks import table_of
from vectorstore.library import PolicyLibrary


def draft_follow_up(
    library: PolicyLibrary,
    *,
    regions: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    unit: str | None = None,
    theme: str | None = None,
) -> FollowUpPlan:
    """跟进计划：把文件里没写清、要报送、未承接、口径不一的事项列成跟进清单，逐项写明依据条款、拟问单位、问题、时限和所需材料。

    Args:
        regions: 哪些区县；不填则全部。
        documents: 哪些文件（标题、文号或文件名）；不填则全部。
        unit: 只列与这个单位有关的任务，例如“区科委”；不填则全部。
        theme: 只列这个主题的任务，例如“招商引资”；不填则全部。
    """
    scope = resolve_scope(library, regions=regions, documents=documents)
    if not scope.cards:
        raise ToolError(f"没有可列入跟进计划的文件（{scope.description}），请换一个区县或先加入文件。")
    rows = table_of(library, scope, TaskConditions(unit=unit, theme=theme)).rows
    gaps = Gaps(library, scope)
    found = list(gaps.reports())
    if unit is None and theme is None:
        found += [*gaps.conflicts(), *gaps.untaken()]
    found += gaps.open(rows)
    return FollowUpPlan(
        title=_title(scope, unit, theme), items=tuple(found), tasks=len(rows), searched=scope.description,
        notes=tuple(gaps.notes()),
    )  # fmt: skip


def _title(scope: Scope, unit: str | None, theme: str | None) -> str:
    places = tuple(dict.fromkeys(card.place for card in scope.cards if card.place))
    place = "、".join(places) if len(places) <= 3 else f"{len(places)}个地区"
    return f"{place}{unit or ''}{theme or ''}政策落实跟进计划"
