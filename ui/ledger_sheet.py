"""The ledger as HTML: facets, completeness, rows by group with what is noted on each. All pure."""

from collections.abc import Iterable, Sequence
from itertools import count

from markupsafe import Markup

from policy.assignments import Task
from tools.charting import elements_chart
from tools.completeness import ELEMENTS, DocumentCheck
from tools.facets import GROUP_NAMES, ROLE_NAMES, Choice, Facet
from tools.ledger_view import LedgerView
from tools.progress import STATE_NAMES, Progress, ProgressBook
from tools.task_rows import TaskRow
from ui.charts import chart_svg
from ui.fields import input_html, pager_html, picks_html, select_html
from ui.rendering import join, row_html, table_html

_COLUMNS = ("序号", "任务", "单位", "时限", "指标", "进展", "出处")
_FORMATS = (("xlsx", "Excel"), ("docx", "Word"), ("csv", "CSV"), ("md", "Markdown"), ("ics", "日历提醒"))
_HINTS = {"place": "查找区县", "document": "查找文件", "unit": "查找单位，可填简称"}
_NONE = Markup(
    '<p class="empty">在<button type="button" class="link" data-view="library">资料库</button>放入文件后，'
    "这里列出其中的全部任务，可按单位、时限、指标筛选，可导出。</p>"
)
_NOTHING = Markup("")
_MANY, _FIRST = 8, 6  # units of a row: more are folded behind the first
_MOST_LISTED = 40  # of what can also be written


def facets_html(view: LedgerView) -> Markup:
    """What the ledger may be narrowed by, each choice with the number of rows that it would leave."""
    return Markup(
        '<form class="fields" data-do="narrow" data-live role="search" aria-label="筛选任务">{}{}{}{}</form>'
    ).format(
        input_html("words", "文字", view.query.words, hint="字词，空格隔开"),
        _more(view),
        join(map(_picks, view.facets)),
        select_html("group", "分组", GROUP_NAMES.items(), chosen=view.query.group, everything="不分组"),
    )


def _more(view: LedgerView) -> Markup:
    """On a phone the other conditions unfold by this."""
    count = sum(bool(facet.chosen) for facet in view.facets)
    return Markup(
        '<button type="button" class="pick{}" data-facets aria-expanded="false"><span>{}</span></button>'
    ).format(" on" if count else "", f"已设 {count} 个条件" if count else "更多条件")


def _picks(facet: Facet) -> Markup:
    hint, known = _HINTS.get(facet.key, ""), {choice.value for choice in facet.choices}
    named = [Choice(value=value, label=value, count=0) for value in facet.chosen if value not in known]
    listed = [
        each for at, each in enumerate(facet.choices) if not hint or at < _MOST_LISTED or each.value in facet.chosen
    ]
    return picks_html(facet, [*named, *listed], hint=hint)


def ledger_html(view: LedgerView, book: ProgressBook, *, scope: Markup = _NOTHING) -> Markup:
    """The completeness line, the check of elements, and one page of the table; a row opens its clause.

    scope says to which documents the person has narrowed it.
    """
    return Markup("{}{}{}{}{}").format(
        _head(view, scope),
        check_html(view) if view.total else "",
        table_html(_COLUMNS, _rows(view, book)) if view.total else _NONE if not view.of else "",
        pager_html(view.page, view.pages),
        _NOTE_BOX,
    )


def _head(view: LedgerView, scope: Markup) -> Markup:
    clear = Markup('<button type="button" class="link" data-do="clear">清除条件</button>')
    saves = join(
        Markup('<button type="button" class="link" data-export="{}">{}</button>').format(*kind) for kind in _FORMATS
    )
    return Markup('<p class="bar" role="status"><b>{}</b><span class="quiet">{}</span>{}{}{}</p>').format(
        _told(view),
        f"{view.conditions}，{view.searched}",
        scope,
        clear if view.conditions != "全部任务" else "",
        Markup('<span class="actions"><span class="quiet">导出所列</span>{}</span>').format(saves)
        if view.total
        else "",
    )


def _told(view: LedgerView) -> str:
    if not view.total:
        return "没有符合条件的任务" if view.of else "还没有任务"
    told = f"共 {view.total} 项"
    return told + (f"，其中 {view.nameless} 项未写单位" if view.nameless else "")


def check_html(view: LedgerView) -> Markup:
    """任务要素体检 of the rows that are left: how many name each element, and the way to those that do not."""
    chart = elements_chart(view.having, view.total)
    gaps = next(facet for facet in view.facets if facet.key == "missing")
    links = join(
        Markup('<button type="button" class="link" data-do="missing" data-missing="{}">{} {} 项</button>').format(
            choice.value, choice.label, choice.count
        )
        for choice in gaps.choices
    )
    return Markup(
        '<details class="check" data-stay="check"><summary>任务要素体检<span class="quiet">{}</span></summary>{}'
        '<p class="bar tight">{}</p>{}</details>'
    ).format(
        "，".join(f"写明{name} {told}" for name, told in zip(chart.labels, chart.series[0].told, strict=True)),
        chart_svg(chart),
        links,
        _by_document(view.checks) if len(view.checks) > 1 else "",
    )


def _by_document(checks: Sequence[DocumentCheck]) -> Markup:
    columns = ("文件", "任务", *(name for name, _ in ELEMENTS))
    rows = (row_html(columns, (check.card.title, check.task_count, *check.having)) for check in checks)
    return table_html(columns, rows)


def _rows(view: LedgerView, book: ProgressBook) -> Iterable[Markup]:
    numbers, whole = count(view.first), bool(view.query.unit)  # who asks for a unit wants to see it in each row
    for group in view.groups:
        if group.label:
            yield Markup(
                '<tr class="group"><th colspan="{}" scope="rowgroup">{}<span class="quiet">{} 项</span></th></tr>'
            ).format(len(_COLUMNS), group.label, group.size)
        pairs = zip(group.rows, numbers, strict=False)
        yield from (_row(number, row, book.of(row.task), whole=whole) for row, number in pairs)


def _row(number: int, row: TaskRow, progress: Progress | None, *, whole: bool) -> Markup:
    task = row.task
    opener = Markup('<button type="button" class="title" data-clause="{}" data-start="{}" data-end="{}">{}</button>')
    return row_html(
        _COLUMNS,
        (
            number,
            opener.format(row.clause.clause_id, task.start, task.end, task.heading or " ".join(task.quote.split())),
            _units(task, whole=whole),
            "；".join(dict.fromkeys(deadline.raw for deadline in task.deadlines)) or "—",
            "；".join(indicator.raw for indicator in task.indicators if indicator.is_target) or "—",
            note_html(task, progress),
            Markup('<span>{}</span><span class="quiet">{}</span>').format(
                row.card.place or row.card.title, row.clause.locator.rstrip("、")
            ),
        ),
    )


def _units(task: Task, *, whole: bool) -> Markup:
    lines = join(
        Markup('<span class="role"><i>{}</i>{}</span>').format(name, _names([u.name for u in units], whole=whole))
        for role, name in ROLE_NAMES.items()
        if (units := task.units_as(role))
    )
    fixed = Markup('<i class="fixed">已更正</i>') if task.corrected else Markup("")
    return (lines or Markup('<span class="quiet">未写</span>')) + fixed


def _names(names: Sequence[str], *, whole: bool) -> Markup:
    """All of them; many are folded behind the first."""
    listed = tuple(dict.fromkeys(names))
    first, rest = (listed, ()) if len(listed) <= _MANY else (listed[:_FIRST], listed[_FIRST:])
    folded = Markup('<details class="rest"{}><summary><i>等 {} 个单位</i><i>收起</i></summary>、{}</details>').format(
        Markup(" open") if whole else "", len(listed), "、".join(rest)
    )
    return Markup("{}{}").format("、".join(first), folded if rest else "")


def note_html(task: Task, progress: Progress | None) -> Markup:
    """Where a task stands, as the button to note more, and who noted what: shown when it is opened."""
    state = progress.latest.state if progress else "not_started"
    return Markup(
        '<button type="button" class="note {0}" popovertarget="note-box" data-task="{1}" data-state="{0}">{2}</button>'
        "{3}{4}"
    ).format(state, task.task_id, STATE_NAMES[state], _history(task, progress), _latest(progress))


# One for all rows: ledger.js tells it of which task it is, and puts a copy of the row's history into it.
_NOTE_BOX = Markup(
    '<div class="choices" id="note-box" popover role="dialog" aria-label="记进展">'
    '<form data-do="note" data-event="edit"><input type="hidden" name="task">'
    '<select name="state" aria-label="进展">{}</select>'
    '<textarea name="note" rows="3" maxlength="1000" aria-label="进展说明"'
    ' placeholder="进展说明，例如：方案已报区政府"></textarea>'
    '<button type="submit">记下</button></form><div></div></div>'
).format(join(Markup('<option value="{}">{}</option>').format(*state) for state in STATE_NAMES.items()))


def _latest(progress: Progress | None) -> Markup:
    if progress is None or not progress.latest.note:
        return Markup("")
    return Markup('<span class="quiet">{}</span>').format(progress.latest.note)


def _history(task: Task, progress: Progress | None) -> Markup:
    if progress is None:
        return Markup("")
    lines = join(
        Markup("<li>{} {}<span class='quiet'>{}</span></li>").format(
            STATE_NAMES[step.state], step.note, f"{step.person or '本机'}，{step.at.astimezone():%Y-%m-%d %H:%M}"
        )
        for step in progress.steps
    )
    undo = Markup(
        '<button type="button" class="link" data-do="undo-note" data-event="edit" data-task="{}">撤销最近一条</button>'
    )
    return Markup('<div class="past" hidden><ol class="history">{}</ol>{}</div>').format(
        lines, undo.format(task.task_id)
    )
