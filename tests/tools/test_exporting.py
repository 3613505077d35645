"""The ledger as a file."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from policy.errors import ExportError
from tools.exporting import export_tasks, save_tasks
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary


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
    save_tasks(filter_tasks(samples_library), tmp_path / f"台账{suffix}")
    assert (tmp_path / f"台账{suffix}").stat().st_size > 1000


def test_a_workbook_of_the_ledger_has_all_its_rows(samples_library: PolicyLibrary, tmp_path: Path) -> None:
    table = filter_tasks(samples_library)
    save_tasks(table, tmp_path / "台账.xlsx")
    assert load_workbook(tmp_path / "台账.xlsx").worksheets[0].max_row == table.total + 1


@pytest.mark.parametrize("name", ["台账.pdf", "台账"])
def test_an_ending_nobody_writes_is_a_sentence(name: str, samples_library: PolicyLibrary, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"请把文件名的结尾写成 \.xlsx、\.csv、\.md、\.docx、\.json 之一"):
        save_tasks(filter_tasks(samples_library), tmp_path / name)
    assert not list(tmp_path.iterdir())
