"""Conversations that a person keeps: listed, searched, renamed, taken away and brought back.

What a list shows is a small value of its own, so that listing hundreds of conversations reads none of them. A removed
one can be brought back until the next is removed; then it is gone from the disk. Not covered: conversations that two
people share.
"""

from datetime import UTC, datetime
from typing import NamedTuple
from uuid import uuid4

from policy.values import Frozen
from ui.conversation import Conversation, Exchange
from vectorstore.kept import Kept

_CARDS, _TALKS, _SEAT = "conversation-card", "conversation", "seat"
_LONGEST_TITLE = 40


class Card(Frozen):
    """What a list shows of a conversation. grown: in UTC; named: by the person, so that its first question is not."""

    title: str
    grown: datetime
    named: bool = False
    removed: bool = False


class Transcript(Frozen):
    """The exchanges of a conversation, oldest first."""

    exchanges: Conversation = ()


class Seat(Frozen):
    """The conversation that a person has open; '' is a new one."""

    talk: str = ""


class PastTalk(NamedTuple):
    """A line of the list; changed is when the conversation last grew, in UTC."""

    key: str
    title: str
    changed: datetime


class PastTalks:
    """The conversations of every person; person '' is whoever sits at a machine without accounts."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def listed(self, person: str, *, words: str = "") -> tuple[PastTalk, ...]:
        """Those that hold all the words in their title, questions or answers, the last changed first."""
        cards = self._kept.all(_CARDS, Card, person=person)
        wanted = words.casefold().split()
        found = (
            PastTalk(entry.key, entry.value.title, entry.value.grown)
            for entry in cards
            if not entry.value.removed and (not wanted or self._holds(entry.key, entry.value, wanted, person))
        )
        return tuple(sorted(found, key=lambda talk: talk.changed, reverse=True))

    def open(self, key: str, person: str) -> Conversation:
        """The exchanges; what was running when the page went away is over. () for an unknown key."""
        transcript = self._kept.get(_TALKS, key, Transcript, person=person)
        return tuple(exchange.halted() for exchange in transcript.exchanges) if transcript else ()

    def card(self, key: str, person: str) -> Card | None:
        """What the list shows of it; None for an unknown key."""
        return self._kept.get(_CARDS, key, Card, person=person)

    def save(self, key: str, conversation: Conversation, person: str) -> str:
        """Keep the conversation and return its key; '' begins a new one, named after its first question."""
        key, now = key or uuid4().hex, datetime.now(UTC)
        card = self.card(key, person) or Card(title=short_title(conversation), grown=now)
        title = card.title if card.named else short_title(conversation)
        card = card.model_copy(update={"title": title, "grown": now})
        self._kept.put(_TALKS, key, Transcript(exchanges=conversation), person=person)
        self._kept.put(_CARDS, key, card, person=person)
        return key

    def rename(self, key: str, title: str, person: str) -> None:
        """Give it a name; one of white space changes nothing."""
        card, named = self.card(key, person), " ".join(title.split())[:_LONGEST_TITLE]
        if card and named:
            self._kept.put(_CARDS, key, card.model_copy(update={"title": named, "named": True}), person=person)

    def remove(self, key: str, person: str) -> None:
        """Take it from the list; those that were taken before are gone for good."""
        for entry in self._kept.all(_CARDS, Card, person=person):
            if entry.value.removed:
                self._kept.remove(_TALKS, entry.key, person=person)
                self._kept.remove(_CARDS, entry.key, person=person)
        self._mark(key, person, removed=True)

    def restore(self, key: str, person: str) -> None:
        """Put the one that was taken last back into the list."""
        self._mark(key, person, removed=False)

    def seat(self, person: str) -> str:
        """The key of the conversation that the person has open; '' is a new one."""
        seat = self._kept.get(_SEAT, "chat", Seat, person=person) or Seat()
        card = self.card(seat.talk, person) if seat.talk else None
        return seat.talk if card and not card.removed else ""

    def sit(self, key: str, person: str) -> None:
        """Remember which conversation is open, for the next tab or start; one that is not there is not."""
        if not key or self.card(key, person):
            self._kept.put(_SEAT, "chat", Seat(talk=key), person=person)

    def _mark(self, key: str, person: str, *, removed: bool) -> None:
        if card := self.card(key, person):
            self._kept.put(_CARDS, key, card.model_copy(update={"removed": removed}), person=person)

    def _holds(self, key: str, card: Card, wanted: list[str], person: str) -> bool:
        texts = [card.title, *(text for exchange in self.open(key, person) for text in _said(exchange))]
        whole = "\n".join(texts).casefold()
        return all(word in whole for word in wanted)


def short_title(conversation: Conversation) -> str:
    """The first question, cut where a list would cut it.

    >>> short_title((Exchange(question="区科委要参与哪些任务？列个表"),))
    '区科委要参与哪些任务？列个表'
    """
    question = " ".join(conversation[0].question.split()) if conversation else "新对话"
    return question if len(question) <= _LONGEST_TITLE else f"{question[: _LONGEST_TITLE - 1]}…"


def _said(exchange: Exchange) -> tuple[str, ...]:
    return (exchange.question, exchange.answered.answer.text if exchange.answered else "")
