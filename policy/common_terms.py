"""Terms that any place may use: set phrases of policy language (放管服), and ordinary words that look like names.

Knows the language, not any library, so that a draft does not change with the documents of other districts.
"""

from functools import cache

from policy.folding import fold
from policy.synonyms import spoken_words
from policy.wordlists import read_words


def is_common_term(term: str) -> bool:
    """Whether a term belongs to the language and to no place alone.

    >>> is_common_term("双随机、一公开"), is_common_term("深度"), is_common_term("西岸有约")
    (True, True, False)
    """
    return fold(term) in _terms()


@cache
def _terms() -> frozenset[str]:
    listed = (fold(term) for line in read_words("common_terms") for term in line)
    return frozenset((*listed, *spoken_words()))
