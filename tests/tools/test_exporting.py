"""The ledger as a file."""

from datetime import date
from pathlib import Path

import pytest
import vobject
from openpyxl import load_workbook

from exports.table_papers import table_paper
from policy.errors import ExportError
from tools.exporting import export_tasks, save_tasks
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary

SINCE = date(2017, 1, 1)


def test_every_row_stands_on_the_words_of_its_clause(samples_library: PolicyLibrary) -> None:
    table = filter_tasks(samples_library)
    exported = export_tasks(table)
    assert len(exported.rows) == table.total
    for row, source in zip(table.rows, exported.sources, strict=True):
        assert source.quote in row.clause.text
        assert source.reference.startswith(f"《{row.card.title}》")
        assert source.reference.endswith(row.clause.locator)


def test_the_note_says_how_complete_the_rows_are(samples_library: PolicyLibrary) -> None:
    table = filter_tasks(samples_library, unit="区科委")
    assert table.completeness() in export_tasks(table).note


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".md", ".XLSX"])
def test_the_ending_names_the_format(suffix: str, samples_library: PolicyLibrary, tmp_path: Path) -> None:
    save_tasks(filter_tasks(samples_library), tmp_path / f"台账{suffix}", since=SINCE)
    assert (tmp_path / f"台账{suffix}").stat().st_size > 1000


def test_a_workbook_of_the_ledger_has_all_its_rows(samples_library: PolicyLibrary, tmp_path: Path) -> None:
    table = filter_tasks(samples_library)
    save_tasks(table, tmp_path / "台账.xlsx", since=SINCE)
    assert load_workbook(tmp_path / "台账.xlsx").worksheets[0].max_row == table.total + 1


@pytest.mark.parametrize("name", ["台账.pdf", "台账"])
def test_an_ending_nobody_writes_is_a_sentence(name: str, samples_library: PolicyLibrary, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"请把文件名的结尾写成 \.xlsx、\.csv、\.md、\.docx、\.ics、\.json 之一"):
        save_tasks(filter_tasks(samples_library), tmp_path / name, since=SINCE)
    assert not list(tmp_path.iterdir())


def test_what_is_due_leaves_as_reminders_with_unit_and_clause(samples_library: PolicyLibrary, tmp_path: Path) -> None:
    table = filter_tasks(samples_library)
    save_tasks(table, tmp_path / "台账.ics", since=SINCE)
    events = vobject.readOne((tmp_path / "台账.ics").read_text(encoding="utf-8")).vevent_list
    due = {d.due for row in table.rows for d in row.task.deadlines if d.due and d.due >= SINCE and not d.rule}
    assert due <= {event.dtstart.value for event in events}
    assert all("《" in event.description.value for event in events)


def test_nothing_due_any_more_is_a_sentence(samples_library: PolicyLibrary, tmp_path: Path) -> None:
    tasks = filter_tasks(samples_library)
    past = tasks.model_copy(update={"rows": tuple(row for row in tasks.rows if not row.task.deadlines)})
    with pytest.raises(ExportError, match="没有写成日历"):
        save_tasks(past, tmp_path / "台账.ics", since=SINCE)
    assert not list(tmp_path.iterdir())


def test_a_very_long_ledger_names_clauses_in_its_rows(samples_library: PolicyLibrary) -> None:
    short = export_tasks(filter_tasks(samples_library))
    long = short.model_copy(update={"rows": short.rows[:1] * 1000, "sources": short.sources[:1] * 1000})
    paper = table_paper(long)
    assert paper.grid is not None
    assert (paper.sources, paper.grid.rows[999][-1]) == ((), short.sources[0].reference)
