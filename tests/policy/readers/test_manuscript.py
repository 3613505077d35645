from policy.readers.grid import GridCell
from policy.readers.manuscript import Manuscript


def grid(*rows: tuple[str, ...]) -> list[GridCell]:
    return [GridCell(row=r, column=c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def test_labels_and_values_are_fields_and_stay_in_the_text() -> None:
    manuscript = Manuscript()
    manuscript.table(grid(("索引号：", "0001", "发文机关：", "国务院"), ("有效期：", "", "文号：", "")))
    source = manuscript.finish()
    assert source.text == "索引号：\t0001\t发文机关：\t国务院\n有效期：\t文号：\n"
    assert [(f.label, source.text[f.start : f.end]) for f in source.metadata] == [
        ("索引号", "0001"),
        ("发文机关", "国务院"),
    ]
    assert not source.tables


def test_a_single_column_is_lines() -> None:
    manuscript = Manuscript()
    manuscript.table(grid(("一、总体要求",), ("",), ("坚持稳中求进。",)))
    assert manuscript.finish().text == "一、总体要求\n坚持稳中求进。\n"
    assert not manuscript.finish().tables


def test_every_cell_says_where_it_stands() -> None:
    manuscript = Manuscript()
    manuscript.line("分工表")
    manuscript.table(grid(("序号", "任务"), ("1", ""), ("", "推进\n改革")))
    source = manuscript.finish()
    assert [source.text[c.start : c.end] for c in source.tables[0].cells] == ["序号", "任务", "1", "", "", "推进\n改革"]


def test_a_page_may_begin_inside_a_line() -> None:
    manuscript = Manuscript()
    manuscript.line("推进改革")
    manuscript.page(2, back=3)
    source = manuscript.finish()
    assert source.text[source.pages[0].start :] == "改革\n"


def test_a_warning_is_given_once() -> None:
    manuscript = Manuscript()
    manuscript.warn("请对照原件。")
    manuscript.warn("请对照原件。")
    assert manuscript.finish().warnings == ("请对照原件。",)
