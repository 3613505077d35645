from policy.outline import read_outline
from policy.readers.source import SourceCell, SourceTable, SourceText

ROWS = (("序号", "任务", "责任单位"), ("1", "推进审批改革", "区审批局"), ("2", "扩大有效投资", "区发改委"))


def table_source(rows: tuple[tuple[str, ...], ...], *, merged: int | None = None) -> SourceText:
    """A table under an annex's heading; the last column's cell of row `merged` reaches over the row below."""
    text, cells = "一、任务\n抓落实。\n附件\n分工表\n", []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            covered = merged is not None and r == merged + 1 and c == len(row) - 1
            if not covered:
                span = 2 if merged == r and c == len(row) - 1 else 1
                cells.append(
                    SourceCell(
                        row=r, column=c, row_span=span, column_span=1, start=len(text), end=len(text) + len(words)
                    )
                )
                text += words + "\t"
        text += "\n"
    return SourceText(
        text=text, tables=(SourceTable(start=cells[0].start, end=cells[-1].end, header_rows=1, cells=tuple(cells)),)
    )


def test_each_row_is_a_clause_under_its_annex() -> None:
    outline = read_outline(table_source(ROWS), doc_id="d")
    assert [clause.locator for clause in outline.clauses[1:]] == ["附件", "附件表头", "附件第1行", "附件第2行"]
    assert outline.tables[0].columns == ("序号", "任务", "责任单位")
    assert outline.tables[0].title == "分工表"


def test_merged_cells_are_filled_forward() -> None:
    outline = read_outline(table_source(ROWS, merged=1), doc_id="d")
    units = [row.cell("责任单位") for row in outline.tables[0].rows]
    assert [unit.text if unit else "" for unit in units] == ["区审批局", "区审批局"]


def test_a_table_of_labels_is_text() -> None:
    rows = (("索引号：", "0001", "发布机构：", "区政府"), ("文号：", "区政发1号", "成文日期：", "2024年1月1日"))
    assert read_outline(table_source(rows), doc_id="d").tables == ()
