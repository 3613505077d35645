"""The ledger by facets: every number is the number of rows that choosing it leaves."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tools.facets import GROUPS, UNWRITTEN, LedgerQuery, view_ledger
from tools.progress import ProgressBook, note_progress, open_book
from tools.task_rows import TaskRow
from tools.tasks import filter_tasks
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def rows(samples_library: PolicyLibrary) -> tuple[TaskRow, ...]:
    return filter_tasks(samples_library).rows


def test_every_count_is_what_choosing_it_leaves(rows: tuple[TaskRow, ...]) -> None:
    asked = LedgerQuery(theme="国企改革")
    for facet in view_ledger(rows, asked, book=ProgressBook(), today=TODAY).facets:
        for choice in facet.choices:
            query = asked.model_copy(update={facet.key: choice.value})
            left = view_ledger(rows, query, book=ProgressBook(), today=TODAY)
            if facet.key != "unit":  # a name may mean another's body too: 区科委, 区科技局
                assert left.total == choice.count, (facet.key, choice)
            assert left.total >= choice.count > 0


def test_a_unit_is_found_by_any_of_its_names(rows: tuple[TaskRow, ...]) -> None:
    named = view_ledger(rows, LedgerQuery(unit="国资委"), book=ProgressBook(), today=TODAY)
    assert named.total
    assert all("国资" in row.units_text() for row in named.rows)


def test_words_must_all_stand_somewhere_in_the_row(rows: tuple[TaskRow, ...]) -> None:
    found = view_ledger(rows, LedgerQuery(words="国企 改革"), book=ProgressBook(), today=TODAY)
    assert 0 < found.total < len(rows)
    assert found.conditions == "写有“国企 改革”"


@pytest.mark.parametrize("group", GROUPS)
def test_groups_hold_every_row_that_fits(rows: tuple[TaskRow, ...], group: str) -> None:
    view = view_ledger(rows, LedgerQuery(group=group), book=ProgressBook(), today=TODAY)
    grouped = {row.task.task_id for each in view.groups for row in each.rows}
    assert grouped == {row.task.task_id for row in rows}
    assert all(each.label for each in view.groups)


def test_rows_that_say_nothing_are_a_choice_too(rows: tuple[TaskRow, ...]) -> None:
    view = view_ledger(rows, LedgerQuery(deadline=UNWRITTEN), book=ProgressBook(), today=TODAY)
    assert view.total
    assert not any(row.task.deadlines for row in view.rows)


def test_a_noted_task_counts_under_its_state(rows: tuple[TaskRow, ...], tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        note_progress(kept, rows[0].task, state="done", note="已报区政府", person="王", at=datetime.now(UTC))
        view = view_ledger(rows, LedgerQuery(state="done"), book=open_book(kept), today=TODAY)
    assert [row.task.task_id for row in view.rows] == [rows[0].task.task_id]
    assert view.conditions == "进展＝已完成"
