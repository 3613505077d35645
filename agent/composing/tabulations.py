"""Answers that are tables: tasks, figures, districts side by side."""

import re
from collections.abc import Iterator, Sequence

from agent.composing.markup import REFUSAL, clause_mark, flat, place_of, row_mark, with_bold_figures
from policy.documents import Clause
from tools.completeness import ELEMENTS, CompletenessCheck
from tools.evidence import SourceRef, TableValue
from tools.indicators import IndicatorRow, IndicatorTable
from tools.reading import ClauseView
from tools.tables import AnswerTable

_LONGEST_NAME = 20
_HELP_VIEWS = 2
_DOCUMENT = re.compile(r"《[^》]+》(?:（[^）]+）)?")
_YEAR = re.compile(r"((?:到|至)?20\d{2}年(?:底|末)?前?[^，,。；;\d]{0,4})$")


def compose_table(tables: Sequence[AnswerTable], units: Sequence[str] = ()) -> str:
    """Each table in Markdown under its completeness line; marks stand in the last column.

    Tables of as many units that have the same columns are one, with a column for the unit.
    """
    filled = [table for table in tables if table.rows]
    if not filled:
        return f"{REFUSAL}符合条件的任务，无法成表。"
    # 区科委 and 区科技局 are one unit: asked for apart they have one table.
    distinct = {(table.columns, table.rows): table for table in reversed(filled)}
    if len(distinct) == len(units) > 1 and len({table.columns for table in tables}) == 1:
        return _joined(filled, units)
    return "\n\n".join(_markdown(table) for table in reversed(distinct.values()))


def _joined(tables: Sequence[AnswerTable], units: Sequence[str]) -> str:
    """The rows of all units one below the other, the unit behind the number, under the completeness line of each."""
    document = _DOCUMENT.match(tables[0].title)
    told = (f"{_DOCUMENT.sub('', table.title)}（**{table.note}**）" for table in tables)
    columns = _with_unit(tables[0].columns, "单位")
    lines = [f"{document.group() if document else ''}{'；'.join(told)}：", "", _line(columns)]
    rows = (row for table, unit in zip(tables, units, strict=True) for row in _rows(table, unit))
    return "\n".join([*lines, _line(["---"] * len(columns)), *rows])


def _with_unit(cells: Sequence[str], unit: str) -> tuple[str, ...]:
    return (cells[0], unit, *cells[1:])


def _markdown(table: AnswerTable) -> str:
    lines = [f"{table.title}（**{table.note}**）：", "", _line(table.columns), _line(["---"] * len(table.columns))]
    return "\n".join([*lines, *_rows(table)])


def _rows(table: AnswerTable, unit: str = "") -> Iterator[str]:
    for row, ref in zip(table.rows, table.row_refs, strict=True):
        cells = tuple(map(_cell, row))
        texts = list(_with_unit(cells, unit) if unit else cells)
        texts[-1] += ref.mark
        yield _line(texts)


def _line(cells: Sequence[str]) -> str:
    return "|" + "|".join(cells) + "|"


def _cell(value: TableValue) -> str:
    return value.text.replace("|", "｜").replace("\n", " ")


def compose_indicators(table: IndicatorTable, *, as_table: bool) -> str:
    """The complete set of figures, as a list or as a table."""
    if not table.rows:
        return f"{REFUSAL}符合条件的量化指标（{table.conditions}；{table.searched}）。"
    places = "、".join(dict.fromkeys(place_of(row.card) for row in table.rows))
    lead = f"{places}，{table.conditions}：共 {len(table.rows)} 项，已列 {len(table.rows)} 项（{table.searched}）"
    rows = [(row.indicator.name, _with_year(row), _standing(row.clause), row.ref.mark) for row in table.rows]
    if as_table:
        head = [lead + "。", "", _line(["序号", "指标", "原文", "出处"]), _line(["---"] * 4)]
        return "\n".join(
            [*head, *(_line([str(i), n, with_bold_figures(r), w + m]) for i, (n, r, w, m) in enumerate(rows, start=1))]
        )
    lines = [f"{i}. {n}：{with_bold_figures(r)}（{w}）{m}" for i, (n, r, w, m) in enumerate(rows, start=1)]
    return "\n".join([lead + "：", *lines])


def _with_year(row: IndicatorRow) -> str:
    """The printed figure, with the year right before it: 2025年达到3000亿元."""
    before = row.clause.text[: row.indicator.start - row.clause.start]
    year = _YEAR.search(before)
    return f"{year[1]}{row.indicator.raw}" if year else row.indicator.raw


def _standing(clause: Clause) -> str:
    """The address with the heading, where that is short: 二、（五）大力推进科技金融体制改革创新."""
    return f"{clause.locator}{clause.heading if len(clause.heading) <= _LONGEST_NAME else ''}"


def compose_reading_table(tables: Sequence[IndicatorTable], views: Sequence[ClauseView]) -> str:
    """A table of what a lookup found: the figures of its clauses when there are two or more, else its points."""
    if tables and len(tables[0].rows) > 1:
        return compose_indicators(tables[0], as_table=True)
    if helped := _help_table(views):
        return helped
    head, *below = views[0].clauses
    children = [item for item in below if item.clause.parent_id == head.clause.clause_id]
    points = [item for item in children if item.clause.kind != "paragraph"] or children or list(views[0].clauses)
    lines = [_line(["序号", "要点", "内容", "出处"]), _line(["---"] * 4)]
    for ordinal, item in enumerate(points, start=1):
        text = with_bold_figures(flat(item.clause.text)).replace("|", "｜")
        name = (
            item.clause.heading or re.split(r"[：:，,。]", item.clause.text[len(item.clause.number) :], maxsplit=1)[0]
        )
        name = flat(name) if len(name) <= _LONGEST_NAME else item.clause.locator
        lines.append(_line([str(ordinal), name, text, f"{item.clause.locator}{clause_mark(item)}"]))
    return "\n".join([f"{place_of(head.card)}{head.clause.locator}：", "", *lines])


def _marks(refs: Sequence[SourceRef]) -> str:
    return "".join(dict.fromkeys(ref.mark for ref in refs))


def _help_table(views: Sequence[ClauseView]) -> str:
    """What others are asked to help with in the first duty that asks for it, and whom; '' where none does."""
    row = next((row for view in views for row in view.tasks if row.support_items), None)
    if row is None or len(views) < _HELP_VIEWS:
        return ""
    lines = [
        f"{place_of(row.card)}{row.clause.locator}：",
        "",
        _line(["序号", "协助的工作", "协助单位"]),
        _line(["---"] * 3),
    ]
    for ordinal, item in enumerate(row.support_items, start=1):
        ref = SourceRef(clause_id=row.clause.clause_id, start=item.start, end=item.end)
        units = "、".join(dict.fromkeys(unit.printed for unit in item.units)) or "未写明"
        lines.append(_line([str(ordinal), flat(item.text).replace("|", "｜"), units + ref.mark]))
    return "\n".join(lines)


def compose_completeness(check: CompletenessCheck) -> str:
    """A line a document: its tasks, and how many of them say who, by when and how much."""
    lines = [f"任务要素体检（{check.searched}）：", "", _line(["文件", "任务数", *(name for name, _ in ELEMENTS)])]
    lines.append(_line(["---"] * (len(ELEMENTS) + 2)))
    for each in check.documents:
        mark = row_mark(each.example) if each.example else ""
        counts = [f"{n} 项" if n else "均没有写" for n in each.having]
        lines.append(_line([f"{place_of(each.card)}{mark}", f"{each.task_count} 项", *counts]))
    return "\n".join(lines)
