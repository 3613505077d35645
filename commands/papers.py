"""Comparisons and drafts from the command line: a typed result, told in Chinese with numbered sources.

What is written to a Word, Excel or calendar file is the draft that the page would write, kept as the page keeps it: the
page goes on with it, and `take-back` reads it after somebody has changed it.
"""

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from commands.saving import changes_of, deliver, print_answer, save_answer
from commands.terminal import OUT, print_json, print_lines, say_library, waiting
from policy.values import Frozen

if TYPE_CHECKING:
    from agent.answers import CitedAnswer
    from agent.desk import Desk
    from tools.drafts import Draft
    from tools.evidence import SourceRef
    from vectorstore.library import PolicyLibrary


class Sourced(Protocol):
    """A tool's result, as far as this file needs it."""

    def evidence(self) -> "Iterable[SourceRef]":
        """The spans it rests on."""

    def summary(self) -> str:
        """One line for the person."""


class Piece(NamedTuple):
    """A result with its text, whose statements carry marks [[clause_id:start-end]]; drafted makes a draft of it, under
    the id that it is given, where it is one that people go on with.
    """

    title: str
    text: str
    typed: Frozen
    drafted: "Callable[[str], Draft] | None" = None


def compare(desk: "Desk", given: argparse.Namespace) -> int:
    """Districts side by side on a topic."""
    from agent.composing.comparisons import compose_comparison
    from tools.comparison import compare_districts
    from tools.draft_shapes import comparison_draft

    with waiting("正在逐个区县查找"):
        made = compare_districts(desk.library, topic=given.topic, regions=given.districts, documents=given.document)
    title = f"{'、'.join(made.regions)}{made.topic}对比"
    drafted = partial(_named, comparison_draft, made)
    return give(desk, given, Piece(title=title, text=compose_comparison(made), typed=made, drafted=drafted))


def draft(desk: "Desk", given: argparse.Namespace) -> int:
    """An outline for a place, each point with its class and source."""
    from agent.composing.outlines import compose_outline
    from tools.draft_shapes import outline_draft
    from tools.drafting import draft_outline

    if "分工表" in (given.kind or ""):
        return _division(desk, given)
    with waiting("正在找依据、搭提纲"):
        made = draft_outline(
            desk.library, topic=given.topic, target=given.target, kind=given.kind, references=given.like
        )
    drafted = partial(_named, outline_draft, made)
    return give(desk, given, Piece(title=made.title, text=compose_outline(made), typed=made, drafted=drafted))


def _division(desk: "Desk", given: argparse.Namespace) -> int:
    """Who does what: the duties as a table under the heads of the document that it is to be like."""
    from agent.composing.tabulations import compose_table
    from tools.draft_making import division_table
    from tools.draft_shapes import division_draft

    targets = [place for place in given.target.split("、") if place]
    with waiting("正在逐项列任务"):
        made = division_table(desk.library, targets=targets, topic=given.topic, references=given.like)
    drafted = partial(_of_target, division_draft, made, given.target)
    return give(desk, given, Piece(title=made.title, text=compose_table([made]), typed=made, drafted=drafted))


def _of_target(shape: "Callable[..., Draft]", made: Frozen, target: str, draft_id: str) -> "Draft":
    return shape(made, draft_id=draft_id, target=target)


def follow_up(desk: "Desk", given: argparse.Namespace) -> int:
    """What the documents leave open, as items that somebody can be asked about."""
    from agent.composing.follow_ups import compose_follow_up
    from tools.draft_shapes import follow_up_draft
    from tools.follow_up import draft_follow_up

    with waiting("正在逐项核对"):
        made = draft_follow_up(
            desk.library, regions=given.district, documents=given.document, unit=given.unit, theme=given.theme
        )
    drafted = partial(_named, follow_up_draft, made)
    return give(desk, given, Piece(title=made.title, text=compose_follow_up(made), typed=made, drafted=drafted))


def _named(shape: "Callable[..., Draft]", made: Frozen, draft_id: str) -> "Draft":
    return shape(made, draft_id=draft_id)


def take_back(desk: "Desk", given: argparse.Namespace) -> int:
    """Go on with a draft that somebody changed in Word or Excel: tell what was changed, keep it, write it anew."""
    from exports.returned import read_returned
    from tools.draft_returns import take_back
    from ui.kept_drafts import KeptDrafts

    drafts = KeptDrafts(desk.kept)
    returned = read_returned(given.path)
    draft = take_back(returned, drafts.get(returned.paper_id, ""))
    drafts.put(draft, "")
    if given.json:
        print_json(draft)
    elif given.out or given.format:
        write_draft(desk, given, draft)
    else:
        OUT.print(f"已接着《{draft.title}》写下去：{draft.told() or '文件里没有改动'}。")
        print_lines(changes_of(draft))
    return 0


def give(desk: "Desk", given: argparse.Namespace, piece: Piece) -> int:
    """Print the piece with its numbered sources, or write it in the format that is asked for."""
    if given.json:
        print_json(piece.typed)
        return 0
    if piece.drafted and (kind_of(given) not in ("json", "")):
        from ui.kept_drafts import KeptDrafts, new_draft_id

        made = piece.drafted(new_draft_id())
        write_draft(desk, given, made)
        KeptDrafts(desk.kept).put(made, "")
        return 0
    hand_over(desk, given, piece.title, cited(piece, desk.library), typed=piece.typed)
    return 0


def write_draft(desk: "Desk", given: argparse.Namespace, draft: "Draft") -> None:
    """Write a draft in the format that is asked for. Raises ExportError."""
    from tools.draft_exports import save_draft

    def save(path: Path) -> None:
        save_draft(desk.library, draft, path, since=date.today(), footnotes=given.footnotes)

    rows = sum(piece.kind != "head" for piece in draft.standing)
    deliver(save, out=given.out, kind=given.format, said=f"{rows} 段（行）")


def kind_of(given: argparse.Namespace) -> str:
    """The format that is asked for, '' for none: to the screen."""
    return str(given.format or (given.out.suffix.lower().removeprefix(".") if given.out else ""))


def hand_over(desk: "Desk", given: argparse.Namespace, title: str, answer: "CitedAnswer", *, typed: Frozen) -> None:
    """Write a cited text in the format that is asked for, or print it with its sources."""
    if given.out or given.format:
        deliver(
            lambda path: save_answer(title, answer, typed, path, footnotes=given.footnotes),
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
