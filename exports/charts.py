"""Bar charts as figures, and as charts of one's own in Excel and Word: native ones, which print sharply and can be
restyled; no picture and no drawing library is needed.

Covered: horizontal bars, one series or several. Not covered: other kinds; in Word a chart holds its figures without a
sheet behind them, so they can be restyled there but not edited.
"""

from collections.abc import Iterator
from math import ceil

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from markupsafe import escape
from openpyxl.chart import BarChart as NativeChart
from openpyxl.chart import Reference
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series as NativeSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from exports.cells import plain
from policy.values import Frozen

CHART_SHEET = "图表"
_COLOURS = ("1F6F6B", "A8322A", "8A6A1C", "44618F", "75507B", "5B6472")  # as the page's series
_WIDE, _BAR, _AROUND, _TALLEST = 150.0, 5.5, 28.0, 220.0  # millimetres
_ROW = 5.3  # millimetres of a sheet's row
_EMU = 36_000  # a millimetre


class Series(Frozen):
    """The bars of one colour: a value for each label, and what is told at its end, '' for the value alone."""

    name: str
    values: tuple[float, ...]
    told: tuple[str, ...]


class BarChart(Frozen):
    """Bars for each label, one a series; most is the value of the full width, None: the greatest."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    most: float | None = None

    @property
    def height(self) -> float:
        """Millimetres that leave every bar room."""
        return min(_TALLEST, _AROUND + _BAR * len(self.labels) * max(1, len(self.series)))


def add_to_sheet(sheet: Worksheet, charts: tuple[BarChart, ...]) -> None:
    """Each chart's figures as a small table, and the chart beside them, one under the other."""
    row = 1
    for chart in charts:
        _write_figures(sheet, chart, row)
        first, last = row + 2, row + 1 + len(chart.labels)
        categories = AxDataSource(strRef=StrRef(f=str(Reference(sheet, min_col=1, min_row=first, max_row=last))))
        native = _native(chart)
        for at, series in enumerate(chart.series):
            values = Reference(sheet, min_col=at + 2, min_row=first, max_row=last)
            native.series.append(_native_series(at, series, NumDataSource(numRef=NumRef(f=str(values))), categories))
        sheet.add_chart(native, f"{get_column_letter(len(chart.series) + 3)}{row}")
        row += max(len(chart.labels) + 3, ceil(chart.height / _ROW) + 2)
    sheet.column_dimensions["A"].width = 24


def add_to_paper(document: Document, chart: BarChart, *, number: int) -> None:
    """The chart in a paragraph of its own; number is which of the paper's charts it is, from 1."""
    native = _native(chart)
    texts = [StrVal(idx=at, v=plain(label)) for at, label in enumerate(chart.labels)]
    categories = AxDataSource(strLit=StrData(ptCount=len(texts), pt=texts))
    for at, series in enumerate(chart.series):
        figures = [NumVal(idx=place, v=f"{value:g}") for place, value in enumerate(series.values)]
        values = NumDataSource(numLit=NumData(ptCount=len(figures), pt=figures))
        native.series.append(_native_series(at, series, values, categories))
    name = PackURI(f"/word/charts/chart{number}.xml")
    drawn = tostring(native._write())  # type: ignore[attr-defined]  # unknown to the stubs
    part = Part(name, CONTENT_TYPE.DML_CHART, drawn, document.part.package)
    related = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.0  # lines of a set height would cut it off
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph._p.append(parse_xml(_drawing(chart, related, number)))


def _write_figures(sheet: Worksheet, chart: BarChart, row: int) -> None:
    lines: Iterator[tuple[str | float, ...]] = iter(
        [
            (plain(chart.title),),
            ("", *(plain(series.name) for series in chart.series)),
            *zip(map(plain, chart.labels), *(series.values for series in chart.series), strict=True),
        ]
    )
    for number, line in enumerate(lines, start=row):
        for at, value in enumerate(line, start=1):
            cell = sheet.cell(number, at)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else "n"  # a text is never run as a formula


def _native(chart: BarChart) -> NativeChart:
    native = NativeChart()
    native.type, native.grouping, native.gapWidth = "bar", "clustered", 45
    native.title = plain(chart.title)
    native.width, native.height = _WIDE / 10, chart.height / 10  # type: ignore[assignment]  # centimetres
    native.x_axis.scaling.orientation = "maxMin"  # the first label on top
    native.x_axis.delete, native.y_axis.delete = False, True  # each bar tells its value
    native.y_axis.majorGridlines, native.y_axis.scaling.min, native.y_axis.scaling.max = None, 0, chart.most
    native.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    if len(chart.series) < 2:
        native.legend = None
    else:
        native.legend.position = "b"
    return native


def _native_series(at: int, series: Series, values: NumDataSource, categories: AxDataSource) -> NativeSeries:
    native = NativeSeries(idx=at, order=at, tx=SeriesLabel(v=plain(series.name)), val=values, cat=categories)
    native.graphicalProperties.solidFill = _COLOURS[at % len(_COLOURS)]
    return native


def _drawing(chart: BarChart, related: str, number: int) -> str:
    wide, tall = round(_WIDE * _EMU), round(chart.height * _EMU)
    return (
        f'<w:r {nsdecls("w", "wp", "a", "r")}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{tall}"/>'
        f'<wp:docPr id="{1000 + number}" name="图{number}" descr="{escape(plain(chart.title))}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{related}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
