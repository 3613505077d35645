"""What page and command line stand on: two libraries, one that answers, and the agent over it.

The samples live in a demo library of their own. Once a person has added documents, answers come from theirs alone; one
switch goes back to the demo.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.crowd import MODEL_BUSY, Crowd
from agent.events import Event, Turn
from agent.journal import Journal
from agent.seats import Seats
from policy.documents import PolicyDocument
from policy.errors import BusyError, ModelError, NotInLibraryError
from policy.parsing import Parse, Told, parse_document, unheard
from policy.values import Frozen
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

if TYPE_CHECKING:
    from agent.models import Model
    from agent.polished import Polished
    from tools.drafts import Draft


_REMOVED, _RESTORABLE = "removed", 20  # kind in what is kept, and how many removed documents are


class AddedFile(Frozen):
    """What became of a file: its document, and whether it was new to the library."""

    doc_id: str
    title: str
    task_count: int
    was_new: bool
    warnings: tuple[str, ...]


class Desk:
    """One person's or one office's place of work. model answers every session that chose no other; None: offline.

    parse makes a document of a file; where strangers hand files in it is one with limits.
    """

    def __init__(
        self,
        *,
        own: PolicyLibrary,
        demo: PolicyLibrary,
        kept: Kept,
        model: "Model | None" = None,
        parse: Parse = parse_document,
        journal: Journal | None = None,
    ) -> None:
        self.own = own
        self.demo = demo
        self.kept = kept
        self.journal = journal or Journal()
        self.seats = Seats()
        self._crowd = Crowd()
        self._model = model
        self._parse = parse
        self._demo_chosen = False

    @property
    def is_demo(self) -> bool:
        """Whether the samples answer: by choice, or because there is nothing else yet."""
        return self._demo_chosen or not self.own.documents()

    def show_demo(self, on: bool) -> None:
        """Go to the samples or back to one's own documents."""
        self._demo_chosen = on

    @property
    def library(self) -> PolicyLibrary:
        """The library that answers."""
        return self.demo if self.is_demo else self.own

    @property
    def mode(self) -> str:
        """What answers whoever chose nothing: 离线模式, or 在线模式：and the model's name."""
        return self.mode_of("")

    def mode_of(self, session: str) -> str:
        """What answers this session."""
        model = self.model_of(session)
        return f"在线模式：{model.name}" if model else "离线模式"

    def model_of(self, session: str) -> "Model | None":
        """The model of this session; None: offline."""
        return self.seats.of(session, otherwise=self._model)

    def ask(
        self, question: str, history: Sequence[Turn] = (), *, session: str = "", scope: Sequence[str] = ()
    ) -> Iterator[Event]:
        """The events of one run by the model of this session, over the documents of scope, or all where it is empty.

        They begin with BusyError where too many questions are under way.
        """
        from agent.agent import PolicyAgent  # LangChain takes a second: adding and listing do not pay for it

        model = self.model_of(session)
        online = model is not None
        events = PolicyAgent(self.within(scope), model=model, crowd=self._crowd).ask(question, history)
        return self.journal.watched(self._crowd.admitted(events, online=online), online=online)

    def polish(self, draft: "Draft", *, session: str = "") -> "Iterator[Polished]":
        """An outline's lines in the words of this session's model, each as it is checked.

        Begins with ModelError where the session has no model, with BusyError where too many wait for theirs.
        """
        from agent.polishing import polish

        model = self.model_of(session)
        if model is None:
            raise ModelError("现在是离线模式，没有模型可以润色；请先在“模型与设置”里选一个模型。")
        with self._crowd.waiting_for_a_model() as free:
            if not free:
                raise BusyError(f"{MODEL_BUSY}请过一会儿再润色。")
            yield from polish(draft, model, library=self.library)

    def within(self, scope: Sequence[str]) -> PolicyLibrary:
        """The library that answers, narrowed to the documents of scope that it holds; whole where it holds none."""
        here = {summary.doc_id for summary in self.library.documents()}.intersection(scope) if scope else ()
        return self.library.within(here) if here else self.library

    def add_file(self, path: Path, *, name: str | None = None, told: Told = unheard) -> AddedFile:
        """Read a file into one's own library. Raises CeWenError; then the library is as it was."""
        document = self._parse(path, told=told)
        if name and name != document.source_name:
            document = document.model_copy(update={"source_name": name})
        told("index")
        was_new = self.own.add(document)
        self._demo_chosen = False
        return AddedFile(
            doc_id=document.doc_id,
            title=document.header.title,
            task_count=document.task_count,
            was_new=was_new,
            warnings=document.warnings,
        )

    def remove(self, doc_id: str) -> None:
        """Take a document out of one's own library; it can be restored. Raises NotInLibraryError."""
        self.kept.put(_REMOVED, doc_id, self.own.remove(doc_id))
        for entry in self.kept.all(_REMOVED, PolicyDocument)[_RESTORABLE:]:
            self.kept.remove(_REMOVED, entry.key)

    def restore(self, doc_id: str) -> None:
        """Put a removed document back. Raises NotInLibraryError."""
        document = self.kept.get(_REMOVED, doc_id, PolicyDocument)
        if document is None:
            raise NotInLibraryError(f"只能恢复最近删除的 {_RESTORABLE} 份文件，这一份已经不在其中，请重新添加它。")
        self.own.add(document)
        self.kept.remove(_REMOVED, doc_id)

    def close(self) -> None:
        """Give both libraries and what is kept back."""
        self.kept.close()
        self.own.close()
        self.demo.close()
