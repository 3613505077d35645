"""The ledger by facets: every number is the number of rows that choosing it leaves."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tools.facets import FACET_KEYS, GROUPS, LedgerQuery
from tools.ledger_index import UNWRITTEN
from tools.ledger_view import PAGE_SIZE, LedgerView, view_ledger
from tools.progress import ProgressBook, note_progress, open_book
from tools.task_rows import TaskRow
from tools.tasks import chosen_tasks, filter_tasks
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

TODAY = date(2026, 11, 22)
NOTHING = ProgressBook()


@pytest.fixture(scope="module")
def rows(samples_library: PolicyLibrary) -> tuple[TaskRow, ...]:
    return filter_tasks(samples_library).rows


def viewed(
    library: PolicyLibrary, *, book: ProgressBook = NOTHING, page: int = 1, **asked: str | tuple[str, ...]
) -> LedgerView:
    return view_ledger(library, query_of(**asked), book=book, today=TODAY, page=page)


def query_of(**asked: str | tuple[str, ...]) -> LedgerQuery:
    """A facet may be asked by one word."""
    facets = {key: (each,) if key in FACET_KEYS and isinstance(each, str) else each for key, each in asked.items()}
    return LedgerQuery.model_validate(facets)


def shown(view: LedgerView) -> list[TaskRow]:
    return [row for group in view.groups for row in group.rows]


def test_everything_is_the_ledger_told_once_in_reading_order(
    samples_library: PolicyLibrary, rows: tuple[TaskRow, ...]
) -> None:
    view = viewed(samples_library)
    assert view.task_ids == tuple(row.task.task_id for row in rows)
    assert view.nameless == sum(not row.task.units for row in rows)
    assert shown(view) == list(rows[:PAGE_SIZE])
    assert view.searched == filter_tasks(samples_library).searched


def test_pages_together_hold_every_row_once(samples_library: PolicyLibrary, rows: tuple[TaskRow, ...]) -> None:
    pages = viewed(samples_library).pages
    assert pages > 1
    found = [row for page in range(1, pages + 1) for row in shown(viewed(samples_library, page=page))]
    assert found == list(rows)
    last = viewed(samples_library, page=pages + 7)
    assert (last.page, last.first) == (pages, (pages - 1) * PAGE_SIZE + 1)


def test_every_count_is_what_choosing_it_leaves(samples_library: PolicyLibrary) -> None:
    for facet in viewed(samples_library, theme="国企改革").facets:
        for choice in facet.choices:
            query = query_of(**{"theme": "国企改革", facet.key: choice.value})
            left = view_ledger(samples_library, query, book=NOTHING, today=TODAY)
            if facet.key != "unit":  # a name may mean another's body too: 区科委, 区科技局
                assert left.total == choice.count, (facet.key, choice)
            assert left.total >= choice.count > 0


def test_a_unit_is_found_by_any_of_its_names(samples_library: PolicyLibrary) -> None:
    named = viewed(samples_library, unit="国资委")
    assert named.total
    assert all("国资" in row.units_text() for row in shown(named))
    assert named.total == filter_tasks(samples_library, unit="国资委").total


@pytest.mark.parametrize("key", ["place", "document", "unit", "theme", "deadline", "missing"])
def test_of_one_facet_any_choice_will_do(samples_library: PolicyLibrary, key: str) -> None:
    facet = next(each for each in viewed(samples_library).facets if each.key == key)
    one, other = (choice.value for choice in facet.choices[:2])
    first, second, both = (
        view_ledger(samples_library, query_of(**{key: asked}), book=NOTHING, today=TODAY)
        for asked in ((one,), (other,), (one, other))
    )
    assert set(both.task_ids) == {*first.task_ids, *second.task_ids}
    assert "或" in both.conditions


def test_of_several_facets_each_must_be_met(samples_library: PolicyLibrary) -> None:
    found = shown(viewed(samples_library, unit="国资委", theme=("国企改革", "人才")))
    assert found
    assert all("国资" in row.units_text() and {"国企改革", "人才"} & set(row.task.themes) for row in found)


def test_a_place_and_a_document_may_be_named_in_part(samples_library: PolicyLibrary) -> None:
    assert {row.card.place for row in shown(viewed(samples_library, place="东丽"))} == {"东丽区"}
    assert len({row.card.place for row in shown(viewed(samples_library, place="天津市"))}) > 1
    assert {row.card.place for row in shown(viewed(samples_library, document="《东丽区"))} <= {"东丽区"}


def test_what_nobody_is_called_leaves_nothing(samples_library: PolicyLibrary) -> None:
    assert viewed(samples_library, unit="区航天局").total == 0


def test_words_must_all_stand_somewhere_in_the_row(samples_library: PolicyLibrary, rows: tuple[TaskRow, ...]) -> None:
    found = viewed(samples_library, words="國企 改革")
    assert 0 < found.total < len(rows)
    assert found.conditions == "写有“國企 改革”"
    for row in shown(found):
        said = "".join((*row.heading_path, row.task.heading, row.task.quote, row.units_text()))
        assert "国企" in said and "改革" in said


@pytest.mark.parametrize("group", GROUPS)
def test_groups_hold_every_row_that_fits(samples_library: PolicyLibrary, rows: tuple[TaskRow, ...], group: str) -> None:
    views = [viewed(samples_library, group=group)]
    views += [viewed(samples_library, group=group, page=page) for page in range(2, views[0].pages + 1)]
    assert {row.task.task_id for view in views for row in shown(view)} == {row.task.task_id for row in rows}
    sizes = {each.label: each.size for view in views for each in view.groups}
    assert all(sizes)
    for label, size in sizes.items():
        held = [row for view in views for each in view.groups if each.label == label for row in each.rows]
        assert len(held) == size


def test_rows_that_say_nothing_are_a_choice_too(samples_library: PolicyLibrary) -> None:
    view = viewed(samples_library, deadline=UNWRITTEN)
    assert view.total
    assert not any(row.task.deadlines for row in shown(view))


def test_a_noted_task_counts_under_its_state(
    samples_library: PolicyLibrary, rows: tuple[TaskRow, ...], tmp_path: Path
) -> None:
    with Kept(tmp_path) as kept:
        note_progress(kept, rows[0].task, state="done", note="已报区政府", person="王", at=datetime.now(UTC))
        view = viewed(samples_library, book=open_book(kept), state="done")
    assert view.task_ids == (rows[0].task.task_id,)
    assert view.conditions == "进展＝已完成"


def test_a_done_task_is_not_overdue(samples_library: PolicyLibrary, tmp_path: Path) -> None:
    late = shown(viewed(samples_library, deadline="overdue"))
    assert late
    with Kept(tmp_path) as kept:
        note_progress(kept, late[0].task, state="done", note="", person="王", at=datetime.now(UTC))
        after = viewed(samples_library, book=open_book(kept), deadline="overdue")
    assert after.total == viewed(samples_library, deadline="overdue").total - 1


def test_a_view_of_some_documents_holds_their_tasks_alone(
    samples_library: PolicyLibrary, rows: tuple[TaskRow, ...]
) -> None:
    doc_id = rows[0].card.doc_id
    view = viewed(samples_library.within([doc_id]))
    assert view.task_ids == tuple(row.task.task_id for row in rows if row.card.doc_id == doc_id)
    assert [check.card.doc_id for check in view.checks] == [doc_id]
    assert view.searched == "已查 1 份文件"


def test_chosen_tasks_are_read_whole_for_a_file(samples_library: PolicyLibrary) -> None:
    view = viewed(samples_library, theme="国企改革")
    table = chosen_tasks(samples_library, view.task_ids, conditions=view.conditions)
    assert tuple(row.task.task_id for row in table.rows) == view.task_ids
    assert (table.total, table.without_units) == (view.total, view.nameless)
