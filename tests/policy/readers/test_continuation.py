from policy.readers.continuation import run_on
from policy.readers.grid import GridCell

HEADER = ("序号", "任务", "单位")


def rows(*texts: tuple[str, ...]) -> list[GridCell]:
    return [GridCell(row=r, column=c, text=text) for r, row in enumerate(texts) for c, text in enumerate(row)]


def flat(cells: list[GridCell]) -> list[tuple[int, str]]:
    return [(cell.row, cell.text) for cell in cells if cell.column == 1]


def test_new_rows_follow() -> None:
    joined = run_on(rows(HEADER, ("1", "甲。", "发改委")), rows(("2", "乙。", "科委")))
    assert flat(joined) == [(0, "任务"), (1, "甲。"), (2, "乙。")]


def test_a_header_printed_again_is_dropped() -> None:
    joined = run_on(rows(HEADER, ("1", "甲。", "发改委")), rows(HEADER, ("2", "乙。", "科委")))
    assert flat(joined) == [(0, "任务"), (1, "甲。"), (2, "乙。")]


def test_a_row_cut_by_the_page_is_one_row() -> None:
    joined = run_on(rows(HEADER, ("1", "推进审批", "发改委")), rows(("", "制度改革。", ""), ("2", "乙。", "科委")))
    assert flat(joined) == [(0, "任务"), (1, "推进审批制度改革。"), (2, "乙。")]


def test_an_empty_last_cell_is_no_cut() -> None:
    joined = run_on(rows(("1", "甲。", "重点")), rows(("2", "乙。", "")))
    assert flat(joined) == [(0, "甲。"), (1, "乙。")]


def test_a_merged_cell_spans_both_pages() -> None:
    above = [
        GridCell(row=0, column=0, row_span=2, text="一"),
        *(GridCell(row=r, column=1, text=f"{r}") for r in (0, 1)),
    ]
    below = [GridCell(row=0, column=0, row_span=1, text=""), GridCell(row=0, column=1, text="2")]
    assert run_on(above, below)[0].row_span == 3
