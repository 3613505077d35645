"""The cells of a flattened row: one string of 序号方面任务分工措施部门协助, cut at the seams that can be told.

Seams: the row number; the aspect (一、…) before the task's own number; a list of units after a full stop; the measure
where it repeats the body; the units after it; the numbered or bracketed requests for help at the end. Every cell is an
exact slice; what no seam parts stays in the cell before it.
"""

import re
from collections.abc import Sequence

from policy.column_names import ColumnKind, column_kind
from policy.flat_tables import FlatRow
from policy.mirrors import Match
from policy.tables import DraftCell

_ASPECT = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；\n]{2,40}?(?=[0-9]{1,3}[.．])")
_TIME = re.compile(
    r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:底|年底|上旬|中旬|下旬)?(?:前|以前)?\Z|(?:长期|持续|全年)(?:推进|坚持)?\Z"
)
_DASHES = re.compile(r"[—\-－–]{2,}")
_SUFFIX = (
    "委员会|管委会|指挥部|领导小组|办公室|管理局|分局|总局|政府|集团|公司|单位|部门|中心|银行|分行|支行|街镇|街道|园区|开发区|新区|协会|联盟|大学"
    "|学校|控股|建投|投资|部(?![门署分])|委(?!员)|局|办(?![理法公])|厅|署|院|站|镇|乡|区|司|处|会|府|科协"
)
_FINAL = f"{_SUFFIX}|行|社|城|港|组|联|队|所|馆"
_NAME_END = re.compile(rf"(?:{_SUFFIX})+")
_ENDS_NAME = re.compile(rf"(?:{_FINAL})\Z")
_NOT_A_NAME = re.compile("[的了在为把并0-9“”《》]|支持|推动|推进|加强|研究|完善|制定|指导|开展")
_SEPARATOR = re.compile("[、，,；;]")
_NUMBERED = re.compile(r"(?<![0-9])[1１][.．、](?![0-9])")
_LONGEST_NAME = 18


def split_row(
    text: str, row: FlatRow, columns: Sequence[str], match: Match | None, aspect: DraftCell | None
) -> tuple[DraftCell, ...]:
    """The cells of one flattened row. match is the body's measure that it repeats; aspect that of the row above.

    >>> text = "22.优化审批服务。国家发改委深化告知承诺。区审批局"
    >>> [text[c.start:c.end] for c in split_row(text, FlatRow(2, 0, len(text)),
    ...  ("序号", "任务", "国家分工", "具体措施", "责任部门"), Match(0, 15, 21, 0), None)]
    ['2', '2.优化审批服务。', '国家发改委', '深化告知承诺。', '区审批局']
    """
    kinds = [column_kind(name) for name in columns]
    cells: list[DraftCell] = []
    at = row.start
    for place, kind in enumerate(kinds):
        end = _cell_end(text, at, row, kinds, place, match)
        start, stop = _visible(text, at, end)
        if stop > start:
            cells.append(DraftCell(columns[place], start, stop))
        elif kind == "aspect" and aspect is not None:
            cells.append(aspect)
        at = max(at, end)
    return tuple(cells)


def _cell_end(text: str, at: int, row: FlatRow, kinds: Sequence[ColumnKind], place: int, match: Match | None) -> int:
    kind = kinds[place]
    if place == len(kinds) - 1:
        return row.end
    if kind == "index":
        return at + len(str(row.number))
    if kind == "aspect":
        found = _ASPECT.match(text, at, row.end)
        return found.end() if found else at
    if kind in ("units", "time"):
        measure = _measure_place(kinds)
        limit = _measure_start(text, at, match) if match and place < measure else None
        return limit if limit is not None else _units_end(text, at, row.end)
    return _duty_end(text, at, row, kinds, place, match)


def _measure_place(kinds: Sequence[ColumnKind]) -> int:
    """The column of the district's own measure: the last duty before the last units."""
    return max((place for place, kind in enumerate(kinds) if kind == "duty"), default=-1)


def _measure_start(text: str, at: int, match: Match) -> int:
    """Where the measure begins: after a unit name, when one ends near where the shared words point to."""
    about = max(at, match.start - match.lead)
    if match.lead == 0:
        return about
    named = _list_end(text, at, match.start)
    return named if at < named and abs(named - about) <= 12 else about


def _duty_end(text: str, at: int, row: FlatRow, kinds: Sequence[ColumnKind], place: int, match: Match | None) -> int:
    measure = _measure_place(kinds)
    if match and place == measure:
        return _sentence_before_units(text, max(at, match.end - 1), row.end)
    if match and place < measure:
        begins = max(at, match.start - match.lead)
        stop = max(text.rfind(mark, at, begins) for mark in "。；")
        return at if stop < at else stop + 1
    return _sentence_before_units(text, at, row.end)


def _sentence_before_units(text: str, at: int, end: int) -> int:
    """The end of the first sentence from `at` on that a list of units, or a dash for none, follows."""
    for stop in re.compile("[。；]").finditer(text, at, end):
        if _DASHES.match(text, stop.end(), end) or _list_end(text, stop.end(), end) > stop.end():
            return stop.end()
    return end


def _units_end(text: str, at: int, end: int) -> int:
    dashes = _DASHES.match(text, at, end)
    if dashes:
        return dashes.end()
    listed = _list_end(text, at, end)
    return listed if listed > at else at


def _list_end(text: str, at: int, end: int) -> int:
    """Where a list of unit names that begins at `at` ends; `at` itself when no name stands there."""
    numbered = _NUMBERED.search(text, at, end)
    limit = numbered.start() if numbered else end
    done = at
    while done < limit:
        separator = _SEPARATOR.search(text, done, limit)
        stop = separator.start() if separator else limit
        name = text[done:stop].strip()
        if _is_name(name):
            done = stop + 1 if separator else stop
            continue
        glued = _glued_name_end(text, done, stop)
        return glued or (done - 1 if done > at and text[done - 1] in "、，,；;" else done)
    return min(done, limit)


def _is_name(words: str) -> bool:
    ends = bool(_ENDS_NAME.search(words))
    return 2 <= len(words) <= _LONGEST_NAME and ends and not _NOT_A_NAME.search(words)


def _glued_name_end(text: str, start: int, stop: int) -> int | None:
    """The end of a unit name that the next cell's words are glued to."""
    for found in _NAME_END.finditer(text, start + 2, min(stop, start + _LONGEST_NAME)):
        return found.end() if not _NOT_A_NAME.search(text, start, found.end()) else None
    return None


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
