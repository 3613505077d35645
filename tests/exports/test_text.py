"""CSV read back as Excel reads it, and Markdown that holds nothing but the table."""

import csv
from pathlib import Path

import pytest

from exports.tables import ExportTable, Source
from exports.text import to_markdown, write_csv, write_markdown


def read_back(table: ExportTable, path: Path) -> list[list[str]]:
    write_csv(table, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def one_cell(text: str) -> ExportTable:
    return ExportTable(title="表", columns=("任务",), rows=((text,),))


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8(tmp_path: Path) -> None:
    write_csv(one_cell("区科委"), tmp_path / "表.csv")
    assert (tmp_path / "表.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_csv_comes_back_with_commas_quotes_lines_and_sources(tmp_path: Path) -> None:
    cell = '区科委,“区发改委”\n"区商务局"'
    table = one_cell(cell).model_copy(update={"sources": (Source(reference="《方案》一、", quote="原话"),)})
    assert read_back(table, tmp_path / "表.csv") == [
        ["任务", "出处（文件、条款）", "原文"],
        [cell, "《方案》一、", "原话"],
    ]


@pytest.mark.parametrize("hostile", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\r=1", "－1+1"])
def test_no_cell_of_a_csv_runs(hostile: str, tmp_path: Path) -> None:
    (_, (cell,)) = read_back(one_cell(hostile), tmp_path / "表.csv")
    assert cell.startswith("'")


@pytest.mark.parametrize("number", ["-5", "3.5", "30"])
def test_a_plain_number_stays_one(number: str, tmp_path: Path) -> None:
    assert read_back(one_cell(number), tmp_path / "表.csv")[1] == [number]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("一|二", "一\\|二"),
        ("<script>", "\\<script>"),
        ("![图](http://例子)", "!\\[图]\\(http://例子)"),
        ("一\n二", "一<br>二"),
        ("`x`", "\\`x\\`"),
    ],
)
def test_text_of_a_document_is_no_markup(text: str, escaped: str) -> None:
    assert f"| {escaped} |" in to_markdown(one_cell(text))


def test_markdown_ends_with_how_complete_it_is(tmp_path: Path) -> None:
    write_markdown(one_cell("甲").model_copy(update={"note": "共 1 项，已列 1 项"}), tmp_path / "表.md")
    assert (tmp_path / "表.md").read_text(encoding="utf-8").endswith("| 甲 |\n\n共 1 项，已列 1 项\n")
