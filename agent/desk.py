"""What page and command line stand on: two libraries, one that answers, and the agent over it.

The samples live in a demo library of their own. Once a person has added documents, answers come from theirs alone; one
switch goes back to the demo.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.events import Event, Turn
from agent.seats import Seats
from policy.documents import Frozen
from policy.parsing import parse_document
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

if TYPE_CHECKING:
    from agent.models import Model


class AddedFile(Frozen):
    """What became of a file: its document, and whether it was new to the library."""

    doc_id: str
    title: str
    task_count: int
    was_new: bool
    warnings: tuple[str, ...]


class Desk:
    """One person's or one office's place of work. model answers every session that chose no other; None: offline."""

    def __init__(
        self,
        *,
        own: PolicyLibrary,
        demo: PolicyLibrary,
        kept: Kept,
        model: "Model | None" = None,
    ) -> None:
        self.own = own
        self.demo = demo
        self.kept = kept
        self.seats = Seats()
        self._model = model
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

    def ask(self, question: str, history: Sequence[Turn] = (), *, session: str = "") -> Iterator[Event]:
        """The events of one run over the library that answers, by the model of this session."""
        from agent.agent import PolicyAgent  # LangChain takes a second: adding and listing do not pay for it

        return PolicyAgent(self.library, model=self.model_of(session)).ask(question, history)

    def add_file(self, path: Path, *, name: str | None = None) -> AddedFile:
        """Read a file into one's own library. Raises CeWenError; then the library is as it was."""
        document = parse_document(path)
        if name and name != document.source_name:
            document = document.model_copy(update={"source_name": name})
        was_new = self.own.add(document)
        self._demo_chosen = False
        return AddedFile(
            doc_id=document.doc_id,
            title=document.header.title,
            task_count=len(document.tasks),
            was_new=was_new,
            warnings=document.warnings,
        )

    def remove(self, doc_id: str) -> None:
        """Take a document out of one's own library. Raises NotInLibraryError."""
        self.own.remove(doc_id)

    def close(self) -> None:
        """Give both libraries and what is kept back."""
        self.kept.close()
        self.own.close()
        self.demo.close()
