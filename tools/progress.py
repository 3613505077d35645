"""进展: what people note on the tasks of the ledger, beside the documents and for the whole office.

A note belongs to a task and to the words that the task had: where a later reading gives the task another id, it is
found again by those words; where the words themselves are gone it is not shown with others. Nothing is ever
overwritten: each note is one step more.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args

from policy.assignments import Task
from policy.values import Frozen
from vectorstore.kept import Kept
from vectorstore.marks import TaskMark

State = Literal["not_started", "under_way", "done", "held_up"]
STATES: tuple[State, ...] = get_args(State)
STATE_NAMES: dict[State, str] = {
    "not_started": "未开始", "under_way": "推进中", "done": "已完成", "held_up": "受阻",
}  # fmt: skip
_KIND = "progress"
_LONGEST_NOTE = 1000


class Step(Frozen):
    """One note: person is '' where the machine has one user only, at is in UTC."""

    state: State
    note: str
    person: str
    at: datetime


class Progress(Frozen):
    """All notes on a task, the latest first; quote is the task's text when it was noted."""

    quote: str
    steps: tuple[Step, ...]

    @property
    def latest(self) -> Step:
        """Where the task stands."""
        return self.steps[0]


class ProgressBook:
    """The notes on all tasks, as they were when it was opened."""

    def __init__(self, found: Iterable[tuple[str, Progress]] = ()) -> None:
        self._by_task = dict(found)
        self._by_words = {(_owner(task_id), each.quote): each for task_id, each in self._by_task.items()}

    @property
    def documents(self) -> frozenset[str]:
        """The documents of which something is noted."""
        return frozenset(map(_owner, self._by_task))

    def of(self, task: Task | TaskMark) -> Progress | None:
        """The notes on this task, None where nobody has noted anything."""
        mine = self._by_task.get(task.task_id)
        return mine if mine and mine.quote == task.quote else self._by_words.get((_owner(task.task_id), task.quote))

    def state(self, task: Task | TaskMark) -> State:
        """Where the task stands; not started where nobody has noted anything."""
        mine = self.of(task)
        return mine.latest.state if mine else "not_started"


def open_book(kept: Kept) -> ProgressBook:
    """Every note that is kept."""
    return ProgressBook((entry.key, entry.value) for entry in kept.all(_KIND, Progress))


def note_progress(kept: Kept, task: Task, *, state: State, note: str, person: str, at: datetime) -> Progress:
    """Note where a task stands; a note is cut at 1,000 characters."""
    before = open_book(kept).of(task)
    step = Step(state=state, note=note.strip()[:_LONGEST_NOTE], person=person, at=at)
    progress = Progress(quote=task.quote, steps=(step, *(before.steps if before else ())))
    kept.put(_KIND, task.task_id, progress)
    return progress


def undo_progress(kept: Kept, task: Task) -> None:
    """Take the latest note back."""
    before = open_book(kept).of(task)
    if before and len(before.steps) > 1:
        kept.put(_KIND, task.task_id, before.model_copy(update={"steps": before.steps[1:]}))
    else:
        kept.remove(_KIND, task.task_id)


def _owner(task_id: str) -> str:
    return task_id.rpartition("-")[0]
