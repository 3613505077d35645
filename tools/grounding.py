"""What an outline rests on: the target's own clauses, duties and figures, by heading, by section or by theme."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from pydantic import ConfigDict

from policy.documents import Clause, Frozen, PolicyDocument, Unit
from policy.folding import fold
from policy.regions import find_regions, parents_of
from policy.sentences import split_sentences
from policy.themes import classify_themes
from tools.evidence import DocumentCard
from tools.indicators import IndicatorRow, indicator_rows
from tools.needs import need_of
from tools.outlines import BLANK
from tools.relevance import Need
from tools.scope import Scope, all_cards, resolve_scope
from tools.task_rows import TaskRow, rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

_IN_HEADING, _IN_PATH, _IN_TEXT, _ON_TOPIC = 0.6, 0.7, 0.8, 0.6
_NEAR_TOPIC, _OF_THEME, _CLOSE = 0.35, 0.3, 0.8
_ARRANGING = re.compile(
    r"完善|健全|加快|推进|推动|深化|大力|积极|全面|持续|着力|切实|进一步|构建|建立|营造|提升|强化|加强|促进|优化|"
    r"发展|体制机制|体制|机制|改革|工作|水平|高质量|关于|情况"
)
_SHORTEST_HEADING, _ONE_WORD = 3, 0.8
_FIRST_WORDS = 60
# A theme of two matters that have little to do with each other: shared words must speak for it.
_TWO_MATTERS = frozenset({"党建/机构改革"})
_MOST_DOCUMENTS = 12
_THEME_TEXT = 200


class Point(Frozen):
    """A clause of the target that speaks to a heading; row where a duty stands in it.

    themes are its own first, then those of the headings above. loose: it was found by theme or by a word in its text,
    not by a heading. score orders what was found under one heading, and tells which of several it fits best.
    """

    card: DocumentCard
    clause: Clause
    heading_path: tuple[str, ...]
    themes: tuple[str, ...]
    row: TaskRow | None = None
    loose: bool = False
    score: float = 0.0


class Ground(Frozen):
    """A place's own documents, and the library around them."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    library: PolicyLibrary
    target: str
    own: Scope
    topic: str = ""

    @cached_property
    def documents(self) -> tuple[PolicyDocument, ...]:
        """The target's own documents."""
        return tuple(self.library.document(card.doc_id) for card in self.own.cards)

    @cached_property
    def text(self) -> str:
        """All that they say, folded: what may be said of the target."""
        return "".join(fold(document.text) for document in self.documents)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that the target is or lies in."""
        regions = [card.region for card in self.own.cards if card.region]
        regions += [mention.region for mention in find_regions(self.target)]
        return frozenset(name for region in regions for name in (region.name, *parents_of(region)))

    @cached_property
    def superiors(self) -> Scope:
        """The documents of the places that the target lies in, the dozen nearest the topic."""
        above = self.places - {self.target} - {card.place for card in self.own.cards}
        cards = [card for card in all_cards(self.library) if card.place in above]
        return _nearest(Scope(cards=tuple(cards), description=""), self.topic)

    @cached_property
    def rows(self) -> tuple[TaskRow, ...]:
        """The target's own duties, each once."""
        return without_mirrors(rows_of(self.library, self.own))

    @cached_property
    def targets(self) -> tuple[IndicatorRow, ...]:
        """The target's own figures, each once."""
        rows = [row for row in indicator_rows(self.library, self.own) if row.indicator.is_target]
        return tuple({row.indicator.raw: row for row in rows}.values())

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every duty, and every other clause that says something."""
        return tuple(_points(self.library, self.own, self.rows))

    @cached_property
    def points_above(self) -> tuple[Point, ...]:
        """Every duty of the places above."""
        rows = without_mirrors(rows_of(self.library, self.superiors))
        return tuple(point for point in _points(self.library, self.superiors, rows) if point.row)

    def need(self, text: str) -> Need:
        """What a heading or a topic asks for; blanks and words of arranging (加快推进…) ask nothing."""
        text = text.replace(BLANK, " ")
        told = _ARRANGING.sub(" ", text)
        return need_of(told if len("".join(told.split())) >= _SHORTEST_HEADING else text)

    def on_heading(self, heading: str, *, topic: str = "") -> list[Point]:
        """The points whose headings or text speak of this heading, then those of its theme; best first."""
        return _on_heading(self.points, self.need(heading), classify_themes(heading, ""), self.need(topic))

    def of_theme(self, themes: Sequence[str]) -> list[Point]:
        """The duties of that first theme, for a heading whose words say nothing of it."""
        return [
            p.model_copy(update={"loose": True}) for p in self.points if themes and p.themes[:1] == tuple(themes[:1])
        ]

    def required_above(self, heading: str) -> list[Point]:
        """What the documents of the places above say under this heading, by their words alone."""
        need = self.need(heading)
        return [p for p in self.points_above if need.terms and need.coverage(p.clause.heading) >= _IN_HEADING]

    def on_topic(self, topic: str) -> list[TaskRow]:
        """The duties that speak of the topic, best first; by theme where no words do; all where none is named."""
        if not topic:
            return list(self.rows)
        need = self.need(topic)
        scored = [(_row_score(row, need), row) for row in self.rows]
        best = max((score for score, _ in scored), default=0.0)
        bar = _ON_TOPIC if best >= _ON_TOPIC else max(_NEAR_TOPIC, _CLOSE * best)
        found = [(score, row) for score, row in scored if score >= bar]
        themes = classify_themes(topic, "")
        found = found or [(0.0, row) for row in self.rows if set(themes) & set(row.task.themes[:1])]
        return [row for _, row in sorted(found, key=lambda each: -each[0])]

    def naming(self, topic: str) -> list[TaskRow]:
        """The few duties that name the topic; none where most of them do, or where it asks nothing."""
        need = self.need(topic)
        named = [row for row in self.rows if need.coverage("".join(row.heading_path) + row.task.quote) >= _IN_TEXT]
        return named if len(need.terms) > 1 and 3 * len(named) <= len(self.rows) else []

    def figures(self, topic: str) -> list[IndicatorRow]:
        """The figures on the topic: by their own words first, then by the headings above or their sentence."""
        need = self.need(topic)
        if not need.terms:
            return list(self.targets)
        said = [row for row in self.targets if need.coverage(row.indicator.name + row.indicator.raw) >= _ON_TOPIC]
        near = [row for row in self.targets if row not in said and self._is_near(row, need)]
        return [*said, *near]

    def _is_near(self, row: IndicatorRow, need: Need) -> bool:
        document = self.library.document(row.card.doc_id)
        if need.coverage("".join(document.heading_path(row.clause))) >= _ON_TOPIC:
            return True
        spans = split_sentences(row.clause.text, offset=row.clause.start)
        around = next(((a, b) for a, b in spans if a <= row.indicator.start < b), None)
        return bool(around and need.coverage(document.text[around[0] : around[1]]) >= _ON_TOPIC)

    def leading_figures(self) -> list[IndicatorRow]:
        """The figures of the opening, and of what is headed as goals."""
        return [row for row in self.targets if row.clause.kind == "preamble" or "目标" in row.clause.heading]

    def unit_of(self, themes: Sequence[str]) -> tuple[Unit, TaskRow] | None:
        """The unit that most of the target's own duties of the first theme name first; None where none is named."""
        rows = [row for row in self.rows if row.task.units and themes[:1] == row.task.themes[:1]]
        named = [(unit, row) for row in rows for unit in row.task.units[:1] if unit.role != "support"]
        if not named:
            return None
        most = Counter(unit.name for unit, _ in named).most_common(1)[0][0]
        return next(each for each in named if each[0].name == most)


def ground_of(library: PolicyLibrary, target: str, *, topic: str) -> Ground:
    """The ground of a place: its own documents, the dozen nearest the topic where it has more."""
    own = _nearest(resolve_scope(library, regions=[target]), topic)
    return Ground(library=library, target=target, own=own, topic=topic)


def _nearest(scope: Scope, topic: str) -> Scope:
    """The dozen documents whose titles speak most of the topic, the newest of equals first."""
    if len(scope.cards) <= _MOST_DOCUMENTS:
        return scope
    need = need_of(topic)
    nearest = sorted(scope.cards, key=lambda card: (-need.coverage(card.title), -(card.year or 0)))
    return Scope(cards=tuple(nearest[:_MOST_DOCUMENTS]), description=scope.description)


def _points(library: PolicyLibrary, scope: Scope, rows: Sequence[TaskRow]) -> Iterator[Point]:
    for row in rows:
        above = classify_themes("".join(row.heading_path[:-1]), "")
        themes = tuple(dict.fromkeys((*row.task.themes, *above)))
        yield Point(card=row.card, clause=row.clause, heading_path=row.heading_path, themes=themes, row=row)
    for card in scope.cards:
        document = library.document(card.doc_id)
        duties = {task.clause_id for task in document.tasks}
        for clause in document.clauses:
            if clause.kind in ("item", "paragraph", "preamble") and clause.clause_id not in duties and _speaks(clause):
                yield Point(card=card, clause=clause, heading_path=document.heading_path(clause), themes=())


def _speaks(clause: Clause) -> bool:
    """Whether more than a heading stands in it."""
    return len(clause.text) > len(clause.number) + len(clause.heading) + 10


def _on_heading(points: Sequence[Point], need: Need, themes: tuple[str, ...], topic: Need) -> list[Point]:
    found = []
    for point in points:
        worded = _worded(point, need) if need.terms else 0.0
        kin = 0.0 if worded else _of_theme(point, need, themes)
        if worded or kin:
            score = (1 + worded if worded else kin) + 0.3 * _about(point, topic)
            found.append(point.model_copy(update={"loose": not worded, "score": score}))
    return sorted(found, key=lambda point: -point.score)


def _of_theme(point: Point, need: Need, themes: tuple[str, ...]) -> float:
    """0–1: its theme is the heading's and some words are shared, or the section above is of it; or all words are."""
    folded = fold("".join(point.heading_path) + point.clause.text)
    shared = need.coverage(folded)
    if not themes or themes[0] not in point.themes:
        return 0.5 * shared if shared >= _IN_TEXT and len(need.terms) > 1 else 0.0
    first = point.themes[0] == themes[0]
    in_section = themes[:1] == classify_themes("".join(point.heading_path[:-1]), "")[:1]
    by_word = first and any(term.worth(folded) > _ONE_WORD for term in need.terms)
    near = by_word or shared >= _OF_THEME or (in_section and themes[0] not in _TWO_MATTERS)
    return (0.3 * first + 0.3 * in_section + 0.4 * shared) if near else 0.0


def _worded(point: Point, need: Need) -> float:
    """How far its own heading or the headings above meet the need; 0 where neither does well enough.

    A duty without a heading is its own heading: its first words count.
    """
    text = point.clause.text
    in_heading = need.coverage(point.clause.heading if point.clause.kind != "row" else text[:_FIRST_WORDS])
    in_heading = in_heading if point.clause.heading else need.coverage(text[:_FIRST_WORDS])
    in_path = need.coverage("".join(point.heading_path))
    return max(in_heading, 0.8 * in_path) if in_heading >= _IN_HEADING or in_path >= _IN_PATH else 0.0


def _row_score(row: TaskRow, need: Need) -> float:
    """How far a duty speaks of the topic, half as much again where its headings do."""
    headings = "".join(row.heading_path)
    return need.coverage(headings + row.task.quote) + 0.5 * need.coverage(headings)


def _about(point: Point, topic: Need) -> float:
    return topic.coverage("".join(point.heading_path) + point.clause.text[:_THEME_TEXT]) if topic.terms else 0.0
