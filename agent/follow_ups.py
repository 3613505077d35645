"""What a follow-up leaves out, filled in from the conversation: 「那武清呢？」「这条归谁？」「其中有时限的呢？」.

A turn holds only text, so the clause that a conversation is about is found again by the words of the last exchange.
"""

import re
from collections.abc import Sequence

from agent.events import Turn
from agent.focus import NTH, focus_of, last_of, new_subject, nth_point, other_matter, point_told, stepped
from agent.listed import pointed_at
from agent.places import read_places
from agent.pointers import ADDITION, ELLIPSIS, LIKEWISE, NEIGHBOUR, PRESENTATION, PRONOUN, SIMILAR, STEPS, WHICH_OF_THEM
from agent.recalled import with_units_named
from agent.swaps import compared, is_swap, swapped, with_place_corrected
from agent.tenses import other_time
from agent.topics import topic_of
from agent.wordings import AMONG, ASKED, FOLLOW_UP, ON_THIS_BASIS
from policy.numbering import han_value
from policy.values import Frozen
from tools.needs import content_words
from vectorstore.library import PolicyLibrary

_LAST = re.compile(r"(?:最后|末尾|最末)(?:面|那)?(?:一|1)?(?:条|项|款|点|个)")
# 里头有哪几家是企业, after the units of a duty were asked for: they are told again.
_AMONG_UNITS = re.compile(
    r"(?:其中|里头|里面|当中)[^,，]{0,3}(?:哪|几|多少)(?:几|些)?(?:家|个)?(?:是|属于)?(?:单位|部门|企业|国企|公司|局|街镇|管委会|开发区|平台)"
)
_PAPER = re.compile(r"(?:实施|工作|行动)?(?:方案|意见|计划|要点)?的?(?:提纲|大纲|框架|架子)")
_SHORT = 16


class FollowUp(Frozen):
    """text stands by itself; regions and clause_ids are what the conversation was about, empty without a history.

    manner is the earlier question whose way of asking still holds (「上一条呢?」 after 「由谁负责?」), else empty.
    about are the words of the last exchange, where a clause of it is asked on.
    """

    text: str
    regions: tuple[str, ...] = ()
    clause_ids: tuple[str, ...] = ()
    manner: str = ""
    about: str = ""


def fill_in(text: str, *, history: Sequence[Turn], library: PolicyLibrary) -> FollowUp:
    """The question with its gaps filled; as it stands when it leaves nothing out."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or not _leaves_out(text, library):
        return FollowUp(text=text)
    regions = _regions_of(history, library)
    if both := compared(text, asked, history, library):
        return FollowUp(text=both)
    text = with_place_corrected(text, library)
    if (named := with_units_named(text, history, library)) != text:
        return FollowUp(text=named, regions=regions)
    if _AMONG_UNITS.search(text) and dict(ASKED)["who"].search(asked[-1]):
        return FollowUp(text=text, regions=regions, clause_ids=focus_of(history, regions, library), manner=asked[-1])
    return _asked_anew(text, asked, history, regions, library) or _asked_on(text, asked, history, regions, library)


def _asked_anew(
    text: str, asked: Sequence[str], history: Sequence[Turn], regions: tuple[str, ...], library: PolicyLibrary
) -> FollowUp | None:
    """The former question with one thing changed: its form, a place, a condition, the year; None where none is."""
    if PRESENTATION.search(text) or _on_this_basis(text):
        return FollowUp(text=f"{asked[-1].rstrip('?？。')},{text}", regions=regions)
    if likewise := _drafted_likewise(text, asked, library):
        return FollowUp(text=likewise)
    added = read_places(text, library.vocabulary().regions).printed
    if ADDITION.search(text) and added:
        return FollowUp(text=f"{'和'.join(added)}和{asked[-1]}")
    if SIMILAR.search(text) and added:
        return FollowUp(text=swapped("和".join(added), asked, library))
    if is_swap(text, library):
        return FollowUp(text=swapped(text, asked, library), regions=regions)
    if AMONG.search(text) and not pointed_at(text, history[-1].content) and not re.search(r"吗|在不在", text):
        return FollowUp(text=f"{asked[-1].rstrip('?？。')},{text}", regions=regions)
    shifted = other_time(text, asked[-1])
    return FollowUp(text=shifted, regions=regions) if shifted else None


def _asked_on(
    text: str, asked: Sequence[str], history: Sequence[Turn], regions: tuple[str, ...], library: PolicyLibrary
) -> FollowUp:
    """A question on the clause that was told, on one beside it, or on another matter of the same documents."""
    pointed = pointed_at(text, history[-1].content)
    if pointed and (point := point_told(pointed, regions, library)):
        return FollowUp(text=text, regions=regions, clause_ids=point, about=pointed)
    focus = nth_point(text, history, focus_of(history, regions, library), library)
    if subject := new_subject(text, regions, focus, library):
        manner = "" if any(pattern.search(text) for _, pattern in ASKED) else asked[-1]
        return FollowUp(text=text, regions=regions, clause_ids=subject, manner=manner, about=asked[-1])
    if _LAST.search(text):
        focus = last_of(library, focus)
    elif steps := STEPS.search(text):
        back = -1 if steps.group(1) in "前上" else 1
        focus = stepped(library, focus, han_value(steps.group(2).replace("两", "二")) * back)
    elif neighbour := NEIGHBOUR.search(text):
        focus = stepped(library, focus, -1 if neighbour.group(1) in "上前" else 1)
    elif other := other_matter(text, regions, focus, library):
        return FollowUp(text=other, regions=regions)
    manner = asked[-1] if _says_nothing(text) else ""
    about = f"{asked[-1]} {history[-1].content}"
    return FollowUp(text=text, regions=regions, clause_ids=focus, manner=manner, about=about)


def _drafted_likewise(text: str, asked: Sequence[str], library: PolicyLibrary) -> str:
    """「照这个思路,给静海写个提纲」: on the topic of the last question, with what its places do; '' for another."""
    likewise, paper = LIKEWISE.search(text), _PAPER.search(text)
    if not likewise or not paper:
        return ""
    base = next((each for each in reversed(asked) if not is_swap(each, library)), asked[-1])
    places = read_places(base, library.vocabulary().regions)
    topic = "".join(word for word in content_words(topic_of(base, places, ())))
    lenders = f"借鉴{'、'.join(places.printed)}的做法,{text}" if places.printed else text
    return lenders.replace(paper.group(), f"{topic}{paper.group()}", 1).replace(likewise.group(), "")


def _leaves_out(text: str, library: PolicyLibrary) -> bool:
    if (
        PRESENTATION.search(text)
        or _on_this_basis(text)
        or ADDITION.search(text)
        or PRONOUN.search(text)
        or SIMILAR.search(text)
        or STEPS.search(text)
        or LIKEWISE.search(text)
        or _LAST.search(text)
        or ELLIPSIS.search(text)
        or NEIGHBOUR.search(text)
        or WHICH_OF_THEM.search(text)
    ):
        return True
    if NTH.search(text) and not read_places(text, library.vocabulary().regions).regions:
        return True
    return len(text) <= _SHORT and not read_places(text, library.vocabulary().regions).regions


def _on_this_basis(text: str) -> bool:
    """「据此列跟进计划」: what was asked before says what it is about."""
    return bool(FOLLOW_UP.search(text) and ON_THIS_BASIS.search(text))


def _says_nothing(text: str) -> bool:
    """Whether only a pointer is left: 「上一条呢?」."""
    rest = NEIGHBOUR.sub("", PRONOUN.sub("", text))
    return len(re.sub(r"[那么呢的再看下一?？。,，]", "", rest)) <= 1


def _regions_of(history: Sequence[Turn], library: PolicyLibrary) -> tuple[str, ...]:
    """The places of the latest turn that names any."""
    known = library.vocabulary().regions
    for turn in reversed(history):
        places = read_places(turn.content, known)
        if places.regions and turn.role == "user":
            return places.regions
    return next((p.regions for t in reversed(history) if (p := read_places(t.content, known)).regions), ())
