"""Wording that two places share and that says something: the longest runs of words that stand in both texts."""

from collections.abc import Sequence

import rjieba

from tools.needs import phrase_share
from vectorstore.words import STOP_WORDS

_SHORTEST, _LONGEST_RUN, _MOST = 3, 5, 6
_COMMONPLACE = 0.12


def shared_phrases(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Runs of whole words, three characters or more, that stand in both; commonplaces of policy language left out.

    Longest first, none inside another, six at most.

    >>> shared_phrases(["推进国有企业混合所有制改革。"], ["在竞争性领域开展混合所有制改革试点。"])
    ('混合所有制改革',)
    """
    theirs = "\n".join(other)
    runs = {run for text in one for run in _runs(text) if run in theirs}
    whole = [run for run in runs if not any(run != longer and run in longer for longer in runs)]
    shares = {run: phrase_share(run) for run in whole}
    telling = [run for run in whole if shares[run] <= _COMMONPLACE]
    return tuple(sorted(telling, key=lambda run: (shares[run], -len(run), run))[:_MOST])


def _runs(text: str) -> set[str]:
    """Every run of up to five words that neither begins nor ends with an empty word nor spans a stop."""
    words = rjieba.cut(text, False)
    runs: set[str] = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_RUN, len(words)) + 1):
            if not all(char.isalnum() for char in words[end - 1]):
                break
            run = "".join(words[start:end])
            if len(run) >= _SHORTEST and _tells(words[start]) and _tells(words[end - 1]):
                runs.add(run)
    return runs


def _tells(word: str) -> bool:
    return word not in STOP_WORDS and (len(word) > 1 or word in "制链港岛湖河")
