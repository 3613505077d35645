"""What the documents of a scope say of each side of a comparison: the clause devoted to it, else single sentences."""

import re
from collections.abc import Iterator, Sequence

from policy.documents import Clause
from policy.folding import fold
from policy.sentences import SpanPair, split_sentences
from policy.values import Frozen
from tools.evidence import FoundClause, SourceRef
from tools.passages import shorten
from tools.relevance import Need
from tools.scope import Scope
from tools.search import find_in_scope
from tools.side_names import NAMED, YEAR, Naming, Side, bare
from vectorstore.library import PolicyLibrary

CANDIDATES = 24
_LINE = re.compile(r"^\d+(?:\.\d+)*\s*[^\d，。；:：\s][^，。；:：]{0,14}$")
_LEADS = re.compile(r"[:：]\s*$")
_FIGURE = re.compile(r"\d")
_GOES_ON, _MET, _MET_SHARE, _OWN_SHARE = 0.9, 0.5, 1.0, 1.0
_MOST, _MOST_POINTS, _MOST_DOCUMENTS, _LONGEST = 4, 8, 40, 160
_NEAR_BEST, _EARLY = 0.75, 4
_DEFINES, _FIGURED, _NOTHING = 0.3, 0.2, -2.0


class Told(Frozen):
    """A sentence that a side was found to say; worth orders."""

    found: FoundClause
    start: int
    end: int
    worth: float

    @property
    def ref(self) -> SourceRef:
        """The span as a source."""
        return SourceRef(clause_id=self.found.clause.clause_id, start=self.start, end=self.end)

    @property
    def text(self) -> str:
        """The span on one line."""
        clause = self.found.clause
        return " ".join(clause.text[self.start - clause.start : self.end - clause.start].split())


class Sayings:
    """The clauses found for the sides of one comparison, and what each says of which."""

    def __init__(self, library: PolicyLibrary, scope: Scope, naming: Naming, aspects: Sequence[str]) -> None:
        self._scope, self._naming = scope, naming
        self._documents = {card.doc_id: library.document(card.doc_id) for card in scope.cards[:_MOST_DOCUMENTS]}
        self._pool = self._searched(library, aspects)

    def of_all(self, need: Need) -> Told | None:
        """The sentence that names every side and says least else, the aspects first; None where none does."""
        every = [
            Told(found=found, start=a, end=b, worth=need.coverage(text) + self._naming.density(text))
            for found in self._pool
            for (a, b), text in _sentences(found.clause)
            if len(text) <= _LONGEST and all(side.named_in(text) == 1 for side in self._naming.sides)
        ]
        return max(every, key=lambda each: each.worth, default=None)

    def _searched(self, library: PolicyLibrary, aspects: Sequence[str]) -> list[FoundClause]:
        """The clauses found for each side, and the points below those that a side's name heads."""
        found: dict[str, FoundClause] = {}
        for side in self._naming.sides:
            hits = find_in_scope(library, self._scope, query=query_of([side], aspects), limit=CANDIDATES)
            found |= {hit.clause.clause_id: hit for hit in hits}
        for hit in list(found.values()):
            last = YEAR.findall(fold(hit.clause.text))[-1:]
            if any(side.named_in(_title(hit.clause)) == 1 or last == [*side.names] for side in self._naming.sides):
                found |= {
                    each.clause.clause_id: each for each in self._below(hit) if each.clause.clause_id not in found
                }
        return list(found.values())

    def _below(self, found: FoundClause) -> list[FoundClause]:
        document = self._documents.get(found.card.doc_id)
        below = [*document.descendants(found.clause)][:_MOST_POINTS] if document else []
        return [FoundClause.of(found.card, document, clause) for clause in below if document]

    def told(self, side: Side, need: Need) -> list[Told]:
        """What the clause devoted to the side says, else the best sentences that are of it, in reading order."""
        devoted = None if side.year else self._devoted(side, need)
        chosen = self._of_devoted(devoted, need) if devoted else self._scattered(side, need)
        distinct = {fold(each.text): each for each in reversed(chosen)}
        return sorted(distinct.values(), key=lambda each: (each.found.card.doc_id, each.start))

    def _scattered(self, side: Side, need: Need) -> list[Told]:
        every = [told for each in self._pool for told in self._in_clause(each, side, need)]
        best = max((each.worth for each in every), default=0.0)
        near = [each for each in every if each.worth >= _NEAR_BEST * best]
        return sorted(near, key=lambda each: -each.worth)[: _MOST_POINTS if side.year else _MOST]

    def _devoted(self, side: Side, need: Need) -> FoundClause | None:
        """The clause that is headed by the side's name, or begins by it and leads in points: 第六条 测试驾驶人是指…."""
        worth: dict[str, float] = {}
        by_id = {found.clause.clause_id: found for found in self._pool}
        for found in self._pool:
            clause = found.clause
            headed = clause.heading or (_title(clause) if clause.kind == "item" and _LEADS.search(clause.text) else "")
            if headed and self._naming.holds(side, headed, clause.number) == 1:
                said = "".join((*found.heading_path, *(each.clause.text for each in (found, *self._below(found)))))
                worth[clause.clause_id] = need.coverage(said) + len(side.label) / len(headed)
        best = max(worth, key=lambda clause_id: worth[clause_id], default="")
        return by_id[best] if best else None

    def _of_devoted(self, found: FoundClause, need: Need) -> list[Told]:
        """Its points by their headings, the points that it leads in, else its sentences, on the aspect first."""
        below = [each for each in self._below(found) if each.clause.parent_id == found.clause.clause_id]
        if _LEADS.search(found.clause.text):
            return [_whole(each) for each in (found, *below)]
        if len(below) > 1 and all(each.clause.heading for each in below):
            return [_headed(each) for each in below]
        title = f"{found.clause.number}{found.clause.heading}"
        told = [
            Told(found=each, start=a, end=b, worth=need.coverage(text))
            for each in (found, *below)
            for (a, b), text in _sentences(each.clause)
            if bare(text).strip("。") != bare(title).strip("。") and not _LINE.match(text.strip())
        ]
        met = [each for each in told if each.worth >= _MET]
        return (met or told)[:_MOST]

    def _in_clause(self, found: FoundClause, side: Side, need: Need) -> Iterator[Told]:
        """The sentences of a clause that are of this side."""
        above = self._above(found)
        heading, headed = self._naming.headed(side, above)
        led = self._led_in_by(found)
        for (start, end), text in _sentences(found.clause):
            named = self._naming.holds(side, text, found.clause.number)
            if _LINE.match(text.strip()):  # 2.2 年度体检, on a line of its own: what follows is of it
                heading, headed = (text, 1.0) if named == 1 else self._naming.headed(side, above)
                continue
            led = text if YEAR.search(fold(text)) else led
            goes_on = side.year and not named and self._naming.holds(side, led) == 1 and bool(_FIGURE.search(text))
            if not goes_on and (max(named, headed) < NAMED or self._naming.is_foreign(side, text, headed)):
                continue
            own = need.coverage(text) if need.terms else 1.0
            met = max(own, need.coverage(heading)) if headed and not side.year else own
            if max(met, need.coverage("".join(above) + text)) < _MET and named < 1 and not goes_on and headed < 1:
                continue
            if side.year and not named and not goes_on and own < _MET:
                continue
            worth = max(named, headed) + _MET_SHARE * met + _OWN_SHARE * own + self._telling(side, found, text)
            if goes_on:  # 到2027年，…取得明显成效。一是…超过75%: of 2027, and of what that sentence is about
                worth = max(worth, _GOES_ON * (1 + (_MET_SHARE + _OWN_SHARE) * need.coverage(led)))
            a, b = shorten(found.clause.text, need, start, end, offset=found.clause.start, wanted=_FIGURE)
            yield Told(found=found, start=a, end=b, worth=worth)

    @staticmethod
    def _telling(side: Side, found: FoundClause, text: str) -> float:
        """What a sentence is worth for defining the side or having a figure; a bare heading says nothing."""
        said = bare(text.strip().removeprefix(found.clause.number)).strip("。:;")
        if (said == bare(found.clause.heading) and found.clause.heading) or found.clause.kind in ("cover", "preamble"):
            return _NOTHING
        begins = any(0 <= said.find(name) <= _EARLY for name in side.names)
        return _DEFINES * begins + _FIGURED * bool(_FIGURE.search(text)) - _DEFINES * (len(text) > _LONGEST)

    def _led_in_by(self, found: FoundClause) -> str:
        """The last sentence of the clause that leads in this point, where it has a year; else ''."""
        parent = self._parent(found) if not found.clause.heading else None
        last = _sentences(parent)[-1][1] if parent else ""
        return last if YEAR.search(fold(last)) else ""

    def _parent(self, found: FoundClause) -> Clause | None:
        document = self._documents.get(found.card.doc_id)
        return document.clause_by_id.get(found.clause.parent_id or "") if document else None

    def _above(self, found: FoundClause) -> list[str]:
        """The headings above a clause and its own; the opening of an article that leads in its points."""
        parent = self._parent(found)
        leads = [_title(parent)] if parent and not parent.heading else []
        return [*found.heading_path, *leads, *([_title(found.clause)] if _LEADS.search(found.clause.text) else [])]


def _whole(found: FoundClause) -> Told:
    return Told(found=found, start=found.clause.start, end=found.clause.end, worth=1.0)


def _headed(found: FoundClause) -> Told:
    """A point by its number and heading."""
    end = found.clause.start + found.clause.text.find(found.clause.heading) + len(found.clause.heading)
    return Told(found=found, start=found.clause.start, end=end, worth=1.0)


def _title(clause: Clause) -> str:
    """Its heading; the first sentence of a clause that has none."""
    spans = split_sentences(clause.text)
    return clause.heading or (clause.text[: spans[0][1]] if spans else "")


def _sentences(clause: Clause) -> list[tuple[SpanPair, str]]:
    spans = split_sentences(clause.text, offset=clause.start)
    return [((a, b), clause.text[a - clause.start : b - clause.start]) for a, b in spans]


def query_of(sides: Sequence[Side], aspects: Sequence[str]) -> str:
    """What to search for: the sides' names, other words for them, the aspects."""
    return " ".join((*(name for side in sides for name in (side.label, *side.names[1:])), *aspects))
