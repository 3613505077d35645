"""资料库: put files in, see what was read of each, open one as a clause tree, take one out, switch to the samples."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import gradio as gr
from gradio.data_classes import FileData, ListFiles
from markupsafe import Markup

from policy.errors import CeWenError
from ui.desk import Desk
from ui.pane import SourcePane
from ui.shelf import added_html, failed_html, reading_html, report_html, shelf_html, tree_html

_LOG = logging.getLogger(__name__)


def as_named(payload: ListFiles | FileData | None) -> list[FileData]:
    """The uploaded files with the names that people gave them; Gradio's own form has lost the brackets of 《…》."""
    if payload is None:
        return []
    return list(payload) if isinstance(payload, ListFiles) else [payload]


class LibraryTab:
    """The shelf, the drop zone, and the handlers that change what is on the shelf."""

    def __init__(self, desk: Desk, pane: SourcePane, *, changes: gr.State) -> None:
        self._desk = desk
        self._changes = changes
        with gr.Column(elem_id="view-library", elem_classes="view"):
            self.drop = gr.File(
                elem_id="drop", file_count="multiple", show_label=False, label="添加文件", container=False, height=150
            )
            self.drop.preprocess = as_named  # a subclass would make Gradio write a .pyi file beside this one
            self.report = gr.HTML(elem_id="report", apply_default_css=False, js_on_load=None)
            self.shelf = gr.HTML(
                elem_id="shelf", apply_default_css=False, js_on_load="cewen.shelf(element, trigger, watch)"
            )
        self.inputs: list[object] = []
        self.outputs = [self.shelf]
        self._wire(pane)

    def _wire(self, pane: SourcePane) -> None:
        self.drop.upload(
            self._add, [self.drop, self._changes], [self.report, self.drop, self.shelf, self._changes],
            show_progress="hidden", concurrency_limit=1, api_visibility="private",
        )  # fmt: skip
        self.shelf.delete(
            self._remove, self._changes, [self.report, self.shelf, self._changes],
            show_progress="hidden", api_visibility="private",
        )  # fmt: skip
        self.shelf.apply(
            self._switch, self._changes, [self.report, self.shelf, self._changes],
            show_progress="hidden", api_visibility="private",
        )  # fmt: skip
        self.shelf.expand(self._open_tree, None, self.shelf, show_progress="hidden", api_visibility="private")
        self.shelf.collapse(self.refresh, None, self.shelf, show_progress="hidden", api_visibility="private")
        pane.opens(self.shelf)

    def refresh(self) -> str:
        """The shelf as it is now."""
        own_count = len(self._desk.own.documents())
        return shelf_html(self._desk.library.documents(), is_demo=self._desk.is_demo, own_count=own_count)

    def _add(self, files: Sequence[FileData], changes: int) -> Iterator[tuple[object, ...]]:
        told: list[Markup] = []
        for at, file in enumerate(files, start=1):
            name = file.orig_name or Path(file.path).name
            yield report_html([*told, reading_html(name, at=at, of=len(files))]), gr.skip(), gr.skip(), gr.skip()
            told.append(self._add_one(Path(file.path), name))
            yield report_html(told), gr.skip(), self.refresh(), changes + at
        yield report_html(told), None, self.refresh(), changes + len(files)

    def _add_one(self, path: Path, name: str) -> Markup:
        try:
            return added_html(self._desk.add_file(path, name=name))
        except CeWenError as error:
            return failed_html(str(error))
        except Exception:
            _LOG.exception("添加文件时出错：%s", name)
            return failed_html(f"没有加入“{name}”：读取时程序内部出错，资料库没有变化；请换一种格式另存后再试。")

    def _remove(self, changes: int, event: gr.EventData) -> tuple[str, str, int]:
        try:
            self._desk.remove(str((event._data or {}).get("doc", "")))
        except CeWenError as error:
            return report_html([failed_html(str(error))]), self.refresh(), changes
        return "", self.refresh(), changes + 1

    def _switch(self, changes: int, event: gr.EventData) -> tuple[str, str, int]:
        self._desk.show_demo((event._data or {}).get("library") == "demo")
        return "", self.refresh(), changes + 1

    def _open_tree(self, event: gr.EventData) -> str:
        try:
            return tree_html(self._desk.library.document(str((event._data or {}).get("doc", ""))))
        except CeWenError as error:
            return failed_html(str(error)) + self.refresh()
