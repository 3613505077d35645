"""Turning another place's names and figures into blanks."""

import re

from policy.folding import fold
from policy.regions import find_regions, short_name
from tools.grounding import Ground
from tools.outlines import BLANK

_QUOTED = re.compile(r"[“《]([^”》]{2,30})[”》]")
_FIGURE = re.compile(r"\d[\d.]*(?:[-—~至]\d[\d.]*)?(?:%|亿元|万元|[个家项条名场亩年月日])?")


def blanked(text: str, ground: Ground) -> str:
    """The text without what only its own place has: quoted names, places and figures that the target does not hold."""
    text = _QUOTED.sub(lambda m: m.group() if fold(m.group(1)) in ground.text else BLANK, text)
    for mention in reversed(find_regions(text)):
        foreign = short_name(mention.region.name) not in ground.target and mention.region.name not in ground.places
        if foreign and not mention.short:
            text = text[: mention.start] + BLANK + text[mention.end :]
    text = _FIGURE.sub(lambda m: m.group() if fold(m.group()) in ground.text else BLANK, text)
    return text.replace(BLANK * 2, BLANK)
