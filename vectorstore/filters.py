"""What narrows a query, as frozen values.

In every field None means "any", and an empty tuple matches nothing: a caller that looked for documents and found none
must not be answered from all of them.
"""

from collections.abc import Collection
from datetime import date
from typing import Literal

from policy.assignments import UnitRole
from policy.elements import Genre, Status
from policy.values import Frozen

QuotaKind = Literal["region", "document"]


def narrowed(asked: tuple[str, ...] | None, only: Collection[str] | None) -> tuple[str, ...] | None:
    """The documents asked for that are among these; None asks for all of them.

    >>> narrowed(("a", "c"), {"a", "b"}), narrowed(None, {"b"}), narrowed(("a",), None)
    (('a',), ('b',), ('a',))
    """
    if only is None:
        return asked
    return tuple(sorted(only)) if asked is None else tuple(doc_id for doc_id in asked if doc_id in only)


class ClauseFilter(Frozen):
    """Which clauses may be found. A region matches its own documents and those of the places within it.

    >>> ClauseFilter(regions=("天津市",)).is_open
    False
    """

    doc_ids: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    genres: tuple[Genre, ...] | None = None
    statuses: tuple[Status, ...] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it lets every clause through."""
        return self == ClauseFilter()

    def apart(self, quota_by: QuotaKind | None) -> tuple["ClauseFilter", ...]:
        """One filter for each region (or document) that is asked for, so that each can be searched by itself.

        >>> [f.regions for f in ClauseFilter(regions=("东丽区", "武清区")).apart("region")]
        [('东丽区',), ('武清区',)]
        """
        if quota_by == "region" and self.regions:
            return tuple(self.model_copy(update={"regions": (name,)}) for name in self.regions)
        if quota_by == "document" and self.doc_ids:
            return tuple(self.model_copy(update={"doc_ids": (doc_id,)}) for doc_id in self.doc_ids)
        return (self,)


class TaskFilter(Frozen):
    """Which tasks are meant: those that satisfy every field that is given.

    units are exact names, canonical or as printed (aliases are the caller's business: see `Vocabulary`); role narrows
    them, or asks for any unit in that role when units is None. themes: any of them. due_before: some deadline falls on
    or before that day (以前 includes the day). keyword stands in the quote or the heading, as it is printed.
    """

    doc_ids: tuple[str, ...] | None = None
    task_ids: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None
    role: UnitRole | None = None
    themes: tuple[str, ...] | None = None
    has_deadline: bool | None = None
    due_before: date | None = None
    has_indicator: bool | None = None
    keyword: str | None = None
