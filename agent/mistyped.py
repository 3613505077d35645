"""Words of a question that were typed as others of the same sound: 夜间经济师范区 for 夜间经济示范区.

Where what was found holds no such word, but holds it with one letter put otherwise, between the same neighbours, that
is what is meant. Letters sound alike where they stand close in GB 2312, whose common half is ordered by sound. Not
covered: letters that only look alike (标淮), two letters at once.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from policy.folding import fold
from tools.relevance import Term

_ALIKE = 25
_COMMON = (0xB0A1, 0xD7F9)
_BESIDE, _FEWEST = 2, 4
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def mistyped(missing: Sequence[Term], text: str, found: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each word that was typed with the word that is meant; only where a single one can be.

    >>> mistyped([Term(text="师范")], "夜间经济师范区放在哪", ["建设五大道市级夜间经济示范区"])
    (('师范', '示范'),)
    """
    said, held = fold(text), "\n".join(map(fold, found))
    meant = {term.text: _meant(term.text, said, held) for term in missing if not term.anchor}
    return tuple((typed, words.pop()) for typed, words in meant.items() if len(words) == 1)


def _meant(typed: str, said: str, held: str) -> set[str]:
    """The words that stand in held where said has the typed one."""
    start = said.find(typed)
    if start < 0 or not _HAN.fullmatch(typed):
        return set()
    return {
        word
        for before, behind in _neighbours(said, start, start + len(typed))
        for place in range(len(typed))
        for word in _written(typed, place, before, behind, held)
    }


def _neighbours(said: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """What stands on both sides, in every length that makes the whole telling."""
    for left, right in product(range(_BESIDE + 1), repeat=2):
        before, behind = said[max(0, start - left) : start], said[end : end + right]
        if _HAN.fullmatch(before + behind) and left + right + end - start >= _FEWEST:
            yield before, behind


def _written(typed: str, place: int, before: str, behind: str, held: str) -> Iterator[str]:
    around = (before + typed[:place], typed[place + 1 :] + behind)
    for match in re.finditer(rf"{re.escape(around[0])}([\u4e00-\u9fff]){re.escape(around[1])}", held):
        if match[1] != typed[place] and _sound_alike(match[1], typed[place]):
            yield typed[:place] + match[1] + typed[place + 1 :]


def _sound_alike(one: str, other: str) -> bool:
    """Whether two letters stand close in the order of sounds.

    >>> _sound_alike("示", "师"), _sound_alike("省", "市")
    (True, False)
    """
    places = _by_sound(one), _by_sound(other)
    return None not in places and abs((places[0] or 0) - (places[1] or 0)) <= _ALIKE


def _by_sound(letter: str) -> int | None:
    """The place of a common letter in GB 2312; None for a rare one, which it orders by shape."""
    code = letter.encode("gb2312", errors="ignore")
    if len(code) != 2 or not _COMMON[0] <= int.from_bytes(code) <= _COMMON[1]:
        return None
    return code[0] * 94 + code[1] - 0xA1
