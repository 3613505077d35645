"""What the page asks of the desk it stands on: `agent.desk.Desk`, or a scripted twin in the tests.

Nothing else reaches the page: it renders what these return and decides nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from agent.events import Event, Turn
from agent.models import Model
from agent.polished import Polished
from agent.seats import Seats
from policy.parsing import Told, unheard
from tools.drafts import Draft
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary


class Added(Protocol):
    """What became of an added file."""

    @property
    def title(self) -> str:
        """The document's own title."""

    @property
    def task_count(self) -> int:
        """How many tasks were found in it."""

    @property
    def was_new(self) -> bool:
        """False when the same bytes were in the library already."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Chinese sentences for the person who added it."""


class Desk(Protocol):
    """The library, the agent, and the switch between one's own documents and the demonstration."""

    @property
    def own(self) -> PolicyLibrary:
        """The person's own documents, whether they answer now or not."""

    @property
    def kept(self) -> Kept:
        """What people keep: conversations, drafts, notes."""

    @property
    def library(self) -> PolicyLibrary:
        """The library that answers now."""

    @property
    def is_demo(self) -> bool:
        """Whether it is the demonstration library."""

    @property
    def seats(self) -> Seats:
        """The models that sessions chose for themselves."""

    def mode_of(self, session: str, /) -> str:
        """What answers this session: 离线模式, or 在线模式：model."""

    def model_of(self, session: str, /) -> Model | None:
        """The model of this session; None: offline."""

    def show_demo(self, on: bool, /) -> None:
        """Answer from the demonstration, or from one's own documents."""

    def ask(
        self, question: str, history: Sequence[Turn], *, session: str = "", scope: Sequence[str] = ()
    ) -> Iterator[Event]:
        """The run of one question, by the session's model, over the documents of scope where there are any; CeWenError
        when it cannot be handled.
        """

    def polish(self, draft: Draft, *, session: str = "") -> Iterator[Polished]:
        """An outline's lines in the words of the session's model, each checked; CeWenError where none can be had."""

    def within(self, scope: Sequence[str], /) -> PolicyLibrary:
        """The library that answers, narrowed to the documents of scope; whole where scope is empty."""

    def add_file(self, path: Path, *, name: str | None = None, told: Told = unheard) -> Added:
        """Read a file into one's own library; CeWenError, the library as it was, when it cannot be read."""

    def remove(self, doc_id: str) -> None:
        """Take a document out, with everything that was derived from it; it can be restored."""

    def restore(self, doc_id: str) -> None:
        """Put a removed document back; CeWenError when it is gone for good."""
