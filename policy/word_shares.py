"""How common a word is in policy language: in which share of the clauses of public documents it stands.

A fixed table (`data/word_shares.txt`, made by `python -m evals.word_shares`), so that what a question's words weigh
does not change with the documents that happen to be in a library. Not covered: words in fewer than one clause of a
thousand, figures, single characters.
"""

from functools import cache

from policy.wordlists import read_words


def word_share(word: str) -> float:
    """0–1: the share of clauses that hold a word, as `vectorstore.words` cuts them; 0.0 for a rare or unknown one.

    >>> word_share("发展") > word_share("招商引资") > word_share("掏钱")
    True
    """
    return _shares().get(word, 0.0)


@cache
def _shares() -> dict[str, float]:
    """Each line of the table is a share in tenths of a thousandth, then the words that have it."""
    return {word: int(share) / 10_000 for share, *words in read_words("word_shares") for word in words}
