"""Markdown as blocks."""

import pytest

from exports.manuscript import Grid, Line, Run, read_blocks, without_marks


def lines(text: str) -> list[Line]:
    return [block for block in read_blocks(text) if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("一、总体要求", (Run(text="一、总体要求", level=1),)),
        ("（二）科技金融。到2025年。", (Run(text="（二）科技金融。", level=2), Run(text="到2025年。"))),
        ("# 总体要求", (Run(text="总体要求", level=1),)),
        ("共 **3** 项", (Run(text="共 "), Run(text="3", bold=True), Run(text=" 项"))),
        ("2. 第二项", (Run(text="2."), Run(text="第二项"))),
        ("- 甲区", (Run(text="· "), Run(text="甲区"))),
        ("<b>[链接](http://例子)</b>", (Run(text="<b>[链接](http://例子)</b>"),)),
    ],
)
def test_a_line_is_read_with_its_levels_numbers_and_bold(text: str, runs: tuple[Run, ...]) -> None:
    (line,) = lines(text)
    merged = "".join(run.text for run in line.runs)
    assert merged == "".join(run.text for run in runs)
    assert {(run.level, run.bold) for run in line.runs} == {(run.level, run.bold) for run in runs}


def test_a_long_first_sentence_is_text_and_no_heading() -> None:
    (line,) = lines("（一）" + "推进改革" * 20 + "。")
    assert {run.level for run in line.runs} == {0}


def test_a_line_end_begins_a_paragraph() -> None:
    assert [line.text for line in lines("第一行\n第二行\n\n第三行")] == ["第一行", "第二行", "第三行"]


def test_a_table_keeps_its_lines_and_marks() -> None:
    (grid,) = read_blocks("|任务|出处|\n|--|--|\n|放管服<br>改革 **30** 项|[1][2]|")
    assert grid == Grid(columns=("任务", "出处"), rows=(("放管服\n改革 30 项", "[1][2]"),))
    assert without_marks("甲[1]乙[12]") == "甲乙"
