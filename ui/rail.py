"""The rail: the name of the house, the way to its rooms, a new conversation, the past ones, and who is here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import gradio as gr
from markupsafe import Markup

from ui.desk import Desk
from ui.downloads import NOTHING, Downloads, Written
from ui.past import PastTalk, PastTalks
from ui.past_list import past_html
from ui.people import person
from ui.rendering import join
from ui.saving import talk_writer

_QUIET: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}


class Rail:
    """The list of conversations and its own handlers; those that open one are the chat's.

    key is the state that holds which conversation is open: None before the page was loaded, "" for a new one.
    """

    def __init__(self, desk: Desk, downloads: Downloads, rooms: Sequence[tuple[str, str]]) -> None:
        self.past = PastTalks(desk.kept)
        self._downloads = downloads
        self.key = gr.State(None)
        with gr.Column(elem_id="rail"):
            gr.HTML(rooms_html(rooms), elem_id="rooms", apply_default_css=False, js_on_load=None)
            with gr.Column(elem_id="past"):
                self.new = gr.Button("＋ 新对话", elem_id="new-talk")
                self.words = gr.Textbox(
                    elem_id="session-words", show_label=False, label="搜索对话", container=False, max_lines=1,
                    placeholder="搜索对话", max_length=100, type="text",
                )  # fmt: skip
                self.list = gr.HTML(
                    elem_id="sessions", apply_default_css=False, js_on_load="cewen.sessions(element, trigger, watch)"
                )
            self.foot = gr.HTML(foot_html(""), elem_id="rail-foot", apply_default_css=False, js_on_load=None)
        self._wire()

    def _wire(self) -> None:
        narrowed = [self.key, self.words]
        self.words.change(self._search, narrowed, self.list, trigger_mode="always_last", **_QUIET)
        self.list.edit(self._rename, narrowed, self.list, **_QUIET)
        self.list.undo(self._restore, narrowed, self.list, **_QUIET)
        self._downloads.serves(self.list.download, self._export, None)

    def shown(self, person: str, key: str | None, *, words: str = "", taken: PastTalk | None = None) -> Markup:
        """The list as it is now."""
        listed = self.past.listed(person, words=words)
        return past_html(listed, current=key or "", today=date.today(), taken=taken, words=words)

    def _search(self, key: str | None, words: str, request: gr.Request) -> str:
        return self.shown(person(request), key, words=words)

    def _rename(self, key: str | None, words: str, request: gr.Request, event: gr.EventData) -> str:
        asked = event._data or {}
        self.past.rename(str(asked.get("key", "")), str(asked.get("title", "")), person(request))
        return self.shown(person(request), key, words=words)

    def _restore(self, key: str | None, words: str, request: gr.Request, event: gr.EventData) -> str:
        self.past.restore(str((event._data or {}).get("key", "")), person(request))
        return self.shown(person(request), key, words=words)

    def _export(self, request: gr.Request, event: gr.EventData) -> Written:
        asked = event._data or {}
        key, who = str(asked.get("key", "")), person(request)
        card = self.past.card(key, who)
        if card is None:
            return NOTHING
        suffix, writer = talk_writer(card.title, self.past.open(key, who), str(asked.get("kind")))
        return self._downloads.write(request, card.title, suffix=suffix, writer=writer)


def rooms_html(rooms: Sequence[tuple[str, str]]) -> Markup:
    """The name of the house and the way to its rooms: pairs of a view's key and name."""
    item = Markup('<button type="button" data-view="{}">{}</button>')
    return Markup(
        '<div class="brand"><h1>策问</h1><span>政策文件智能体</span>'
        '<button type="button" class="link" data-past aria-expanded="false">会话</button></div>'
        '<nav aria-label="主导航">{}</nav>'
    ).format(join(item.format(*room) for room in rooms))


def foot_html(name: str, *, reader: bool = False) -> Markup:
    """The switch between light and dark, and where there are accounts who is here and the way out."""
    theme = Markup('<button type="button" class="link" data-theme-switch>切换深色</button>')
    out = Markup(
        '<span class="who" data-role="{}">{}</span>'
        '<form method="post" action="/logout"><button class="link">退出</button></form>'
    )
    return Markup("{}{}").format(theme, out.format("reader" if reader else "admin", name) if name else "")
