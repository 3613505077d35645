"""What one run of the loop brought: a text that is not yet judged, and everything that the tools showed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from agent.usage import Usage
from policy.values import Frozen
from tools.catalogue import DocumentList
from tools.comparison import Comparison
from tools.completeness import CompletenessCheck
from tools.follow_up_plans import FollowUpPlan
from tools.gist import Gists
from tools.indicators import IndicatorTable
from tools.outlines import Outline
from tools.reading import ClauseView
from tools.search import ClauseHits
from tools.tables import AnswerTable
from tools.tasks import TaskTable


class Draft(Frozen):
    """The last text, the tools in order, their results, and what a model took for it (None: no model was asked)."""

    text: str
    tools: tuple[str, ...]
    results: tuple[Any, ...]
    usage: Usage | None = None

    @property
    def shown(self) -> frozenset[str]:
        """The ids of every clause that a tool returned."""
        return frozenset(ref.clause_id for result in self.results for ref in result.evidence())

    @property
    def counts(self) -> frozenset[int]:
        """Every count that the tools made, and 0."""
        return frozenset({0, *(count for result in self.results for count in _counts(result))})

    @property
    def units(self) -> tuple[str, ...]:
        """The printed units of the tasks that were shown."""
        rows = [row for result in self.results if isinstance(result, TaskTable | ClauseView) for row in _rows(result)]
        return tuple(dict.fromkeys(unit.printed for row in rows for unit in row.task.units))

    def after(self, earlier: "Draft") -> "Draft":
        """The same draft, standing also on what the tools had shown before it."""
        return self.model_copy(
            update={"tools": (*earlier.tools, *self.tools), "results": (*earlier.results, *self.results)}
        )


def _rows(result: TaskTable | ClauseView) -> Sequence[Any]:
    return result.rows if isinstance(result, TaskTable) else result.tasks


def _counts(result: Any) -> Iterator[int]:
    match result:
        case TaskTable():
            yield from (result.total, len(result.rows), result.without_units, result.unassigned_in_scope)
            yield from Counter(row.card.place for row in result.rows).values()
        case AnswerTable() | IndicatorTable():
            yield len(result.rows)
        case ClauseView():
            lines = max((found.clause.text.count("\n") for found in result.clauses[:1]), default=0)
            yield from range(max(len(result.clauses), lines) + 1)
        case Gists():
            yield from (len(gist.parts) for gist in result.documents)
        case DocumentList():
            yield len(result.documents)
        case Comparison():
            yield from (cell.searched for row in result.rows for cell in row.cells)
        case CompletenessCheck():
            for check in result.documents:
                yield from (check.task_count, *check.having)
        case ClauseHits():
            yield from range(len(result.hits) + 1)
        case FollowUpPlan():
            yield from (len(result.items), *Counter(item.kind for item in result.items).values())
        case Outline():
            yield sum(bullet.bullet_class == "suggestion" for bullet in result.bullets())
    searched = "".join(str(getattr(result, name, "")) for name in ("searched", "note", "title", "conditions"))
    yield from (int(number) for number in re.findall(r"\d+", searched))
