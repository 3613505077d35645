"""Where a quote stands in a document, whatever the white space and the width of its characters."""

import unicodedata
from functools import lru_cache

Place = tuple[int, int]


def find_places(text: str, quote: str) -> tuple[Place, ...]:
    r"""Every half-open span of text that reads as the quote does.

    >>> find_places("达到 3000\n亿元，３０００亿元", "3000亿元")
    ((3, 10), (11, 17))
    """
    folded, origin = _folded(text)
    needle = _folded(quote)[0]
    places, at = [], folded.find(needle) if needle else -1
    while at >= 0:
        places.append((origin[at], origin[at + len(needle) - 1] + 1))
        at = folded.find(needle, at + 1)
    return tuple(places)


def shared(one: Place, other: Place) -> int:
    """How many characters two spans have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


@lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    pairs = [
        (folded, offset)
        for offset, char in enumerate(text)
        for folded in unicodedata.normalize("NFKC", char)
        if not folded.isspace()
    ]
    return "".join(folded for folded, _ in pairs), tuple(offset for _, offset in pairs)
