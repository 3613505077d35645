"""What an outline rests on: the target's own clauses, duties and figures, by heading, by section or by theme."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from pydantic import ConfigDict

from policy.assignments import Unit
from policy.documents import Clause, PolicyDocument
from policy.folding import fold
from policy.regions import find_regions, parents_of
from policy.sentences import split_phrases, split_sentences
from policy.themes import classify_themes
from policy.values import Frozen
from tools.evidence import DocumentCard
from tools.indicators import IndicatorRow, indicator_rows
from tools.needs import need_of
from tools.outlines import BLANK
from tools.relevance import Need
from tools.scope import Scope, all_cards, resolve_scope
from tools.task_rows import TaskRow, rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

_IN_HEADING, _IN_PATH, _IN_TEXT, _ON_TOPIC = 0.6, 0.7, 0.8, 0.6
_NEAR_TOPIC, _SAID, _CLOSE = 0.35, 0.3, 0.8
_ARRANGING = re.compile(
    r"完善|健全|加快|推进|推动|深化|大力|积极|全面|持续|着力|切实|进一步|构建|建立|营造|提升|强化|加强|促进|优化|"
    r"发展|建设|体制机制|体制|机制|改革|工作|保障|重点|水平|高质量|关于|情况"
)
_SHORTEST_HEADING = 2
_FIRST_WORDS = 60
_SHOWN_ANYWAY, _LONGEST_SHOWN = 60, 120  # characters of a sentence
# Themes of many matters that have little to do with each other: shared words must speak for what they bring together.
_BROAD = frozenset({"党建/机构改革", "城乡建设/规划", "区域协同/开放", "产业发展", "财税金融", "科技创新", "保障/考核"})
_EVERYBODYS = frozenset({"党建/机构改革", "保障/考核"})
_MOST_DOCUMENTS = 12
_UNITS = re.compile(r"\s*[（(]?\s*(?:责任|牵头|配合)(?:单位|部门)")
_THEME_TEXT = 200


class Point(Frozen):
    """A clause of the target that speaks to a heading; row where a duty stands in it.

    themes are its own first, then those of the headings above. loose: it was found by theme or by a word in its text,
    not by a heading; span is then the sentence that speaks of the heading, None where only the theme does. opens:
    points stand below it, so that it says little itself. score orders what was found under one heading, and tells which
    of several it fits best.
    """

    card: DocumentCard
    clause: Clause
    heading_path: tuple[str, ...]
    themes: tuple[str, ...]
    row: TaskRow | None = None
    loose: bool = False
    span: tuple[int, int] | None = None
    opens: bool = False
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
        """The points whose headings or text speak of this heading, then those of its theme; best first.

        A heading of nothing but words of arranging (完善工作保障机制) asks for no words.
        """
        return _on_heading(self.points, self._asked(heading), classify_themes(heading, ""), self.need(topic))

    def _asked(self, heading: str) -> Need:
        told = "".join(_ARRANGING.sub(" ", heading.replace(BLANK, " ")).split())
        return self.need(heading) if len(told) >= _SHORTEST_HEADING else Need(terms=())

    def of_theme(self, themes: Sequence[str]) -> list[Point]:
        """The duties of that first theme, for a heading whose words say nothing of it; none of a broad one."""
        first = tuple(themes[:1])
        fitting = [p for p in self.points if first and first[0] not in _BROAD and p.themes[:1] == first]
        return [point.model_copy(update={"loose": True}) for point in fitting]

    def required_above(self, heading: str) -> list[Point]:
        """What the documents of the places above say under this heading, by their words alone; boxes (专栏1) do not."""
        need = self._asked(heading)
        above = (p for p in self.points_above if need.terms and not p.clause.heading.startswith("专栏"))
        return [point for point in above if need.coverage(point.clause.heading) >= _IN_HEADING]

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

    def speaking(self, row: TaskRow, topic: str) -> Point:
        """The duty as a point of a topic: loose, with the sentence that speaks of it, where its headings do not."""
        point = next(point for point in self.points if point.row is row)
        need = self.need(topic)
        if not need.terms or need.coverage("".join(row.heading_path)) >= _ON_TOPIC:
            return point
        span, shared = _telling(point, need)
        return point.model_copy(update={"loose": shared < _ON_TOPIC, "span": span if shared >= _SAID else None})

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


def _points(library: PolicyLibrary, scope: Scope, rows: Sequence[TaskRow]) -> Iterator[Point]:
    for row in rows:
        above = classify_themes("".join(row.heading_path[:-1]), "")
        themes = tuple(dict.fromkeys((*row.task.themes, *above)))
        yield Point(card=row.card, clause=row.clause, heading_path=row.heading_path, themes=themes, row=row)
    for card in scope.cards:
        document = library.document(card.doc_id)
        duties = {task.clause_id for task in document.tasks}
        opening = {clause.parent_id for clause in document.clauses if clause.number}
        for clause in document.clauses:
            if clause.kind in ("item", "paragraph", "preamble") and clause.clause_id not in duties and _speaks(clause):
                path, opens = document.heading_path(clause), clause.clause_id in opening
                yield Point(card=card, clause=clause, heading_path=path, themes=(), opens=opens)


def _speaks(clause: Clause) -> bool:
    """Whether more than a heading stands in it."""
    return len(clause.text) > len(clause.number) + len(clause.heading) + 10


def _on_heading(points: Sequence[Point], need: Need, themes: tuple[str, ...], topic: Need) -> list[Point]:
    found = []
    for point in (point for point in points if not point.opens):
        about = 0.3 * _about(point, topic)
        if worded := _worded(point, need) if need.terms else 0.0:
            found.append(point.model_copy(update={"loose": False, "score": 1 + worded + about}))
        elif near := _near(point, need, themes):
            found.append(near.model_copy(update={"score": near.score + about}))
    return sorted(found, key=lambda point: -point.score)


def _near(point: Point, need: Need, themes: tuple[str, ...]) -> Point | None:
    """The point with the sentence that speaks of the heading; where none does, as a whole, if both are of one narrow
    theme by what is said first in it. None where neither holds.
    """
    span, shared = _telling(point, need)
    theirs = bool(themes) and point.themes[:1] == themes[:1]
    if shared >= (_SAID if theirs else _ON_TOPIC if len(need.terms) > 1 else _IN_TEXT):
        return point.model_copy(update={"loose": True, "span": span, "score": 0.3 * theirs + 0.7 * shared})
    if theirs and themes[0] not in _BROAD and _first_theme(point) == themes[0]:
        return point.model_copy(update={"loose": True, "span": None, "score": 0.3 + 0.4 * shared})
    return None


def _telling(point: Point, need: Need) -> tuple[tuple[int, int] | None, float]:
    """The sentence below the heading that meets the need best, the first of equals; with how far, 0–1.

    Of a table's row the duty alone speaks: the cells beside it are numbers, units, and what others require.
    """
    clause, row = point.clause, point.row
    below = clause.start + len(clause.number) + len(clause.heading)
    text, start = (row.task.quote, row.task.start) if row and clause.kind == "row" else (clause.text, clause.start)
    spans = [span for span in split_sentences(text, offset=start) if span[0] >= below]
    spans = [span for span in spans if not _UNITS.match(clause.text, span[0] - clause.start)]
    spans = [_up_to_telling(clause, span, need) for span in spans]
    best = max(spans, key=lambda span: _met(clause, span, need), default=None)
    return best, _met(clause, best, need) if best else 0.0


def _up_to_telling(clause: Clause, span: tuple[int, int], need: Need) -> tuple[int, int]:
    """A sentence as far as it can be shown, to its last phrase that adds to what is told; a little in any case."""
    start, end = span
    ends = [b for _, b in split_phrases(clause.text[start - clause.start : end - clause.start], offset=start)]
    shown = [b for b in ends if b - start <= _LONGEST_SHOWN] or ends[:1]
    whole = _met(clause, (start, shown[-1]), need)
    telling = next(b for b in shown if _met(clause, (start, b), need) >= whole)
    return start, max([telling, *(b for b in shown if b - start <= _SHOWN_ANYWAY)])


def _met(clause: Clause, span: tuple[int, int], need: Need) -> float:
    return need.coverage(clause.text[span[0] - clause.start : span[1] - clause.start]) if need.terms else 0.0


def _first_theme(point: Point) -> str | None:
    """The theme of its heading, else of its first words: that of the whole may come from an aside."""
    clause = point.clause
    named = classify_themes(clause.heading, "") if clause.kind != "row" else ()
    return next(iter(named or classify_themes("", clause.text[len(clause.number) :][:_FIRST_WORDS])), None)


def _worded(point: Point, need: Need) -> float:
    """How far its own heading or the headings above meet the need; 0 where neither does well enough.

    A duty without a heading is its own heading: its first words count; those of an opening paragraph do not.
    """
    text = point.clause.text
    in_heading = need.coverage(point.clause.heading if point.clause.kind != "row" else text[:_FIRST_WORDS])
    if not point.clause.heading:
        in_heading = need.coverage(text[:_FIRST_WORDS]) if point.row else 0.0
    in_path = need.coverage("".join(point.heading_path))
    return max(in_heading, 0.8 * in_path) if in_heading >= _IN_HEADING or in_path >= _IN_PATH else 0.0


def _row_score(row: TaskRow, need: Need) -> float:
    """How far a duty speaks of the topic, half as much again where its headings do."""
    headings = "".join(row.heading_path)
    return need.coverage(headings + row.task.quote) + 0.5 * need.coverage(headings)


def _about(point: Point, topic: Need) -> float:
    return topic.coverage("".join(point.heading_path) + point.clause.text[:_THEME_TEXT]) if topic.terms else 0.0
