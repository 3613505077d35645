import shutil
import subprocess
from pathlib import Path

import pytest

from policy.errors import BrokenDocumentError
from policy.readers import read_bytes
from tests.policy.readers.samples import docx_bytes, ole_bytes


def test_old_word_is_read_as_what_libreoffice_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(command: list[str], **_: object) -> None:
        assert any(part.startswith("-env:UserInstallation=file://") for part in command)
        Path(command[-1]).with_suffix(".docx").write_bytes(docx_bytes("一、总体要求"))

    monkeypatch.setattr("policy.readers.doc.shutil.which", lambda _: "soffice")
    monkeypatch.setattr("policy.readers.doc.subprocess.run", convert)
    assert read_bytes(ole_bytes("WordDocument"), name="通知.doc").text == "一、总体要求\n"


def test_slow_libreoffice_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], *, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr("policy.readers.doc.shutil.which", lambda _: "soffice")
    monkeypatch.setattr("policy.readers.doc.subprocess.run", hang)
    with pytest.raises(BrokenDocumentError, match="另存为 docx"):
        read_bytes(ole_bytes("WordDocument"), name="通知.doc")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_rich_text() -> None:
    data = b"{\\rtf1\\ansi\\ansicpg936\\uc1 \\u19968?\\u12289?Scope\\par}"
    assert read_bytes(data, name="a.rtf").text == "一、Scope\n"
