import pytest

from policy.readers.markdown import plain, read_markdown


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("一、总体要求", "**一、总体要求**"),
        ("见通知。", "见[通知](http://a.cn/b?c=1)。"),
        ("流程图", "![流程图](a.png)"),
        ("强化要素保障", "- 强化要素保障"),
        ("1. 强化要素保障", "1. 强化要素保障"),
        ("——新增就业1万人", "——新增就业1万人"),
        ("[小中大]", "[*小**中**大*]"),
        ("投入3*5亿元", "投入3*5亿元"),
        ("a_b与2*3", r"a\_b与2\*3"),
    ],
)
def test_marks_go_and_words_stay(printed: str, line: str) -> None:
    assert plain(line) == printed


def test_hashes_are_headings() -> None:
    source = read_markdown("# 工作要点\n\n### 一、总体要求 ###\n正文\n=====\n".encode(), name="a.md")
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [
        ("工作要点", 1), ("一、总体要求", 3), ("正文", 1),
    ]  # fmt: skip


def test_pipe_table_is_a_table() -> None:
    source = read_markdown("| 序号 | 任务 |\n|:--|--:|\n| 1 | **推进**改革 |\n\n完".encode(), name="a.md")
    table = source.tables[0]
    assert table.header_rows == 1
    assert [source.text[c.start : c.end] for c in table.cells] == ["序号", "任务", "1", "推进改革"]
    assert source.text == "序号\t任务\n1\t推进改革\n完\n"


def test_comments_rules_and_fences_print_nothing() -> None:
    source = read_markdown("<!-- INFO\nEND -->\n---\n```\n第一条 目的\n```\n".encode(), name="a.md")
    assert source.text == "第一条 目的\n"
