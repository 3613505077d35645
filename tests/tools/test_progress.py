"""Notes on tasks: each one step more, found again by the task's words, never shown with other words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tools.exporting import save_tasks
from tools.progress import note_progress, open_book, undo_progress
from tools.tasks import TaskTable, filter_tasks
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with Kept(tmp_path / "kept") as opened:
        yield opened


@pytest.fixture
def table(two_plans: PolicyLibrary) -> TaskTable:
    return filter_tasks(two_plans)


def test_the_latest_note_stands_and_the_earlier_ones_stay(kept: Kept, table: TaskTable) -> None:
    task = table.rows[0].task
    note_progress(kept, task, state="under_way", note="方案已起草", person="王", at=NOW)
    note_progress(kept, task, state="done", note="已印发", person="李", at=NOW)
    progress = open_book(kept).of(task)
    assert progress is not None
    assert [(step.state, step.note, step.person) for step in progress.steps] == [
        ("done", "已印发", "李"), ("under_way", "方案已起草", "王"),
    ]  # fmt: skip


def test_a_note_is_taken_back_one_at_a_time(kept: Kept, table: TaskTable) -> None:
    task = table.rows[0].task
    for state in ("under_way", "done"):
        note_progress(kept, task, state=state, note="", person="", at=NOW)
    undo_progress(kept, task)
    assert open_book(kept).state(task) == "under_way"
    undo_progress(kept, task)
    assert open_book(kept).of(task) is None


def test_a_note_follows_the_words_of_its_task_and_no_others(kept: Kept, table: TaskTable) -> None:
    task = table.rows[0].task
    note_progress(kept, task, state="done", note="", person="", at=NOW)
    book = open_book(kept)
    moved = task.model_copy(update={"task_id": f"{task.doc_id}-99t"})
    assert book.state(moved) == "done"
    assert book.of(task.model_copy(update={"quote": "另一件事"})) is None


def test_notes_leave_as_columns_of_their_own(kept: Kept, table: TaskTable, tmp_path: Path) -> None:
    note_progress(kept, table.rows[0].task, state="held_up", note="等市里批复", person="王", at=NOW)
    save_tasks(table, tmp_path / "台账.xlsx", since=NOW.date(), book=open_book(kept))
    sheet = load_workbook(tmp_path / "台账.xlsx").worksheets[0]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert (first["进展"], first["进展说明"]) == ("受阻", "等市里批复")
    assert str(first["记录人与时间"]).startswith("王，2026-11-22")
