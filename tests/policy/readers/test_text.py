import pytest

from policy.readers.text import read_text

PROSE = "各委、办、局：\n现将《2025年工作要点》印发给你们，请认真贯彻执行。\n一、总体要求\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gb2312"])
def test_encoding_is_told(encoding: str) -> None:
    assert read_text(PROSE.encode(encoding), name="a.txt").text == PROSE


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_line_ends_become_one_kind(line_end: str) -> None:
    assert read_text(PROSE.replace("\n", line_end).encode(), name="a.txt").text == PROSE


def test_text_is_kept_with_its_spaces_and_hard_line_ends() -> None:
    wrapped = "　　一、强化\n重点 工作\n\n\n（一）"
    assert read_text(wrapped.encode(), name="a.txt").text == wrapped


def test_ascii_is_text() -> None:
    assert read_text(b"1. Scope\n", name="a.txt").text == "1. Scope\n"


def test_a_cut_character_is_warned_of() -> None:
    source = read_text((PROSE * 20).encode()[:-2], name="a.txt")
    assert "无法解码" in source.warnings[0]
