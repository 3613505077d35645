"""任务台账: every task that the person's documents hold, narrowed, grouped, checked, noted on, and saved as a file.

Which tasks there are and what each counts under is `tools`' business; here is what a browser looks at.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from policy.errors import CeWenError, ToolError
from policy.values import Frozen
from tools.exporting import save_tasks
from tools.facets import FACET_KEYS, LedgerQuery
from tools.ledger_view import LedgerView, view_ledger
from tools.progress import STATES, ProgressBook, note_progress, open_book, undo_progress
from tools.tasks import chosen_tasks
from ui.desk import Desk
from ui.downloads import Downloads, Written
from ui.ledger_sheet import facets_html, ledger_html
from ui.pane import SourcePane
from ui.people import person
from ui.scope import library_of, scope_note
from vectorstore.filters import TaskFilter

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE: dict[str, Any] = {"queue": False, **_QUIET}  # one answer, no stream of news to wait for
_LONGEST_WORDS, _MOST_CHOSEN = 200, 50
_KINDS = ("xlsx", "docx", "csv", "md", "ics")
Shown = tuple[object, ...]


class LedgerState(Frozen):
    """What a browser looks at: the conditions and the page, counted from 1."""

    query: LedgerQuery = LedgerQuery()
    page: int = 1


class LedgerTab:
    """The facets, and the table below them."""

    def __init__(self, desk: Desk, pane: SourcePane, downloads: Downloads) -> None:
        self._desk, self._downloads = desk, downloads
        with gr.Column(elem_id="view-ledger", elem_classes="view"):
            mounted = "cewen.ledger(element, trigger, watch)"
            self._told = gr.HTML(elem_id="ledger-told", apply_default_css=False, js_on_load=None)
            self._facets = gr.HTML(elem_id="ledger-facets", apply_default_css=False, js_on_load=mounted)
            self._table = gr.HTML(elem_id="ledger", apply_default_css=False, js_on_load=mounted)
        self._state = gr.State(LedgerState())
        self.inputs = [self._state]
        self.outputs = [self._told, self._facets, self._table]
        gr.on(
            [self._facets.submit, self._table.submit], self._act, self._state, [*self.outputs, self._state],
            trigger_mode="always_last", **_AT_ONCE,
        )  # fmt: skip
        # Of many narrowings the last one counts; of notes every one.
        self._table.edit(self._act, self._state, [*self.outputs, self._state], trigger_mode="multiple", **_AT_ONCE)
        pane.opens(self._table)
        downloads.serves(self._table.download, self._export, self._state, shown_on=self._told)

    def refresh(self, state: LedgerState, request: gr.Request) -> Shown:
        """The ledger as it is now, under the conditions that the person has set."""
        return self._shown(state, person(request), told="")

    def _shown(self, state: LedgerState, who: str, *, told: str) -> Shown:
        view, book = self._view(state, who)
        report = Markup('<p class="report-line" role="alert">{}</p>').format(told) if told else ""
        return report, facets_html(view), ledger_html(view, book, scope=scope_note(self._desk, who))

    def _view(self, state: LedgerState, who: str) -> tuple[LedgerView, ProgressBook]:
        library, book = library_of(self._desk, who), open_book(self._desk.kept)
        return view_ledger(library, state.query, book=book, today=date.today(), page=state.page), book

    def _act(self, state: LedgerState, request: gr.Request, event: gr.EventData) -> Shown:
        """One thing that the person asked for, told where it was asked."""
        wanted: dict[str, Any] = event._data or {}
        told, who = "", person(request)
        try:
            state = self._done(state, wanted, who)
        except CeWenError as error:
            told = str(error)
        return *self._shown(state, who, told=told), state

    def _done(self, state: LedgerState, wanted: dict[str, Any], who: str) -> LedgerState:
        match wanted.get("do"):
            case "narrow":
                return LedgerState(query=_query(wanted))
            case "page":
                return state.model_copy(update={"page": int(wanted.get("page", 1))})
            case "clear":
                return LedgerState(query=LedgerQuery(group=state.query.group))
            case "missing":
                asked = {"missing": (str(wanted.get("missing", "")),)}
                return LedgerState(query=state.query.model_copy(update=asked))
            case "note" | "undo-note":
                self._note(wanted, who)
        return state

    def _note(self, wanted: dict[str, Any], who: str) -> None:
        asked = TaskFilter(task_ids=(str(wanted.get("task")),))
        task = next((entry.task for entry in library_of(self._desk, who).tasks(asked)), None)
        if task is None:
            raise ToolError("这项任务已不在台账里，没有记下；所在文件可能已被移除或重新读取，请刷新后再试。")
        if wanted["do"] == "undo-note":
            undo_progress(self._desk.kept, task)
            return
        state = next((each for each in STATES if each == wanted.get("state")), None)
        if state is None:
            raise ToolError("没有这一种进展状态，没有记下；请从列表中选一种。")
        note_progress(
            self._desk.kept, task, state=state, note=str(wanted.get("note", "")), person=who, at=datetime.now(UTC)
        )

    def _export(
        self,
        state: LedgerState,
        request: gr.Request,
        event: gr.EventData,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> Written:
        """All rows that fit, those of other pages included, in the order of the ledger; how far it is is told."""
        kind = str((event._data or {}).get("kind", "xlsx"))
        who = person(request)
        view, book = self._view(state, who)
        listed = chosen_tasks(library_of(self._desk, who), view.task_ids, conditions=view.conditions)

        def told(done: int, total: int) -> None:
            progress((done, total), desc="正在写入", unit="行")

        def write(path: Path) -> None:
            save_tasks(listed, path, since=date.today(), book=book, told=told)

        suffix = f".{kind if kind in _KINDS else 'xlsx'}"
        return self._downloads.write(request, "任务台账", suffix=suffix, writer=write)


def _query(wanted: dict[str, Any]) -> LedgerQuery:
    return LedgerQuery(
        **{name: _chosen(wanted.get(name)) for name in FACET_KEYS},
        words=str(wanted.get("words", "")).strip()[:_LONGEST_WORDS],
        group=str(wanted.get("group", "")),
    )


def _chosen(given: object) -> tuple[str, ...]:
    listed = given if isinstance(given, list) else [given]
    texts = (str(one).strip()[:_LONGEST_WORDS] for one in listed[:_MOST_CHOSEN] if one)
    return tuple(dict.fromkeys(text for text in texts if text))
