"""One reader per format behind one function."""

import importlib
from collections.abc import Callable
from pathlib import Path

from policy.errors import (
    BrokenDocumentError,
    DocumentError,
    EmptyDocumentError,
    FileMissingError,
    UnsupportedFormatError,
)
from policy.readers.kind import Kind, broken_package, kind_of
from policy.readers.noise import is_noise, noisy
from policy.readers.source import SourceText

Reader = Callable[..., SourceText]

LARGEST_FILE = 200_000_000  # bytes
LONGEST_TEXT = 20_000_000  # characters: two hundred thick books

# By name, so that a text file costs no import of a PDF or spreadsheet library.
_READERS: dict[Kind, tuple[str, str]] = {
    "text": ("policy.readers.text", "read_text"),
    "markdown": ("policy.readers.markdown", "read_markdown"),
    "html": ("policy.readers.html", "read_html"),
    "docx": ("policy.readers.docx", "read_docx"),
    "doc": ("policy.readers.doc", "read_doc"),
    "pdf": ("policy.readers.pdf", "read_pdf"),
    "image": ("policy.readers.ocr", "read_image"),
    "xlsx": ("policy.readers.xlsx", "read_xlsx"),
    "ofd": ("policy.readers.ofd", "read_ofd"),
}


def read_source(path: Path) -> SourceText:
    """The text of a file of any known format; what the file is counts more than what its name says.

    Raises one DocumentError, whose sentence names the file and the next step.
    """
    return read_bytes(load(path), name=path.name)


def read_bytes(data: bytes, *, name: str) -> SourceText:
    """The same for a file already in memory.

    >>> read_bytes("一、总体要求".encode(), name="方案.txt").text
    '一、总体要求'
    """
    if not data.strip():
        raise EmptyDocumentError(f"《{name}》是空文件，没有可读的文字。请检查文件是否下载或导出完整。")
    module, function = _READERS[kind_of(data, name=name)]
    reader: Reader = getattr(importlib.import_module(module), function)
    try:
        source = reader(data, name=name)
    except DocumentError:
        raise
    except Exception as error:
        # A damaged file can fail anywhere inside half a dozen libraries, each with errors of its own.
        raise broken_package(name) from error
    if not source.text.strip():
        raise EmptyDocumentError(f"《{name}》里没有读到文字。请打开原文件确认有正文，再重新导出后添加。")
    if len(source.text) > LONGEST_TEXT:
        raise UnsupportedFormatError(
            f"《{name}》超过 {LONGEST_TEXT // 10_000} 万字，太长了。请按篇章拆成几个文件后再添加。"
        )
    if is_noise(source.text):
        raise noisy(name)
    return source


def load(path: Path) -> bytes:
    """The bytes of a file; FileMissingError and the like with a sentence."""
    if path.is_dir():
        raise UnsupportedFormatError(f"“{path.name}”是文件夹，不是文件。请选择其中的文件。")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnsupportedFormatError(
                f"《{path.name}》超过 {LARGEST_FILE // 1_000_000} MB，太大了。请去掉图片，或拆成几个文件后再添加。"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissingError(f"找不到文件“{path.name}”。请检查路径和文件名是否正确。") from None
    except OSError as error:
        raise BrokenDocumentError(
            f"文件“{path.name}”打不开（{error.strerror}）。请检查访问权限，或关闭正在使用它的程序后再试。"
        ) from error
