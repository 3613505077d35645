"""Which of the library's places a question names, and which places it names that the library has nothing of."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import rjieba

from policy.elements import Region
from policy.regions import NATION, RegionMention, find_regions, same_place, short_name
from policy.values import Frozen
from policy.word_shares import word_share

# What follows a place in the name of a body or a site: 天津排放权交易所.
_BODY = re.compile(r"[^的和与要有在哪几谁跟,，、。？?]{0,8}?(?:交易所|大学|学院|医院|机场|研究院|集团|公司)")
_ORDINARY = 0.01
_FULL_ENDS = ("区", "市", "县", "旗")
_KIND = re.compile(r"经济技术开发区|开发区|新区|区|市|县")


class PlaceName(Frozen):
    """A place as printed and by its name: the one that tools take, or the full one where the library has nothing."""

    printed: str
    name: str
    in_library: bool = True


class Places(Frozen):
    """The places that a text names, in order of mention."""

    named: tuple[PlaceName, ...] = ()

    @property
    def regions(self) -> tuple[str, ...]:
        """Names that tools take."""
        return tuple(dict.fromkeys(place.name for place in self.named if place.in_library))

    @property
    def absent(self) -> tuple[str, ...]:
        """The places that the library has nothing of."""
        return tuple(dict.fromkeys(place.name for place in self.named if not place.in_library))

    @property
    def printed(self) -> tuple[str, ...]:
        """What stood in the text."""
        return tuple(place.printed for place in self.named)


class Place(Frozen):
    """A place named at a point of the text: name is None where the library has nothing of it."""

    name: str | None
    printed: str
    start: int
    end: int
    weak: bool


def read_places(text: str, known: Sequence[Region]) -> Places:
    """The places of a question against those of the library, in order of mention.

    >>> library = (Region(name="滨海新区", level="district", parents=("天津市",)),)
    >>> places = read_places("滨海和浦东谁的指标多？", library)
    >>> places.regions, places.absent, places.printed
    (('滨海新区',), ('浦东新区',), ('滨海', '浦东'))
    """
    found = (each for each in find_places(text, known) if each.name != NATION.name and (each.name or not each.weak))
    return Places(named=tuple(_named(place) for place in found))


def find_places(text: str, known: Sequence[Region]) -> tuple[Place, ...]:
    """Every place with where it stands; the library's own short names too, whatever the national list says."""
    printed = (mention for mention in find_regions(text) if not _is_in_name(text, mention))
    mentions = [_placed(mention, text, known) for mention in printed if not _is_word(mention, text)]
    taken = [range(place.start, place.end) for place in mentions if place.name or not place.weak]
    found = [*mentions, *_own_names(text, known, taken)]
    found += [] if any(place.name for place in found) else _mistyped(text, known)
    return tuple(sorted(found, key=lambda place: place.start))


def _is_in_name(text: str, mention: RegionMention) -> bool:
    """A short name in brackets is part of a name, 中丽(天津)产城融合发展基金; or it begins the name of a body.

    In full it says which place is meant: 我区(河西区).
    """
    if mention.short and _BODY.match(text, mention.end):
        return True
    if text[mention.start : mention.end].endswith(_FULL_ENDS):
        return False
    return text[mention.start - 1 : mention.start] in ("(", "（") and text[mention.end : mention.end + 1] in (")", "）")


def _is_word(mention: RegionMention, text: str) -> bool:
    """Whether a name that may be an ordinary word is one of policy language: 合作 is 合作市 only where 市 is said."""
    return mention.short and word_share(text[mention.start : mention.end]) >= _ORDINARY


def _placed(mention: RegionMention, text: str, known: Sequence[Region]) -> Place:
    held = next((hit for candidate in mention.candidates if (hit := _in_library(candidate, known))), None)
    name = held or _around(mention.region, known)
    printed = text[mention.start : mention.end]
    return Place(name=name, printed=printed, start=mention.start, end=mention.end, weak=mention.short)


def _in_library(candidate: Region, known: Sequence[Region]) -> str | None:
    """The name under which the library holds this place: itself, or a place within it."""
    for region in known:
        if same_place(candidate, region):
            return region.name
        if candidate.name in region.parents:
            return candidate.name
    return None


def _around(zone: Region, known: Sequence[Region]) -> str | None:
    """The place in which a development zone lies, where the library has that; 长春 by itself is no zone of 吉林省."""
    names = {region.name for region in known} if zone.level == "development_zone" else set()
    return next((parent for parent in zone.parents if parent in names), None)


@lru_cache(maxsize=8192)
def _names_of(name: str) -> tuple[str, ...]:
    """In full and, where that is no ordinary word, in short."""
    short = short_name(name)
    return (name,) if word_share(short) >= _ORDINARY else (name, short)


def _own_names(text: str, known: Sequence[Region], taken: Sequence[range]) -> list[Place]:
    found = []
    for region in known:
        for printed in _names_of(region.name):
            at = text.find(printed) if len(printed) > 1 else -1
            end = at + len(printed)
            begins = printed != region.name and (_BODY.match(text, end) or _cuts_word(text, at, end))
            if at >= 0 and not begins and not any(at in span for span in taken):
                found.append(Place(name=region.name, printed=printed, start=at, end=end, weak=False))
                break
    return found


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a name is the end of one word and the beginning of the next: 和平 of 和|平台."""
    words = pairwise(accumulate(map(len, rjieba.cut(text, False)), initial=0))
    return any(start < a < end < b or a < start < b < end for a, b in words)


def _mistyped(text: str, known: Sequence[Region]) -> list[Place]:
    """A place of the library with one wrong character before its kind: 武青开发区."""
    for region in known:
        for name in dict.fromkeys((region.name, *region.parents[:1])):
            short = short_name(name)
            for match in _KIND.finditer(text) if len(short) == 2 else ():
                word = text[max(0, match.start() - 2) : match.start()]
                if _cuts_word(text, match.start() - 2, match.start()):
                    continue  # 的|城市 is no 盐城市
                if len(word) == 2 and (word[0] == short[0]) != (word[1] == short[1]):
                    return [
                        Place(name=region.name, printed=word, start=match.start() - 2, end=match.start(), weak=False)
                    ]
    return []


def _named(place: Place) -> PlaceName:
    return PlaceName(printed=place.printed, name=place.name or _full(place), in_library=place.name is not None)


def _full(place: Place) -> str:
    """The full name; as printed where that says more: 沈阳市和平区 is not the 和平区 that the library has."""
    mention = find_regions(place.printed)
    return max(place.printed, mention[0].region.name, key=len) if mention else place.printed
