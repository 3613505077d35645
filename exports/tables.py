"""A table on its way out of the house: text cells, and for each row where it stands in the documents.

Covered: what every format shares. Not covered: how a format writes it, see `exports.workbook`, `exports.text`.
"""

from exports.charts import BarChart
from policy.errors import ExportError
from policy.values import Frozen

SOURCE_COLUMNS = ("出处（文件、条款）", "原文")


class Source(Frozen):
    """What a row rests on: 《标题》（文号，日期）定位, and the exact words; both '' where it rests on nothing."""

    reference: str = ""
    quote: str = ""


class ExportTable(Frozen):
    """Cells as people read them; every row as long as columns, sources one a row or none at all.

    note says how complete the rows are; it leaves the house with them. keys, the head's and one a row, or none at all,
    stand in a hidden column of a workbook and nowhere else. charts are drawn from
    its figures. Raises ExportError for rows of another length.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[Source, ...] = ()
    note: str = ""
    keys: tuple[str, ...] = ()
    charts: tuple[BarChart, ...] = ()

    def model_post_init(self, _: object) -> None:
        """Refuse a table whose cells would stand under the wrong heads."""
        uneven = any(len(row) != len(self.columns) for row in self.rows)
        beside = ((self.sources, len(self.rows)), (self.keys, len(self.rows) + 1))
        if uneven or any(each and len(each) != count for each, count in beside):
            raise ExportError(f"“{self.title}”的行、列或出处数目对不上，没有导出；请重新生成这张表再试。")

    @property
    def full_columns(self) -> tuple[str, ...]:
        """The columns, with those of the sources where there are any."""
        return (*self.columns, *SOURCE_COLUMNS) if self.sources else self.columns

    @property
    def full_rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows under `full_columns`.

        >>> source = Source(reference="《甲区方案》二、（一）", quote="建成30个众创空间。")
        >>> ExportTable(title="任务", columns=("指标",), rows=(("30个",),), sources=(source,)).full_rows
        (('30个', '《甲区方案》二、（一）', '建成30个众创空间。'),)
        """
        if not self.sources:
            return self.rows
        pairs = zip(self.rows, self.sources, strict=True)
        return tuple((*row, source.reference, source.quote) for row, source in pairs)
