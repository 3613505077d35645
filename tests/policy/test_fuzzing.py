"""Files made at random out of what policy documents are made of, in four formats: read soundly, or found empty.

A well-formed file must never be called broken. With `--hypothesis-profile=long -o faulthandler_timeout=0` pytest
searches for many minutes, where otherwise no test may take five; what it found stands in FOUND, and is tried at
every run.
"""

from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy.documents import PolicyDocument
from policy.errors import BrokenDocumentError, EmptyDocumentError
from policy.parsing import parse_source
from policy.readers import read_bytes
from tests.policy.readers.samples import word_bytes
from tests.policy.test_parsing import assert_promises

_LONG = settings.get_current_profile_name() == "long"
sought = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=20_000 if _LONG else 40)

NUMBERS = (
    "一、",
    "（一）",
    "1.",
    "（1）",
    "①",
    "第一章 ",
    "第三条 ",
    "十、",
    "二十一、",
    "1.1 ",
    "附件1",
    "附：",
    "-",
    "•",
)
WORDS = (
    "甲区人民政府", "关于印发", "《重点任务》", "的通知", "甲政发〔2024〕6号", "各街道办事处：", "区发改委",
    "区科委、区财政局", "责任单位：", "（责任单位：区商务局）", "牵头单位", "配合单位：", "按职责分工负责",
    "2025年底前", "每季度", "2024年6月31日", "完成", "建成", "增长", "5%以上", "30个", "120亿元", "不低于", "±",
    "1.5—2倍", "〔", "）", "（", "】", "、", "；", "。", "：", "\u3000", " ", "\t", "\u200b", "\u202e", "\x0c",
    "\ufeff", "０", "Ⅳ", "㈠", "表1", "合计", "页码 3", "—3—", "联系人：张三", "电话：022-12345678",
    "抄送：区委办公室。", "2024年1月5日", "（此件公开发布）", "𠮷", "é", "|", "#", "**", "<b>", "&amp;",
)  # fmt: skip

words = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)
lines = st.tuples(st.sampled_from(("", *NUMBERS)), words).map("".join)
grids = st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=5)
pieces = st.one_of(lines, lines, lines, grids, st.text(max_size=30))
papers = st.lists(pieces, min_size=1, max_size=25)

# Each was an exception, an endless loop or a broken promise once.
FOUND = (
    # A cell of colons alone was looked at beyond its end.
    ("通知.html", "<html><body><table><tr><td>：</td></tr></table><p>一、总体要求</p></body></html>"),
    ("通知.md", "|：|：|\n|-|-|\n| : |：|\n\n一、总体要求\n"),
)


def sound(data: bytes, name: str) -> PolicyDocument | None:
    """The document, its promises looked at; None for a file without words."""
    try:
        document = parse_source(read_bytes(data, name=name), source_name=name, sha256="0" * 64)
    except EmptyDocumentError:
        return None
    assert_promises(document)
    return document


def xml_words(text: str) -> str:
    return escape("".join(char for char in text if char >= " " and not "\ud800" <= char < "\ue000" and char < "\ufffe"))


def as_markdown(piece: str | list[list[str]]) -> str:
    if isinstance(piece, str):
        return piece
    rows = [f"|{'|'.join(cell.replace('|', '/') for cell in row)}|" for row in piece]
    return "\n".join(["", rows[0], "|-" * len(piece[0]) + "|", *rows[1:], ""])


def as_html(piece: str | list[list[str]]) -> str:
    if isinstance(piece, str):
        return f"<p>{xml_words(piece)}</p>"
    cells = ("".join(f'<td rowspan="{len(cell) % 3}">{xml_words(cell)}</td>' for cell in row) for row in piece)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def as_word(piece: str | list[list[str]]) -> str:
    if isinstance(piece, str):
        return f'<w:p><w:r><w:t xml:space="preserve">{xml_words(piece)}</w:t></w:r></w:p>'
    rows = ("".join(f"<w:tc>{as_word(cell)}</w:tc>" for cell in row) for row in piece)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


@sought
@given(papers)
def test_any_text_is_read_soundly(paper: list[str | list[list[str]]]) -> None:
    text = "\n".join(as_markdown(piece) for piece in paper).encode("utf-8", "ignore")
    assert_readable(text, "通知.txt")


@sought
@given(papers)
def test_any_markdown_is_read_soundly(paper: list[str | list[list[str]]]) -> None:
    assert_readable("\n\n".join(as_markdown(piece) for piece in paper).encode("utf-8", "ignore"), "通知.md")


@sought
@given(papers)
def test_any_page_is_read_soundly(paper: list[str | list[list[str]]]) -> None:
    body = "".join(as_html(piece) for piece in paper)
    assert_readable(f'<html><meta charset="utf-8"><body>{body}</body></html>'.encode(), "通知.html")


@sought
@given(papers)
def test_any_word_document_is_read_soundly(paper: list[str | list[list[str]]]) -> None:
    assert_readable(word_bytes("".join(as_word(piece) for piece in paper)), "通知.docx")


def assert_readable(data: bytes, name: str) -> None:
    """Read soundly, twice the same; noise in the text alone may be refused."""
    try:
        document = sound(data, name)
    except BrokenDocumentError as error:
        assert any(word in str(error) for word in ("乱码", "不是文字")), error
        return
    assert sound(data, name) == document


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_what_was_found_once_stays_mended(name: str, text: str) -> None:
    sound(text.encode(), str(Path(name)))
