"""Numbers as official documents print them: digits of either width, thousands separators, Chinese numerals.

Covered: 300, 8.5, 1,200, ３０, 十, 二十三, 一百二十, 三千, 两万, 二〇二五. Not covered: fractions, 壹贰叁.
"""

import re
import unicodedata

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"\d+(?:\.\d+)?")

CHINESE_DIGITS = "〇零○一二两三四五六七八九十百千万亿"
ARABIC = r"[0-9０-９]+(?:[,，][0-9]{3}(?![0-9]))*(?:[.．][0-9０-９]+)?"


def parse_number(text: str) -> int | float | None:
    """The value of a printed number; None for what is not one number. Whole numbers come back as int.

    >>> [parse_number(text) for text in ("二十三", "8.5", "二〇二五", "１,２００", "若干")]
    [23, 8.5, 2025, 1200, None]
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if _ARABIC.fullmatch(plain):
        return float(plain) if "." in plain else int(plain)
    return _parse_chinese(plain)


def _parse_chinese(text: str) -> int | None:
    if not text or any(char not in CHINESE_DIGITS for char in text) or len(text) > 20:
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        else:
            held = total if char == "亿" else 0
            total, section, digit = total - held + (held + section + digit or 1) * _MYRIADS[char], 0, 0
    return total + section + digit
