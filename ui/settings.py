"""模型与设置: which model answers this session, what is stored where, and how to use the page."""

import gradio as gr
from markupsafe import Markup

from ui.desk import Desk
from ui.sessions import session_of


class SettingsTab:
    """What answers, and the way to another model."""

    def __init__(self, desk: Desk, *, changes: gr.State) -> None:
        self._desk = desk
        self._changes = changes
        with gr.Column(elem_id="view-settings", elem_classes="view"):
            self._mode = gr.HTML(elem_id="settings-mode", apply_default_css=False, js_on_load=None)
        self.inputs: list[object] = []
        self.outputs = [self._mode]

    def refresh(self, request: gr.Request) -> str:
        """What answers this session now."""
        return Markup("<h1>模型与设置</h1><p>{}</p>").format(self._desk.mode_of(session_of(request)))
