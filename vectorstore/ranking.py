"""The order of what both legs found: a linear model over how a clause meets the question.

Neither leg's rank says enough: the keyword leg does not see that 就业人数 stands in 就业总人数, the vector leg blurs
12个月 and 18个月, and plain fusion of ranks loses to its better leg wherever the other is weak. So what either leg
found is looked at again: both scores, and which part of the question's words and pairs of characters stand in the
clause, in its headings, in its place and title. A short question (a heading, a few words) is less to go by; there the
two scores count for more. The weights were learnt from the sets of `evals.retrieval_sets`
(docs/log.md says how) and hold no word of any document.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policy.folding import simplified

# In the order of `features`; each holds for a long question, and what is added to it for one of a single character.
WEIGHTS: Mapping[str, tuple[float, float]] = {
    "keyword": (2.7, 0.0),
    "likeness": (1.2, 0.0),
    "nearness": (1.3, 0.0),
    "words": (3.5, -1.9),
    "pairs": (3.5, -2.6),
    "pairs_in_text": (3.4, -2.6),
    "run": (2.7, -2.3),
    "run_above": (1.1, 0.0),
    "place": (0.5, 0.0),
    "length": (1.1, 0.0),
}

_NOT_SAID = re.compile(r"[\W_]+")
_LONG_QUESTION = 20  # characters from which nothing is added
_LONGEST_QUESTION, _LONGEST_TEXT = 200, 2000
_FIFTIETH, _LEAST_SPREAD = 49, 0.005
_NEAR_RANKS = 20


class Candidate(NamedTuple):
    """A clause that a leg found. context is place, title and headings above.

    words are those of context, heading and text, each between spaces, place_words those of place and title. keyword is
    the BM25 score, 0 where that leg missed it; likeness the cosine, None where there is no vector yet.
    """

    clause_id: str
    context: str
    text: str
    words: str
    place_words: str
    keyword: float
    likeness: float | None


def scores(query: str, found: Sequence[Candidate], *, rarity: Mapping[str, float]) -> NDArray[np.float64]:
    """One score for each, the best the highest; rarity weighs each word of the question."""
    held = features(query, found, rarity=rarity)
    shortness = max(0.0, 1 - len(_said(query)) / _LONG_QUESTION)
    weights = np.asarray([always + shortness * short for always, short in WEIGHTS.values()])
    return np.asarray(held @ weights)


def features(query: str, found: Sequence[Candidate], *, rarity: Mapping[str, float]) -> NDArray[np.float64]:
    """A row for each candidate, a column for each of WEIGHTS; all but the length from 0 to 1, nearly."""
    asked = _said(query[:_LONGEST_QUESTION])
    texts = [_said(one.text[:_LONGEST_TEXT]) for one in found]
    contexts = [_said(one.context) for one in found]
    pairs = {asked[at : at + 2] for at in range(len(asked) - 1)}
    in_text = [{pair for pair in pairs if pair in text} for text in texts]
    whole = [{pair for pair in pairs if pair in above} | held for above, held in zip(contexts, in_text, strict=True)]
    pair_rarity = _rarities(pairs, whole)
    columns = (
        _shares_of_best([one.keyword for one in found]),
        *_likenesses(found),
        [_share(rarity, {word for word in rarity if f" {word} " in one.words}) for one in found],
        [_share(pair_rarity, held) for held in whole],
        [_share(pair_rarity, held) for held in in_text],
        [_longest_run(asked, text) for text in texts],
        [_longest_run(asked, context) for context in contexts],
        [_share(rarity, {word for word in rarity if f" {word} " in one.place_words}) for one in found],
        [math.log(20 + len(text)) / 5 for text in texts],
    )
    return np.asarray(columns, dtype=np.float64).reshape(len(WEIGHTS), len(found)).T


@lru_cache(maxsize=8192)
def _said(text: str) -> str:
    """Letters and figures alone, simplified.

    >>> _said("（二）總投資 3,000億元。")
    '二总投资3000亿元'
    """
    return _NOT_SAID.sub("", simplified(unicodedata.normalize("NFKC", text).lower()))


def _rarities(asked: set[str], held: Sequence[set[str]]) -> dict[str, float]:
    """How much each pair tells the candidates apart: little where it stands in all of them."""
    counts = Counter(pair for pairs in held for pair in pairs)
    return {pair: math.log(1 + (len(held) - counts[pair] + 0.5) / (counts[pair] + 0.5)) for pair in asked}


def _share(rarity: Mapping[str, float], held: set[str]) -> float:
    total = sum(rarity.values())
    return sum(rarity[part] for part in held) / total if total else 0.0


def _longest_run(asked: str, text: str) -> float:
    """The longest part of the question that stands in the text, as a share of the question.

    >>> _longest_run("压减审批时限", "推行一网通办压减审批环节")
    0.6666666666666666
    """
    longest = 0
    for start in range(len(asked)):
        while start + longest < len(asked) and asked[start : start + longest + 1] in text:
            longest += 1
    return longest / len(asked) if asked else 0.0


def _shares_of_best(values: Sequence[float]) -> list[float]:
    best = max(values, default=0.0)
    return [value / best if best > 0 else 0.0 for value in values]


def _likenesses(found: Sequence[Candidate]) -> tuple[Sequence[float], Sequence[float]]:
    """Cosines spread between the best and the fiftieth, since all lie close together; and a share for the rank."""
    known = sorted((one.likeness for one in found if one.likeness is not None), reverse=True)
    if not known:
        return [0.0] * len(found), [0.0] * len(found)
    low = known[min(_FIFTIETH, len(known) - 1)]
    spread = max(known[0] - low, _LEAST_SPREAD)
    ranks = {value: rank for rank, value in reversed(list(enumerate(known)))}
    likeness = [-1.0 if one.likeness is None else max(-1.0, (one.likeness - low) / spread) for one in found]
    near = [
        0.0 if one.likeness is None else (_NEAR_RANKS + 1) / (_NEAR_RANKS + 1 + ranks[one.likeness]) for one in found
    ]
    return likeness, near
