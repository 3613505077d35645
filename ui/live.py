"""Answers that are being written at this moment, so that another tab of the same person shows them as they grow.

Covered: the tabs of one running program. What was being written when the program ended shows as stopped (`ui.past`).
"""

from ui.conversation import Conversation


class Run:
    """One answer on its way: how far its conversation is, and whether the person stopped it, in whichever tab."""

    def __init__(self) -> None:
        self.conversation: Conversation = ()
        self.halted = False


class LiveTalks:
    """The run that writes in each conversation, by person and key. Single steps on a dictionary: safe among threads."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], Run] = {}

    def begin(self, person: str, key: str) -> Run:
        """A run that writes in it from now on; one that was stopped and still hangs there writes there no more."""
        run = self._runs[person, key] = Run()
        return run

    def of(self, person: str, key: str) -> Conversation | None:
        """How far it is; None where nothing is being written in it."""
        run = self._runs.get((person, key))
        return run.conversation if run and not run.halted else None

    def halt(self, person: str, key: str) -> None:
        """Have whoever writes in it stop."""
        if run := self._runs.get((person, key)):
            run.halted = True

    def end(self, person: str, key: str, run: Run) -> None:
        """The run is over."""
        if self._runs.get((person, key)) is run:
            del self._runs[person, key]
