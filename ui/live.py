"""Answers that are being written at this moment, each in a thread of its own: they go on when the tab that asked is
reloaded or closed, and every tab of the same person shows them as they grow.

Covered: the tabs of one running program. What was being written when the program ended shows as stopped (`ui.past`).
"""

import logging
import threading
from collections.abc import Iterable, Iterator

from ui.conversation import Conversation

_LOG = logging.getLogger(__name__)
_BREATH = 2.0  # seconds after which whoever watches an answer that does not grow may notice that its tab is gone


class Run:
    """One answer on its way: how far its conversation is, and whether the person stopped it, in whichever tab.

    others: how many answers of the same person were on their way when it began.
    """

    def __init__(self, conversation: Conversation, *, others: int = 0) -> None:
        self.conversation = conversation
        self.others = others
        self.halted = self.over = False
        self._news = threading.Condition()

    def write(self, conversations: Iterable[Conversation]) -> None:
        """Follow the answer to its end, or until it is stopped."""
        try:
            for conversation in conversations:
                if self.halted:
                    break
                self._tell(conversation)
        except Exception:  # the thread has nobody to tell
            _LOG.exception("保存回答时出错")
        finally:
            self.over = True
            self._tell(self.conversation)

    def halt(self) -> None:
        """Have whoever writes stop."""
        self.halted = True
        self._tell(self.conversation)

    def watch(self) -> Iterator[Conversation]:
        """The conversation each time it has grown, and now and then when it has not; ends with the run."""
        seen: Conversation = ()
        while not (self.halted or (self.over and seen is self.conversation)):
            with self._news:
                self._news.wait_for(lambda: self.halted or self.over or seen is not self.conversation, _BREATH)  # noqa: B023
            seen = self.conversation
            if seen and not self.halted:
                yield seen

    def _tell(self, conversation: Conversation) -> None:
        with self._news:
            self.conversation = conversation
            self._news.notify_all()


class LiveTalks:
    """The run that writes in each conversation, by person and key. Single steps on a dictionary: safe among threads."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], Run] = {}
        self._beginning = threading.Lock()

    def begin(self, person: str, key: str, conversation: Conversation) -> Run:
        """A run that writes in it from now on; one that was stopped and still hangs there writes there no more."""
        with self._beginning:
            others = sum(of == person for of, _ in tuple(self._runs))
            run = self._runs[person, key] = Run(conversation, others=others)
        return run

    def start(self, person: str, key: str, run: Run, conversations: Iterable[Conversation]) -> None:
        """Let the run write, whoever watches."""

        def work() -> None:
            run.write(conversations)
            self._end(person, key, run)

        threading.Thread(target=work, name="cewen-answer", daemon=True).start()

    def of(self, person: str, key: str) -> Conversation | None:
        """How far it is; None where nothing is being written in it."""
        run = self._runs.get((person, key))
        return run.conversation if run and not run.halted else None

    def halt(self, person: str, key: str) -> None:
        """Have whoever writes in it stop."""
        if run := self._runs.get((person, key)):
            run.halt()

    def is_writing(self, person: str, key: str, run: Run) -> bool:
        """Whether it is this run's to write there."""
        return not run.halted and self._runs.get((person, key)) is run

    def _end(self, person: str, key: str, run: Run) -> None:
        if self._runs.get((person, key)) is run:
            del self._runs[person, key]
