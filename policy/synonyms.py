"""Words that ask for the same thing, in policy language and in daily speech: our own lexicon, `data/synonyms.txt`.

Knows the language, not any document. A spoken word leads to policy words (掏钱 → 资金), never back.
"""

from functools import lru_cache
from importlib.resources import files

from policy.folding import fold


def synonyms(word: str) -> tuple[str, ...]:
    """Other words for it, folded; empty when the lexicon does not know it.

    >>> synonyms("混改")
    ('混合所有制改革', '混合所有制')
    >>> "资金" in synonyms("掏钱")
    True
    >>> "掏钱" in synonyms("资金")
    False
    """
    return _lexicon().get(fold(word), ())


@lru_cache(maxsize=1)
def spoken_words() -> tuple[str, ...]:
    """Every word of the lexicon, longest first: a segmenter may not know them.

    >>> "招商引资" in spoken_words()
    True
    """
    return tuple(sorted(_lexicon(), key=len, reverse=True))


def expanded(query: str) -> str:
    """The query with the policy words that its spoken or short words stand for.

    >>> "污染防治" in expanded("治污抓什么")
    True
    """
    folded = fold(query)
    added = (other for word in spoken_words() if word in folded for other in synonyms(word))
    return " ".join([query, *dict.fromkeys(added)])


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in files("policy").joinpath("data/synonyms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            _enter(found, line)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


def _enter(found: dict[str, list[str]], line: str) -> None:
    left, arrow, right = line.partition(">")
    askers = [fold(word) for word in left.split()]
    meant = [fold(word) for word in right.split()] if arrow else askers
    for word in askers:
        found.setdefault(word, []).extend(other for other in meant if other != word)
