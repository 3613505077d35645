"""A workbook opened again by openpyxl."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from exports.tables import ExportTable, Source
from exports.workbook import write_xlsx
from policy.errors import ExportError

QUOTE = "建成30个低成本、便利化、全要素、开放式众创空间，到2025年基金群规模达到3000亿元。"


def table(*rows: tuple[str, str, str]) -> ExportTable:
    source = Source(reference="《甲区实施方案》（甲政发〔2017〕32号，2017年12月31日）二、（二）", quote=QUOTE)
    return ExportTable(
        title="甲区/任务台账",
        columns=("序号", "任务", "指标"),
        rows=rows or (("1", "完善创新机制", "30"), ("2", "科技金融", "3000亿元")),
        sources=(source,) * (len(rows) or 2),
        note="共 2 项，已列 2 项",
    )


def reopened(folder: Path, *tables: ExportTable) -> Workbook:
    path = folder / "表.xlsx"
    write_xlsx(tables, path)
    return load_workbook(path)


def test_plain_numbers_are_numbers_and_the_rest_is_text(tmp_path: Path) -> None:
    sheet = reopened(tmp_path, table()).worksheets[0]
    assert [cell.value for cell in sheet[2]][:3] == [1, "完善创新机制", 30]
    assert sheet["C3"].value == "3000亿元"


def test_the_last_columns_say_where_each_row_stands(tmp_path: Path) -> None:
    sheet = reopened(tmp_path, table()).worksheets[0]
    assert [cell.value for cell in sheet[1]][3:] == ["出处（文件、条款）", "原文"]
    assert sheet["D2"].value == "《甲区实施方案》（甲政发〔2017〕32号，2017年12月31日）二、（二）"
    assert sheet["E2"].value == QUOTE


def test_the_head_stays_filters_and_is_printed_on_every_page(tmp_path: Path) -> None:
    sheet = reopened(tmp_path, table()).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert sheet.print_title_rows == "$1:$1"


def test_columns_are_wide_enough_for_chinese_and_long_ones_wrap(tmp_path: Path) -> None:
    sheet = reopened(tmp_path, table()).worksheets[0]
    assert sheet.column_dimensions["B"].width >= 2 * len("完善创新机制")
    assert sheet.column_dimensions["E"].width == 56
    assert sheet["E2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 30


@pytest.mark.parametrize(
    "hostile", ["=1+1", '=HYPERLINK("http://例子","点")', "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "#N/A"]
)
def test_no_text_of_a_document_runs(hostile: str, tmp_path: Path) -> None:
    cell = reopened(tmp_path, table(("1", hostile, "30"))).worksheets[0]["B2"]
    assert cell.data_type == "s"
    assert cell.value == hostile
    assert cell.quotePrefix or hostile == "#N/A"


def test_a_hostile_title_and_note_are_text_too(tmp_path: Path) -> None:
    hostile = ExportTable(title="=1+1", columns=("=2",), rows=(), note="=3")
    book = reopened(tmp_path, hostile)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} == {"s"}


def test_characters_that_no_workbook_holds_are_dropped(tmp_path: Path) -> None:
    sheet = reopened(tmp_path, table(("1", "区\x00科\x0b委\ud800\u202e", "30"))).worksheets[0]
    assert sheet["B2"].value == "区科\n委"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    value = reopened(tmp_path, table(("1", "长" * 40_000, "30"))).worksheets[0]["B2"].value
    assert str(value).endswith("…（过长，已截断）")


def test_every_table_has_its_sheet_and_the_last_one_tells_how_complete_they_are(tmp_path: Path) -> None:
    book = reopened(tmp_path, table(), table())
    assert book.sheetnames == ["甲区 任务台账", "甲区 任务台账（2）", "说明"]
    told = [row[1].value for row in book["说明"].iter_rows()]
    assert told == ["甲区/任务台账", "共 2 项，已列 2 项"] * 2 + ["由策问从所列文件中摘出，使用前请核对原文。"]


def test_the_metadata_names_no_machine(tmp_path: Path) -> None:
    properties = reopened(tmp_path, table()).properties
    assert (properties.creator, properties.lastModifiedBy) == ("策问", "策问")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"“表.xlsx”没有写成（.+）；请确认文件夹存在"):
        write_xlsx([table()], tmp_path / "没有" / "表.xlsx")


def test_rows_of_another_length_are_refused() -> None:
    with pytest.raises(ExportError, match="对不上"):
        ExportTable(title="表", columns=("一", "二"), rows=(("1",),))
