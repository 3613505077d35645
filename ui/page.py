"""The page: a rail, one view for each tab, and the pane of sources beside them.

Views are switched in the browser; each tab owns its components and handlers, and asks for a refresh when the library
has changed. To add a tab: write its file, build it here, and name it in VIEWS.
"""

import gradio as gr
from markupsafe import Markup

from ui.chat import ChatTab
from ui.desk import Desk
from ui.downloads import Downloads
from ui.ledger import LedgerTab
from ui.library import LibraryTab
from ui.pane import SourcePane
from ui.rendering import join

# Seconds: how often, and how old, what Gradio keeps of files that came and went is thrown away.
_CACHE = (3600, 86400)
VIEWS = (("chat", "对话"), ("library", "资料库"), ("ledger", "任务台账"))


def build_page(desk: Desk) -> gr.Blocks:
    """The whole page over one desk; nothing is read from the library before a browser opens it."""
    with gr.Blocks(
        title="策问 · 政策文件智能体", analytics_enabled=False, fill_width=True, delete_cache=_CACHE
    ) as page:
        changes = gr.State(0)
        with gr.Row(elem_id="bench"):
            gr.HTML(rail_html(), elem_id="rail", apply_default_css=False, js_on_load=None)
            with gr.Column(elem_id="views"):
                pane = SourcePane(desk)
                downloads = Downloads()
                chat = ChatTab(desk, pane, downloads)
                library = LibraryTab(desk, pane, changes=changes)
                ledger = LedgerTab(desk, pane, downloads)
            pane.html.render()
        fresh = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on(
            [page.load, changes.change], chat.refresh, chat.conversation, [chat.status, chat.pulse, chat.talk], **fresh
        )
        gr.on([page.load, changes.change], ledger.refresh, None, ledger.outputs, **fresh)
        page.unload(downloads.forget)
        page.load(library.refresh, None, library.shelf, **fresh)
    return page


def rail_html() -> Markup:
    """The name of the house and the way to its rooms."""
    item = Markup('<button type="button" data-view="{}">{}</button>')
    rooms = join(item.format(view, name) for view, name in VIEWS)
    return Markup(
        '<div class="brand"><b>策问</b><span>政策文件智能体</span></div><nav aria-label="主导航">{}</nav>'
        '<button type="button" class="link" data-theme-switch>切换深色</button>'
    ).format(rooms)
