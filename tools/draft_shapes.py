"""Results of tools as drafts: an outline, a follow-up plan, a table of duties, districts side by side.

Levels are numbered after GB/T 9704—2012 7.3.3 (一、（一）1.); the articles of a legal text keep their own numbers.
"""

import re
from collections.abc import Sequence

from exports.papers import PieceKind
from tools.comparison import Comparison
from tools.drafts import SUGGESTION, Draft, DraftPiece
from tools.evidence import SourceRef, TableValue
from tools.follow_up_plans import COLUMNS, GAP_NAMES, FollowUpPlan
from tools.numbering import is_article, level_number
from tools.outlines import BLANK, BULLET_CLASS_NAMES, OPEN_UNITS, TO_DO, Outline, OutlineBullet, OutlineSection
from tools.tables import AnswerTable

_LEVELS: tuple[PieceKind, ...] = ("first", "second", "third")
# Papers for one's own use: nobody is addressed, nobody signs.
_INTERNAL = re.compile(r"(?:汇报|调研|考察|采访|访谈|座谈|讲话|发言)提纲|对比|比较|研究报告")
_MOST_UNITS = 6
_KIND_IN_BASIS = re.compile(r"，(?:上级文件|本区文件)(?=）)|（(?:上级文件|本区文件)）")
_NOTHING = ("未写明", "")
_OPTIONAL = ("指标", "配合", "协助", "支持")
_HALF_WIDTH = re.compile(
    r"(?<=[\u3000-\u9fff”’）》])[,;:?!]|[,;:?!](?=[\u4e00-\u9fff“‘（《])|[()](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[()]"
)
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")
_SUGGESTED = "建议，无直接依据"
_UNITS_OPEN = f"以上各项任务的责任单位：{OPEN_UNITS}。"
_UNSEEN = "未见相关表述"
_FOREIGN = "本区文件没有提到“{}”，请核对、改写或删去"
_FRAME = ("（主送机关）：", "（发文机关署名）", "（成文日期）")


def full_width(text: str) -> str:
    """Commas and brackets beside Chinese as a paper has them; those of figures and formulas stay.

    >>> full_width("引进项目20个,围绕(数字)经济;H2栋1,000平米")
    '引进项目20个，围绕（数字）经济；H2栋1,000平米'
    """
    return _HALF_WIDTH.sub(lambda mark: mark[0].translate(_FULL_WIDTH), text)


class _Sheet:
    """Pieces as they are laid down, numbered in order."""

    def __init__(self, title: str, *, recipient: bool = True) -> None:
        self.pieces: list[DraftPiece] = []
        self.add("title", title)
        if recipient:
            self.add("recipient", _FRAME[0])

    def add(
        self, kind: PieceKind, *cells: str, refs: Sequence[SourceRef] = (), label: str = "", note: str = ""
    ) -> None:
        piece = DraftPiece(
            piece_id=f"i{len(self.pieces) + 1}", kind=kind, cells=cells, refs=tuple(dict.fromkeys(refs)), label=label,
            note=note,
        )  # fmt: skip
        self.pieces.append(piece)

    def signed(self) -> tuple[DraftPiece, ...]:
        """All pieces, and the blanks that close a paper."""
        self.add("signature", _FRAME[1])
        self.add("date", _FRAME[2])
        return tuple(self.pieces)


def outline_draft(outline: Outline, *, draft_id: str) -> Draft:
    """The outline as a paper: its basis, its levels, each point with its class and units; suggestions told apart."""
    is_sent = not _INTERNAL.search(outline.title)
    sheet = _Sheet(outline.title, recipient=is_sent)
    if is_sent or outline.basis:
        sheet.add("body", _basis(outline.basis), refs=[ref for value in outline.basis for ref in value.refs])
    outline, nobody_known = _without_open_units(outline)
    for number, section in enumerate(outline.sections, start=1):
        _lay_section(sheet, section, number, depth=0)
    if nobody_known:
        sheet.add("body", _UNITS_OPEN)
    suggested = [f"“{bullet.text}”" for bullet in outline.bullets() if bullet.bullet_class == "suggestion"]
    notes = [note.text for note in outline.notes]
    if foreign := [section for section in outline.all_sections() if section.foreign]:
        words = dict.fromkeys(word for section in foreign for word in section.foreign)
        headings = "、".join(full_width(section.heading) for section in foreign)
        notes.append(f"{len(foreign)} 个标题照搬所参照文件，{_FOREIGN.format('”“'.join(words))}：{headings}")
    if suggested:
        notes.append(f"{SUGGESTION}共 {len(suggested)} 条：{'、'.join(dict.fromkeys(suggested))}")
    return Draft(
        draft_id=draft_id, kind="outline", title=outline.title, target=outline.target,
        pieces=sheet.signed() if is_sent else tuple(sheet.pieces), notes=tuple(notes),
    )  # fmt: skip


def _without_open_units(outline: Outline) -> tuple[Outline, bool]:
    """Where no unit is known for any point that is to have one, that is said once and not at every point."""
    named = {bullet.units for bullet in outline.bullets()} - {""}
    if named != {OPEN_UNITS}:
        return outline, False
    return outline.model_copy(update={"sections": tuple(map(_nobodys, outline.sections))}), True


def _nobodys(section: OutlineSection) -> OutlineSection:
    bullets = tuple(bullet.without_units() for bullet in section.bullets)
    return section.model_copy(update={"bullets": bullets, "sections": tuple(map(_nobodys, section.sections))})


def _basis(values: Sequence[TableValue]) -> str:
    if not values:
        return f"制定依据{TO_DO}。"
    return f"根据{'、'.join(_KIND_IN_BASIS.sub('', value.text) for value in values)}，结合实际，拟定如下提纲。"


def _lay_section(sheet: _Sheet, section: OutlineSection, number: int, *, depth: int) -> None:
    level = _LEVELS[min(depth, 2)]
    printed = f"{section.number}　" if is_article(section.number) else level_number(number, depth=depth)
    note = _FOREIGN.format("”“".join(section.foreign)) if section.foreign else ""
    sheet.add(level, f"{printed}{full_width(section.heading)}", refs=section.refs, note=note)
    for at, bullet in enumerate(section.bullets, start=1):
        _lay_bullet(sheet, bullet, at)
    for at, below in enumerate(section.sections, start=1):
        _lay_section(sheet, below, at, depth=depth + 1)


def _lay_bullet(sheet: _Sheet, bullet: OutlineBullet, number: int) -> None:
    units = f"（责任单位：{_first_units(bullet.units)}）" if bullet.units else ""
    told = f"（{_SUGGESTED}）" if bullet.bullet_class == "suggestion" else ""
    gap = " " if bullet.text[:1].isdigit() else ""  # 6.3个 would be read as a figure
    text = f"{number}.{gap}{full_width(bullet.text)}{units}{told}"
    label = BULLET_CLASS_NAMES[bullet.bullet_class]
    text = text if text.endswith(("。", "？", "！")) else f"{text}。"
    sheet.add("third", text, refs=bullet.refs, label=label, note=bullet.note)


def _first_units(units: str) -> str:
    """Six units and 等单位: who else there is stands in the source."""
    named = full_width(units).split("、")
    return f"{'、'.join(named[:_MOST_UNITS])}等单位" if len(named) > _MOST_UNITS else "、".join(named)


def follow_up_draft(plan: FollowUpPlan, *, draft_id: str) -> Draft:
    """The plan as a table, one row an item, with what its reminders need."""
    sheet = _Sheet(plan.title, recipient=False)
    sheet.add("head", *COLUMNS)
    for number, item in enumerate(plan.items, start=1):
        sheet.add("row", *map(full_width, item.cells(number)), refs=item.refs, label=GAP_NAMES[item.kind])
        sheet.pieces[-1] = sheet.pieces[-1].model_copy(update={"rule": item.rule, "day": item.day})
    notes = (f"{plan.completeness()}（{plan.searched}）", *plan.notes)
    return Draft(
        draft_id=draft_id, kind="follow_up", title=plan.title, target="", pieces=tuple(sheet.pieces), notes=notes
    )


def division_draft(table: AnswerTable, *, draft_id: str, target: str) -> Draft:
    """The duties as a table; what the document leaves open is a blank for units, and to be filled in otherwise."""
    title = f"{target}重点任务分工表"
    sheet = _Sheet(title, recipient=False)
    sheet.add("head", *table.columns)
    for row, ref in zip(table.rows, table.row_refs, strict=True):
        cells = (_filled(name, value) for name, value in zip(table.columns, row, strict=True))
        refs = [ref, *(each for value in row for each in value.refs)]
        sheet.add("row", *cells, refs=refs)
    return Draft(
        draft_id=draft_id, kind="division", title=title, target=target, pieces=tuple(sheet.pieces), notes=(table.note,)
    )


def _filled(column: str, value: TableValue) -> str:
    """The value; where the document says nothing a blank for what must be settled, a dash for what need not be."""
    if value.text not in _NOTHING:
        return full_width(value.text)
    if any(word in column for word in _OPTIONAL):
        return "—"
    return OPEN_UNITS if "单位" in column or "部门" in column else BLANK if "时限" in column else TO_DO


def comparison_draft(found: Comparison, *, draft_id: str) -> Draft:
    """范围、逐项对比、共同点、不同点、可比性, and blanks for what only a person can conclude."""
    places = "、".join(found.regions)
    title = f"{places}{found.topic}情况对比报告"
    sheet = _Sheet(title)
    sheet.add("first", "一、对比范围")
    searched = "，".join(f"{cell.region} {cell.searched} 份文件" for cell in found.rows[0].cells)
    silent = f"其中{'、'.join(found.silent)}的文件未见相关表述。" if found.silent else ""
    sheet.add("body", f"就“{found.topic}”，查阅{searched}，逐项摘录原文对比。{silent}")
    sheet.add("first", "二、逐项对比")
    sheet.add("head", "对比项", *found.regions, "依据")
    for row in found.rows:
        refs = [ref for cell in row.cells for value in cell.statements for ref in value.refs]
        said = (
            full_width("；".join(value.text.rstrip("。；;") for value in cell.statements)) or _UNSEEN
            for cell in row.cells
        )
        sheet.add("row", row.aspect, *said, "见所引" if refs else "—", refs=refs)
    _lay_findings(sheet, found)
    notes = (f"{found.note}。",) if found.note else ()
    return Draft(draft_id=draft_id, kind="comparison", title=title, target=places, pieces=sheet.signed(), notes=notes)


def _lay_findings(sheet: _Sheet, found: Comparison) -> None:
    shared = [
        TableValue(
            text=f"{'、'.join(each.regions)}都提到“{'”“'.join(value.text.strip('“”') for value in each.phrases)}”",
            refs=tuple(ref for value in each.phrases for ref in value.refs),
        )
        for each in found.common
    ]
    parts = (
        ("三、共同点", shared, "所摘原文中没有相同的专门提法。"),
        ("四、不同点", found.differing, "所摘原文中没有各地独有的专门提法。"),
        ("五、可比性", found.comparability, "没有两地以上同类的量化指标，不作比较。"),
    )
    for heading, values, none in parts:
        sheet.add("first", heading)
        for number, value in enumerate(values, start=1):
            sheet.add("third", f"{number}.{full_width(value.text)}。", refs=value.refs)
        if not values:
            sheet.add("body", none)
    sheet.add("first", "六、启示与建议")
    sheet.add("third", f"1.可借鉴的做法及其适用条件{TO_DO}（{_SUGGESTED}）。", label=SUGGESTION)
