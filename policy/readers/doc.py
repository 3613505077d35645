"""Old Word documents (.doc, .wps, .rtf): turned into .docx by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from policy.errors import BrokenDocumentError, UnsupportedFormatError
from policy.readers.docx import read_docx
from policy.readers.source import SourceText

LONGEST_SECONDS = 120


def read_doc(data: bytes, *, name: str) -> SourceText:
    """Read an old Word document; UnsupportedFormatError where LibreOffice is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnsupportedFormatError(
            f"《{name}》是旧版 Word 文件，本机没有安装 LibreOffice，读不了。"
            "请另存为 docx 后再添加，或安装 LibreOffice 后重试。"
        )
    with tempfile.TemporaryDirectory() as folder:
        return read_docx(_convert(data, program=program, folder=Path(folder), name=name), name=name)


def _convert(data: bytes, *, program: str, folder: Path, name: str) -> bytes:
    source = folder / ("source.rtf" if data.startswith(b"{\\rtf") else "source.doc")
    source.write_bytes(data)
    # A profile of its own: LibreOffice hangs up on a second instance that shares one.
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, capture_output=True, timeout=LONGEST_SECONDS, check=False)
        return (folder / "source.docx").read_bytes()
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BrokenDocumentError(
            f"《{name}》没能用 LibreOffice 转换成功，文件可能已损坏。请用 Word 或 WPS 打开，另存为 docx 后再添加。"
        ) from error
