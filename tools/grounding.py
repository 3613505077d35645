"""What an outline rests on: the target's own clauses, duties and figures, by heading, by section or by theme."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from pydantic import ConfigDict

from policy.assignments import Unit
from policy.documents import PolicyDocument
from policy.folding import fold
from policy.regions import find_regions, parents_of
from policy.sentences import split_sentences
from policy.themes import classify_themes
from policy.values import Frozen
from tools.evidence import DocumentCard
from tools.indicators import IndicatorRow, indicator_rows
from tools.needs import need_of
from tools.outlines import BLANK
from tools.relevance import Need
from tools.scope import Scope, all_cards, resolve_scope
from tools.target_points import (
    BROAD,
    IN_HEADING,
    IN_TEXT,
    NEAR_TOPIC,
    ON_TOPIC,
    SAID,
    Point,
    on_heading,
    points_of,
    row_score,
    telling,
)  # fmt: skip
from tools.task_rows import TaskRow, rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

_CLOSE = 0.8
_ARRANGING = re.compile(
    r"完善|健全|加快|推进|推动|深化|大力|积极|全面|持续|着力|切实|进一步|构建|建立|营造|提升|强化|加强|促进|优化|"
    r"发展|建设|体制机制|体制|机制|改革|工作|保障|重点|水平|高质量|关于|情况"
)
_SHORTEST_HEADING = 2
_EVERYBODYS = frozenset({"党建/机构改革", "保障/考核"})
_MOST_DOCUMENTS = 12


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
    def papers_above(self) -> tuple[DocumentCard, ...]:
        """Papers of the places above whose titles are on the topic; reports tell and ask nothing."""
        need = self.need(self.topic)
        asking = (card for card in self.superiors.cards if card.genre not in ("report", "interview", "announcement"))
        return tuple(card for card in asking if need.terms and need.coverage(card.title) >= ON_TOPIC)

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
        return tuple(points_of(self.library, self.own, self.rows))

    @cached_property
    def points_above(self) -> tuple[Point, ...]:
        """Every duty of the places above."""
        rows = without_mirrors(rows_of(self.library, self.superiors))
        return tuple(point for point in points_of(self.library, self.superiors, rows) if point.row)

    def need(self, text: str) -> Need:
        """What a heading or a topic asks for; blanks and words of arranging (加快推进…) ask nothing."""
        text = text.replace(BLANK, " ")
        told = _ARRANGING.sub(" ", text)
        return need_of(told if len("".join(told.split())) >= _SHORTEST_HEADING else text)

    def on_heading(self, heading: str, *, topic: str = "") -> list[Point]:
        """The points whose headings or text speak of this heading, then those of its theme; best first.

        A heading of nothing but words of arranging (完善工作保障机制) asks for no words.
        """
        return on_heading(self.points, self._asked(heading), classify_themes(heading, ""), self.need(topic))

    def _asked(self, heading: str) -> Need:
        told = "".join(_ARRANGING.sub(" ", heading.replace(BLANK, " ")).split())
        return self.need(heading) if len(told) >= _SHORTEST_HEADING else Need(terms=())

    def of_theme(self, themes: Sequence[str]) -> list[Point]:
        """The duties of that first theme, for a heading whose words say nothing of it; none of a broad one."""
        first = tuple(themes[:1])
        fitting = [p for p in self.points if first and first[0] not in BROAD and p.themes[:1] == first]
        return [point.model_copy(update={"loose": True}) for point in fitting]

    def required_above(self, heading: str) -> list[Point]:
        """What papers of the places above say under this heading by its words, best first; boxes (专栏1) do not."""
        need = self._asked(heading)
        above = (p for p in self.points_above if need.terms and not p.clause.heading.startswith("专栏"))
        scored = [(need.coverage(point.clause.heading), point) for point in above]
        return [point for score, point in sorted(scored, key=lambda each: -each[0]) if score >= IN_HEADING]

    def on_topic(self, topic: str) -> list[TaskRow]:
        """The duties that speak of the topic, best first; by theme where no words do; all where none is named."""
        if not topic:
            return list(self.rows)
        need = self.need(topic)
        scored = [(row_score(row, need), row) for row in self.rows]
        best = max((score for score, _ in scored), default=0.0)
        bar = ON_TOPIC if best >= ON_TOPIC else max(NEAR_TOPIC, _CLOSE * best)
        found = [(score, row) for score, row in scored if score >= bar]
        themes = classify_themes(topic, "")
        found = found or [(0.0, row) for row in self.rows if set(themes) & set(row.task.themes[:1])]
        return [row for _, row in sorted(found, key=lambda each: -each[0])]

    def point(self, row: TaskRow) -> Point:
        """The duty as a point."""
        return next(point for point in self.points if point.row is row)

    def speaking(self, row: TaskRow, topic: str) -> Point:
        """The duty as a point of a topic: loose, with the sentence that speaks of it, where its headings do not."""
        point = self.point(row)
        need = self.need(topic)
        if not need.terms or need.coverage("".join(row.heading_path)) >= ON_TOPIC:
            return point
        span, shared = telling(point, need)
        return point.model_copy(update={"loose": shared < ON_TOPIC, "span": span if shared >= SAID else None})

    def naming(self, topic: str) -> list[TaskRow]:
        """The few duties that name the topic; none where most of them do, or where it asks nothing."""
        need = self.need(topic)
        named = [row for row in self.rows if need.coverage("".join(row.heading_path) + row.task.quote) >= IN_TEXT]
        return named if 3 * len(named) <= len(self.rows) else []

    def figures(self, topic: str) -> list[IndicatorRow]:
        """The figures on the topic: by their own words first, then by the headings above or their sentence."""
        need = self.need(topic)
        if not need.terms:
            return list(self.targets)
        said = [row for row in self.targets if need.coverage(row.indicator.name + row.indicator.raw) >= ON_TOPIC]
        near = [row for row in self.targets if row not in said and self._is_near(row, need)]
        return [*said, *near]

    def _is_near(self, row: IndicatorRow, need: Need) -> bool:
        document = self.library.document(row.card.doc_id)
        if need.coverage("".join(document.heading_path(row.clause))) >= ON_TOPIC:
            return True
        spans = split_sentences(row.clause.text, offset=row.clause.start)
        around = next(((a, b) for a, b in spans if a <= row.indicator.start < b), None)
        return bool(around and need.coverage(document.text[around[0] : around[1]]) >= ON_TOPIC)

    def leading_figures(self) -> list[IndicatorRow]:
        """The figures of the opening, and of what is headed as goals."""
        return [row for row in self.targets if row.clause.kind == "preamble" or "目标" in row.clause.heading]

    def unit_of(self, themes: Sequence[str]) -> tuple[Unit, TaskRow] | None:
        """The unit that most of the target's own duties of the first theme name first; None where none is named, and
        for themes that are every unit's own (队伍建设、督查考核).
        """
        if themes[:1] and themes[0] in _EVERYBODYS:
            return None
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
