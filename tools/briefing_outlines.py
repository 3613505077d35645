"""The outline of a briefing: where things stand, what is wanting, what help is asked for, what comes next."""

import re
from collections.abc import Iterator, Sequence

from policy.assignments import SupportItem
from policy.documents import PolicyDocument
from policy.sentences import split_sentences
from tools.bullets import cut, figures_of
from tools.duty_names import duty_name
from tools.evidence import SourceRef
from tools.grounding import Ground
from tools.outlines import OPEN_UNITS, TO_DO, OutlineBullet, OutlineSection, suggestion
from tools.task_rows import TaskRow

_MOST = 6
_MOST_GAPS = 4
_MOST_UNITS = 4
_FEW = 8
_LONGEST = 60
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第.{1,4}[章部]分?\s*)")
_REPORTING = ("报送", "报告", "汇报", "上报", "报区", "报市", "反馈")


def briefing(grounds: Sequence[Ground], topic: str) -> Iterator[OutlineSection]:
    """进展情况、存在问题、需要支持的事项、下步打算."""
    parts = (
        ("一、", "进展情况", _progress), ("二、", "存在问题", _problems),
        ("三、", "需要支持的事项", _support), ("四、", "下步打算", _next_steps),
    )  # fmt: skip
    for number, heading, fill in parts:
        bullets = [bullet for ground in grounds for bullet in fill(ground, _rows(ground, topic))]
        yield OutlineSection(number=number, heading=heading, bullets=tuple(bullets or [suggestion(TO_DO)]))


def _rows(ground: Ground, topic: str) -> list[TaskRow]:
    return ground.on_topic(topic) or list(ground.rows)


def _progress(ground: Ground, rows: Sequence[TaskRow]) -> Iterator[OutlineBullet]:
    """A line a part of the document, or a duty where there are few, with the figures to be answered for."""
    parts: dict[str, list[TaskRow]] = {}
    for row in rows:
        part = _part(ground, row) if len(rows) > _FEW else _matter(ground, row)
        parts.setdefault(part, []).append(row)
    sections = {part: members for part, members in parts.items() if len(members) > 1}
    for part, members in list((sections or parts).items())[: 2 * _MOST]:
        figures = [(figures_of(row), row) for row in members if figures_of(row)][:2]
        said = f"（目标：{'；'.join(text for text, _ in figures)}）" if figures else ""
        told = [row for _, row in figures] or members[:1]
        refs = (*(row.ref for row in told), *(row.units_ref for row in told))
        yield OutlineBullet(text=f"{part}{said}：完成情况{TO_DO}", bullet_class="own", units=_units(told), refs=refs)


def _matter(ground: Ground, row: TaskRow) -> str:
    """The duty's name; where it does not name the topic the words of the duty that do."""
    span = ground.speaking(row, ground.topic).span if ground.topic else None
    return cut(row.clause, *span, longest=_LONGEST)[0] if span else duty_name(row, longest=40)


def _part(ground: Ground, row: TaskRow) -> str:
    """The outermost heading above a duty, or above its telling in the body; its own name where there is none."""
    path = row.heading_path
    if row.task.mirror_id:
        document = ground.library.document(row.card.doc_id)
        path = document.heading_path(document.clause_by_id[row.task.mirror_id.removesuffix("t")])
    outer = _NUMBER.sub("", path[0]) if len(path) > 1 or row.task.mirror_id else ""
    return outer or duty_name(row, longest=40)


def _units(rows: Sequence[TaskRow]) -> str:
    printed = [unit.printed for row in rows for unit in row.task.units if unit.role != "support"]
    return "、".join(list(dict.fromkeys(printed))[:_MOST_UNITS]) or OPEN_UNITS


def _problems(ground: Ground, rows: Sequence[TaskRow]) -> Iterator[OutlineBullet]:
    """What the ledger leaves open, to be cleared up before the briefing."""
    open_rows = [row for row in rows if not row.task.deadlines and row.task.indicators][:_MOST_GAPS]
    open_rows = open_rows or [row for row in rows if not row.task.deadlines][:_MOST_GAPS]
    for row in open_rows:
        text = f"{_matter(ground, row)}：原文未写明时限，进度是否滞后待核"
        yield OutlineBullet(text=text, bullet_class="own", units=_units([row]), refs=(row.ref,))
    yield suggestion(f"推进中遇到的困难与问题{TO_DO}")


def _support(ground: Ground, rows: Sequence[TaskRow]) -> Iterator[OutlineBullet]:
    """What the documents themselves ask other units, higher ones most often, to help with."""
    asked = [(row, item) for row in rows for item in row.support_items][:_MOST]
    for row, item in asked:
        ref = SourceRef(clause_id=row.clause.clause_id, start=item.start, end=item.end)
        text = " ".join(item.text.split()).rstrip("。；;")
        yield OutlineBullet(text=text, bullet_class="own", units=_helpers(item), refs=(ref,))
    if not asked:
        yield suggestion(f"需要上级支持解决的问题{TO_DO}")


def _helpers(item: SupportItem) -> str:
    return "、".join(dict.fromkeys(unit.printed for unit in item.units)) or OPEN_UNITS


def _next_steps(ground: Ground, rows: Sequence[TaskRow]) -> Iterator[OutlineBullet]:
    """The reports that are due, then the duties with a day."""
    for document in ground.documents:
        yield from _reports(document)
    for row in [row for row in rows if row.task.deadlines][:_MOST_GAPS]:
        raws = "、".join(dict.fromkeys(deadline.raw for deadline in row.task.deadlines))
        text = f"{_matter(ground, row)}（时限：{raws}）"
        yield OutlineBullet(text=text, bullet_class="own", units=_units([row]), refs=(row.ref,))


def _reports(document: PolicyDocument) -> Iterator[OutlineBullet]:
    told: set[tuple[int, int]] = set()
    deadlines = [*document.deadlines, *(d for task in document.tasks for d in task.deadlines)]
    for deadline in deadlines:
        clause = document.clause_at(deadline.start)
        spans = split_sentences(clause.text, offset=clause.start) if clause else ()
        span = next(((a, b) for a, b in spans if a <= deadline.start < b), None)
        if clause and span and span not in told and any(w in document.text[span[0] : span[1]] for w in _REPORTING):
            told.add(span)
            text, refs = cut(clause, *span, longest=120)
            yield OutlineBullet(text=f"按要求报送：{text}", bullet_class="own", units=OPEN_UNITS, refs=refs)
