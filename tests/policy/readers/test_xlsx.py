from datetime import date

import openpyxl
import pytest

from policy.readers.xlsx import read_xlsx
from tests.policy.readers.samples import saved, xlsx_bytes


def test_sheet_is_a_table_with_its_header() -> None:
    source = read_xlsx(xlsx_bytes(["序号", "任务", "单位"], [1, "推进改革", "发改委"]), name="a.xlsx")
    assert source.text.endswith("序号\t任务\t单位\n1\t推进改革\t发改委\n")
    assert source.tables[0].header_rows == 1


def test_title_over_the_table_is_a_line_and_merged_cells_are_written_once() -> None:
    workbook = openpyxl.Workbook()
    for row in (["任务清单"], ["序号", "任务"], ["1", "甲"], [None, "乙"]):
        workbook.worksheets[0].append(row)
    workbook.worksheets[0].merge_cells("A1:B1")
    workbook.worksheets[0].merge_cells("A3:A4")
    workbook.worksheets[0].title = "清单"
    source = read_xlsx(saved(workbook), name="a.xlsx")
    assert source.text == "清单\n任务清单\n序号\t任务\n1\t甲\n乙\n"
    assert [cell.row_span for cell in source.tables[0].cells] == [1, 1, 2, 1, 1]


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.5, "0%", "50%"),
        (12345.6, "#,##0.00", "12,345.60"),
        (3.0, "General", "3"),
        (5.6, "General", "5.6"),
        (date(2025, 6, 30), 'yyyy"年"m"月"d"日"', "2025年6月30日"),
        (date(2025, 6, 30), 'yyyy"年"m"月"', "2025年6月"),
        (date(2025, 6, 30), "yyyy-mm-dd", "2025/6/30"),
    ],
)
def test_values_are_as_displayed(value: float, number_format: str, printed: str) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"], workbook.worksheets[0]["B1"] = "目标", value
    workbook.worksheets[0]["B1"].number_format = number_format
    assert read_xlsx(saved(workbook), name="a.xlsx").text.splitlines()[-1] == f"目标\t{printed}"


def test_hidden_sheet_is_left_out_and_named() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["任务", "单位"])
    hidden = workbook.create_sheet("选项")
    hidden.append(["是", "否"])
    hidden.sheet_state = "hidden"
    source = read_xlsx(saved(workbook), name="a.xlsx")
    assert "是" not in source.text and "选项" in source.warnings[0]
