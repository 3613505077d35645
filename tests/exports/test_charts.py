"""Charts leave as Excel's and Word's own, with the figures that the page draws."""

from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from exports.charts import BarChart, Series
from exports.table_papers import table_paper
from exports.tables import ExportTable
from exports.word import write_docx
from exports.workbook import write_xlsx

CHART = BarChart(
    title="各主题任务数（项）", labels=("人才", "=招商"),
    series=(
        Series(name="东丽区", values=(3, 1), told=("3 项", "1 项")),
        Series(name="武清区", values=(2.5, 0), told=("2.5 项", "0 项")),
    ),
)  # fmt: skip
TABLE = ExportTable(title="任务台账", columns=("任务",), rows=(("招商",),), charts=(CHART,))


def test_a_workbook_has_a_sheet_of_charts_that_refer_to_their_figures(tmp_path: Path) -> None:
    write_xlsx([TABLE], tmp_path / "表.xlsx")
    sheet = load_workbook(tmp_path / "表.xlsx")["图表"]
    assert [[cell.value for cell in row] for row in sheet["A2:C4"]] == [
        [None, "东丽区", "武清区"], ["人才", 3, 2.5], ["=招商", 1, 0],
    ]  # fmt: skip
    assert sheet["A4"].data_type == "s"
    (chart,) = sheet._charts  # type: ignore[attr-defined]
    assert [series.val.numRef.f for series in chart.series] == ["'图表'!$B$3:$B$4", "'图表'!$C$3:$C$4"]


def test_a_paper_holds_the_chart_with_its_figures(tmp_path: Path) -> None:
    write_docx(table_paper(TABLE), tmp_path / "文.docx")
    with ZipFile(tmp_path / "文.docx") as packed:
        chart = packed.read("word/charts/chart1.xml").decode()
        assert "chart1.xml" in packed.read("word/_rels/document.xml.rels").decode()
        assert 'descr="各主题任务数（项）"' in packed.read("word/document.xml").decode()
    assert all(word in chart for word in ("东丽区", "=招商", ">2.5<", "barDir"))


def test_a_table_without_charts_has_no_sheet_of_them(tmp_path: Path) -> None:
    write_xlsx([TABLE.model_copy(update={"charts": ()})], tmp_path / "表.xlsx")
    assert "图表" not in load_workbook(tmp_path / "表.xlsx").sheetnames
