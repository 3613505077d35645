"""The numbers that official documents print before a clause: 一、（一）1.（1）① 第三条 一是 4.2.3.

Families follow GB/T 9704—2012 7.3.3 (一、→（一）→ 1. →（1）) and the 立法技术规范 (编、章、节、条). Half-width,
full-width and spaced forms are the same number. Decimal figures (3.5亿元), dates (1.2月) and cross-references
(第三条规定的) are no numbers. Which family stands above which in a document is not decided here: see
`policy.hierarchy`.
"""

import re
from typing import Literal, NamedTuple

from policy.numerals import parse_number

Family = Literal[
    "part", "chapter", "section", "article", "han", "han_paren", "arabic", "arabic_paren", "half_paren", "circled",
    "ordinal", "decimal1", "decimal2", "decimal3", "decimal4", "question", "box", "title", "subtitle",
]  # fmt: skip

# The level that a family has by the standard; a clause never has a level above or beside its parent's.
LEVELS: dict[Family, int] = {
    "question": 1, "part": 1, "chapter": 1, "section": 2, "article": 3, "han": 1, "han_paren": 2, "arabic": 3,
    "arabic_paren": 4, "half_paren": 5, "circled": 5, "ordinal": 5, "box": 5,
    "decimal1": 1, "decimal2": 2, "decimal3": 3, "decimal4": 4, "title": 1, "subtitle": 2,
}  # fmt: skip

# Headings without a printed number, told by the format or by standing alone.
SECTIONS: frozenset[Family] = frozenset({"title", "subtitle"})

_SPACE = r"[ \t\u3000\u2000-\u200b\xa0]{0,4}"
_HAN = "[零〇一二三四五六七八九十百]{1,5}"
# 五一、端午 is no number: 51 is 五十一.
_COUNTED = (
    "(?:[一二三四五六七八九]百(?:零?[一二三四五六七八九]?十[一二三四五六七八九]?|零[一二三四五六七八九])?"
    "|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九][〇零]?)"
)
_DIGITS = "[0-9０-９]"
_UNITS = "亿万千百元年月日号个家项点级倍米公平吨人％%度台套件G"
_DIVISIONS: dict[str, Family] = {
    "编": "part", "篇": "part", "部分": "part", "章": "chapter", "节": "section", "条": "article",
}  # fmt: skip
_NUMERAL = re.compile(
    rf"第{_SPACE}(?P<ordinal_number>{_HAN}|{_DIGITS}{{1,3}}){_SPACE}(?P<division>编|篇|部分|章|节|条)"
    rf"(?:之[一二三四五六七八九十])?(?![款项第和、，,及至之的规])"
    rf"|(?P<han>{_COUNTED}){_SPACE}(?:、|[.．](?![0-9０-９]))(?!{_HAN}[、级类线季产个])"
    rf"|[（(〔【]{_SPACE}(?P<han_paren>{_COUNTED}){_SPACE}[）)〕】](?![、和及至])"
    rf"|[（(]{_SPACE}(?P<arabic_paren>{_DIGITS}{{1,3}}){_SPACE}[）)](?![、和及至])"
    rf"|(?P<decimal>(?:[A-H]|{_DIGITS}{{1,2}})(?:[.．]{_DIGITS}{{1,2}}){{1,3}})[.．]?(?=[ \t\u3000\xa0]+[^\W\d_])"
    rf"(?!{_SPACE}[{_UNITS}])"
    rf"|(?P<arabic>{_DIGITS}{{1,3}}){_SPACE}[.．﹒、](?:(?!{_DIGITS})|(?=(?:19|20)[0-9]{{2}}[年—-]))"
    rf"|(?P<half_paren>{_DIGITS}{{1,2}})[）)]"
    r"|(?P<circled>[①-⑳])"
    r"|(?P<ordinal>[一二三四五六七八九十]{1,2})是(?!否|不|一)"
)
_LONE_INTEGER = re.compile(r"([0-9]{1,2})[ \t\u3000\xa0]+(?=[\u4e00-\u9fff])")


class Numeral(NamedTuple):
    """A printed number: text[start:end], with its family and its value."""

    family: Family
    value: int
    start: int
    end: int


def han_value(printed: str) -> int:
    """The value of a Chinese or Arabic numeral below 1000, 0 when it is neither.

    >>> han_value("二十三"), han_value("十"), han_value("一百零二"), han_value("１２")
    (23, 10, 102, 12)
    """
    if printed.isdecimal():
        return int(printed)
    value = parse_number(printed)
    return value if isinstance(value, int) else 0


def read_numeral(text: str, start: int = 0, end: int | None = None) -> Numeral | None:
    """The number that begins at start, or None.

    >>> read_numeral("（十二）深化改革")
    Numeral(family='han_paren', value=12, start=0, end=4)
    >>> read_numeral("3.5亿元") is None and read_numeral("第三条规定的情形") is None
    True
    """
    match = _NUMERAL.match(text, start, len(text) if end is None else end)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind == "division":
        return _numeral(_DIVISIONS[match["division"]], match["ordinal_number"], match)
    if kind == "decimal":
        parts = re.split("[.．]", match["decimal"])
        return _numeral(_DECIMALS[min(len(parts), 4)], parts[-1], match)
    if kind == "circled":
        return Numeral("circled", ord(match["circled"]) - 0x245F, match.start(), match.end())
    return _numeral(_PLAIN[kind], match[kind], match)


def read_integer_heading(text: str, start: int, end: int) -> Numeral | None:
    """The bare number of a standard's top heading (GB/T 1.1—2020: 「1 范围」), or None; only the caller can trust it.

    >>> read_integer_heading("3 总则", 0, 4)
    Numeral(family='decimal1', value=3, start=0, end=1)
    """
    match = _LONE_INTEGER.match(text, start, end)
    return Numeral("decimal1", int(match[1]), match.start(1), match.end(1)) if match else None


def normal_number(printed: str, family: Family) -> str:
    """The printed number as locators show it: full-width brackets, no spaces, a full stop after Arabic numerals.

    >>> normal_number("( 五 )", "han_paren"), normal_number("１．", "arabic"), normal_number("一.", "han")
    ('（五）', '1.', '一、')
    """
    bare = re.sub(r"\s", "", printed).translate(_WIDTHS)
    if family == "han":
        return bare[:-1] + "、"
    if family == "arabic":
        return bare[:-1] + "."
    return bare


_DECIMALS: dict[int, Family] = {2: "decimal2", 3: "decimal3", 4: "decimal4"}
_PLAIN: dict[str, Family] = {
    "han": "han", "han_paren": "han_paren", "arabic_paren": "arabic_paren", "arabic": "arabic",
    "half_paren": "half_paren", "ordinal": "ordinal",
}  # fmt: skip
_WIDTHS = str.maketrans("(〔【)〕】．０１２３４５６７８９", "（（（）））.0123456789")


def _numeral(family: Family, printed: str, match: re.Match[str]) -> Numeral:
    return Numeral(family, han_value(printed), match.start(), match.end())
