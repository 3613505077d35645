"""Units that a follow-up points at: 这两家都挂名的是哪条, 也是它牵头吗.

Covered: as many units as were asked about, and the one that an answer says leads. Not covered: units of longer lists.
"""

import re
from collections.abc import Sequence

from agent.events import Turn
from agent.places import read_places
from agent.unit_mentions import find_units
from policy.numbering import han_value
from vectorstore.library import PolicyLibrary

_THESE = re.compile(r"[这那](?P<count>两|几|[三四])(?:家|个(?:单位|部门|局))|它们(?:几家)?")
_IT = re.compile(r"(?:它|该单位|该部门|这家(?:单位)?)(?=(?:来|也)?(?:牵头|负责|主责|配合|参与|管(?!理)))|(?<=[由归])它")
_LEADS = re.compile(r"[^、,，。;；:：()（）\s]{2,16}(?=牵头)")
_PAIR = 2


def with_units_named(text: str, history: Sequence[Turn], library: PolicyLibrary) -> str:
    """The question with the units in place of the words that point at them; as it stands where none are meant.

    >>> _LEADS.findall("省发展改革委牵头,省大数据局配合(第5条)。")
    ['省发展改革委']
    """
    if these := _THESE.search(text):
        units = _asked_about(history, library)
        count = {"两": _PAIR, "几": len(units)}.get(these["count"] or "几") or han_value(these["count"])
        return text.replace(these.group(), "和".join(units[-count:]), 1) if _PAIR <= count <= len(units) else text
    leader = _leader(history, library) if _IT.search(text) else ""
    return _IT.sub(leader, text, count=1) if leader else text


def _asked_about(history: Sequence[Turn], library: PolicyLibrary) -> tuple[str, ...]:
    """The units of the person's own questions, in their order."""
    every = (unit for turn in history if turn.role == "user" for unit in _units_in(turn.content, library))
    return tuple(dict.fromkeys(every))


def _leader(history: Sequence[Turn], library: PolicyLibrary) -> str:
    """The unit that the last answer says leads, or the only one that it names."""
    said = history[-1].content
    led = [unit for phrase in _LEADS.findall(said) for unit in _units_in(phrase, library)]
    named = led or list(_units_in(said, library))
    return named[0] if led or len(named) == 1 else ""


def _units_in(text: str, library: PolicyLibrary) -> tuple[str, ...]:
    vocabulary = library.vocabulary()
    return find_units(text, vocabulary.units, places=read_places(text, vocabulary.regions).printed)
