"""对话: ask, watch the steps, read the answer, open its sources.

The state of a conversation lives in the browser's session; `ui.conversation` says what it is.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import gradio as gr

from exports.word import write_docx
from exports.workbook import write_xlsx
from policy.errors import CeWenError
from ui.conversation import Conversation, Exchange, history
from ui.desk import Desk
from ui.downloads import Downloads
from ui.exporting import answer_paper, answer_tables
from ui.pane import SourcePane
from ui.rendering import conversation_html, status_html
from ui.sessions import session_of
from ui.welcome import welcome_html

_LOG = logging.getLogger(__name__)
_PULSE = 3.0  # seconds between looks at an index that is still growing
_EXAMPLES_FROM = 12  # documents that are read for example questions: a large library must not hold up the page


class ChatTab:
    """The conversation, its question box, and the handlers between them."""

    def __init__(self, desk: Desk, pane: SourcePane, downloads: Downloads) -> None:
        self._desk, self._downloads = desk, downloads
        with gr.Column(elem_id="view-chat", elem_classes="view"):
            with gr.Row(elem_id="chat-head"):
                self.status = gr.HTML(elem_id="status", apply_default_css=False, js_on_load=None)
                self.new = gr.Button("新对话", elem_id="new-talk", scale=0)
            self.talk = gr.HTML(
                elem_id="talk", apply_default_css=False, js_on_load="cewen.talk(element, trigger, watch)"
            )
            with gr.Row(elem_id="composer"):
                self.question = gr.Textbox(
                    elem_id="question", show_label=False, label="问题", container=False, lines=1, max_lines=8,
                    placeholder="就这些文件提问，Enter 发送", autofocus=True, max_length=20_000,
                )  # fmt: skip
                self.stop = gr.Button("停止", elem_id="stop", scale=0)
                self.send = gr.Button("发送", elem_id="send", scale=0, variant="primary")
        self.conversation = gr.State(())
        self.pulse = gr.Timer(_PULSE, active=False)
        self.inputs, self.outputs = [self.conversation], [self.status, self.pulse, self.talk]
        self._wire(pane)

    def _wire(self, pane: SourcePane) -> None:
        shown = [self.talk, self.conversation, self.question]
        running = gr.on(
            [self.question.submit, self.send.click], self._ask, [self.question, self.conversation], shown,
            show_progress="hidden", concurrency_limit=4, trigger_mode="once", api_visibility="private",
        )  # fmt: skip
        suggested = self.talk.submit(
            self._ask_suggested, self.conversation, shown,
            show_progress="hidden", concurrency_limit=4, trigger_mode="once", api_visibility="private",
        )  # fmt: skip
        self.stop.click(
            self._halt, self.conversation, shown[:2],
            cancels=[running, suggested], show_progress="hidden", queue=False, api_visibility="private",
        )  # fmt: skip
        self.new.click(
            self._clear, None, shown,
            cancels=[running, suggested], show_progress="hidden", queue=False, api_visibility="private",
        )  # fmt: skip
        self.pulse.tick(self._status, None, [self.status, self.pulse], show_progress="hidden", api_visibility="private")
        pane.opens(self.talk)
        self._downloads.serves(self.talk.download, self._export, self.conversation)

    def refresh(self, conversation: Conversation, request: gr.Request) -> tuple[str, gr.Timer, str]:
        """The status line with its pulse, and the conversation, or the invitation where nothing was asked yet."""
        return *self._status(request), self._shown(conversation)

    def _status(self, request: gr.Request) -> tuple[str, gr.Timer]:
        mode = self._desk.mode_of(session_of(request))
        library = self._desk.library
        done, total = library.embedding_progress()
        told = status_html(
            documents=len(library.documents()), is_demo=self._desk.is_demo, mode=mode, done=done, total=total
        )
        return told, gr.Timer(active=done < total)

    def _shown(self, conversation: Conversation) -> str:
        return conversation_html(conversation) if conversation else self._welcome()

    def _welcome(self) -> str:
        library = self._desk.library
        documents = (library.document(shelved.doc_id) for shelved in library.documents()[:_EXAMPLES_FROM])
        return welcome_html(documents, is_demo=self._desk.is_demo)

    def _ask(
        self, question: str, conversation: Conversation, request: gr.Request
    ) -> Iterator[tuple[str, Conversation, str]]:
        if not question.strip():
            yield self._shown(conversation), conversation, ""
            return
        session = session_of(request)
        yield from ((self._shown(grown), grown, "") for grown in self._grow(question.strip(), conversation, session))

    def _ask_suggested(
        self, conversation: Conversation, request: gr.Request, event: gr.EventData
    ) -> Iterator[tuple[str, Conversation, str]]:
        yield from self._ask(str((event._data or {}).get("question", "")), conversation, request)

    def _grow(self, question: str, conversation: Conversation, session: str) -> Iterator[Conversation]:
        exchange = Exchange(question=question)
        yield (*conversation, exchange)
        try:
            for event in self._desk.ask(question, history(conversation), session=session):
                exchange = exchange.after(event)
                yield (*conversation, exchange)
        except CeWenError as error:
            yield (*conversation, exchange.failed(str(error)))
        except Exception:
            _LOG.exception("回答问题时出错")
            yield (*conversation, exchange.failed("这次没有答成，程序内部出错；详情已写入运行窗口，可以换个问法再试。"))

    def _halt(self, conversation: Conversation) -> tuple[str, Conversation]:
        halted = tuple(exchange.halted() for exchange in conversation)
        return self._shown(halted), halted

    def _export(self, conversation: Conversation, request: gr.Request, event: gr.EventData) -> str | None:
        wanted: dict[str, object] = event._data or {}
        exchange = next((each for at, each in enumerate(conversation) if at == wanted.get("exchange")), None)
        if exchange is None or exchange.answered is None:
            return None
        question, answer = exchange.question, exchange.answered.answer
        if wanted.get("kind") == "xlsx":
            tables = answer_tables(question, answer)
            return self._write(request, question, ".xlsx", lambda path: write_xlsx(tables, path)) if tables else None
        return self._write(request, question, ".docx", lambda path: write_docx(answer_paper(question, answer), path))

    def _write(self, request: gr.Request, title: str, suffix: str, writer: Callable[[Path], None]) -> str | None:
        return self._downloads.write(request, title, suffix=suffix, writer=writer)

    def _clear(self) -> tuple[str, Conversation, str]:
        return self._welcome(), (), ""
