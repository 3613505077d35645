from policy.readers.grid import GridCell, count_header_rows


def grid(*rows: tuple[str, ...]) -> list[GridCell]:
    return [GridCell(row=r, column=c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def test_labels_over_rows_are_a_header() -> None:
    assert count_header_rows(grid(("序号", "任务", "责任\n单位"), ("1", "推进。", "发改委"))) == 1


def test_rows_of_figures_have_no_header() -> None:
    assert count_header_rows(grid(("1", "41.5"), ("2", "42.1"))) == 0


def test_a_sentence_is_no_header() -> None:
    assert count_header_rows(grid(("甲", "推进审批制度改革。"), ("乙", "优化服务。"))) == 0


def test_grouped_labels_make_two_header_rows() -> None:
    cells = [
        GridCell(row=0, column=0, row_span=2, text="序号"),
        GridCell(row=0, column=1, column_span=2, text="单位"),
        GridCell(row=1, column=1, text="牵头"),
        GridCell(row=1, column=2, text="配合"),
        *(GridCell(row=2, column=c, text=t) for c, t in enumerate(("1", "发改委", "科委"))),
    ]
    assert count_header_rows(cells) == 2


def test_a_single_row_has_no_header() -> None:
    assert count_header_rows(grid(("序号", "任务"))) == 0
