"""A row of a 分工表 as a task: the measure in its cell, the units under 负责部门, the help asked of others.

Promises: cells are told by the wording of their columns, not by their place; a column of assistance (需市级部门协助…)
becomes support items with their own units, never the row's units. Not covered: tables without a column of duties.
"""

import re
from collections.abc import Iterator, Sequence

from policy.assignments import Indicator, SupportItem, Task, Unit
from policy.column_names import column_kind
from policy.deadlines import read_deadline_cell, read_deadlines
from policy.documents import Clause, PolicyTable, TableCell, TableRow
from policy.duties import headline
from policy.elements import DocumentHeader
from policy.indicators import read_indicators
from policy.periods import document_day
from policy.responsibility import read_listed_units
from policy.role_labels import role_of
from policy.themes import classify_themes
from policy.unit_lists import strongest

_ABOVE = re.compile(r"国家|上级|中央")
_DUTY_ORDER = (r"(?:具体|落实|工作|主要|实施)?(?:措施|举措)", r"任务", r"内容|事项", r"工作|要求", r"目标|指标|项目")
_FIGURES = re.compile(r"目标|指标|成果|进度")
_ITEM = re.compile(r"(?:^|(?<=[）)。；\n]))\s*\d{1,2}[.．、](?!\d)")
_NAMED = re.compile(r"[（(]([^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）][。；\s]*")
_NOTHING = re.compile(r"[\s—－\-/无]*")


def read_row(
    text: str, clause: Clause, table: PolicyTable, row: TableRow, header: DocumentHeader, *, doc_id: str
) -> Task | None:
    """The task of a row, None where the table has no column of duties or none of units."""
    cell = _duty_cell(row)
    if cell is None or not any(column_kind(column) in ("units", "time") for column in table.columns):
        return None
    deadlines = read_deadlines(cell.text, offset=cell.start, year=header.year, since=document_day(header))
    for other in row.cells:
        if column_kind(other.column) == "time":
            deadlines += read_deadline_cell(other.text, offset=other.start, year=header.year)
    indicators = read_indicators(cell.text, offset=cell.start, year=header.year, deadlines=deadlines)
    for other in row.cells:
        if other is not cell and _FIGURES.search(other.column):
            indicators += read_indicators(other.text, offset=other.start, year=header.year, deadlines=deadlines)
    heading = clause.heading or headline(cell.text)
    return Task(
        task_id=f"{clause.clause_id}t", doc_id=doc_id, clause_id=clause.clause_id, heading=heading,
        quote=text[cell.start : cell.end], start=cell.start, end=cell.end, units=_units(row),
        themes=classify_themes(heading, cell.text), deadlines=deadlines, indicators=indicators,
        support_items=tuple(item for other in row.cells for item in _support(other)),
    )  # fmt: skip


def read_asked_figures(row: TableRow, year: int | None) -> tuple[Indicator, ...]:
    """The figures in what is asked of others: not this document's targets, so all of them background."""
    return tuple(
        figure.model_copy(update={"is_target": False})
        for cell in row.cells
        if column_kind(cell.column) == "support"
        for figure in read_indicators(cell.text, offset=cell.start, year=year)
    )


def _duty_cell(row: TableRow) -> TableCell | None:
    cells = [cell for cell in row.cells if column_kind(cell.column) == "duty" and not _NOTHING.fullmatch(cell.text)]
    for words in _DUTY_ORDER:
        named = [cell for cell in cells if re.search(words, cell.column)]
        if named:
            return min(named, key=lambda cell: bool(_ABOVE.search(cell.column)) * 2 - bool("措施" in cell.column))
    return None


def _units(row: TableRow) -> tuple[Unit, ...]:
    """The units of the row's own columns; those of a higher level's column only where the row has no other."""
    cells = [cell for cell in row.cells if column_kind(cell.column) == "units"]
    own = [cell for cell in cells if not _ABOVE.search(cell.column)] or cells
    return strongest(unit for cell in own for unit in _listed(cell))


def _listed(cell: TableCell) -> Sequence[Unit]:
    role = role_of(cell.column) or "responsible"
    return () if re.search(r"责任人|领导", cell.column) else read_listed_units(cell.text, offset=cell.start, role=role)


def _support(cell: TableCell) -> Iterator[SupportItem]:
    """The items of a column of assistance: each text up to the bracket that names who is asked.

    >>> text = "1.拓宽场景。(市网信办)2.加快建设。(市科技局)"
    >>> cell = TableCell(column="需市级部门协助开展的工作", text=text, start=0, end=len(text))
    >>> [(item.text, [unit.printed for unit in item.units]) for item in _support(cell)]
    [('拓宽场景。', ['市网信办']), ('加快建设。', ['市科技局'])]
    """
    if column_kind(cell.column) != "support" or _NOTHING.fullmatch(cell.text):
        return
    start = 0
    for match in _NAMED.finditer(cell.text):
        units = read_listed_units(match.group(1), offset=cell.start + match.start(1), role="support")
        if not _names_units(match.group(1), units):
            continue
        yield _item(cell, start, match.start(), units)
        start = match.end()
    if not _NOTHING.fullmatch(cell.text[start:]):
        yield _item(cell, start, len(cell.text), ())


def _names_units(inside: str, units: Sequence[Unit]) -> bool:
    return bool(units) and sum(len(unit.printed) for unit in units) * 2 > len(inside)


def _item(cell: TableCell, start: int, end: int, units: tuple[Unit, ...]) -> SupportItem:
    if number := _ITEM.match(cell.text, start):
        start = number.end()
    words = cell.text[start:end]
    start += len(words) - len(words.lstrip())
    return SupportItem(
        text=cell.text[start:end].rstrip(), units=units, start=cell.start + start,
        end=cell.start + start + len(cell.text[start:end].rstrip()),
    )  # fmt: skip
