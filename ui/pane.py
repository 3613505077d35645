"""The pane beside the work: one component that every tab can open a clause in."""

import gradio as gr

from policy.errors import CeWenError
from ui.desk import Desk
from ui.source import missing_html, source_html


class SourcePane:
    """The pane and its one handler. Made unrendered: the page says where it stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.html = gr.HTML(
            "", elem_id="pane", apply_default_css=False, render=False, js_on_load="cewen.pane(element, trigger, watch)"
        )
        self.opens(self.html)

    def opens(self, component: gr.HTML) -> None:
        """From now on a click on an element with data-clause inside the component opens that clause."""
        component.select(self._open, None, self.html, show_progress="hidden", queue=False, api_visibility="private")

    def _open(self, event: gr.EventData) -> str:
        wanted: dict[str, str] = event._data or {}
        try:
            return self._show(wanted.get("clause", ""), wanted.get("start"), wanted.get("end"))
        except CeWenError as error:
            return missing_html(str(error))

    def _show(self, clause_id: str, start: str | None, end: str | None) -> str:
        document = self._desk.library.document(clause_id.rpartition("-")[0])
        clause = document.clause_by_id.get(clause_id)
        if clause is None:
            return missing_html("这份文件重新读取过，原来的条款编号已经变了；请重新提问，或从资料库打开它。")
        cited = (int(start), int(end)) if start and end and start.isdigit() and end.isdigit() else None
        return source_html(document, clause, cited=cited)
