"""A document opened in the library: what it says of itself, each field with its correction, and its clauses as a tree
with tasks, units, deadlines and figures marked in the text. All pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from policy.assignments import Task
from policy.corrections import FIELD_NAMES, Correction, Field, shown, units_text
from policy.documents import Clause, PolicyDocument, PolicyTable, TableRow
from policy.elements import GENRE_NAMES, STATUS_NAMES
from ui.rendering import join
from ui.source import Tint, clause_text, tints_of

_HEADER_FIELDS: tuple[Field, ...] = ("region", "genre", "status", "signing_date")


class _Ground(NamedTuple):
    """What a branch is drawn from."""

    document: PolicyDocument
    tints: list[Tint]
    children: Mapping[str | None, Sequence[Clause]]
    tasks: Mapping[str, Sequence[Task]]
    rows: Mapping[str, tuple[PolicyTable, TableRow]]
    corrections: Mapping[str, Correction]
    correctable: bool


def paper_html(document: PolicyDocument, corrections: Iterable[Correction], *, correctable: bool) -> Markup:
    """The whole document; correctable: whether the person may set its fields."""
    by_task = {each.task_id: each for each in corrections if each.task_id}
    by_field = {each.field: each for each in corrections if not each.task_id}
    ground = _Ground(
        document, sorted(tints_of(document)), *_placed(document), by_task, correctable
    )  # fmt: skip
    tree = join(_branch(clause, ground) for clause in ground.children.get(None, ()))
    return Markup(
        '<div class="bar"><button type="button" class="link" data-do="back">‹ 返回资料库</button>'
        '<button type="button" class="link" data-fold="close">全部收起</button>'
        '<button type="button" class="link" data-fold="open">全部展开</button></div>'
        '<h2 class="tree-title">{}</h2><p class="quiet">{}</p>{}<p class="legend">{}</p><ul class="tree">{}</ul>'
    ).format(document.header.title, _counts(document), _facts(document, by_field, correctable), _LEGEND, tree)


_LEGEND = Markup(
    '<mark class="unit">责任单位</mark><mark class="due">时限</mark><mark class="goal">指标</mark>'
    "在文中标出；「原文」在旁边打开这一条，可复制规范引注。"
)


def _placed(
    document: PolicyDocument,
) -> tuple[dict[str | None, list[Clause]], dict[str, list[Task]], dict[str, tuple[PolicyTable, TableRow]]]:
    children: dict[str | None, list[Clause]] = {}
    for clause in document.clauses:
        children.setdefault(clause.parent_id, []).append(clause)
    tasks: dict[str, list[Task]] = {}
    for task in document.tasks:
        tasks.setdefault(task.clause_id, []).append(task)
    return children, tasks, {row.clause_id: (table, row) for table in document.tables for row in table.rows}


def _counts(document: PolicyDocument) -> str:
    deadlines = len(document.deadlines) + sum(len(task.deadlines) for task in document.tasks)
    indicators = len(document.indicators) + sum(len(task.indicators) for task in document.tasks)
    return f"{len(document.clauses)} 条，{document.task_count} 项任务，{deadlines} 处时限，{indicators} 个指标"


def _facts(document: PolicyDocument, corrections: Mapping[Field, Correction], correctable: bool) -> Markup:
    header = document.header
    number = str(header.document_number) if header.document_number else "—"
    fields = join(
        _fact(
            FIELD_NAMES[name], shown(header, name) or "—", _fixing(document, name, corrections.get(name), correctable)
        )
        for name in _HEADER_FIELDS
    )
    issuers = "、".join(header.issuing_agencies) or "—"
    rest = join(_fact(name, value, Markup("")) for name, value in (("文号", number), ("发文机关", issuers)))
    return Markup('<dl class="facts-of">{}{}</dl>').format(fields, rest)


def _fact(name: str, value: str, fixing: Markup) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}{}</dd></div>").format(name, value, fixing)


def _fixing(document: PolicyDocument, field: Field, correction: Correction | None, correctable: bool) -> Markup:
    told = corrected_html(correction, field) if correction else Markup("")
    if not correctable:
        return told
    return told + _form(field, _control(document, field), label=f"更正{FIELD_NAMES[field]}")


def _control(document: PolicyDocument, field: Field) -> Markup:
    names: Mapping[str, str] = {"genre": GENRE_NAMES, "status": STATUS_NAMES}.get(field, {})  # type: ignore[assignment]
    now = shown(document.header, field)
    if names:
        options = join(
            Markup("<option{}>{}</option>").format(Markup(" selected") if name == now else "", name)
            for name in names.values()
        )
        return Markup('<select name="text" aria-label="{}">{}</select>').format(FIELD_NAMES[field], options)
    hint = {"region": "全称，例如 天津市东丽区", "signing_date": "例如 2020-12-31"}[field]
    return Markup('<input name="text" value="{}" placeholder="{}" aria-label="{}" required>').format(
        now, hint, FIELD_NAMES[field]
    )


def _form(field: Field, control: Markup, *, label: str, task_id: str = "") -> Markup:
    return Markup(
        '<details class="fix"><summary aria-label="{}">更正</summary>'
        '<form data-do="correct" data-field="{}" data-task="{}">{}<button type="submit">保存</button></form></details>'
    ).format(label, field, task_id, control)


def corrected_html(correction: Correction, field: Field) -> Markup:
    """已更正, with who and when and what had been read, and the way back."""
    who = f"{correction.person or '本机'}于 {correction.at.astimezone():%Y-%m-%d %H:%M}"
    return Markup(
        '<span class="fixed-by"><i class="fixed">已更正</i><span class="quiet">{}，原为“{}”</span>'
        '<button type="button" class="link" data-do="take-back" data-field="{}" data-task="{}">撤销更正</button></span>'
    ).format(who, correction.was or "（空）", field, correction.task_id or "")


def _branch(clause: Clause, ground: _Ground) -> Markup:
    """A part with what stands below it folds; a clause without anything below is its own words."""
    below = ground.children.get(clause.clause_id, ())
    duties = ground.tasks.get(clause.clause_id, ())
    found = join(_duty(task, ground) for task in duties)
    if not below:
        return Markup('<li class="leaf">{}{}</li>').format(_said(clause, ground), found)
    named = f"{clause.number}{clause.heading}"
    told = "" if " ".join(clause.text.split()) == named else _said(clause, ground)
    head = Markup('<button type="button" class="head" data-clause="{}">{}</button>').format(clause.clause_id, named)
    return Markup("<li><details open><summary>{}{}</summary>{}{}<ul>{}</ul></details></li>").format(
        head if named else told,
        _tally(sum(len(ground.tasks.get(each.clause_id, ())) for each in (clause, *_beneath(clause, ground)))),
        told if named else "",
        found,
        join(_branch(child, ground) for child in below),
    )


def _beneath(clause: Clause, ground: _Ground) -> Iterator[Clause]:
    for child in ground.children.get(clause.clause_id, ()):
        yield child
        yield from _beneath(child, ground)


def _said(clause: Clause, ground: _Ground) -> Markup:
    text = clause_text(ground.document, clause, ground.tints, row=ground.rows.get(clause.clause_id))
    return Markup(
        '<div class="said">{}<button type="button" class="link" data-clause="{}" aria-label="{}的原文">原文</button>'
        "</div>"
    ).format(text, clause.clause_id, clause.locator or "本条")


def _tally(count: int) -> Markup:
    return Markup('<span class="count">{} 项任务</span>').format(count) if count else Markup("")


def _duty(task: Task, ground: _Ground) -> Markup:
    """What the ledger has of the clause, with the way to set its units."""
    correction = ground.corrections.get(task.task_id)
    fixing = corrected_html(correction, "units") if correction else Markup("")
    if ground.correctable:
        now = units_text(task.units)
        control = Markup(
            '<textarea name="text" rows="2" aria-label="责任单位" placeholder="牵头：…；责任：…；配合：…">{}</textarea>'
            '<span class="quiet">照文件的写法填写，以顿号隔开；清空表示没有写明单位。</span>'
        ).format(now)
        fixing += _form("units", control, label="更正责任单位", task_id=task.task_id)
    facts = (
        ("单位", units_text(task.units) or "未写"),
        ("时限", "；".join(dict.fromkeys(deadline.raw for deadline in task.deadlines)) or "未写"),
        ("指标", "；".join(each.raw for each in task.indicators if each.is_target) or "未写"),
        ("主题", "、".join(task.themes) or "—"),
    )
    told = join(Markup("<span><i>{}</i>{}</span>").format(name, " ".join(value.split())) for name, value in facts)
    return Markup('<div class="duty">{}{}</div>').format(told, fixing)
