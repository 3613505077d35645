r"""Plain text: UTF-8 and UTF-16 with or without a mark, GB18030 (and so GB2312 and GBK), Big5.

The text is kept as it stands, hard line ends and leading spaces included; only line ends become "\n".
Not covered: Latin code pages, and text that changes its encoding on the way.
"""

import codecs
import re

from policy.errors import BrokenDocumentError
from policy.readers.source import SourceText

SAMPLE_BYTES = 65536
# The marks and the commonest characters of official prose: a wrong decoding hardly ever meets them.
_COMMON = re.compile("[，。、；：（）《》“”\n 的一和在了有国政发工作人大中要为业全市区部门强推进建设]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n|\r|\x85|\u2028|\u2029")
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LEGACY = ("gb18030", "utf-16-le", "utf-16-be", "big5")


def read_text(data: bytes, *, name: str) -> SourceText:
    r"""Read a plain text file.

    >>> read_text("一、总体要求\r\n".encode("gb18030"), name="要点.txt").text
    '一、总体要求\n'
    """
    text, warnings = decode(data, name=name)
    return SourceText(text=text, warnings=warnings)


def decode(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters of an unlabelled text and warnings about damage; BrokenDocumentError for what is no text.

    >>> decode("征求意见稿".encode("utf-16"), name="a.txt")
    ('征求意见稿', ())
    """
    text, warnings = _decode_marked(data, name) or _decode_utf8(data, name) or _decode_legacy(data, name)
    if len(_CONTROL.findall(text[:SAMPLE_BYTES])) * 200 > min(len(text), SAMPLE_BYTES):
        raise not_text(name)
    return _LINE_END.sub("\n", _CONTROL.sub("", text)), warnings


def not_text(name: str) -> BrokenDocumentError:
    """The error for binary content under the name of a text file."""
    return BrokenDocumentError(
        f"《{name}》的内容不是文字（像是程序或其他二进制文件）。"
        "请确认选对了文件，或用原来的软件另存为 txt、docx 后再添加。"
    )


def _decode_marked(data: bytes, name: str) -> tuple[str, tuple[str, ...]] | None:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), _damage(data[len(mark) :], encoding, name)
    return None


def _decode_utf8(data: bytes, name: str) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8, also where a few bytes are damaged; None where it is another encoding."""
    warnings = _damage(data, "utf-8", name)
    text = data.decode("utf-8", errors="replace")
    if b"\x00" in data or (warnings and text.count("\ufffd") * 200 > len(text)):
        return None
    return text, warnings


def _decode_legacy(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    sample = data[:SAMPLE_BYTES]
    score, encoding = max((_plausibility(sample, encoding), encoding) for encoding in _LEGACY)
    if score < 0.05:
        raise not_text(name)
    return data.decode(encoding, errors="replace"), _damage(data, encoding, name)


def _plausibility(sample: bytes, encoding: str) -> float:
    """The share of common characters, less what could not be decoded; over 0.2 for Chinese prose."""
    text = sample.decode(encoding, errors="replace")
    wrong = text.count("\ufffd") + len(_CONTROL.findall(text))
    return (len(_COMMON.findall(text)) - 10 * wrong) / max(len(text), 1)


def _damage(data: bytes, encoding: str, name: str) -> tuple[str, ...]:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return (f"《{name}》有少量字节无法解码，已用“\ufffd”代替，引用前请对照原文。",)
    return ()
