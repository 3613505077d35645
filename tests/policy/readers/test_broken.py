"""Formats × broken inputs: each raises one DocumentError whose sentence names the file and the next step."""

from pathlib import Path

import pytest

from policy.errors import (
    BrokenDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    FileMissingError,
    UnsupportedFormatError,
)
from policy.readers import ocr, read_bytes, read_source
from tests.policy.readers.samples import (
    docx_bytes,
    ole_bytes,
    pdf_bytes,
    png_bytes,
    scanned_pdf_bytes,
    word_bytes,
    xlsx_bytes,
    zip_bytes,
)

PAGE = [(72, 700, "一、总体要求")]
EVERY_SUFFIX = ("txt", "md", "html", "docx", "doc", "pdf", "xlsx", "ofd", "png", "rtf", "")
OFFICE = {"docx": docx_bytes("一、总体要求"), "xlsx": xlsx_bytes(["序号", "任务"])}


def damaged(data: bytes) -> bytes:
    """The same package with every 97th byte turned over, its directory of parts left whole."""
    parts = data.index(b"PK\x01\x02")
    return bytes(255 - byte if 60 < at < parts and at % 97 == 0 else byte for at, byte in enumerate(data))


BROKEN = {
    "a program named txt": ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, BrokenDocumentError, "不是文字"),
    "a program named md": ("a.md", bytes(range(256)) * 20, BrokenDocumentError, "不是文字"),
    "a program named html": ("a.html", bytes(range(256)) * 20, BrokenDocumentError, "不是文字"),
    "noise named txt": ("a.txt", "(cid:31)(cid:7)的(cid:12)".encode(), BrokenDocumentError, "乱码"),
    "replacement characters": ("a.txt", ("发\ufffd\ufffd展" * 9).encode(), BrokenDocumentError, "乱码"),
    "html without text": ("a.html", b"<html><script>x()</script></html>", EmptyDocumentError, "没有读到文字"),
    "html of navigation only": ("a.html", "<html><nav>首页</nav></html>".encode(), EmptyDocumentError, "没有读到文字"),
    "md of comments only": ("a.md", b"<!-- INFO END -->\n\n---\n", EmptyDocumentError, "没有读到文字"),
    "text named docx": ("a.docx", "一、总体要求".encode(), BrokenDocumentError, "后缀是 .docx"),
    "text named doc": ("a.doc", "一、总体要求".encode(), BrokenDocumentError, "后缀是 .doc"),
    "text named pdf": ("a.pdf", "一、总体要求".encode(), BrokenDocumentError, "后缀是 .pdf"),
    "text named xlsx": ("a.xlsx", "一、总体要求".encode(), BrokenDocumentError, "后缀是 .xlsx"),
    "text named ofd": ("a.ofd", "一、总体要求".encode(), BrokenDocumentError, "后缀是 .ofd"),
    "text named png": ("a.png", "一、总体要求".encode(), BrokenDocumentError, "后缀是 .png"),
    "half a docx": ("a.docx", OFFICE["docx"][: len(OFFICE["docx"]) // 2], BrokenDocumentError, "不完整"),
    "half an xlsx": ("a.xlsx", OFFICE["xlsx"][: len(OFFICE["xlsx"]) // 2], BrokenDocumentError, "不完整"),
    "half a pdf": ("a.pdf", pdf_bytes(PAGE)[:300], BrokenDocumentError, "不完整"),
    "a docx with broken markup": ("a.docx", word_bytes("<w:p>"), BrokenDocumentError, "不完整"),
    "a docx without a document": (
        "a.docx", zip_bytes(**{"[Content_Types].xml": "wordprocessingml"}), BrokenDocumentError, "不完整",
    ),
    "an xlsx without a workbook": (
        "a.xlsx", zip_bytes(**{"[Content_Types].xml": "spreadsheetml"}), BrokenDocumentError, "不完整",
    ),
    "an ofd without a document": ("a.ofd", zip_bytes(**{"OFD.xml": "<OFD/>"}), BrokenDocumentError, "不完整"),
    "an OLE container of nothing": ("a.doc", ole_bytes("Nothing"), BrokenDocumentError, "不完整"),
    "a page nested without end": ("a.html", b"<html>" + b"<b>" * 20000 + b"a", BrokenDocumentError, "不完整"),
    "an xlsx of damaged bytes": ("a.xlsx", damaged(OFFICE["xlsx"]), BrokenDocumentError, "不完整"),
    "an empty docx": ("a.docx", docx_bytes(), EmptyDocumentError, "没有读到文字"),
    "an empty xlsx": ("a.xlsx", xlsx_bytes(), EmptyDocumentError, "没有读到文字"),
    "a pdf of an empty page": ("a.pdf", pdf_bytes([]), EmptyDocumentError, "没有文字"),
    "a pdf without a font map": ("a.pdf", pdf_bytes(PAGE, mapped=False), BrokenDocumentError, "乱码"),
    "an encrypted docx": ("a.docx", ole_bytes("EncryptedPackage"), EncryptedDocumentError, "取消密码"),
    "an encrypted xlsx": ("a.xlsx", ole_bytes("EncryptedPackage"), EncryptedDocumentError, "取消密码"),
    "an encrypted pdf": ("a.pdf", pdf_bytes(PAGE, encrypted=True), EncryptedDocumentError, "取消密码"),
    "an archive": ("a.zip", zip_bytes(**{"通知.txt": "一"}), UnsupportedFormatError, "请解压"),
    "an old xls": ("a.xls", ole_bytes("Workbook"), UnsupportedFormatError, "另存为 xlsx"),
    "an unknown suffix": ("a.xyz", "一、总体要求".encode(), UnsupportedFormatError, "请另存为"),
    "no suffix": ("通知", "一、总体要求".encode(), UnsupportedFormatError, "请另存为"),
}  # fmt: skip


def assert_sentence(error: DocumentError, name: str) -> None:
    assert name in str(error)
    assert str(error).endswith("。")
    assert "请" in str(error)


@pytest.mark.parametrize(("name", "data", "kind", "words"), BROKEN.values(), ids=BROKEN)
def test_broken_input_is_one_sentence(name: str, data: bytes, kind: type[DocumentError], words: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_bytes(data, name=name)
    assert type(raised.value) is kind
    assert words in str(raised.value)
    assert_sentence(raised.value, name)


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\ufeff \n".encode(), "　\n".encode("utf-16")])
@pytest.mark.parametrize("suffix", EVERY_SUFFIX)
def test_empty_input_is_one_sentence(suffix: str, data: bytes) -> None:
    name = f"通知.{suffix}"
    with pytest.raises(DocumentError) as raised:
        read_bytes(data, name=name)
    assert_sentence(raised.value, name)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError) as raised:
        read_source(tmp_path / "没有.txt")
    assert_sentence(raised.value, "没有.txt")


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormatError) as raised:
        read_source(tmp_path)
    assert_sentence(raised.value, tmp_path.name)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("a.png", png_bytes(), UnsupportedFormatError), ("a.pdf", scanned_pdf_bytes(), EmptyDocumentError)],
)
def test_scan_without_ocr_says_what_to_install(
    name: str, data: bytes, kind: type[DocumentError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(kind, match="cewen"):
        read_bytes(data, name=name)


def test_doc_without_libreoffice_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy.readers.doc.shutil.which", lambda _: None)
    with pytest.raises(UnsupportedFormatError, match="另存为 docx"):
        read_bytes(ole_bytes("WordDocument"), name="通知.doc")


def test_doc_that_libreoffice_cannot_open_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy.readers.doc.shutil.which", lambda _: "/bin/true")
    with pytest.raises(BrokenDocumentError, match="另存为 docx"):
        read_bytes(ole_bytes("WordDocument"), name="通知.doc")


def test_wrong_suffix_is_read_by_what_the_file_is() -> None:
    for data in (OFFICE["docx"], pdf_bytes(PAGE), "<!DOCTYPE html><p>一、总体要求</p>".encode()):
        assert read_bytes(data, name="通知.txt").text == "一、总体要求\n"
