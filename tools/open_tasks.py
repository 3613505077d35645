"""What a duty leaves open: who answers for it, by when, how much. One rule for plans, checks and questions."""

from typing import NamedTuple

from policy.assignments import Task
from vectorstore.marks import TaskMark


class Element(NamedTuple):
    """An element of a duty: its name, what to ask where it is missing, and what to ask for."""

    name: str
    question: str
    material: str


UNITS = Element("责任单位", "由哪个单位负责", "分工文件或会议纪要")
LEAD = Element("牵头单位", "几家单位中由谁牵头", "分工文件或会议纪要")
DEADLINE = Element("时限", "何时完成、分几步走", "工作进度安排")
INDICATOR = Element("量化指标", "做到什么程度算完成，有无可考核的数量目标", "指标口径与现状数据")


def missing_elements(task: Task) -> tuple[Element, ...]:
    """The elements that the document does not print for this duty; a single unit leads without being told to.

    >>> task = Task(task_id="a-1t", doc_id="a", clause_id="a-1", heading="", quote="推进招商", start=0, end=4)
    >>> [element.name for element in missing_elements(task)]
    ['责任单位', '时限', '量化指标']
    """
    return missing_of(TaskMark.of(task))


def missing_of(mark: TaskMark) -> tuple[Element, ...]:
    """The same of a duty that was not read whole."""
    named = {name for name, role in mark.units if role != "support"}
    checks = (
        (UNITS, not named),
        (LEAD, len(named) > 1 and not mark.has_lead),
        (DEADLINE, not mark.deadlines),
        (INDICATOR, not mark.targets),
    )
    return tuple(element for element, is_missing in checks if is_missing)
