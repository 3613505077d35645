"""The ledger by facets: what each task counts under, how many there are under every choice, and the rows that are left.

A facet's numbers are counted with every other condition in force and its own set aside, so that each tells how many
rows a person would see on choosing it. Covered: one choice for each facet, words, groups. Not covered: order by column.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from policy.documents import Frozen, Unit, UnitRole
from policy.folding import fold
from policy.units import same_unit
from tools.open_tasks import missing_elements
from tools.progress import STATE_NAMES, ProgressBook
from tools.task_rows import TaskRow

ROLE_NAMES: dict[UnitRole, str] = {"lead": "牵头", "responsible": "责任", "support": "配合"}
UNWRITTEN = "-"  # the choice of rows that say nothing of a facet
_SOON = timedelta(days=90)
_MOST_CHOICES = 400

Label = tuple[str, str]  # a choice's value, and what it is called


class LedgerQuery(Frozen):
    """What the ledger is narrowed by and grouped by; '' asks nothing. unit may be any name of the body (区发改委)."""

    place: str = ""
    document: str = ""
    unit: str = ""
    role: str = ""
    theme: str = ""
    deadline: str = ""
    indicator: str = ""
    missing: str = ""
    state: str = ""
    words: str = ""
    group: str = ""


_EVERYTHING = LedgerQuery()


class Choice(Frozen):
    """One value of a facet, and how many rows choosing it would leave."""

    value: str
    label: str
    count: int


class Facet(Frozen):
    """A facet with its choices, the commonest first; chosen '' is all of them."""

    key: str
    name: str
    chosen: str
    choices: tuple[Choice, ...]


class Group(Frozen):
    """Rows that share a value of the facet they are grouped by; label '' where they are not grouped."""

    label: str
    rows: tuple[TaskRow, ...]


class LedgerView(Frozen):
    """What is left of the ledger: all rows that fit, in reading order, and the same rows by group.

    A row with several themes or units stands in several groups; total counts it once, of says how many there were.
    """

    query: LedgerQuery
    rows: tuple[TaskRow, ...]
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    of: int

    @property
    def total(self) -> int:
        """How many tasks fit."""
        return len(self.rows)

    @property
    def conditions(self) -> str:
        """What was asked for, in words: 单位＝区科委、时限＝2025年; 全部任务 where nothing was."""
        said = [f"{facet.name}＝{_called(facet)}" for facet in self.facets if facet.chosen]
        said += [f"写有“{self.query.words}”"] if self.query.words else []
        return "、".join(said) or "全部任务"


class _Ground(Frozen, arbitrary_types_allowed=True):
    """What values are told by, beside the row."""

    query: LedgerQuery
    book: ProgressBook
    today: date


Values = Callable[[TaskRow, _Ground], Iterable[Label]]


def view_ledger(
    rows: Sequence[TaskRow], query: LedgerQuery = _EVERYTHING, *, book: ProgressBook, today: date
) -> LedgerView:
    """The rows that fit the query, with the facets counted over all rows."""
    ground = _Ground(query=query, book=book, today=today)
    counts: dict[str, Counter[Label]] = {key: Counter() for key in _FACETS}
    fitting: list[TaskRow] = []
    for row in _with_words(rows, query.words):
        told = {key: tuple(dict.fromkeys(values(row, ground))) for key, (_, values) in _FACETS.items()}
        failed = [key for key in _FACETS if not _fits(key, told[key], query)]
        if not failed:
            fitting.append(row)
        for key in _FACETS if not failed else failed[:1] if len(failed) == 1 else ():
            counts[key].update(told[key])
    facets = tuple(_facet(key, counts[key], query) for key in _FACETS)
    return LedgerView(
        query=query, rows=tuple(fitting), groups=_grouped(fitting, ground), facets=facets, of=len(rows)
    )  # fmt: skip


def _with_words(rows: Sequence[TaskRow], words: str) -> Iterator[TaskRow]:
    """Rows in whose text, headings or units every word stands."""
    wanted = [fold(word) for word in words.split()]
    for row in rows:
        if not wanted:
            yield row
            continue
        said = fold("".join((*row.heading_path, row.task.heading, row.task.quote, row.units_text())))
        if all(word in said for word in wanted):
            yield row


def _fits(key: str, told: Sequence[Label], query: LedgerQuery) -> bool:
    wanted = getattr(query, key)
    if not wanted or any(wanted == value for value, _ in told):
        return True
    return key == "unit" and wanted != UNWRITTEN and any(same_unit(wanted, value) for value, _ in told)


def _facet(key: str, counts: Counter[Label], query: LedgerQuery) -> Facet:
    ordered = sorted(counts.items(), key=lambda item: (item[0][0] == UNWRITTEN, -item[1], item[0]))
    choices = tuple(Choice(value=value, label=label, count=count) for (value, label), count in ordered[:_MOST_CHOICES])
    return Facet(key=key, name=_FACETS[key][0], chosen=getattr(query, key), choices=choices)


def _called(facet: Facet) -> str:
    return next((choice.label for choice in facet.choices if choice.value == facet.chosen), facet.chosen)


def _grouped(rows: Sequence[TaskRow], ground: _Ground) -> tuple[Group, ...]:
    if ground.query.group not in GROUPS:
        return (Group(label="", rows=tuple(rows)),) if rows else ()
    values = _FACETS[ground.query.group][1]
    found: dict[Label, list[TaskRow]] = {}
    for row in rows:
        for label in dict.fromkeys(values(row, ground)):
            found.setdefault(label, []).append(row)
    ordered = sorted(found.items(), key=lambda item: (item[0][0] == UNWRITTEN, -len(item[1]), item[0]))
    return tuple(Group(label=label, rows=tuple(members)) for (_, label), members in ordered)


def _place(row: TaskRow, _: _Ground) -> Iterator[Label]:
    yield (row.card.place, row.card.place) if row.card.place else (UNWRITTEN, "未注明区县")


def _document(row: TaskRow, _: _Ground) -> Iterator[Label]:
    yield row.card.doc_id, row.card.title


def _units(row: TaskRow, ground: _Ground) -> Iterator[Label]:
    role = ground.query.role
    for unit in row.task.units:
        if role in ("", UNWRITTEN, unit.role):
            yield unit.name, unit.name
    if not row.task.units:
        yield UNWRITTEN, "未写单位"


def _roles(row: TaskRow, ground: _Ground) -> Iterator[Label]:
    for unit in row.task.units:
        if ground.query.unit in ("", UNWRITTEN) or _means(ground.query.unit, unit):
            yield unit.role, ROLE_NAMES[unit.role]


def _means(asked: str, unit: Unit) -> bool:
    return asked == unit.name or same_unit(asked, unit.name)


def _themes(row: TaskRow, _: _Ground) -> Iterator[Label]:
    yield from ((theme, theme) for theme in row.task.themes)
    if not row.task.themes:
        yield UNWRITTEN, "未归主题"


def _deadlines(row: TaskRow, ground: _Ground) -> Iterator[Label]:
    dues = [deadline.due for deadline in row.task.deadlines if deadline.due]
    if dues and min(dues) < ground.today and ground.book.state(row.task) != "done":
        yield "overdue", "已过期未完成"
    if any(ground.today <= due <= ground.today + _SOON for due in dues):
        yield "soon", "90天内到期"
    for deadline in row.task.deadlines:
        if deadline.kind in ("recurring", "ongoing"):
            yield deadline.kind, "定期" if deadline.kind == "recurring" else "长期坚持"
        elif deadline.due:
            yield str(deadline.due.year), f"{deadline.due.year}年"
    if not row.task.deadlines:
        yield UNWRITTEN, "未写时限"


def _indicators(row: TaskRow, _: _Ground) -> Iterator[Label]:
    targets = [indicator for indicator in row.task.indicators if indicator.is_target]
    yield ("has", "有量化指标") if targets else (UNWRITTEN, "无量化指标")
    yield from ((f"unit:{each.unit}", f"以“{each.unit}”计") for each in targets if each.unit)


def _missing(row: TaskRow, _: _Ground) -> Iterator[Label]:
    yield from ((element.name, f"缺{element.name}") for element in missing_elements(row.task))


def _state(row: TaskRow, ground: _Ground) -> Iterator[Label]:
    state = ground.book.state(row.task)
    yield state, STATE_NAMES[state]


_FACETS: dict[str, tuple[str, Values]] = {
    "place": ("区县", _place), "document": ("文件", _document), "unit": ("单位", _units), "role": ("角色", _roles),
    "theme": ("主题", _themes), "deadline": ("时限", _deadlines), "indicator": ("指标", _indicators),
    "missing": ("要素", _missing), "state": ("进展", _state),
}  # fmt: skip
GROUPS = ("place", "document", "unit", "theme", "deadline", "state")
GROUP_NAMES = {key: _FACETS[key][0] for key in GROUPS}
