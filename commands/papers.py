"""Comparisons and drafts from the command line: a typed result, told in Chinese with numbered sources."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from commands.saving import deliver, print_answer, save_answer
from commands.terminal import print_json, say_library, waiting
from policy.documents import Frozen

if TYPE_CHECKING:
    from agent.answers import CitedAnswer
    from agent.desk import Desk
    from tools.evidence import SourceRef
    from vectorstore.library import PolicyLibrary


class Sourced(Protocol):
    """A tool's result, as far as this file needs it."""

    def evidence(self) -> "Iterable[SourceRef]":
        """The spans it rests on."""

    def summary(self) -> str:
        """One line for the person."""


class Piece(NamedTuple):
    """A result with its text, whose statements carry marks [[clause_id:start-end]]."""

    title: str
    text: str
    typed: Frozen


def compare(desk: "Desk", given: argparse.Namespace) -> int:
    """Districts side by side on a topic."""
    from agent.composing.comparisons import compose_comparison
    from tools.comparison import compare_districts

    with waiting("正在逐个区县查找"):
        made = compare_districts(desk.library, topic=given.topic, regions=given.districts, documents=given.document)
    title = f"{'、'.join(made.regions)}{made.topic}对比"
    return give(desk, given, Piece(title=title, text=compose_comparison(made), typed=made))


def draft(desk: "Desk", given: argparse.Namespace) -> int:
    """An outline for a place, each point with its class and source."""
    from agent.composing.outlines import compose_outline
    from tools.drafting import draft_outline

    with waiting("正在找依据、搭提纲"):
        made = draft_outline(
            desk.library, topic=given.topic, target=given.target, kind=given.kind, references=given.like
        )
    return give(desk, given, Piece(title=made.title, text=compose_outline(made), typed=made))


def follow_up(desk: "Desk", given: argparse.Namespace) -> int:
    """What the documents leave open, as items that somebody can be asked about."""
    from agent.composing.follow_ups import compose_follow_up
    from tools.follow_up import draft_follow_up

    with waiting("正在逐项核对"):
        made = draft_follow_up(
            desk.library, regions=given.district, documents=given.document, unit=given.unit, theme=given.theme
        )
    return give(desk, given, Piece(title=made.title, text=compose_follow_up(made), typed=made))


def give(desk: "Desk", given: argparse.Namespace, piece: Piece) -> int:
    """Print the piece with its numbered sources, or write it in the format that is asked for."""
    if given.json:
        print_json(piece.typed)
        return 0
    hand_over(desk, given, piece.title, cited(piece, desk.library), typed=piece.typed)
    return 0


def hand_over(desk: "Desk", given: argparse.Namespace, title: str, answer: "CitedAnswer", *, typed: Frozen) -> None:
    """Write a cited text in the format that is asked for, or print it with its sources."""
    if given.out or given.format:
        deliver(
            lambda path: save_answer(title, answer, typed, path),
            out=given.out, kind=given.format, said=f"{len(answer.citations)} 条出处",
        )  # fmt: skip
    else:
        say_library(desk)
        print_answer(answer)


def cited(piece: Piece, library: "PolicyLibrary") -> "CitedAnswer":
    """The piece with its marks as numbers: only clauses of the result itself may be cited."""
    from agent.answers import CitedAnswer
    from agent.citations import resolve

    sourced: Sourced = piece.typed  # type: ignore[assignment]
    shown = frozenset(ref.clause_id for ref in sourced.evidence())
    resolved = resolve(piece.text, shown=shown, library=library)
    return CitedAnswer(text=resolved.text, citations=resolved.citations)
