"""Whether drafts say only what their sources hold: every figure, date, 文号 and unit of every line, line by line.

A line may say what the clauses behind it print, what their documents' heads print, and where they stand. Counts that
the program makes (共 15 项) are checked by `evals.counts`. Not covered: whether a clause is the right one for a point.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from evals.facts import facts_of, without_marks
from evals.groundedness import Bookshelf, clause_texts
from policy.errors import CeWenError
from policy.values import Frozen
from tools.draft_making import make_draft
from tools.drafts import Draft, DraftKind, DraftPiece
from tools.scope import all_cards
from vectorstore.library import PolicyLibrary

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[.．](?!\d))")
_SEARCHED = re.compile(r"\d+ 份文件")
_SINGLE: tuple[DraftKind, ...] = ("outline", "follow_up", "division")


class Loose(Frozen):
    """A fact without ground: in which draft, what kind of fact, what is printed, and the line around it."""

    title: str
    kind: str
    printed: str
    line: str


def every_draft(library: PolicyLibrary, *, topics: Sequence[str]) -> Iterator[Draft]:
    """Drafts of every kind for every place, each place after the model of every other, and each pair compared."""
    places = sorted({card.place for card in all_cards(library) if card.place})
    titles = {card.place: card.doc_id for card in all_cards(library)}
    for place in places:
        for kind in _SINGLE:
            yield make_draft(library, kind=kind, draft_id="e", targets=[place], topic="")
    for target, model in permutations(places, 2):
        for topic in topics:
            yield make_draft(
                library, kind="outline", draft_id="e", targets=[target], topic=topic, references=[titles[model]]
            )
            if target < model:
                yield from _compared(library, [target, model], topic)


def _compared(library: PolicyLibrary, places: Sequence[str], topic: str) -> Iterator[Draft]:
    try:
        yield make_draft(library, kind="comparison", draft_id="e", targets=places, topic=topic)
    except CeWenError:
        return


def loose_facts(library: PolicyLibrary, draft: Draft, shelf: Bookshelf) -> Iterator[Loose]:
    """Everything in the lines of a draft that their own sources do not hold; its title may name its target."""
    named = "".join(_words(piece) for piece in draft.pieces if piece.kind == "title") + draft.target
    allowed = set(facts_of(named, units=shelf.units, parts=True))
    for piece in draft.pieces:
        line = _SEARCHED.sub(" ", _words(piece))
        held = {fact for text in _behind(library, piece) for fact in facts_of(text, units=shelf.units, parts=True)}
        for fact in facts_of(without_marks(line), units=shelf.units):
            if fact not in held | allowed:
                yield Loose(title=draft.title, kind=fact.kind, printed=fact.printed, line=line[:80])


def _words(piece: DraftPiece) -> str:
    """The words without the numbers that the program gave."""
    cells = piece.cells[1:] if piece.kind == "row" and piece.cells[0].isdigit() else piece.cells
    return "\n".join(_ORDINAL.sub("", cell) for cell in cells)


def _behind(library: PolicyLibrary, piece: DraftPiece) -> Iterator[str]:
    for ref in piece.refs:
        document = library.document(ref.clause_id.rpartition("-")[0])
        clause = document.clause_by_id[ref.clause_id]
        yield from clause_texts(document, clause)
        yield clause.locator
