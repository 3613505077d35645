"""Titles over several lines."""

import pytest

from exports.title_lines import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("区科委的任务", ("区科委的任务",)),
        (
            "甲区和乙区在科技创新上有什么不同？请列表对比",
            ("甲区和乙区在科技创新上有什么不同？", "请列表对比"),
        ),
        ("", ("",)),
    ],
)
def test_a_title_breaks_after_punctuation(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


@pytest.mark.parametrize("title", ["甲" * 205, "，" * 205, "甲，" * 103, "（一）" * 70])
def test_no_line_is_longer_than_the_page_and_nothing_is_lost(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 20
