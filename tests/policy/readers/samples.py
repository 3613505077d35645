"""Small files of every format, made in memory."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
import openpyxl
from PIL import Image

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def docx_bytes(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx_bytes(*rows: Iterable[str | float]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    return saved(workbook)


def zip_bytes(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def ole_bytes(stream: str) -> bytes:
    """The magic of an OLE container and the name of a stream in its directory: enough to be told apart."""
    return OLE_MAGIC + bytes(1016) + stream.encode("utf-16-le") + bytes(512)


def png_bytes() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (200, 80), "white").save(buffer, "PNG")
    return buffer.getvalue()


def word_bytes(body: str, **parts: str) -> bytes:
    """A .docx of bare parts: the body's markup, and numbering=, styles=, footnotes= where they matter."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    space += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    files = {"[Content_Types].xml": "<Types>application/wordprocessingml</Types>"}
    files["word/document.xml"] = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    files |= {f"word/{name}.xml": f"<w:{name} {space}>{markup}</w:{name}>" for name, markup in parts.items()}
    return zip_bytes(**files)


def paragraph(text: str, *, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf_bytes(
    *pages: Iterable[tuple[float, float, str]],
    large: Iterable[tuple[float, float, str]] = (),
    ruling: str = "",
    mapped: bool = True,
    encrypted: bool = False,
) -> bytes:
    """A PDF of 595 × 842 points; each page is (x, y from the bottom, text) at 16 points, large at 22 points on all.

    The glyphs are those of no font at all, which pdfium reads all the same by the ToUnicode map.
    mapped=False leaves the map out, so that the text is noise.
    """
    chars = sorted({char for page in (*pages, large) for _, _, text in page for char in text})
    codes = {char: number for number, char in enumerate(chars, 1)}
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    unicode_map = "/ToUnicode 5 0 R" if mapped else ""
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] {unicode_map} >>"
    )
    objects.append(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /F /Flags 4 /Ascent 880"
        " /Descent -120 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >> >>"
    )
    objects.append(_stream(_unicode_map(codes)))
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
            f" /Contents {7 + 2 * number} 0 R >>"
        )
        sized = [(16, *run) for run in page] + [(22, *run) for run in large]
        shown = (
            f"BT /F {size} Tf {x} {y} Td <{''.join(f'{codes[c]:04x}' for c in text)}> Tj ET"
            for size, x, y, text in sized
        )
        objects.append(_stream("\n".join([*shown, ruling])))
    return _assemble(objects, encrypted=encrypted)


def _unicode_map(codes: dict[str, int]) -> str:
    pairs = "\n".join(f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    )


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _assemble(objects: list[str], *, encrypted: bool) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    lock = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >> /ID [<00> <00>]"
        if encrypted
        else ""
    )
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {lock} >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def scanned_pdf_bytes() -> bytes:
    """A page that is only a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (595, 842), "white").save(buffer, "PDF")
    return buffer.getvalue()
