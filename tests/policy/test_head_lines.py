import pytest

from policy.head_lines import Look, look_of, read_head, read_tail
from policy.values import Span


@pytest.mark.parametrize(
    ("line", "look"),
    [
        ("（皖开放办〔2022〕6号）", Look.NUMBER),
        ("二〇〇五年六月十一日", Look.DATE),
        ("国家税务总局     2013年9月13日", Look.SIGNED),
        ("（此件公开发布）", Look.NOTE),
        ("（一）指导思想。", Look.NUMBERED),
        ("第一章　总则", Look.NUMBERED),
        ("各街道，各委、办、局，各直属单位：", Look.RECIPIENTS),
        ("教育部：", Look.RECIPIENTS),
        ("联系电话：022", Look.LABELLED),
        ("天津市东丽区人民政府文件", Look.RED_HEAD),
        ("中共天津武清经济技术开发区工作委员会", Look.AGENCY),
        ("各位代表：", Look.SENTENCE),
        ("关于推进发展的意见", Look.PLAIN),
    ],
)
def test_a_line_looks_like_what_it_is(line: str, look: Look) -> None:
    assert look_of(line) is look


def test_a_long_line_parts_where_a_paragraph_begins_in_it() -> None:
    text = "各单位：　　" + "为贯彻落实，" * 40 + "　　附件：表"
    assert [line.text[:4] for line in read_head(text)] == ["各单位：", "为贯彻落", "附件：表"]


def test_every_line_slices_back_to_its_text() -> None:
    text = "# **标题的通知**\n\n　　正文。\n"
    assert all(text[line.start : line.end] == line.text for line in (*read_head(text), *read_tail(text)))


def test_the_tail_ends_before_the_chrome_after_it() -> None:
    text = "国务院办公厅\n2018年12月6日\n" + "var a=[1];" * 400
    assert [line.text for line in read_tail(text, (Span(start=17, end=len(text)),))] == [
        "国务院办公厅",
        "2018年12月6日",
    ]
