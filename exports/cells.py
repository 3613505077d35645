"""Text of a document as the content of a cell: harmless, typed, measured.

A document may hold anything: characters that XML forbids, text that turns direction, words that a spreadsheet runs.
"""

import re
import unicodedata

# What Excel takes for a formula where a cell begins with it; full-width forms too, since Excel folds them.
_RUNNABLE = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
# Neither leading zeros (行政区划代码) nor more digits than a float keeps.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?", re.ASCII)
# Private and unassigned characters stay: rare names are written with them.
_DROPPED = frozenset({"Cc", "Cs"})
_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff")
_SPACES = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " ", "\x0b": "\n", "\x0c": "\n"})


def plain(text: str) -> str:
    r"""The text without control characters, halves of characters and marks that turn its direction; new lines stay.

    >>> plain("区科委\x00\r\n区发改委\u202e")
    '区科委\n区发改委'
    """
    text = text.replace("\r\n", "\n").translate(_SPACES)
    return "".join(c for c in text if c == "\n" or (unicodedata.category(c) not in _DROPPED and c not in _TURNS))


def typed(text: str) -> int | float | str:
    """A number where the cell is nothing else, the text otherwise.

    >>> typed("30"), typed("3.5"), typed("30个"), typed("010"), typed("-2")
    (30, 3.5, '30个', '010', -2)
    """
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def runnable(text: str) -> bool:
    """Whether a spreadsheet might take the cell for a formula; a plain number is none.

    >>> runnable("=HYPERLINK(A1)"), runnable("－1+1"), runnable("-3"), runnable("区科委")
    (True, True, False, False)
    """
    return text.lstrip(" \n\u3000").startswith(_RUNNABLE) and isinstance(typed(text), str)


def guarded(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet might run it, for formats that know no types.

    >>> guarded("@SUM(A1)"), guarded("建成30个众创空间")
    ("'@SUM(A1)", '建成30个众创空间')
    """
    return f"'{text}" if runnable(text) else text


def width(text: str) -> int:
    r"""Columns of the longest line, a Chinese character counting two.

    >>> width("区科委"), width("30个\n区发改委")
    (6, 8)
    """
    return max(sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n"))
