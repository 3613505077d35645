"""One form for comparing text: half-width, simplified, lower case, without white space.

Only for comparing; what is shown is always the printed form. Offsets do not survive: to find where a folded phrase
stands, use `find_folded`.
"""

import unicodedata
from functools import lru_cache

from opencc import OpenCC

_TO_SIMPLIFIED = OpenCC("t2s")
_UNIFIED = str.maketrans("〔〕【】「」『』“”‘’－—–~～·•", '[][]""""""\'\'---~~..')


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The comparable form.

    >>> fold("東麗區 ２０１７年 “放管服”")
    '东丽区2017年"放管服"'
    """
    if text.isascii():
        return "".join(text.lower().split())
    folded = "".join(unicodedata.normalize("NFKC", text).lower().split()).translate(_UNIFIED)
    return simplified(folded)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, all else as it is.

    >>> simplified("國有企業混合所有制")
    '国有企业混合所有制'
    """
    return str(_TO_SIMPLIFIED.convert(text))


def find_folded(text: str, phrase: str) -> tuple[int, int] | None:
    """The first span of text whose folded form is the folded phrase, or None.

    >>> find_folded("于 每季 度结束后", "每季度")
    (2, 6)
    """
    needle = fold(phrase)
    if not needle:
        return None
    folded, origin = _folded_with_origin(text)
    at = folded.find(needle)
    return None if at < 0 else (origin[at], origin[at + len(needle) - 1] + 1)


@lru_cache(maxsize=4096)
def _folded_with_origin(text: str) -> tuple[str, tuple[int, ...]]:
    out: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(simplified_aligned(text)):
        for folded in unicodedata.normalize("NFKC", char).lower().translate(_UNIFIED):
            if not folded.isspace():
                out.append(folded)
                origin.append(offset)
    return "".join(out), tuple(origin)


def simplified_aligned(text: str) -> str:
    """Simplified text of the same length; phrases that would change length are left as they are."""
    converted = simplified(text)
    return converted if len(converted) == len(text) else "".join(_one(char) for char in text)


def _one(char: str) -> str:
    converted = simplified(char)
    return converted if len(converted) == 1 else char
