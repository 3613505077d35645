"""资料库: put files in, find one, open it, set a field right, take one out and back, choose what to work with."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.data_classes import FileData, ListFiles
from markupsafe import Markup

from policy.corrections import FIELD_NAMES, correct
from policy.errors import CeWenError, LibraryError
from policy.values import Frozen
from tools.listing import ListQuery, list_documents
from ui.desk import Desk
from ui.document_sheet import paper_html
from ui.pane import SourcePane
from ui.people import READERS_ONLY, may_change, person
from ui.reports import done_html, failed_html, removed_html, report_html, uploads_html
from ui.scope import choose, chosen, scope_html
from ui.shelf import shelf_html
from ui.uploads import add_all

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_PULSE = 3.0  # seconds between looks at an index that is still growing
_CHANGES = ("switch", "remove", "restore", "correct", "take-back")  # what readers of a shared page may not do
_PICKING = ("choose", "choose-all", "whole", "narrow", "page")
_FOLDER = Markup(
    '<p class="folder">可以一次放入多份文件，也可以放入'
    '<button type="button" class="link" data-folder>整个文件夹</button>；读完一份就能问一份。</p>'
)


class ShelfState(Frozen):
    """What a browser looks at: a page of the list, or one document of it."""

    query: ListQuery = ListQuery()
    doc_id: str = ""


def as_named(payload: ListFiles | FileData | None) -> list[FileData]:
    """The uploaded files with the names that people gave them; Gradio's own form has lost the brackets of 《…》."""
    if payload is None:
        return []
    return list(payload) if isinstance(payload, ListFiles) else [payload]


class LibraryTab:
    """The drop zone, what became of files, the shelf, and the handlers that change what is on it."""

    def __init__(self, desk: Desk, pane: SourcePane, *, changes: gr.State) -> None:
        self._desk, self._changes = desk, changes
        with gr.Column(elem_id="view-library", elem_classes="view"):
            self.drop = gr.File(
                elem_id="drop", file_count="multiple", show_label=False, label="添加文件", container=False, height=130
            )
            self.drop.preprocess = as_named  # a subclass would make Gradio write a .pyi file beside this one
            mounted = "cewen.library(element, trigger, watch)"
            gr.HTML(_FOLDER, elem_id="folder", elem_classes="folder-line", apply_default_css=False, js_on_load=None)
            self.report = gr.HTML(elem_id="report", apply_default_css=False, js_on_load=mounted)
            self.shelf = gr.HTML(elem_id="shelf", apply_default_css=False, js_on_load=mounted)
        self.state = gr.State(ShelfState())
        self.pulse = gr.Timer(_PULSE, active=False)
        self._mine = gr.State(-1)  # the number of the last change that was made here
        self.inputs = [self.state, self._changes, self._mine]
        self.outputs = [self.shelf, self.pulse]
        self._wire(pane)

    def _wire(self, pane: SourcePane) -> None:
        shown, changed = [self.report, self.shelf, self.pulse], [self._changes, self._mine]
        adding = self.drop.upload(
            self._add, [self.drop, self.state, self._changes], [self.drop, *shown, *changed],
            concurrency_limit=1, **_QUIET,
        )  # fmt: skip
        self.report.stop(
            self._stop, [self.state, self._changes], [*shown, *changed], cancels=[adding], queue=False, **_QUIET
        )
        for component in (self.report, self.shelf):
            component.submit(self._act, [self.state, self._changes], [*shown, self.state, *changed], **_QUIET)
        self.pulse.tick(self._now, self.state, self.outputs, **_QUIET)
        pane.opens(self.shelf)

    def refresh(self, state: ShelfState, changes: int, mine: int, request: gr.Request) -> tuple[object, ...]:
        """The shelf as it is now; as it stands where the change was made here, for the person may be a step further."""
        return (gr.skip(), gr.skip()) if changes == mine else self._now(state, request)

    def _now(self, state: ShelfState, request: gr.Request) -> tuple[object, ...]:
        """The shelf, and the pulse while vectors are being made."""
        done, total = self._desk.library.embedding_progress()
        return self._shelf(state, person(request), changing=may_change(request)), gr.Timer(active=done < total)

    def _shelf(self, state: ShelfState, who: str, *, changing: bool) -> Markup:
        library, is_demo = self._desk.library, self._desk.is_demo
        mine = changing and not is_demo
        picked = chosen(self._desk.kept, who)
        here = [summary.doc_id for summary in library.documents()]
        if state.doc_id in here:
            document = library.document(state.doc_id)
            return paper_html(document, library.corrections(state.doc_id), correctable=mine)
        page = list_documents(library, state.query)
        return shelf_html(
            page, is_demo=is_demo, changing=changing, own_count=len(self._desk.own.documents()), picked=picked,
            pending=library.missing_vectors(), scope=scope_html(here, picked),
        )  # fmt: skip

    def _add(
        self, files: Sequence[FileData], state: ShelfState, changes: int, request: gr.Request
    ) -> Iterator[tuple[object, ...]]:
        """Every step of every file is told; the shelf and all other tabs follow once the last one is read."""
        if not may_change(request):
            yield None, report_html([failed_html(READERS_ONLY)]), *self._now(state, request), gr.skip(), gr.skip()
            return
        named = [(Path(file.path), file.orig_name or Path(file.path).name) for file in files]
        seen, told = 0, report_html([])
        for uploads in add_all(self._desk, named):
            told, done = uploads_html(uploads), sum(upload.state in ("done", "failed") for upload in uploads)
            shelf = self._now(state, request) if done > seen else (gr.skip(), gr.skip())
            seen = done
            yield gr.skip(), told, *shelf, gr.skip(), gr.skip()
        yield None, told, *self._now(state, request), changes + 1, changes + 1

    def _stop(self, state: ShelfState, changes: int, request: gr.Request) -> tuple[object, ...]:
        told = failed_html("已停止：正在读的一份会读完，其余的没有加入；已加入的都在下面。")
        return report_html([told]), *self._now(state, request), changes + 1, changes + 1

    def _act(self, state: ShelfState, changes: int, request: gr.Request, event: gr.EventData) -> tuple[object, ...]:
        """One thing that the person asked for, told where it was asked."""
        wanted: dict[str, Any] = event._data or {}
        try:
            if wanted.get("do") in _CHANGES and not may_change(request):
                raise LibraryError(READERS_ONLY)
            state, told, changed = self._done(state, wanted, person(request))
        except CeWenError as error:
            told, changed = failed_html(str(error)), False
        # What was told of files stays while the person picks among them.
        report = report_html([told] if told else []) if told or wanted.get("do") not in _PICKING else gr.skip()
        after = changes + 1 if changed else gr.skip()
        return report, *self._now(state, request), state, after, after

    def _done(self, state: ShelfState, wanted: dict[str, Any], who: str) -> tuple[ShelfState, Markup, bool]:
        """The state afterwards, what is told of it, and whether other tabs must follow."""
        doc_id, nothing = str(wanted.get("doc", "")), Markup("")
        match wanted.get("do"):
            case "narrow":
                query = ListQuery(**{name: str(wanted.get(name, "")) for name in ("words", "place", "genre", "status")})
                return state.model_copy(update={"query": query}), nothing, False
            case "page":
                query = state.query.model_copy(update={"page": int(wanted.get("page", 1))})
                return state.model_copy(update={"query": query}), nothing, False
            case "open" | "back":
                return state.model_copy(update={"doc_id": doc_id}), nothing, False
            case "switch":
                self._desk.show_demo(wanted.get("library") == "demo")
                return ShelfState(), nothing, True
            case "choose" | "choose-all" | "whole":
                self._choose(state, wanted, who)
                return state, nothing, True
            case "remove":
                title = self._desk.library.document(doc_id).header.title
                self._desk.remove(doc_id)
                return state, removed_html(title, doc_id), True
            case "restore":
                self._desk.restore(doc_id)
                return state, done_html("已恢复，语义索引会在后台补齐。"), True
            case "correct" | "take-back":
                return state, self._set(state.doc_id, wanted, who), True
        return state, nothing, False

    def _choose(self, state: ShelfState, wanted: dict[str, Any], who: str) -> None:
        before, doc_id = chosen(self._desk.kept, who), str(wanted.get("doc", ""))
        match wanted.get("do"):
            case "choose":
                here = {summary.doc_id for summary in self._desk.library.documents()}
                added = (doc_id,) if wanted.get("checked") and doc_id in here else ()
                after = (*(one for one in before if one != doc_id), *added)
            case "choose-all":
                after = list_documents(self._desk.library, state.query).doc_ids
            case _:
                after = ()
        choose(self._desk.kept, who, after)

    def _set(self, doc_id: str, wanted: dict[str, Any], who: str) -> Markup:
        """A field set right, or back as it was read."""
        library, field = self._desk.library, wanted["field"]
        task_id = wanted.get("task") or None
        if wanted["do"] == "take-back":
            library.take_back(doc_id, field, task_id=task_id)
            return done_html(f"已撤销对{FIELD_NAMES[field]}的更正。")
        document, text = library.document(doc_id), str(wanted.get("text", ""))
        library.correct(correct(document, field, text, at=datetime.now(UTC), person=who, task_id=task_id))
        return done_html(f"{FIELD_NAMES[field]}已更正，台账、筛选和回答都按更正后的来；原文没有改动。")
