"""Filters as conditions on the tables: which documents and tasks are meant."""

from sqlalchemy import ColumnElement, Select, func, select

from vectorstore.filters import ClauseFilter, TaskFilter
from vectorstore.schema import (
    document_regions,
    documents,
    task_deadlines,
    task_indicators,
    task_themes,
    task_units,
    tasks,
)

Condition = ColumnElement[bool]


def clause_conditions(filters: ClauseFilter) -> tuple[Condition, ...]:
    """Conditions on `documents` for clauses."""
    conditions = list(_place_conditions(filters))
    if filters.genres is not None:
        conditions.append(documents.c.genre.in_(filters.genres))
    if filters.statuses is not None:
        conditions.append(documents.c.status.in_(filters.statuses))
    return tuple(conditions)


def task_rows(filters: TaskFilter) -> Select[int]:
    """Row numbers of the tasks that satisfy the filter, in reading order."""
    narrowed = select(tasks.c.row).join(documents, documents.c.row == tasks.c.document_row)
    conditions = (*_place_conditions(filters), *_content_conditions(filters))
    return narrowed.where(*conditions).order_by(tasks.c.row)


def _place_conditions(filters: ClauseFilter | TaskFilter) -> tuple[Condition, ...]:
    conditions: list[Condition] = []
    if filters.doc_ids is not None:
        conditions.append(documents.c.doc_id.in_(filters.doc_ids))
    if filters.regions is not None:
        owners = select(document_regions.c.document_row).where(document_regions.c.name.in_(filters.regions))
        conditions.append(documents.c.row.in_(owners))
    return tuple(conditions)


def _content_conditions(filters: TaskFilter) -> tuple[Condition, ...]:
    conditions: list[Condition] = []
    if filters.task_ids is not None:
        conditions.append(tasks.c.task_id.in_(filters.task_ids))
    if filters.units is not None or filters.role is not None:
        conditions.append(tasks.c.row.in_(_having_unit(filters)))
    if filters.themes is not None:
        of_theme = select(task_themes.c.task_row).where(task_themes.c.theme.in_(filters.themes))
        conditions.append(tasks.c.row.in_(of_theme))
    if filters.has_deadline is not None:
        timed = tasks.c.row.in_(select(task_deadlines.c.task_row))
        conditions.append(timed if filters.has_deadline else ~timed)
    if filters.due_before is not None:
        due = select(task_deadlines.c.task_row).where(task_deadlines.c.due <= filters.due_before)
        conditions.append(tasks.c.row.in_(due))
    if filters.has_indicator is not None:
        measured = tasks.c.row.in_(select(task_indicators.c.task_row))
        conditions.append(measured if filters.has_indicator else ~measured)
    if filters.keyword:
        conditions.append(func.instr(tasks.c.heading + "\n" + tasks.c.quote, filters.keyword) > 0)
    return tuple(conditions)


def _having_unit(filters: TaskFilter) -> Select[int]:
    found = select(task_units.c.task_row)
    if filters.units is not None:
        found = found.where(task_units.c.name.in_(filters.units) | task_units.c.printed.in_(filters.units))
    if filters.role is not None:
        found = found.where(task_units.c.role == filters.role)
    return found
