import pytest

from policy.readers.html import read_html
from policy.readers.source import SourceText

LINES = ("现将方案印发给你们，请认真贯彻执行。", "一、总体要求", "坚持稳中求进工作总基调，完整准确贯彻新发展理念。")
BODY = "".join(f"<p>{line}</p>" for line in LINES)
BODY_TEXT = "\n".join((*LINES, ""))


def read(markup: str) -> SourceText:
    return read_html(f"<html><body>{markup}</body></html>".encode(), name="a.html")


def cells(source: SourceText) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, source.text[c.start : c.end])
        for table in source.tables
        for c in table.cells
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>首页 政务公开</nav>",
        "<div class='site-footer'>版权所有：某某市人民政府 备案序号12345678</div>",
        "<div><a>首页</a> &gt; <a>政务公开</a> &gt; <a>文件</a></div>",
        "<ul><li><a>关于召开会议的通知</a></li><li><a>政策解读</a></li><li><a>更多</a></li></ul>",
        "<div>扫一扫在手机打开当前页</div>",
        "<script>var a = '坚持稳中求进';</script>",
        "<div style='display: none'>隐藏的文字</div>",
    ],
)
def test_the_site_around_the_document_is_dropped(around: str) -> None:
    assert read(f"{around}<div>{BODY}</div>{around}").text == BODY_TEXT


def test_metadata_table_is_fields_and_stays_in_the_text() -> None:
    table = "<table><tr><td>索 引 号：</td><td>0001/2024-1</td><td>发文机关：</td><td>国务院</td></tr></table>"
    source = read(f"<div>{table}</div><div>{BODY}</div>")
    assert source.text == "索 引 号：\t0001/2024-1\t发文机关：\t国务院\n" + BODY_TEXT
    assert [(f.label, source.text[f.start : f.end]) for f in source.metadata] == [
        ("索引号", "0001/2024-1"), ("发文机关", "国务院"),
    ]  # fmt: skip
    assert not source.tables


def test_title_beside_the_body_stays() -> None:
    assert read(f"<div><h1>关于优化服务的通知</h1></div><div>{BODY}</div>").text == "关于优化服务的通知\n" + BODY_TEXT


def test_an_annex_beside_the_body_stays() -> None:
    annex = "<div><p>附件的说明：各单位要在每季度结束后十个工作日内报送进展情况，逾期通报。</p></div>"
    assert "每季度结束后" in read(f"<div>{BODY * 4}</div>{annex}").text


def test_headings_have_levels() -> None:
    source = read(f"<h1>关于优化<br>服务的通知</h1><h3>一、总体要求</h3>{BODY}")
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [
        ("关于优化服务的通知", 1), ("一、总体要求", 3),
    ]  # fmt: skip


def test_line_breaks_print_and_markup_lines_do_not() -> None:
    assert read("<p>国务院<br>2024年1月1日</p><p>各单位\n要落实</p>").text == "国务院\n2024年1月1日\n各单位 要落实\n"


def test_merged_cells_are_written_once() -> None:
    source = read(
        "<table><tr><td>序号</td><td>任务</td><td>单位</td></tr>"
        "<tr><td rowspan=2>1</td><td>甲事</td><td>发改委</td></tr>"
        "<tr><td colspan=2>乙事</td></tr></table>"
    )
    assert source.tables[0].header_rows == 1
    assert cells(source)[3:] == [(1, 0, 2, 1, "1"), (1, 1, 1, 1, "甲事"), (1, 2, 1, 1, "发改委"), (2, 1, 1, 2, "乙事")]
    assert source.text == "序号\t任务\t单位\n1\t甲事\t发改委\n乙事\n"


def test_a_title_merged_over_the_table_is_a_line_above_it() -> None:
    source = read(
        "<table><tr><td colspan=2>任务分工表</td></tr>"
        "<tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>甲</td></tr></table>"
    )
    assert source.text == "任务分工表\n序号\t任务\n1\t甲\n"
    assert source.tables[0].start == 6


def test_layout_table_is_no_table() -> None:
    source = read(f"<table><tr><td>公告栏</td><td>{BODY * 3}</td></tr></table>")
    assert not source.tables
    assert source.text.endswith(BODY_TEXT)


def test_meta_elements_are_fields_without_a_place() -> None:
    page = "<html><head><title>通知_某某网</title><meta name='PubDate' content='2024-01-30'></head><p>正文。</p></html>"
    fields = {field.label: (field.value, field.end) for field in read_html(page.encode(), name="a.html").metadata}
    assert fields == {"网页标题": ("通知_某某网", 0), "发布日期": ("2024-01-30", 0)}


def test_gb2312_page_is_decoded() -> None:
    page = f"<html><head><meta charset=gb2312></head><body>{BODY}</body></html>"
    assert read_html(page.encode("gb18030"), name="a.html").text == BODY_TEXT
