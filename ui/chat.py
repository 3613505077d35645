"""对话: ask, watch the steps, read the answer, open its sources, ask again or otherwise, say what it was worth.

The state of a conversation lives in the browser's session and in `ui.past`; `ui.conversation` says what it is.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import gradio as gr

from agent.events import Event, Turn
from policy.errors import BusyError
from ui.answering import Ask, answer
from ui.conversation import Conversation, Exchange, Opinion
from ui.desk import Desk
from ui.downloads import NOTHING, Downloads, Written
from ui.exchanges import conversation_html
from ui.live import LiveTalks
from ui.pane import SourcePane
from ui.past import PastTalk
from ui.people import may_change, person
from ui.rail import Rail, foot_html
from ui.rendering import status_html
from ui.saving import answer_writer
from ui.scope import chosen, library_of
from ui.sessions import session_of
from ui.welcome import welcome_html

_PULSE = 3.0  # seconds between looks at an index that is still growing
_FOLLOW = 0.8  # seconds between looks at an answer that grows in another tab
_EXAMPLES_FROM = 12  # documents that are read for example questions: a large library must not hold up the page
_LONGEST = 20_000  # characters of a question that are kept; the agent refuses far shorter ones
_MOST_OF_ONE = 8  # answers that one of several people may have under way: there are places for 64 (`agent.crowd`)
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

Shown = tuple[Any, ...]  # what fills `_shown`: the talk, the conversation, its key, the list of conversations


class ChatTab:
    """The conversation, its question box, and the handlers between them."""

    def __init__(self, desk: Desk, pane: SourcePane, downloads: Downloads, rail: Rail) -> None:
        self._desk, self._downloads, self._rail, self._past = desk, downloads, rail, rail.past
        self._live = LiveTalks()
        with gr.Column(elem_id="view-chat", elem_classes="view"):
            self.status = gr.HTML(elem_id="status", apply_default_css=False, js_on_load=None)
            self.talk = gr.HTML(
                elem_id="talk", apply_default_css=False, js_on_load="cewen.talk(element, trigger, watch)"
            )
            with gr.Row(elem_id="composer"):
                self.question = gr.Textbox(
                    elem_id="question", show_label=False, label="问题", container=False, lines=1, max_lines=8,
                    placeholder="就这些文件提问，Enter 发送", autofocus=True, max_length=_LONGEST,
                )  # fmt: skip
                self.stop = gr.Button("停止", elem_id="stop", scale=0)
                self.send = gr.Button("发送", elem_id="send", scale=0, variant="primary")
        self.conversation = gr.State(())
        self.pulse = gr.Timer(_PULSE, active=False)
        self.follow = gr.Timer(_FOLLOW, active=False)
        self._shown = [self.talk, self.conversation, rail.key, rail.list]
        self.inputs = [self.conversation, rail.key]
        self._opened = [*self._shown, self.follow]
        self.outputs = [self.status, self.pulse, *self._opened, rail.foot]
        self._wire(pane)

    def _wire(self, pane: SourcePane) -> None:
        # How many may ask at once is the desk's to say.
        running: dict[str, Any] = {"concurrency_limit": None, "trigger_mode": "multiple", **_QUIET}
        asked = gr.on(
            [self.question.submit, self.send.click], self._ask, [self.question, *self.inputs],
            [self.question, *self._shown], **running,
        )  # fmt: skip
        pressed = self.talk.submit(self._ask_from, self.inputs, self._shown, **running)
        at_once: dict[str, Any] = {"cancels": [asked, pressed], "queue": False, **_QUIET}
        self.stop.click(self._halt, self.inputs, self._shown[:2], **at_once)
        self._rail.new.click(self._begin, None, self._shown, **at_once)
        self._rail.list.select(self._open, None, self._opened, **at_once)
        self.follow.tick(self._look, self._rail.key, self._opened, **_QUIET)
        self._rail.list.delete(self._remove, self.inputs, self._shown, queue=False, **_QUIET)
        self.talk.like(self._judge, self.inputs, self._shown[:2], queue=False, **_QUIET)
        self.pulse.tick(self._status, None, [self.status, self.pulse], **_QUIET)
        pane.opens(self.talk)
        self._downloads.serves(self.talk.download, self._export, self.conversation)

    def refresh(self, conversation: Conversation, key: str | None, request: gr.Request) -> Shown:
        """The status line with its pulse, and the conversation that was open last, or an invitation to begin one."""
        who = person(request)
        seated = key is None
        key = self._past.seat(who) if key is None else key
        return (
            *self._status(request),
            *(self._current(key, who) if seated else (*self._all(conversation, key, who), gr.skip())),
            foot_html(who, reader=not may_change(request)),
        )

    def _status(self, request: gr.Request) -> tuple[str, gr.Timer]:
        library = library_of(self._desk, person(request))
        done, total = library.embedding_progress()
        told = status_html(
            chosen=library is not self._desk.library,
            documents=len(library.documents()),
            is_demo=self._desk.is_demo,
            mode=self._desk.mode_of(session_of(request)),
            done=done,
            total=total,
        )
        return told, gr.Timer(active=done < total)

    def _all(self, conversation: Conversation, key: str, who: str, *, taken: PastTalk | None = None) -> Shown:
        return self._talk(conversation), conversation, key, self._rail.shown(who, key, taken=taken)

    def _current(self, key: str, who: str) -> Shown:
        """The conversation as it stands now, followed as long as it grows in another tab."""
        growing = self._live.of(who, key)
        conversation = self._past.open(key, who) if growing is None else growing
        return *self._all(conversation, key, who), gr.Timer(active=growing is not None)

    def _look(self, key: str | None, request: gr.Request) -> Shown:
        return self._current(key or "", person(request))

    def _talk(self, conversation: Conversation) -> str:
        return conversation_html(conversation) if conversation else self._welcome()

    def _welcome(self) -> str:
        library = self._desk.library
        documents = (library.document(shelved.doc_id) for shelved in library.documents()[:_EXAMPLES_FROM])
        return welcome_html(documents, is_demo=self._desk.is_demo)

    def _ask(self, question: str, conversation: Conversation, key: str | None, request: gr.Request) -> Iterator[Shown]:
        if not question.strip() or _busy(conversation):
            yield gr.skip(), *(gr.skip() for _ in self._shown)
            return
        yield from (("", *shown) for shown in self._grow(question, conversation, key or "", request))

    def _ask_from(
        self, conversation: Conversation, key: str | None, request: gr.Request, event: gr.EventData
    ) -> Iterator[Shown]:
        """A suggested question after all others, or an earlier one asked anew in place of what came then."""
        wanted: dict[str, Any] = event._data or {}
        at = wanted.get("at")
        earlier = conversation[:at] if isinstance(at, int) else conversation
        question = str(wanted.get("question", "")).strip()
        if question and not _busy(conversation):
            yield from self._grow(question, earlier, key or "", request)

    def _grow(self, question: str, earlier: Conversation, key: str, request: gr.Request) -> Iterator[Shown]:
        """Begin to answer, and show the answer as it grows for as long as the tab looks on."""
        who, question = person(request), question.strip()[:_LONGEST]
        asked = (*earlier, Exchange(question=question))
        key = self._past.save(key, asked, who)
        self._past.sit(key, who)
        listed: Any = self._rail.shown(who, key)
        run = self._live.begin(who, key, asked)

        def keep(conversation: Conversation) -> None:
            if self._live.is_writing(who, key, run):  # what was stopped is kept as it stood then
                self._past.save(key, conversation, who)

        ask: Ask = partial(self._desk.ask, session=session_of(request), scope=chosen(self._desk.kept, who))
        ask = _too_many if who and run.others >= _MOST_OF_ONE else ask
        self._live.start(who, key, run, answer(ask, question, earlier, keep=keep))
        for conversation in run.watch():
            yield self._talk(conversation), conversation, key, listed
            listed = gr.skip()
        if run.halted:
            halted = tuple(exchange.halted() for exchange in run.conversation)
            yield self._talk(halted), halted, key, listed

    def _halt(self, conversation: Conversation, key: str | None, request: gr.Request) -> tuple[str, Conversation]:
        halted = tuple(exchange.halted() for exchange in conversation)
        if key:
            self._live.halt(person(request), key)
            self._past.save(key, halted, person(request))
        return self._talk(halted), halted

    def _begin(self, request: gr.Request) -> Shown:
        self._past.sit("", person(request))
        return self._all((), "", person(request))

    def _open(self, request: gr.Request, event: gr.EventData) -> Shown:
        key, who = str((event._data or {}).get("key", "")), person(request)
        self._past.sit(key, who)
        return self._current(key, who)

    def _remove(self, conversation: Conversation, key: str | None, request: gr.Request, event: gr.EventData) -> Shown:
        gone, who = str((event._data or {}).get("key", "")), person(request)
        card = self._past.card(gone, who)
        self._live.halt(who, gone)
        self._past.remove(gone, who)
        taken = PastTalk(gone, card.title, card.grown) if card else None
        kept = (conversation, key or "") if gone != key else ((), "")
        return self._all(*kept, who, taken=taken)

    def _judge(
        self, conversation: Conversation, key: str | None, request: gr.Request, event: gr.EventData
    ) -> tuple[str, Conversation]:
        wanted: dict[str, Any] = event._data or {}
        opinion = Opinion(useful=wanted.get("useful") == "yes", note=str(wanted.get("note", ""))[:500])
        judged = tuple(
            exchange.judged(opinion) if at == wanted.get("exchange") and exchange.answered else exchange
            for at, exchange in enumerate(conversation)
        )
        if key:
            self._past.save(key, judged, person(request))
        return self._talk(judged), judged

    def _export(self, conversation: Conversation, request: gr.Request, event: gr.EventData) -> Written:
        wanted: dict[str, Any] = event._data or {}
        exchange = next((each for at, each in enumerate(conversation) if at == wanted.get("exchange")), None)
        made = answer_writer(exchange, wanted, self._desk.library) if exchange else None
        if exchange is None or made is None:
            return NOTHING
        return self._downloads.write(request, exchange.question, suffix=made[0], writer=made[1])


def _too_many(_: str, __: Sequence[Turn]) -> Iterator[Event]:
    raise BusyError(f"您有 {_MOST_OF_ONE} 个问题还在答，请等答完再问。")


def _busy(conversation: Conversation) -> bool:
    return bool(conversation) and conversation[-1].running
