"""PDF: the text layer line by line, ruled tables as tables, scanned pages through OCR where it is installed.

Not covered: several columns, tables without ruling lines, forms.
"""

import re
import threading
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from policy.errors import BrokenDocumentError, EmptyDocumentError
from policy.readers import ocr
from policy.readers.glyphs import Glyph, glyphs_of, lines_of
from policy.readers.kind import broken_package, encrypted
from policy.readers.layout import Line, Page, Table, write_pages
from policy.readers.manuscript import Manuscript
from policy.readers.pdftable import ruled_tables
from policy.readers.source import SourceText

SCAN_DPI = 200
_RULING_LINES = 4
_NOISE = re.compile(r"\(cid:\d+\)|\ufffd")
# pdfium is not thread-safe.
_LOCK = threading.Lock()


def read_pdf(data: bytes, *, name: str) -> SourceText:
    """Read a PDF; its warnings name the pages that could not be read."""
    with _LOCK:
        document = _open(data, name)
        try:
            return _read(document, data, name)
        finally:
            document.close()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise (encrypted(name) if locked else broken_package(name)) from error
    if len(document) == 0:
        raise broken_package(name)
    return document


def _read(document: pypdfium2.PdfDocument, data: bytes, name: str) -> SourceText:
    layers = [glyphs_of(page) for page in document]
    noisy = _is_noise("".join(glyph.char for layer in layers for glyph in layer))
    blank = [number for number, layer in enumerate(layers, 1) if noisy or len(layer) < 2]
    scans = [number for number in blank if noisy or _has_picture(document[number - 1])]
    if len(blank) == len(layers) and not ocr.is_installed():
        raise _unreadable(name, noisy=noisy, scanned=bool(scans))
    manuscript = Manuscript()
    if scans and not ocr.is_installed():
        manuscript.warn(
            f"《{name}》第{'、'.join(map(str, scans))}页是图片，没有文字层，未能读入；安装 OCR 组件后可识别。"
        )
    recognised = {number: ocr.recognise(_picture(document[number - 1])) for number in scans if ocr.is_installed()}
    write_pages(manuscript, _pages(document, data, layers, {n: result.lines for n, result in recognised.items()}))
    _note_title(manuscript, document)
    return manuscript.finish(
        recognised=bool(recognised), confidence=ocr.mean_confidence(list(recognised.values())) if recognised else None
    )


def _pages(
    document: pypdfium2.PdfDocument, data: bytes, layers: list[list[Glyph]], recognised: dict[int, tuple[Line, ...]]
) -> Iterator[Page]:
    for number, (page, glyphs) in enumerate(zip(document, layers, strict=True), 1):
        height = page.get_height()
        if number in recognised:
            scale = SCAN_DPI / 72
            yield Page(number=number, height=height * scale, items=recognised[number])
            continue
        tables, outside = ruled_tables(data, number - 1, glyphs) if _is_ruled(page) else ((), glyphs)
        items: list[Line | Table] = [*lines_of(outside), *tables]
        yield Page(number=number, height=height, items=tuple(sorted(items, key=lambda item: item.baseline)))


def _note_title(manuscript: Manuscript, document: pypdfium2.PdfDocument) -> None:
    manuscript.field("标题", document.get_metadata_value("Title") or "")


def _is_noise(text: str) -> bool:
    """Whether a font without a Unicode map made the text unreadable: over a tenth is no character."""
    printed = "".join(text.split())
    return sum(len(match) for match in _NOISE.findall(printed)) * 10 > max(len(printed), 1)


def _unreadable(name: str, *, noisy: bool, scanned: bool) -> BrokenDocumentError | EmptyDocumentError:
    if noisy:
        return BrokenDocumentError(
            f"《{name}》的字体缺少字符对照表，复制出来是乱码（如“(cid:31)”），读不出文字。"
            "请改用 Word 原稿，或安装 OCR 组件后重试。"
        )
    if scanned:
        return EmptyDocumentError(
            f"《{name}》是扫描件，没有文字层，本机没有安装 OCR 组件。"
            "请安装（pip install 'cewen[ocr]'）后重试，或改用文字版。"
        )
    return EmptyDocumentError(f"《{name}》的页面上没有文字。请打开原文件确认有正文，再重新导出后添加。")


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _is_ruled(page: pypdfium2.PdfPage) -> bool:
    """Whether there are enough drawn lines for a table; a red head has one or two."""
    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    return sum(1 for _, _ in zip(range(_RULING_LINES), paths, strict=False)) == _RULING_LINES


def _picture(page: pypdfium2.PdfPage) -> ocr.Picture:
    picture: ocr.Picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("RGB")
    return picture
