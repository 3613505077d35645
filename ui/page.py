"""The page: a rail, one view for each tab, and the pane of sources beside them.

Views are switched in the browser; each tab owns its components and handlers. To add a tab: write its file, and name it
in VIEWS with one line. A tab is built inside its place on the page and says what to do when its documents may have
changed: `refresh` fills `outputs` from `inputs`, at every load of the page and whenever the library changes.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

import gradio as gr

from agent.endpoints import ANYWHERE, Endpoints
from ui.chat import ChatTab
from ui.compare import CompareTab
from ui.desk import Desk
from ui.downloads import Downloads
from ui.drafting import DraftingTab
from ui.ledger import LedgerTab
from ui.library import LibraryTab
from ui.pane import SourcePane
from ui.passing import Passing
from ui.rail import Rail
from ui.sessions import seat_leaver
from ui.settings import SettingsTab

# Seconds: how often, and how old, what Gradio keeps of files that came and went is thrown away.
_CACHE = (3600, 86400)


class Bench(NamedTuple):
    """What every tab may stand on; a tab that changes the library sets changes to another number."""

    desk: Desk
    pane: SourcePane
    downloads: Downloads
    rail: Rail
    changes: gr.State
    endpoints: Endpoints


class Tab(Protocol):
    """A tab on the page."""

    @property
    def inputs(self) -> Sequence[Any]:
        """The components that refresh reads."""

    @property
    def outputs(self) -> Sequence[Any]:
        """The components that it fills."""

    @property
    def refresh(self) -> Callable[..., Any]:
        """Shows what the library holds now."""


class View(NamedTuple):
    """A tab's place: its Column has elem_id view-<key>; name is what the rail calls it."""

    key: str
    name: str
    build: Callable[[Bench], Tab]


VIEWS = (
    View("chat", "对话", lambda bench: ChatTab(bench.desk, bench.pane, bench.downloads, bench.rail)),
    View("library", "资料库", lambda bench: LibraryTab(bench.desk, bench.pane, changes=bench.changes)),
    View("ledger", "任务台账", lambda bench: LedgerTab(bench.desk, bench.pane, bench.downloads)),
    View("compare", "区县对比", lambda bench: CompareTab(bench.desk, bench.pane, bench.downloads)),
    View("drafting", "方案起草", lambda bench: DraftingTab(bench.desk, bench.pane, bench.downloads)),
    View(
        "settings",
        "模型与设置",
        lambda bench: SettingsTab(bench.desk, endpoints=bench.endpoints, changes=bench.changes),
    ),
)


def build_page(desk: Desk, passing: Passing, *, endpoints: Endpoints = ANYWHERE) -> gr.Blocks:
    """The whole page over one desk, models at endpoints; nothing is read from the library before a browser opens it."""
    with gr.Blocks(
        title="策问 · 政策文件智能体", analytics_enabled=False, fill_width=True, delete_cache=_CACHE
    ) as page:
        changes = gr.State(0)
        with gr.Row(elem_id="bench"):
            downloads = Downloads(passing)
            rail = Rail(desk, downloads, [(view.key, view.name) for view in VIEWS])
            with gr.Column(elem_id="views"):
                downloads.refused.render()
                bench = Bench(desk, SourcePane(desk), downloads, rail, changes, endpoints)
                tabs = [view.build(bench) for view in VIEWS]
            bench.pane.html.render()
        for tab in tabs:
            gr.on(
                [page.load, changes.change], tab.refresh, tab.inputs, tab.outputs,
                show_progress="hidden", api_visibility="private",
            )  # fmt: skip
        page.unload(bench.downloads.forget)
        page.unload(seat_leaver(desk))
    return page
