"""Cells about a member of a whole under any column: its name, a labelled part, units, figures, text."""

import re
from collections.abc import Sequence

from policy.folding import fold
from policy.sentences import split_phrases, split_sentences
from tools.evidence import SourceRef, TableValue
from tools.needs import need_of
from tools.points import Point
from tools.task_rows import TaskRow

_NONE = "未写明"
_SOURCES = re.compile("出处|来源|条款|依据|位置|哪条|条号")
_UNITS = re.compile("单位|部门|谁负责|归谁|牵头")
_FIGURES = re.compile("金额|数量|个数|数字|目标值|指标值|增速|标准|比例|罚款|奖励|多少|额度|数$")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万]+(?:元|倍|家|个|项|名)")
_LABELS = r"\n[^\n:：]{2,14}[:：]"
_LONGEST = 160


def cells_of(point: Point, ordinal: int, columns: Sequence[str], tasks: Sequence[TaskRow]) -> tuple[TableValue, ...]:
    """One cell a column; the first that is neither number nor source holds the name."""
    named = next((c for c in columns if not _is_number(c) and not _SOURCES.search(c)), "")
    return tuple(
        TableValue(text=_name_of(point), refs=(point.ref,)) if column == named else _cell(point, ordinal, column, tasks)
        for column in columns
    )


def _cell(point: Point, ordinal: int, column: str, tasks: Sequence[TaskRow]) -> TableValue:
    if _is_number(column):
        return TableValue(text=str(ordinal))
    if labelled := _labelled(point, column):
        return labelled
    if _SOURCES.search(column):
        return TableValue(text=point.found.clause.locator, refs=(point.ref,))
    if _UNITS.search(column):
        return _units(point, tasks)
    if _FIGURES.search(column):
        return _figures(point)
    return _content(point, column)


def _is_number(column: str) -> bool:
    return fold(column) in ("序号", "编号", "序列")


def _name_of(point: Point) -> str:
    text = " ".join(point.name.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _labelled(point: Point, column: str) -> TableValue | None:
    """What stands behind the column's own name as a label: 痛点：…"""
    name = re.escape(column.strip())
    match = re.search(
        rf"{name}[^\n:：]{{0,10}}[:：](?P<said>.*?)(?=$|{_LABELS}|\n[（(]?[一二三四五六七八九十\d])", point.text, re.S
    )
    if not match or not match["said"].strip():
        return None
    return _value(point, match.start("said"), match.end("said"))


def _units(point: Point, tasks: Sequence[TaskRow]) -> TableValue:
    rows = [row for row in tasks if row.clause.clause_id == point.found.clause.clause_id and row.task.units]
    printed = dict.fromkeys(unit.printed for row in rows for unit in row.task.units)
    return TableValue(text="、".join(printed), refs=(rows[0].units_ref,)) if rows else TableValue(text=_NONE)


def _figures(point: Point) -> TableValue:
    """The phrases that have figures."""
    text, offset = point.text, point.start
    spans = [(a, b) for a, b in split_phrases(text) if _FIGURE.search(text[a:b])]
    said = "；".join(" ".join(text[a:b].split()).rstrip("，,；;。") for a, b in spans)
    if not said:
        return TableValue(text=_NONE)
    first, last = spans[0][0], spans[-1][1]
    ref = SourceRef(clause_id=point.found.clause.clause_id, start=offset + first, end=offset + last)
    return TableValue(text=said, refs=(ref,))


def _content(point: Point, column: str) -> TableValue:
    """The sentence that speaks of the column most; where none does, the first ones within the length of a cell."""
    rest, at = point.rest, len(point.text) - len(point.rest)
    spans = split_sentences(rest)
    if not spans:
        return TableValue(text=_NONE)
    need = need_of(column)
    best = max(spans, key=lambda span: need.coverage(rest[span[0] : span[1]]))
    if need.terms and need.coverage(rest[best[0] : best[1]]) > 0:
        return _value(point, at + best[0], at + best[1])
    last = max((b for _, b in spans if b <= _LONGEST), default=spans[0][1])
    return _value(point, at + spans[0][0], at + last)


def _value(point: Point, start: int, end: int) -> TableValue:
    text = " ".join(point.text[start:end].split()).rstrip("。；;")
    ref = SourceRef(clause_id=point.found.clause.clause_id, start=point.start + start, end=point.start + end)
    return TableValue(text=text, refs=(ref,))
