"""Files as they leave: a name that every system takes, and one sentence where the disk refuses."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.cells import plain
from policy.errors import ExportError

_FORBIDDEN = re.compile(r'[\\/:*?"<>|%#\x7f]+')
_LONGEST = 60  # four bytes a character at worst, and 255 is what a file system takes
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_NAMELESS = "未命名"


def safe_file_name(title: str, *, suffix: str) -> str:
    r"""A title as a file name for Windows, macOS and Linux: one level, no device, at most 60 characters and the suffix.

    >>> safe_file_name("甲区/乙区：任务对比？", suffix=".docx")
    '甲区 乙区：任务对比？.docx'
    >>> safe_file_name("..\\..\\CON", suffix=".xlsx"), safe_file_name("\x00 ", suffix=".csv")
    ('CON_.xlsx', '未命名.csv')
    """
    name = " ".join(_FORBIDDEN.sub(" ", plain(unicodedata.normalize("NFC", title))).split())
    name = name[:_LONGEST].strip(". ~")
    if _RESERVED.fullmatch(name):
        name += "_"
    return f"{name or _NAMELESS}{suffix}"


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """The path to write to; what the disk refuses becomes an ExportError."""
    try:
        yield path
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(
            f"“{path.name}”没有写成（{reason}）；请确认文件夹存在、可以写入，文件没有在别的程序里打开，再试一次。"
        ) from error
