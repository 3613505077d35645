"""The target's own clauses, told point by point: each once, under the heading that it fits best."""

from collections.abc import Iterable, Sequence

from policy.themes import classify_themes
from tools.bullets import below_headline, figure_bullet, headline, own_bullet, sentence_bullets, superior_bullet
from tools.evidence import SourceRef
from tools.frames import GUIDING_HEADINGS
from tools.grounding import Ground
from tools.guiding import guiding_bullet
from tools.outlines import OutlineBullet, OutlineSection
from tools.relevance import Need
from tools.target_points import NEAR_TOPIC, ON_TOPIC, Point, row_score
from tools.task_rows import TaskRow

_MOST = 3
_MOST_GOALS = 6
_MOST_DUTIES = 8
_MOST_ALONE = 6
OTHERS = "其他相关任务"


class Telling:
    """What is still to be told of a place; topic '' asks for all of it."""

    def __init__(self, ground: Ground, topic: str) -> None:
        self.ground = ground
        self.topic = topic
        self._told: set[str] = set()
        self._best: dict[str, float] = {}

    def look_ahead(self, headings: Iterable[str]) -> None:
        """How well each point fits the heading that it fits best, so that no other takes it first."""
        for heading in headings:
            for point in self.ground.on_heading(heading, topic=self.topic):
                clause_id = point.clause.clause_id
                self._best[clause_id] = max(point.score, self._best.get(clause_id, 0.0))

    def own(self, heading: str, *, most: int = _MOST, firm: bool = False) -> list[OutlineBullet]:
        """The target's own points under a heading behind what the places above require, one of them in any case.

        firm: none that is found by a word in its text or by its theme alone.
        """
        if any(word in heading for word in GUIDING_HEADINGS):
            return guiding_bullet(self.ground)
        if heading.endswith("目标"):
            rows = self.ground.figures(self.topic) or self.ground.leading_figures()
            return [figure_bullet(row) for row in rows[:_MOST_GOALS]]
        asked = [p for p in self.ground.required_above(heading) if p.clause.clause_id not in self._told][:1]
        self._told |= {point.clause.clause_id for point in asked}
        above = [superior_bullet(self.ground, point) for point in asked]
        points = [p for p in self.fresh(self.ground.on_heading(heading, topic=self.topic)) if not (firm and p.loose)]
        return [*above, *(self.tell(point) for point in points[: max(1, most - len(above))])]

    def near(self, text: str) -> list[OutlineBullet]:
        """The duty nearest to a longer wording, for the person to judge."""
        rows = self.ground.on_topic(text)[:1]
        return [self.tell(self.ground.point(row).model_copy(update={"loose": True})) for row in rows]

    def fresh(self, points: Sequence[Point]) -> list[Point]:
        """Those not yet told; where some are found by their words, not those of the theme alone."""
        fresh = [p for p in points if p.clause.clause_id not in self._told and not (p.loose and p.is_done)]
        fresh = [p for p in fresh if p.score >= self._best.get(p.clause.clause_id, 0.0)]
        return [point for point in fresh if not point.loose] or fresh[:2]

    def tell(self, point: Point) -> OutlineBullet:
        """The point as a bullet, told from now on."""
        self._told.add(point.clause.clause_id)
        return own_bullet(self.ground, point)

    def forget(self, bullets: Iterable[OutlineBullet]) -> None:
        """As if these had not been told: where they stood is left out."""
        self._told -= {ref.clause_id for bullet in bullets for ref in bullet.refs}

    def untold(self) -> list[TaskRow]:
        """Duties that the topic itself names and that nothing told yet; none where most duties name it."""
        return [row for row in self.ground.naming(self.topic) if row.clause.clause_id not in self._told]

    def duties(self) -> list[TaskRow]:
        """The target's duties on the topic: those that speak of it; those of its theme, where none does."""
        need, themes = self.ground.need(self.topic), classify_themes(self.topic, "")
        rows = self.ground.on_topic(self.topic)
        found = [row for row in rows if not need.terms or _is_of(row, themes) or row_score(row, need) >= ON_TOPIC]
        themed = (point.row for point in self.ground.of_theme(themes) if point.row)
        return found or [row for row in themed if not (name := headline(row)) or themes[0] in classify_themes(name, "")]

    def on_topic(self) -> list[OutlineSection]:
        """A section for each duty whose heading is on the topic, and a last one for sentences of others that are."""
        need, themes = self.ground.need(self.topic), classify_themes(self.topic, "")
        rows = [row for row in self.duties() if row.clause.clause_id not in self._told]
        headed = [row for row in rows if (name := headline(row)) and (_is_of(row, themes) or _names(name, need))]
        most = _MOST if len(headed) > 1 else _MOST_ALONE  # one duty that is the topic is told whole
        sections = [self._duty(row, most=most) for row in headed[:_MOST_DUTIES]]
        points = [self.ground.speaking(row, self.topic) for row in rows if row not in headed]
        others = [point for point in points if not point.loose or _is_of(point.row, themes)]
        if loose := [self.tell(point) for point in others[: _MOST_DUTIES if not headed else _MOST]]:
            sections.append(OutlineSection(number="", heading=OTHERS, bullets=tuple(loose)))
        return sections

    def _duty(self, row: TaskRow, *, most: int) -> OutlineSection:
        """The duty under its own heading, sentence by sentence."""
        self._told.add(row.clause.clause_id)
        need = self.ground.need(self.topic)
        near = bool(need.terms) and row_score(row, need) < NEAR_TOPIC
        point = self.ground.point(row).model_copy(update={"loose": near})
        bullets = sentence_bullets(self.ground, point, need, most=most)
        start = row.clause.start + len(row.clause.number)
        ref = SourceRef(clause_id=row.clause.clause_id, start=start, end=below_headline(row))
        return OutlineSection(number="", heading=headline(row), bullets=tuple(bullets), refs=(ref,))


def _is_of(row: TaskRow | None, themes: tuple[str, ...]) -> bool:
    """Whether the duty is of the topic's theme, by one of its own two first."""
    return bool(row and themes and themes[0] in row.task.themes[:2])


def _names(heading: str, need: Need) -> bool:
    return not need.terms or need.coverage(heading) >= ON_TOPIC
