"""模型与设置: which model answers this session, what is stored where, and how to use the page.

A key goes from its box into the memory of this session and nowhere else; the box is emptied when the model is taken.
"""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from agent.connection import ConnectionReport, try_connection
from agent.endpoints import Endpoints
from agent.models import NO_KEY, Model, ModelSettings
from agent.presets import PRESETS, preset_named
from policy.errors import ModelError
from ui.desk import Desk
from ui.sessions import session_of
from ui.settings_html import (
    about_html,
    mode_html,
    report_html,
    sentence_html,
    statistics_html,
    waiting_html,
)

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_LEAST_CONTEXT = 1024


class SettingsTab:
    """What answers, and the way to another model."""

    def __init__(self, desk: Desk, endpoints: Endpoints, *, changes: gr.State) -> None:
        self._desk, self._endpoints, self._changes = desk, endpoints, changes
        own = endpoints.addresses != ()  # whether there is anything to fill in
        with gr.Column(elem_id="view-settings", elem_classes="view"):
            self._mode = gr.HTML(elem_id="settings-mode", apply_default_css=False, js_on_load=None)
            with gr.Row(elem_id="model-form", visible=own):
                self._preset = gr.Dropdown(label="服务", choices=presets_at(endpoints), value=None)
                self._model = gr.Textbox(label="模型名称", max_lines=1)
                self._address = gr.Textbox(label="服务地址", placeholder="https://……/v1", max_lines=1)
                self._key = gr.Textbox(label="密钥（自己的服务可不填）", type="password", max_lines=1)
                self._context = gr.Number(label="上下文长度（词元）", value=8192, precision=0, minimum=_LEAST_CONTEXT)
            with gr.Row(elem_id="model-actions"):
                self._test = gr.Button("测试连接", scale=0, visible=own)
                self._take = gr.Button("使用这个模型", scale=0, variant="primary", visible=own)
                self._without = gr.Button("只用离线模式", scale=0)
                self._usual = gr.Button("恢复默认", scale=0)
            self._report = gr.HTML(elem_id="model-report", apply_default_css=False, js_on_load=None)
            self._figures = gr.HTML(elem_id="settings-figures", apply_default_css=False, js_on_load=None)
            gr.HTML(about_html(), elem_id="settings-about", apply_default_css=False, js_on_load=None)
        self.inputs: list[object] = []
        self.outputs = [self._mode, self._figures]
        self._wire()

    def _wire(self) -> None:
        form = [self._address, self._model, self._key, self._context]
        self._preset.input(
            self._fill, self._preset, [self._address, self._model, self._context, self._report], **_QUIET
        )
        self._test.click(self._try, form, self._report, trigger_mode="once", concurrency_limit=4, **_QUIET)
        self._take.click(
            self._choose, [*form, self._changes], [self._report, self._key, self._changes],
            trigger_mode="once", concurrency_limit=4, **_QUIET,
        )  # fmt: skip
        self._without.click(self._go_offline, self._changes, [self._report, self._changes], **_QUIET)
        self._usual.click(self._go_back, self._changes, [self._report, self._changes], **_QUIET)

    def refresh(self, request: gr.Request) -> tuple[str, str]:
        """Who answers this session, and what the library holds."""
        session = session_of(request)
        model = self._desk.model_of(session)
        library = self._desk.library
        figures = statistics_html(
            library.documents(), clauses=library.clause_count(), embedded=library.embedding_progress(),
            change=library.vector_change(),
        )  # fmt: skip
        return mode_html(model, is_own=model is not self._desk.model_of("")), figures

    def _fill(self, name: str) -> tuple[str, str, int, str]:
        preset = preset_named(name)
        if preset is None:
            return "", "", ModelSettings.model_fields["context"].default, ""
        key = "" if preset.needs_key else "不需要密钥。"
        return preset.base_url, preset.model, preset.context, sentence_html(f"{key}{preset.hint}")

    def _try(self, address: str, model: str, key: str, context: float) -> Iterator[str]:
        yield waiting_html()
        report, _ = tried(address, model, key, context, endpoints=self._endpoints)
        yield report_html(report)

    def _choose(
        self, address: str, model: str, key: str, context: float, changes: int, request: gr.Request
    ) -> Iterator[tuple[object, object, object]]:
        yield waiting_html(), gr.skip(), gr.skip()
        report, found = tried(address, model, key, context, endpoints=self._endpoints)
        if found is None:
            yield report_html(report), gr.skip(), gr.skip()
            return
        self._desk.seats.choose(session_of(request), found)
        yield report_html(report, chosen=True), "", changes + 1

    def _go_offline(self, changes: int, request: gr.Request) -> tuple[str, int]:
        self._desk.seats.choose(session_of(request), None)
        return sentence_html("现在起不用模型，由离线模式作答。"), changes + 1

    def _go_back(self, changes: int, request: gr.Request) -> tuple[str, int]:
        self._desk.seats.forget(session_of(request))
        return sentence_html(f"已恢复默认：{self._desk.mode_of('')}。"), changes + 1


def presets_at(endpoints: Endpoints) -> list[str]:
    """The names of the services that may be used."""
    return [preset.name for preset in PRESETS if endpoints.allows(preset.base_url)]


def tried(
    address: str, model: str, key: str, context: float | None, *, endpoints: Endpoints
) -> tuple[ConnectionReport, Model | None]:
    """What a test of these fields finds; a key of the environment is never sent to an address from the page."""
    if not model.strip():
        return ConnectionReport.failed("请先填模型名称。"), None
    try:
        base_url = endpoints.allowed(address)
    except ModelError as error:
        return ConnectionReport.failed(str(error)), None
    settings = ModelSettings(
        model=model.strip(),
        api_key=key.strip() or NO_KEY,
        base_url=base_url,
        context=max(_LEAST_CONTEXT, int(context or 0)),
    )
    return try_connection(settings)
