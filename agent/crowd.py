"""How many questions are under way at once, so that many people, or a model that hangs, cost the others little.

Beyond the most, a question is refused with a sentence. A model's answer is waited for by a few questions at a time;
whoever comes then gets the offline answer at once, which says why. Questions without a model take turns at computing,
so that the first to come is the first to be answered. Counted for one running program.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from agent.events import Event
from policy.errors import BusyError

MOST = 64
WITH_A_MODEL = 8
COMPUTING = 4
BUSY = f"现在提问的人太多（同时有 {MOST} 个问题在答），请过一会儿再问。"
MODEL_BUSY = f"模型正在答别的问题（已有 {WITH_A_MODEL} 个在等它），"


class Crowd:
    """The questions that are under way. Safe to use from many threads."""

    def __init__(self) -> None:
        self._all = threading.BoundedSemaphore(MOST)
        self._models = threading.BoundedSemaphore(WITH_A_MODEL)
        self._computing = _Turns(COMPUTING)

    def admitted(self, events: Iterator[Event], *, online: bool) -> Iterator[Event]:
        """The events of a question, under way from the first to the end or until closed. Raises BusyError."""
        if not self._all.acquire(blocking=False):
            raise BusyError(BUSY)
        try:
            yield from events if online else self._in_turns(events)
        finally:
            self._all.release()

    @contextmanager
    def waiting_for_a_model(self) -> Iterator[bool]:
        """Whether there is room for one more that waits."""
        free = self._models.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._models.release()

    def _in_turns(self, events: Iterator[Event]) -> Iterator[Event]:
        # The turn is given back between two events: whoever reads slowly holds nobody up.
        while True:
            with self._computing.taken():
                event = next(events, None)
            if event is None:
                return
            yield event


class _Turns:
    """So many at once, the others strictly in the order in which they came; a semaphore lets late comers pass."""

    def __init__(self, most: int) -> None:
        self._free, self._lock = most, threading.Lock()
        self._waiting = deque[threading.Lock]()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn, and give it on at the end."""
        mine = self._place()
        if mine:
            mine.acquire()
        try:
            yield
        finally:
            self._give_on()

    def _place(self) -> "threading.Lock | None":
        """A place in the queue, held until it is one's turn; None where nobody need wait."""
        with self._lock:
            if self._free:
                self._free -= 1
                return None
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
            return mine

    def _give_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1
