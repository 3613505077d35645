"""Names in what a model wrote, whether a tool showed them or not: bodies and places, to be looked up like any figure.

Covered: every body that the ledger prints, bodies that are none (区月球办), places of the gazetteer. Not covered:
companies, persons.
"""

import re
from collections.abc import Iterator

from agent.unit_mentions import find_units
from policy.regions import find_regions
from vectorstore.library import PolicyLibrary

_BODY = re.compile(
    r"(?<![\u4e00-\u9fff])[省市区县](?:(?![和与及由等的、])[\u4e00-\u9fff]){1,8}?(?:局|厅|委员会|委|办公室|办)(?![\u4e00-\u9fff])"
)
_AFTER = re.compile(
    r"(?<=[由和与及、：:为])[省市区县](?:(?![和与及由等的、])[\u4e00-\u9fff]){1,8}?(?:局|厅|委员会|办公室|委|办)"
)


def names_in(text: str, library: PolicyLibrary) -> tuple[str, ...]:
    """The names, each once, as they are written; a place and the body behind it are two.

    东丽区区科委 is 东丽区 and 区科委.
    """
    found = tuple(dict.fromkeys(_names(text, library)))
    return tuple(name for name in found if not any(name == a + b for a in found for b in found))


def _names(text: str, library: PolicyLibrary) -> Iterator[str]:
    yield from (name for name in find_units(text, library.vocabulary().units) if name in text)
    yield from (match.group() for pattern in (_BODY, _AFTER) for match in pattern.finditer(text))
    yield from (text[mention.start : mention.end] for mention in find_regions(text) if not mention.short)
