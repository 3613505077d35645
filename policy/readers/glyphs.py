"""Lines of a PDF page from the places of its glyphs.

pdfium's own order of text scrambles pages with mixed fonts, so glyphs are sorted by baseline and by their origin.
Punctuation sits low in its box, hence the origin and not the box. Invented spaces are dropped, since Word's automatic
gap between Chinese and digits is not a space. Not covered: several columns, slanted text.
"""

import ctypes
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from policy.readers.layout import Line

# Fonts share one glyph between a radical and its ideograph, and many PDF writers name the radical. Those of the CJK
# Radicals Supplement have no decomposition in Unicode.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


@dataclass(frozen=True)
class Glyph:
    """A printed character with the origin of its baseline, from the page's top left, and its type size."""

    char: str
    x: float
    baseline: float
    size: float

    @property
    def width(self) -> float:
        """The usual advance: full for Chinese, half for Latin."""
        return self.size if unicodedata.east_asian_width(self.char) in "WFA" else self.size / 2


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """The characters of a page that stand in its file; one without a Unicode value counts as U+FFFD."""
    text_page = page.get_textpage()
    width, height = page.get_size()
    rotation = page.get_rotation()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    glyphs = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in {9, 10, 13} or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        left, baseline = _upright(x.value, y.value, width=width, height=height, rotation=rotation)
        # The font's size is before the text matrix, and some writers set all type at size 1.
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
        glyphs.append(Glyph(char=printed_char(code), x=left, baseline=baseline, size=max(size, 1)))
    text_page.close()
    return glyphs


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines from top to bottom, each from left to right.

    >>> low = Glyph(char="区", x=16, baseline=100.4, size=16)
    >>> lines_of([low, Glyph(char="全", x=0, baseline=100, size=16)])[0].text
    '全区'
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if rows and abs(rows[-1][0].baseline - glyph.baseline) < 0.4 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(sorted(row, key=lambda glyph: glyph.x)) for row in rows)
    return [line for line in lines if line.text]


def _line(row: Sequence[Glyph]) -> Line:
    text = ""
    for before, glyph in zip((None, *row), row, strict=False):
        text += (" " if before is not None and _gap(before, glyph) else "") + glyph.char
    printed = [glyph for glyph in row if not glyph.char.isspace()] or list(row)
    first, last = printed[0], printed[-1]
    size = max(glyph.size for glyph in printed)
    right = last.x + last.width
    return Line(text=text.strip(), left=first.x, right=right, baseline=first.baseline, size=size)


def _gap(before: Glyph, glyph: Glyph) -> bool:
    """Whether there is room for a word space: a narrow one between Latin words, a wide one elsewhere."""
    room = glyph.x - before.x - before.width
    latin = before.char.isascii() and glyph.char.isascii() and before.char.isalpha() and glyph.char.isalpha()
    return not before.char.isspace() and not glyph.char.isspace() and room > (0.45 if latin else 1.5) * glyph.size


def _upright(x: float, y: float, *, width: float, height: float, rotation: int) -> tuple[float, float]:
    """Page coordinates (from the bottom left, before rotation) as seen, from the top left."""
    match rotation:
        case 90:
            return y, x
        case 180:
            return width - x, y
        case 270:
            return width - y, height - x
        case _:
            return x, height - y


def printed_char(code: int) -> str:
    """The character of a code point; U+FFFD for what is none, the ideograph for a radical that looks like it.

    >>> [printed_char(code) for code in (0x2F00, 0x2ED3, 0x4E00, 0x1F)]
    ['一', '长', '一', '\ufffd']
    """
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    char = chr(code)
    if "\u2f00" <= char <= "\u2fd5" or "\uf900" <= char <= "\ufaff":
        return unicodedata.normalize("NFKC", char)
    return _RADICALS.get(char, " " if char == "\xa0" else char)
