"""任务台账: every task of the library as one table, narrowed by place, document, unit, theme and words.

Which tasks belong together is `tools.tasks.filter_tasks`'s business, the same that the agent calls.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import gradio as gr
from markupsafe import Markup

from policy.documents import Task, UnitRole
from policy.errors import CeWenError
from tools.exporting import save_tasks
from tools.task_rows import TaskRow
from tools.tasks import TaskTable, filter_tasks
from ui.desk import Desk
from ui.downloads import Downloads
from ui.pane import SourcePane
from ui.rendering import join, row_html, table_html

_COLUMNS = ("序号", "任务", "单位", "时限", "指标", "出处")
_ROLES: tuple[tuple[UnitRole, str], ...] = (("lead", "牵头"), ("responsible", "责任"), ("support", "配合"))
_SHOWN = 200  # rows in the table at once: more make the browser slow, and nobody reads them

Values = Callable[[TaskRow], Iterable[tuple[str, str]]]
_FACETS: dict[str, Values] = {
    "区县": lambda row: [(row.card.place, row.card.place)] if row.card.place else [],
    "文件": lambda row: [(row.card.title, row.card.doc_id)],
    "单位": lambda row: {(unit.name, unit.name) for unit in row.task.units},
    "主题": lambda row: {(theme, theme) for theme in row.task.themes},
}


class LedgerTab:
    """The facets, the words, and the table below them."""

    def __init__(self, desk: Desk, pane: SourcePane, downloads: Downloads) -> None:
        self._desk, self._downloads = desk, downloads
        with gr.Column(elem_id="view-ledger", elem_classes="view"):
            with gr.Row(elem_id="facets"):
                self._facets = [gr.Dropdown(label=name, choices=[("全部", "")], value="") for name in _FACETS]
                self._words = gr.Textbox(label="文字", placeholder="任务中的字词", max_lines=1)
            self._table = gr.HTML(
                elem_id="ledger", apply_default_css=False, js_on_load="cewen.ledger(element, trigger, watch)"
            )
        self.inputs: list[object] = []
        self.outputs = [*self._facets, self._words, self._table]
        gr.on(
            [*(facet.input for facet in self._facets), self._words.change],
            self._narrow, [*self._facets, self._words], self._table,
            show_progress="hidden", trigger_mode="always_last", api_visibility="private",
        )  # fmt: skip
        pane.opens(self._table)
        downloads.serves(self._table.download, self._export, [*self._facets, self._words])

    def refresh(self) -> list[object]:
        """Facets counted anew, every condition taken back."""
        table = filter_tasks(self._desk.library)
        facets = [gr.Dropdown(choices=counted(table.rows, values), value="") for values in _FACETS.values()]
        return [*facets, "", ledger_html(table)]

    def _narrow(self, place: str, doc_id: str, unit: str, theme: str, words: str) -> str:
        try:
            return ledger_html(self._filtered(place, doc_id, unit, theme, words))
        except CeWenError as error:
            return Markup('<p class="bar" role="alert">{}</p>').format(error)

    def _filtered(self, place: str, doc_id: str, unit: str, theme: str, words: str) -> TaskTable:
        return filter_tasks(
            self._desk.library,
            regions=[place] if place else None,
            documents=[doc_id] if doc_id else None,
            unit=unit or None,
            theme=theme or None,
            keyword=words.strip() or None,
        )

    def _export(self, place: str, doc_id: str, unit: str, theme: str, words: str, request: gr.Request) -> str | None:
        """All rows that meet the conditions, those beyond what the page shows included."""

        def write(path: Path) -> None:
            save_tasks(self._filtered(place, doc_id, unit, theme, words), path)

        return self._downloads.write(request, "任务台账", suffix=".xlsx", writer=write)


def counted(rows: Iterable[TaskRow], values: Values) -> list[tuple[str, str]]:
    """The choices of one facet with their numbers of tasks, most first, 全部 before all."""
    counts = Counter(value for row in rows for value in values(row))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [("全部", ""), *((f"{name}（{count}）", value) for (name, value), count in ordered)]


def ledger_html(table: TaskTable) -> Markup:
    """The completeness line and the table; a row opens its clause at the duty's own words."""
    rows = (_row(number, row) for number, row in enumerate(table.rows[:_SHOWN], start=1))
    button = Markup('<button type="button" class="link" data-export="xlsx">导出 Excel</button>')
    return Markup('<p class="bar" role="status"><b>{}</b><span class="quiet">{}</span>{}</p>{}').format(
        _told(table),
        f"{table.conditions}，{table.searched}",
        button if table.rows else "",
        table_html(_COLUMNS, rows) if table.rows else "",
    )


def _told(table: TaskTable) -> str:
    if not table.rows:
        return "没有符合条件的任务"
    told = f"共 {table.total} 项"
    told += f"，其中 {table.without_units} 项未写单位" if table.without_units else ""
    return told + (f"；先列前 {_SHOWN} 项，请再加条件" if table.total > _SHOWN else "")


def _row(number: int, row: TaskRow) -> Markup:
    task = row.task
    opener = Markup('<button type="button" class="title" data-clause="{}" data-start="{}" data-end="{}">{}</button>')
    named = task.heading or " ".join(task.quote.split())
    return row_html(
        _COLUMNS,
        (
            number,
            opener.format(row.clause.clause_id, task.start, task.end, named),
            _units(task),
            "；".join(deadline.raw for deadline in task.deadlines) or "—",
            "；".join(indicator.raw for indicator in task.indicators if indicator.is_target) or "—",
            Markup('<span>{}</span><span class="quiet">{}</span>').format(
                row.card.place or row.card.title, row.clause.locator.rstrip("、")
            ),
        ),
    )


def _units(task: Task) -> Markup:
    lines = (
        Markup('<span class="role"><i>{}</i>{}</span>').format(name, "、".join(dict.fromkeys(u.name for u in units)))
        for role, name in _ROLES
        if (units := task.units_as(role))
    )
    return join(lines) or Markup('<span class="quiet">未写</span>')
