"""Whether a row of the ledger meets what is asked of it: one test for each condition, all of which must hold."""

import re
from collections.abc import Callable

from policy.assignments import Deadline, Unit, UnitRole
from policy.folding import fold
from policy.numbering import read_numeral
from policy.units import read_unit_name, same_unit
from tools.task_conditions import Role, TaskConditions, names_in
from tools.task_rows import TaskRow
from vectorstore.filters import TaskFilter
from vectorstore.records import Vocabulary

_DUTY_ROLES: tuple[UnitRole, ...] = ("lead", "responsible")
# Bodies that are named together: 街镇 means 各街镇 and 各有工业园区街镇 alike.
COLLECTIVES = frozenset("街镇 镇街 街道 乡镇 功能区".split())
_YEAR_END = re.compile("年底|年末|年内|全年")
_DIGITS = re.compile(r"\d+")


def prefilter(conditions: TaskConditions, vocabulary: Vocabulary) -> TaskFilter:
    """What a database can narrow by: every task that satisfies the conditions passes, others may."""
    names = {name for unit in vocabulary.units for name in (unit.name, *unit.printed)} if conditions.unit else set()
    units = tuple(sorted(name for name in names if any(is_called(asked, name) for asked in conditions.units)))
    themes = tuple(theme for theme in vocabulary.themes if _is_of(theme, conditions))
    return TaskFilter(
        units=units if conditions.unit else None,
        themes=themes if conditions.theme else None,
        has_deadline=True if conditions.year_end else _has_deadline(conditions),
        due_before=conditions.due_before,
        has_indicator=True if conditions.indicator == "has" or conditions.indicator_unit else None,
    )


def _has_deadline(conditions: TaskConditions) -> bool | None:
    return None if conditions.deadline is None else conditions.deadline != "none"


def satisfies(row: TaskRow, conditions: TaskConditions) -> bool:
    """Whether a task meets every condition."""
    return all(test(row, conditions) for test in _TESTS)


def _unit_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    duty = [unit for unit in row.task.units if unit.role in _DUTY_ROLES]
    if conditions.role == "alone" and len({unit.name for unit in duty}) != 1:
        return False
    if conditions.role == "sole" and not _is_sole(row, conditions.units):
        return False
    role = _of_role(row, conditions.role)
    if conditions.unit and not any(_means(asked, unit) for asked in conditions.units for unit in role):
        return False
    other = conditions.together_with
    return not other or any(_means(other, unit) for unit in _of_role(row, "any"))


def _is_sole(row: TaskRow, units: tuple[str, ...]) -> bool:
    """Whether no other body of the level of those asked for shares the duty; a group of a lower level may."""
    own = [unit.printed for unit in row.task.units if any(_means(asked, unit) for asked in units)]
    levels = {read_unit_name(name).level for name in own}
    same = [unit for unit in row.task.units if read_unit_name(unit.printed).level in levels]
    return all(any(_means(asked, unit) for asked in units) for unit in same)


def _means(asked: str, unit: Unit) -> bool:
    return is_called(asked, unit.printed) or is_called(asked, unit.name)


def is_called(asked: str, name: str) -> bool:
    """Whether a name may be meant by the one that was asked for.

    >>> is_called("区科委", "区科技局"), is_called("区科委", "区财政局")
    (True, False)
    """
    return name.endswith(asked) if asked in COLLECTIVES else same_unit(asked, name)


def _without_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    """Only a task that names its units can be said to leave one out."""
    left_out = conditions.without_unit
    return not left_out or (bool(row.task.units) and not any(_means(left_out, unit) for unit in row.task.units))


def _support_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return conditions.support is None or bool(row.support_items) == (conditions.support == "has")


def _of_role(row: TaskRow, role: Role) -> list[Unit]:
    asked = [item for support in row.support_items for item in support.units]
    match role:
        case "any":
            return [*row.task.units, *asked]
        case "alone" | "sole":
            return [unit for unit in row.task.units if unit.role in _DUTY_ROLES]
        case "support":
            return [*row.task.units_as("support"), *asked]
        case _:
            return list(row.task.units_as(role))


def _section_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    section = conditions.section
    if conditions.within is not None:
        return bool({row.clause.clause_id, (row.task.mirror_id or "").removesuffix("t")} & conditions.within)
    if not section or row.clause.locator.startswith(f"{section}、"):
        return True
    return fold(section) in fold("".join((*row.heading_path, *row.mirror_path)))


def _theme_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return not conditions.theme or any(_is_of(theme, conditions) for theme in row.task.themes)


def _is_of(theme: str, conditions: TaskConditions) -> bool:
    return any(fold(asked) in fold(theme) for asked in names_in(conditions.theme))


def _deadline_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    deadlines = row.task.deadlines
    due = conditions.due_before
    if due and not any(d.due and d.due <= due for d in deadlines):
        return False
    if conditions.year_end and not any(_by_year_end(d, row.card.year) for d in deadlines):
        return False
    match conditions.deadline:
        case None:
            return True
        case "has":
            return bool(deadlines)
        case "none":
            return not deadlines
        case kind:
            return any(d.kind == kind for d in deadlines)


def _by_year_end(deadline: Deadline, year: int | None) -> bool:
    """Whether it is due within the year of its document, or says so in words (年底前) where the year is not known."""
    if deadline.kind in ("recurring", "ongoing"):
        return False
    if deadline.due and year:
        return deadline.due.year <= year
    return bool(_YEAR_END.search(deadline.raw))


def _indicator_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    targets = [i for i in row.task.indicators if i.is_target]
    if conditions.indicator_unit:
        targets = [i for i in targets if fold(i.unit) == fold(conditions.indicator_unit)]
        return bool(targets)
    return conditions.indicator is None or bool(targets) == (conditions.indicator == "has")


def _assigned_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return conditions.assigned is None or bool(row.task.units) == (conditions.assigned == "has")


def _number_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    """The printed number of a row or an item, where a range is asked for."""
    if conditions.first is None or conditions.last is None:
        return True
    printed = read_numeral(row.clause.number) if row.clause.number else None
    digits = _DIGITS.search(row.clause.locator.rsplit("第", 1)[-1])
    number = printed.value if printed else int(digits.group()) if digits else 0
    return conditions.first <= number <= conditions.last


def _keyword_fits(row: TaskRow, conditions: TaskConditions) -> bool:
    return not conditions.keyword or fold(conditions.keyword) in fold(row.clause.text)


_TESTS: tuple[Callable[[TaskRow, TaskConditions], bool], ...] = (
    _unit_fits, _without_fits, _support_fits, _section_fits, _theme_fits, _deadline_fits, _indicator_fits,
    _keyword_fits, _number_fits, _assigned_fits,
)  # fmt: skip
