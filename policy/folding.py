"""One form for comparing text: half-width, simplified, lower case, without white space.

Only for comparing; what is shown is always the printed form. Offsets do not survive: to find where a folded phrase
stands, use `find_folded`.
"""

import re
import unicodedata
from functools import cache, lru_cache

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
    single, whole = _forms()
    if whole.search(text):
        return simplified(_unified(text))
    plain = single.sub(lambda char: _unified(char[0]), text)
    return "".join(plain.lower().split())


def _unified(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).translate(_UNIFIED)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters that fold one by one, and those for which a text must be folded as a whole: traditional ones, of
    which phrases are told, and marks that join the character before. A clause is looked through in a tenth of the time
    that folding it as a whole takes.
    """
    known = [chr(code) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000]
    folded = {char: _unified(char) for char in known}
    modern = simplified("\n".join(known)).split("\n")
    joined = {char for char in known if unicodedata.combining(char) or "\u1100" <= char <= "\u11ff" or char == "Σ"}
    whole = {char for char, other in zip(known, modern, strict=True) if char != other} | joined
    whole |= {char for char, other in folded.items() if len(other) == 1 and other in whole}
    single = {char for char, other in folded.items() if char != other and char not in whole}
    return re.compile(f"[{''.join(single)}]"), re.compile(f"[{''.join(whole)}\U00010000-\U0010ffff]")


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
    """Simplified text of the same length; phrases that would change length are left as they are.

    >>> simplified_aligned("經濟體制改革")
    '经济体制改革'
    """
    converted = simplified(text)
    return converted if len(converted) == len(text) else "".join(_one(char) for char in text)


def _one(char: str) -> str:
    converted = simplified(char)
    return converted if len(converted) == 1 else char
