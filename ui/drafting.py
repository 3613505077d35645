"""方案起草: a draft of one of four kinds, edited where it stands, kept, sent out as files and taken back from them.

What a draft says is `tools.draft_making`'s business, what a changed file means `tools.draft_returns`'s.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import gradio as gr

from agent.polished import Polished
from exports.papers import PieceKind
from exports.returned import read_returned
from policy.errors import CeWenError
from tools.draft_exports import save_draft
from tools.draft_making import make_draft
from tools.draft_returns import take_back
from tools.drafts import DRAFT_KIND_NAMES, Draft, DraftKind, DraftPiece
from tools.scope import all_cards
from ui.desk import Desk
from ui.downloads import NOTHING, Downloads, Written
from ui.draft_sheet import draft_html, invitation_html, polished_sentence, polishing_html, shelf_html
from ui.kept_drafts import KeptDrafts, new_draft_id
from ui.pane import SourcePane
from ui.people import person
from ui.reports import done_html, failed_html, report_html
from ui.sessions import session_of

_LOG = logging.getLogger(__name__)
_KINDS = [(name, kind) for kind, name in DRAFT_KIND_NAMES.items()]
Shown = tuple[str, str, str, str]


class DraftingTab:
    """The order for a draft, the shelf of drafts, and the sheet that is open."""

    def __init__(self, desk: Desk, pane: SourcePane, downloads: Downloads) -> None:
        self._desk, self._downloads, self._drafts = desk, downloads, KeptDrafts(desk.kept)
        self._polished: dict[str, Polished] = {}  # how far each run is; whoever stops one takes it out
        with gr.Column(elem_id="view-drafting", elem_classes="view"):
            with gr.Row(elem_id="order"):
                self._kind = gr.Dropdown(label="写什么", choices=_KINDS, value=_KINDS[0][1])
                self._targets = gr.Dropdown(label="为哪个区县（可多选）", multiselect=True, allow_custom_value=True)
                self._topic = gr.Textbox(label="主题", placeholder="如 招商引资，不填则全部", max_lines=1)
                self._named = gr.Textbox(label="文种", placeholder="如 工作要点，写提纲用", max_lines=1)
                self._references = gr.Dropdown(label="照着哪份文件（可不选）", multiselect=True)
                self._make = gr.Button("起草", elem_id="make-draft", variant="primary", scale=0)
            self._report = gr.HTML(
                elem_id="draft-report", apply_default_css=False, js_on_load="cewen.acts(element, trigger, watch)"
            )
            with gr.Row(elem_id="draft-shelf"):
                self._shelf = gr.HTML(
                    elem_id="drafts", apply_default_css=False, js_on_load="cewen.drafts(element, trigger)"
                )
                self._returned = gr.UploadButton(
                    "传回改过的 Word 或 Excel", elem_id="returned", file_types=[".docx", ".xlsx"], scale=0
                )
            self._sheet = gr.HTML(elem_id="draft", apply_default_css=False, js_on_load="cewen.draft(element, trigger)")
        self._open = gr.State("")
        self.inputs: list[object] = [self._open]
        self.outputs = [self._targets, self._references, self._shelf, self._sheet]
        self._wire(pane)

    def _wire(self, pane: SourcePane) -> None:
        shown = [self._shelf, self._sheet, self._report, self._open]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        order = [self._kind, self._targets, self._topic, self._named, self._references]
        self._make.click(
            self._draft, order, shown, show_progress="minimal", show_progress_on=self._report,
            trigger_mode="once", api_visibility="private",
        )  # fmt: skip
        self._shelf.apply(self._choose, None, shown, **quiet)
        self._shelf.delete(self._forget, self._open, shown, **quiet)
        self._sheet.submit(self._reword, self._open, [self._report], **quiet, trigger_mode="multiple")
        self._sheet.apply(self._do, self._open, shown, **quiet)
        polishing = self._sheet.edit(self._polish, self._open, shown, trigger_mode="once", concurrency_limit=4, **quiet)
        self._report.stop(self._halt, self._open, shown, cancels=[polishing], queue=False, **quiet)
        self._returned.upload(self._take_back, self._returned, [*shown, self._returned], **quiet)
        self._downloads.serves(self._sheet.download, self._save, self._open, shown_on=self._report)
        pane.opens(self._sheet)

    def refresh(self, draft_id: str, request: gr.Request) -> list[object]:
        """The places and documents of the library that answers, and the person's drafts."""
        cards = all_cards(self._desk.library)
        places = sorted({card.place for card in cards if card.place})
        titles = [(card.title, card.doc_id) for card in cards]
        draft = self._drafts.get(draft_id, person(request))
        sheet = draft_html(draft) if draft else invitation_html()
        shelf = shelf_html(self._drafts.all(person(request)), draft_id)
        return [gr.Dropdown(choices=places), gr.Dropdown(choices=titles), shelf, sheet]

    def _draft(
        self, kind: DraftKind, targets: Sequence[str], topic: str, named: str, references: Sequence[str],
        request: gr.Request,
    ) -> Shown:  # fmt: skip
        try:
            draft = make_draft(
                self._desk.library, kind=kind, draft_id=new_draft_id(), targets=targets or (), topic=topic.strip(),
                paper_kind=named.strip() or None, references=references or None,
            )  # fmt: skip
        except CeWenError as error:
            return self._refused(str(error))
        return self._kept(draft, request)

    def _kept(self, draft: Draft, request: gr.Request, told: str = "") -> Shown:
        self._drafts.put(draft, person(request))
        return self._show(draft.draft_id, request, told)

    def _show(self, draft_id: str, request: gr.Request, told: str = "") -> Shown:
        draft = self._drafts.get(draft_id, person(request))
        sheet = draft_html(draft) if draft else invitation_html()
        return shelf_html(self._drafts.all(person(request)), draft_id), sheet, told, draft_id if draft else ""

    @staticmethod
    def _refused(sentence: str) -> Shown:
        return gr.skip(), gr.skip(), report_html([failed_html(sentence)]), gr.skip()

    def _choose(self, request: gr.Request, event: gr.EventData) -> Shown:
        return self._show(_said(event, "draft"), request)

    def _forget(self, draft_id: str, request: gr.Request, event: gr.EventData) -> Shown:
        forgotten = _said(event, "draft")
        self._drafts.remove(forgotten, person(request))
        return self._show("" if forgotten == draft_id else draft_id, request)

    def _reword(self, draft_id: str, request: gr.Request, event: gr.EventData) -> str:
        """Keep what was typed; the sheet is not drawn anew, so that whoever types goes on typing."""
        found = self._piece(draft_id, event, request)
        if found is None:
            return report_html([failed_html("这一处没有保存：稿子已被删除或在别处重做，请重新打开。")])
        draft, piece = found
        cells = tuple(str(cell) for cell in (event._data or {}).get("cells", ()))
        if len(cells) == len(piece.cells):
            self._drafts.put(draft.with_piece(piece.reworded(cells)), person(request))
        return ""

    def _do(self, draft_id: str, request: gr.Request, event: gr.EventData) -> Shown:
        """Strike a piece, take back what was done to it, or put a new one behind it."""
        found = self._piece(draft_id, event, request)
        if found is None:
            return self._refused("稿子已被删除或在别处重做，请重新打开。")
        draft, piece = found
        match _said(event, "deed"):
            case "strike":
                draft = draft.with_piece(piece.model_copy(update={"struck": True}))
            case "restore":
                draft = draft.with_piece(piece.restored())
            case "add":
                kind: PieceKind = piece.kind if piece.kind in ("row", "third") else "body"
                draft = draft.with_new(("",) * len(piece.cells), after=piece.piece_id, kind=kind)
        return self._kept(draft, request)

    def _polish(self, draft_id: str, request: gr.Request) -> Iterator[Shown]:
        """Lines in a model's words, kept as they come, so that stopping loses none; the sheet is drawn at the end."""
        draft, who = self._drafts.get(draft_id, person(request)), person(request)
        if draft is None:
            yield self._refused("稿子已被删除或在别处重做，请重新打开。")
            return
        self._polished[draft_id] = Polished(total=0)
        try:
            for event in self._desk.polish(draft, session=session_of(request)):
                if draft_id not in self._polished:
                    return
                self._polished[draft_id] = event
                self._drafts.lay(draft_id, event.piece, who)
                yield gr.skip(), gr.skip(), polishing_html(event), gr.skip()
        except CeWenError as error:
            yield self._refused(str(error))
            return
        failed = [failed_html(event.note)] if event.note else []
        yield self._show(draft_id, request, report_html([*failed, done_html(f"{polished_sentence(event)}。")]))

    def _halt(self, draft_id: str, request: gr.Request) -> Shown:
        event = self._polished.pop(draft_id, Polished(total=0))
        return self._show(draft_id, request, report_html([done_html(f"{polished_sentence(event, stopped=True)}。")]))

    def _piece(self, draft_id: str, event: gr.EventData, request: gr.Request) -> tuple[Draft, DraftPiece] | None:
        draft = self._drafts.get(draft_id, person(request))
        piece = draft.piece(_said(event, "piece")) if draft else None
        return (draft, piece) if draft and piece else None

    def _take_back(self, path: str | None, request: gr.Request) -> tuple[object, ...]:
        """The file's changes laid over its draft; the drop zone is empty again."""
        if path is None:
            return (*(gr.skip() for _ in range(4)), None)
        try:
            returned = read_returned(Path(path))
            draft = take_back(returned, self._drafts.get(returned.paper_id, person(request)))
        except CeWenError as error:
            return (*self._refused(str(error)), None)
        told = draft.told() or "文件里没有改动"
        return (
            *self._kept(draft, request, told=report_html([done_html(f"已接着《{draft.title}》写下去：{told}。")])),
            None,
        )

    def _save(
        self,
        draft_id: str,
        request: gr.Request,
        event: gr.EventData,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> Written:
        """The draft as a file, how far it is told while it is written."""
        draft = self._drafts.get(draft_id, person(request))
        if draft is None:
            return NOTHING
        suffix = _said(event, "suffix")

        def write(path: Path) -> None:
            def told(done: int, total: int) -> None:
                progress((done, total), desc="正在写入", unit="行")

            footnotes = _said(event, "sources") == "footnotes"
            save_draft(self._desk.library, draft, path, since=date.today(), told=told, footnotes=footnotes)

        return self._downloads.write(request, draft.title, suffix=suffix, writer=write)


def _said(event: gr.EventData, name: str) -> str:
    return str((event._data or {}).get(name, ""))
