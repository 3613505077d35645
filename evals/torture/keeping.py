"""What people keep, under a process that is killed: every note that was acknowledged is there, word for word.

The victim says `~k key word` before it puts a note and `k key word` afterwards; without a word it is taken away.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from policy.errors import CeWenError
from policy.values import Frozen
from vectorstore.kept import Kept
from vectorstore.soundness import check_kept

_KIND = "torture"
_KEYS, _LONGEST = 20, 20_000


class Note(Frozen):
    """A value of up to 20,000 characters, by its word repeated."""

    word: str
    text: str


def keep_something(kept: Kept, chance: random.Random, say: Callable[[str], None]) -> None:
    """Put or take away a note, and say so before and after."""
    key = str(chance.randrange(_KEYS))
    word = "" if chance.random() < 0.2 else str(chance.randrange(10**9))
    say(f"~k {key} {word}")
    if word:
        kept.put(_KIND, key, Note(word=word, text=word * chance.randrange(1, _LONGEST // len(word))))
    else:
        kept.remove(_KIND, key)
    say(f"k {key} {word}")


def followed(notes: Mapping[str, str], lines: Sequence[str]) -> tuple[dict[str, str], tuple[str, str]]:
    """The word of each note after these lines, and the key and word whose fate was open when the process died.

    >>> followed({"1": "7"}, ["~k 2 8", "k 2 8", "~k 1 ", "k 1 ", "~k 2 9"])
    ({'2': '8'}, ('2', '9'))
    """
    after, doubtful = dict(notes), ("", "")
    for line in lines:
        kind, _, told = line.partition(" ")
        key, _, word = told.partition(" ")
        doubtful = (key, word) if kind == "~k" else ("", "")
        if kind == "k":
            after = {**after, key: word}
    return {key: word for key, word in after.items() if word}, doubtful


def wrong_notes(home: Path, notes: Mapping[str, str], doubtful: tuple[str, str]) -> Iterator[str]:
    """What is not as it was acknowledged."""
    yield from (fault.told for fault in check_kept(home))
    try:
        found = kept_notes(home)
    except CeWenError as error:
        yield str(error)
        return
    for key in sorted({*found, *notes}):
        allowed = {notes.get(key, ""), *([doubtful[1]] if key == doubtful[0] else [])}
        if found.get(key, "") not in allowed:
            yield f"note {key} is not what was kept"


def kept_notes(home: Path) -> dict[str, str]:
    """The word of each note."""
    with Kept(home) as kept:
        entries = kept.all(_KIND, Note)
    assert all(entry.value.text.replace(entry.value.word, "") == "" for entry in entries)
    return {entry.key: entry.value.word for entry in entries}
