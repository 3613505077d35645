"""Other districts' documents made of real ones: the places renamed, the figures shuffled, the wording kept."""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence

from policy.divisions import all_regions, short_name
from policy.documents import PolicyDocument
from policy.errors import DocumentError
from policy.parsing import parse_source
from policy.readers.source import SourceText

_FIGURE = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def perturbed(
    documents: Sequence[PolicyDocument], *, protected: Sequence[PolicyDocument], seed: int = 0
) -> Iterator[PolicyDocument]:
    """Different copies without end, in turn of the documents that name a place or a figure to change.

    Each is another district's: no place of the protected ones is named in any of them, and what the nation issued,
    or nobody known, is left out, since it speaks to every district.
    """
    chance = random.Random(seed)
    kept = {name for document in protected for name in places_of(document)}
    spoken_of = "".join(document.text for document in protected)
    stems = _free_stems(kept, spoken_of)
    serial, seen = 0, set[str]()
    while True:
        for document in documents:
            serial += 1
            names = sorted({*kept, *places_of(document)}, key=len, reverse=True)
            places = dict(zip(names, chance.sample(stems, len(names)), strict=True))
            text = shuffled(renamed(document.text, places), chance)
            copy = _parsed(text, f"{serial}-{renamed(document.source_name, places)}.txt")
            if copy and copy.doc_id not in seen and _is_elsewhere(copy, spoken_of):
                seen.add(copy.doc_id)
                yield copy
        if not seen:
            return


def _is_elsewhere(document: PolicyDocument, spoken_of: str) -> bool:
    """Whether it is of a place that the text does not speak of, nor of any above it."""
    region = document.header.region
    if region is None or region.level == "nation":
        return False
    return not any(short_name(name) in spoken_of for name in (region.name, *region.parents))


def _free_stems(kept: set[str], text: str) -> list[str]:
    """Short names of places that lie in none of the kept ones and are not spoken of in the text."""
    outside = (region for region in all_regions() if not kept & {short_name(name) for name in region.parents})
    return sorted({stem for region in outside if len(stem := short_name(region.name)) == 2 and stem not in text} - kept)


def places_of(document: PolicyDocument) -> set[str]:
    """The short names of the document's place and of the places above it."""
    region = document.header.region
    return {short_name(name) for name in (region.name, *region.parents)} if region else set()


def renamed(text: str, stems: dict[str, str]) -> str:
    """The text with each place under another name; the kind of place stays.

    >>> renamed("天津市东丽区", {"东丽": "赤水", "天津": "泸州"})
    '泸州市赤水区'
    """
    if not stems:
        return text
    pattern = re.compile("|".join(map(re.escape, stems)))
    return pattern.sub(lambda match: stems[match.group()], text)


def shuffled(text: str, chance: random.Random) -> str:
    """The text with every figure but years replaced by another of as many digits."""

    def other(match: re.Match[str]) -> str:
        digits = match.group()
        # A day of 73 or an item 0 would be no document any more.
        if _YEAR.fullmatch(digits) or len(digits) == 1:
            return digits
        return "".join([chance.choice("12"), *(chance.choice("0123456789") for _ in digits[1:])])

    return _FIGURE.sub(other, text)


def _parsed(text: str, name: str) -> PolicyDocument | None:
    try:
        return parse_source(SourceText(text=text), source_name=name, sha256=hashlib.sha256(text.encode()).hexdigest())
    except DocumentError:
        return None
