"""Follow-ups that name another place or unit alone (「那武清呢？」「武青那边呢」), and 「哪个高？」 of those named."""

import re
from collections.abc import Sequence

from agent.events import Turn
from agent.places import find_places, read_places
from agent.pointers import PRONOUN, WHICH_OF_THEM
from agent.unit_mentions import find_units
from policy.regions import short_name
from vectorstore.library import PolicyLibrary

_SHORT_NAME = 2


def compared(text: str, asked: Sequence[str], history: Sequence[Turn], library: PolicyLibrary) -> str:
    """「哪个高?能直接比吗」 after the same was asked of two places: the question of both; '' else."""
    known = library.vocabulary().regions
    if not WHICH_OF_THEM.search(text) or read_places(text, known).regions:
        return ""
    users = [turn.content for turn in history if turn.role == "user"]
    places = dict.fromkeys(printed for said in users for printed in read_places(said, known).printed)
    base = next((a for a in reversed(asked) if not is_swap(a, library)), asked[-1])
    for place in read_places(base, known).printed:
        base = base.replace(place, "")
    return f"{'和'.join(places)}{base.lstrip('区市县的').rstrip('?？。')},{text}" if len(places) > 1 else ""


def with_place_corrected(text: str, library: PolicyLibrary) -> str:
    """「武青那边呢」: two letters that are all a follow-up says, one of them wrong, are the place with that name."""
    vocabulary = library.vocabulary()
    rest = re.sub(r"那边|那里|那儿|这边|[那么呢的换成改至于还有再看一下另个?？,，。:：]|区|市|县", "", text)
    if len(rest) != _SHORT_NAME or read_places(text, vocabulary.regions).named:
        return text
    shorts = {short_name(name) for region in vocabulary.regions for name in (region.name, *region.parents[:1])}
    near = [name for name in shorts if len(name) == _SHORT_NAME and (name[0] == rest[0]) != (name[1] == rest[1])]
    return text.replace(rest, near[0]) if len(near) == 1 else text


def is_swap(text: str, library: PolicyLibrary) -> bool:
    """「那武清呢?」: only a place or a unit, in place of the one asked about before."""
    vocabulary = library.vocabulary()
    places, units = read_places(text, vocabulary.regions), find_units(text, vocabulary.units)
    rest = text
    for word in (*places.printed, *units):
        rest = rest.replace(word, "")
    rest = re.sub(r"[那么呢的换成改至于还有再看一下区市县另个?？,，。:：]|开发区|新区", "", rest)
    return bool(places.printed or units) and len(rest) <= 2


def swapped(text: str, asked: Sequence[str], library: PolicyLibrary) -> str:
    """The last question that was more than such a swap, of the place or unit that the text names."""
    vocabulary = library.vocabulary()
    base = next((a for a in reversed(asked) if not is_swap(a, library)), asked[-1])
    base = base if not PRONOUN.search(base) else f"{asked[0]}{base}"
    if new := [place.printed for place in find_places(text, vocabulary.regions) if place.name or not place.weak]:
        for place in reversed(find_places(base, vocabulary.regions)):
            if place.name:
                base = f"{base[: place.start]}{base[place.end :]}"
        return f"{'和'.join(new)}{base.lstrip('区市县的')}"
    units = find_units(text, vocabulary.units)
    for old in find_units(base, vocabulary.units):
        base = base.replace(old, units[0])
    return base
