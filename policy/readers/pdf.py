"""PDF: the text layer line by line, ruled tables as tables, scanned pages through OCR where it is installed.

Not covered: several columns, tables without ruling lines, forms.
"""

import threading
from collections.abc import Iterator, Mapping

import pypdfium2
import pypdfium2.raw as pdfium

from policy.errors import EmptyDocumentError
from policy.readers import ocr
from policy.readers.glyphs import Glyph, glyphs_of, lines_of
from policy.readers.kind import broken_package, encrypted
from policy.readers.layout import Line, Page, Table, write_pages
from policy.readers.manuscript import Manuscript
from policy.readers.noise import is_noise, noisy
from policy.readers.pdftable import ruled_tables
from policy.readers.source import SourceText

SCAN_DPI = 200
_RULING_LINES = 4
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
    unmapped = is_noise("".join(glyph.char for layer in layers for glyph in layer))
    blank = [number for number, layer in enumerate(layers, 1) if unmapped or len(layer) < 2]
    scans = [number for number in blank if unmapped or _has_picture(document[number - 1])]
    if len(blank) == len(layers) and not ocr.is_installed():
        raise noisy(name) if unmapped else _unreadable(name, scanned=bool(scans))
    manuscript = Manuscript()
    if scans and not ocr.is_installed():
        manuscript.warn(
            f"《{name}》第{'、'.join(map(str, scans))}页是图片，没有文字层，未能读入；安装 OCR 组件后可识别。"
        )
    recognised = {number: _recognise(document[number - 1]) for number in scans if ocr.is_installed()}
    write_pages(manuscript, _pages(document, data, layers, recognised))
    manuscript.field("文件属性标题", document.get_metadata_value("Title") or "")
    confidence = ocr.mean_confidence(recognised.values())
    return manuscript.finish(recognised=bool(recognised), confidence=confidence)


def _pages(
    document: pypdfium2.PdfDocument, data: bytes, layers: list[list[Glyph]], recognised: Mapping[int, ocr.Recognition]
) -> Iterator[Page]:
    for number, (page, glyphs) in enumerate(zip(document, layers, strict=True), 1):
        items: list[Line | Table] = []
        if number in recognised:
            items += recognised[number].lines
        else:
            tables, outside = ruled_tables(data, number - 1, glyphs) if _is_ruled(page) else ((), glyphs)
            items += sorted([*lines_of(outside), *tables], key=lambda item: item.baseline)
        yield Page(number=number, height=page.get_height(), items=tuple(items))


def _unreadable(name: str, *, scanned: bool) -> EmptyDocumentError:
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


def _recognise(page: pypdfium2.PdfPage) -> ocr.Recognition:
    """The page as a picture, its lines in points."""
    return ocr.recognise(page.render(scale=SCAN_DPI / 72).to_pil().convert("RGB"), unit=SCAN_DPI / 72)
