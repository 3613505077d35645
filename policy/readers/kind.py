"""Which reader a file needs: told by its first bytes where these tell, else by its suffix."""

import io
import zipfile
import zlib
from pathlib import PurePath
from typing import Literal

from policy.errors import BrokenDocumentError, EncryptedDocumentError, UnsupportedFormatError

Kind = Literal["text", "markdown", "html", "docx", "doc", "pdf", "image", "xlsx", "ofd"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".shtml": "html", ".docx": "docx", ".docm": "docx", ".doc": "doc", ".wps": "doc",
    ".rtf": "doc", ".pdf": "pdf", ".xlsx": "xlsx", ".xlsm": "xlsx", ".ofd": "ofd",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".bmp": "image",
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "doc"), (b"\x89PNG\r\n", "image"), (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE_TEXT: tuple[Kind, ...] = ("text", "markdown", "html")


def kind_of(data: bytes, *, name: str) -> Kind:
    """The kind of a file that is not empty; DocumentError where no reader can take it.

    >>> kind_of(b"%PDF-1.7 ...", name="通知.doc")
    'pdf'
    """
    by_magic = _kind_by_magic(data, name)
    if by_magic:
        return by_magic
    suffix = PurePath(name).suffix.lower()
    kind = SUFFIXES.get(suffix)
    if kind is None:
        raise UnsupportedFormatError(
            f"《{name}》的格式“{suffix or '无后缀'}”还不能读。请另存为 docx、pdf、txt、md、html 或 xlsx 后再添加。"
        )
    # A BMP has a magic of two letters only, so its suffix decides.
    if kind in _FREE_TEXT or (kind == "image" and data.startswith(b"BM")):
        return kind
    raise BrokenDocumentError(
        f"《{name}》的后缀是 {suffix}，内容却不是这种格式，文件可能已损坏或被改名。"
        "请用原来的软件打开，重新另存后再添加。"
    )


def _kind_by_magic(data: bytes, name: str) -> Kind | None:
    if data.startswith(b"PK"):
        return _kind_of_zip(data, name)
    if data.startswith(_OLE):
        return _kind_of_ole(data, name)
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if name.lower().endswith(".pdf") and b"%PDF-" in data[:1024]:
        return "pdf"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def _kind_of_zip(data: bytes, name: str) -> Kind:
    """Office files are zips that declare what they hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            locked = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise broken_package(name) from error
    if locked:
        raise encrypted(name)
    if b"wordprocessingml" in types:
        return "docx"
    if b"spreadsheetml" in types:
        return "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    raise UnsupportedFormatError(f"《{name}》是压缩包或其他打包格式，还不能直接读。请解压后添加其中的文件。")


def _kind_of_ole(data: bytes, name: str) -> Kind:
    """OLE containers list their streams in UTF-16; an encrypted .docx or .xlsx is one as well."""
    if "EncryptedPackage".encode("utf-16-le") in data or _is_locked_word(data):
        raise encrypted(name)
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if "Workbook".encode("utf-16-le") in data:
        raise UnsupportedFormatError(
            f"《{name}》是旧版 Excel（xls）文件，还不能直接读。请在 Excel 或 WPS 中另存为 xlsx 后再添加。"
        )
    raise broken_package(name)


def _is_locked_word(data: bytes) -> bool:
    """The fEncrypted bit of the FIB, which nearly always stands in the first sector ([MS-DOC] 2.5.1)."""
    return data[512:514] == b"\xec\xa5" and bool(data[523:524]) and bool(data[523] & 0x01)


def broken_package(name: str) -> BrokenDocumentError:
    """The error for a container that cannot be opened."""
    return BrokenDocumentError(f"《{name}》已损坏或不完整，打不开。请重新下载，或用原来的软件打开并另存后再添加。")


def encrypted(name: str) -> EncryptedDocumentError:
    """The error for a file behind a password.

    >>> print(encrypted("工作要点.pdf"))
    《工作要点.pdf》设有密码，读不出内容。请先在原来的软件中取消密码，另存后再添加。
    """
    return EncryptedDocumentError(f"《{name}》设有密码，读不出内容。请先在原来的软件中取消密码，另存后再添加。")
