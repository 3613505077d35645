"""What a question names: its places, the units that are meant, and the one that is left out."""

from collections.abc import Sequence

from agent import wordings
from agent.places import Places, read_places
from agent.unit_mentions import find_units
from policy.regions import NATION, find_regions, short_name
from policy.values import Frozen
from tools.scope import all_cards
from vectorstore.library import PolicyLibrary

_SEVERAL, _MOST_COMPARED = 2, 8


class Mentions(Frozen):
    """named are all units in order of mention, units those that are meant, without the one that a task must not have.

    regions are the places meant: those of the text, else of the conversation, else all where all are set side by side.
    """

    text: str
    places: Places
    regions: tuple[str, ...]
    named: tuple[str, ...]
    units: tuple[str, ...]
    without: str | None


def read_mentions(text: str, spoken_of: Sequence[str], library: PolicyLibrary) -> Mentions:
    """The names in a question; spoken_of are the places that the conversation is about."""
    vocabulary = library.vocabulary()
    places = _without_matters(text, read_places(text, vocabulary.regions), library)
    named = find_units(text, vocabulary.units, places=places.printed)
    without = next((unit for unit in named if _is_left_out(text, unit)), None)
    return Mentions(
        text=text,
        places=places,
        regions=places.regions or _spoken_of(text, spoken_of, library),
        named=named,
        units=tuple(unit for unit in named if unit != without and not _receives(text, unit)),
        without=without,
    )


def _spoken_of(text: str, places: Sequence[str], library: PolicyLibrary) -> tuple[str, ...]:
    """The places of the conversation; all where all are set side by side and only one was spoken of."""
    every = _all_places(text, library)
    return every if every and len(places) < _SEVERAL else tuple(places)


def _all_places(text: str, library: PolicyLibrary) -> tuple[str, ...]:
    """Every place of a small library, where the question sets all of them side by side."""
    known = tuple(dict.fromkeys(region.name for region in library.vocabulary().regions))
    asked = wordings.ALL_PLACES.search(text) and wordings.COMPARE.search(text)
    return known if asked and 1 < len(known) <= _MOST_COMPARED else ()


def _receives(text: str, unit: str) -> bool:
    """Whether the unit is only one that is reported to: 报给区发改委的材料."""
    at = text.find(unit)
    before, after = text[:at], text[at + len(unit) :]
    towards = wordings.TOWARDS.search(before) and wordings.HANDED.match(after)
    return at > 0 and bool(wordings.RECIPIENT.search(before) or towards)


def _is_left_out(text: str, unit: str) -> bool:
    """Whether the unit is one that the tasks must not name: 哪些任务没有区财政局."""
    if wordings.NO_OTHERS.search(text):
        return False  # 除了市园区办,没有别的市直部门
    at = text.find(unit)
    at = text.find(unit[1:]) if at < 0 else at
    return at > 0 and bool(wordings.WITHOUT.search(text[:at].rstrip("区市省县")))


def _without_matters(text: str, places: Places, library: PolicyLibrary) -> Places:
    """A place without a document that others speak of (跟长春合作), or a title names, is a matter, not a scope."""
    counts = library.word_counts([short_name(name) for name in places.absent])
    # Alone and in full (浦东新区怎么招商) a place is the scope that was meant, whoever else speaks of it, but for
    # the province or city that it lies in.
    titles = "".join(card.title for card in all_cards(library)) if places.absent else ""
    matters = {
        name
        for name in places.absent
        if short_name(name) in titles
        or (counts[short_name(name)] and (places.regions or name not in text or _lies_within(name, library)))
    }
    return Places(named=tuple(place for place in places.named if place.name not in matters))


def _lies_within(name: str, library: PolicyLibrary) -> bool:
    """Whether a place lies within one that the library has documents of: 青岛市 in 山东省."""
    known = {region.name for region in library.vocabulary().regions} - {NATION.name}
    around = {parent for mention in find_regions(name) for each in mention.candidates for parent in each.parents}
    return bool(around & known)
