"""The word lists in `policy/data/`: plain text, a group of words a line, '#' begins a comment.

Promises: the order of lines and of words is kept; blank lines and comments are dropped. Each file is read once.
"""

from functools import cache
from importlib.resources import files


@cache
def read_words(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `policy/data/<name>.txt`, each split at white space.

    >>> read_words("unit_stems")[0]
    ('发展改革', '发改', '~发展计划')
    """
    text = (files("policy") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def one_of(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, the longest first.

    >>> one_of(("牵头", "牵头负责"))
    '(?:牵头负责|牵头)'
    """
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
