"""区县对比: choose places and topics, read what each says with its source, see the figures, save the whole."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from exports.text import write_csv
from exports.word import write_docx
from exports.workbook import write_xlsx
from policy.errors import CeWenError, ToolError
from tools.floods import flood_in
from tools.listing import ListQuery, list_documents
from ui.compare_sheet import again_html, choice_html, compared_html, invitation_html, waiting_html
from ui.comparing import Asked, Compared, compare_all
from ui.desk import Desk
from ui.downloads import NOTHING, Downloads, Written
from ui.exporting import answer_paper, answer_tables
from ui.pane import SourcePane
from ui.people import person
from ui.scope import library_of, scope_note

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_KIND, _KEY = "comparison", "last"
_MOST_TOPICS = 8


class CompareTab:
    """The choice, and what came of it."""

    def __init__(self, desk: Desk, pane: SourcePane, downloads: Downloads) -> None:
        self._desk, self._downloads = desk, downloads
        with gr.Column(elem_id="view-compare", elem_classes="view"):
            mounted = "cewen.compare(element, trigger, watch)"
            self._choice = gr.HTML(elem_id="compare-choice", apply_default_css=False, js_on_load=mounted)
            self._result = gr.HTML(elem_id="compared", apply_default_css=False, js_on_load=mounted)
        self._compared = gr.State(None)
        self.inputs = [self._compared]
        self.outputs = [self._choice, self._result]
        running = gr.on(
            [self._choice.submit, self._result.submit], self._compare, None, [self._result, self._compared],
            trigger_mode="once", concurrency_limit=2, **_QUIET,
        )  # fmt: skip
        self._result.stop(self._stop, self._compared, self._result, cancels=[running], queue=False, **_QUIET)
        pane.opens(self._result)
        downloads.serves(self._result.download, self._export, self._compared)

    def refresh(self, compared: Compared | None, request: gr.Request) -> tuple[object, object]:
        """The places of now; a comparison that stands stays as it is, one of another day is offered again."""
        who = person(request)
        asked = self._last(who)
        places = list_documents(library_of(self._desk, who), ListQuery()).places
        result = gr.skip() if compared else again_html(asked) if asked.regions else invitation_html()
        return choice_html(places, asked, scope=scope_note(self._desk, who)), result

    def _last(self, who: str) -> Asked:
        return self._desk.kept.get(_KIND, _KEY, Asked, person=who) or Asked()

    def _compare(self, request: gr.Request, event: gr.EventData) -> Iterator[tuple[object, Compared | None]]:
        wanted: dict[str, Any] = event._data or {}
        who = person(request)
        compared: Compared | None = None
        try:
            asked = self._last(who) if wanted.get("do") == "again" else asked_for(wanted)
            self._desk.kept.put(_KIND, _KEY, asked, person=who)
            yield waiting_html(asked, 0), None
            for compared in compare_all(library_of(self._desk, who), asked):
                waiting = waiting_html(asked, compared.done) if compared.counts is None else Markup("")
                yield waiting + compared_html(compared), compared
        except CeWenError as error:
            yield Markup('<p class="report-line" role="alert">{}</p>').format(error), None

    def _stop(self, compared: Compared | None) -> Markup:
        told = Markup('<p class="report-line" role="status">已停止，下面是停止前对比好的部分。</p>')
        return told + (compared_html(compared) if compared else Markup(""))

    def _export(self, compared: Compared | None, request: gr.Request, event: gr.EventData) -> Written:
        if compared is None:
            return NOTHING
        title, wanted = compared.asked.title, event._data or {}
        suffix, writer = writer_of(compared, kind=str(wanted.get("kind")), table=wanted.get("table"))
        return self._downloads.write(request, title, suffix=suffix, writer=writer)


def writer_of(compared: Compared, *, kind: str, table: object) -> tuple[str, Callable[[Path], None]]:
    """The ending and the writer: the whole as Word or Excel; the one table of that place, from 0, as Excel or CSV."""
    title, tables = compared.asked.title, answer_tables(compared.asked.title, compared.paper)
    one = tables[table : table + 1] if isinstance(table, int) and table >= 0 else ()
    if kind == "csv" and one:
        return ".csv", lambda path: write_csv(one[0], path)
    if kind == "xlsx":
        charted = (*tables[:-1], *(table.model_copy(update={"charts": compared.charts}) for table in tables[-1:]))
        return ".xlsx", lambda path: write_xlsx(one or charted, path)
    paper = answer_paper(title, compared.paper).model_copy(update={"charts": compared.charts})
    return ".docx", lambda path: write_docx(paper, path)


def asked_for(wanted: dict[str, Any]) -> Asked:
    """What the form asks for. Raises ToolError where places or topics are missing, or too many.

    >>> asked_for({"region": ["东丽区", "武清区"], "theme": ["人才"], "topic": "国企混改、招商"}).topics
    ('国企混改', '招商')
    """
    regions = tuple(dict.fromkeys((*_all(wanted.get("region")), *_split(wanted.get("more")))))
    topics, themes = _split(wanted.get("topic")), _all(wanted.get("theme"))
    if told := flood_in((regions, topics, themes)):
        raise ToolError(told)
    if len(regions) < 2:
        raise ToolError("请至少选两个区县再对比。")
    if not topics and not themes:
        raise ToolError("请选一个主题，或自拟一个，例如“国企混改”。")
    if len(topics) + len(themes) > _MOST_TOPICS:
        raise ToolError(f"一次最多对比 {_MOST_TOPICS} 个主题，请少选几个，分几次对比。")
    return Asked(regions=regions, topics=topics, themes=themes)


def _all(given: object) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list) else (str(given),) if given else ()


def _split(given: object) -> tuple[str, ...]:
    return tuple(part.strip()[:60] for part in re.split(r"[、，,；;\n]", str(given or "")) if part.strip())
