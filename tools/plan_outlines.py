"""Outlines of plans in the shape of a model document, each heading filled from the target's own papers.

Where the topic is a matter of its own and the model is of another, headings that speak of neither the topic nor of what
every plan has are left out, and said to be; the target's own duties on the topic stand there instead.
"""

from collections.abc import Sequence

import rjieba

from policy.common_terms import is_common_term
from policy.documents import Clause
from policy.folding import fold
from policy.themes import classify_themes
from tools.blanks import Blanks
from tools.bullets import LOOSE_NOTE, elsewhere_bullet, model_bullets
from tools.evidence import SourceRef
from tools.frames import Frame, holds_tasks, is_general, is_safeguard, opening
from tools.needs import need_of
from tools.outlines import BLANK, TO_DO, OutlineBullet, OutlineSection, suggestion
from tools.target_points import NEAR_TOPIC
from tools.telling import OTHERS, Telling

_MOST, _MOST_BULLETS = 3, 6
_OTHERS = "其他与主题直接相关的任务"
_HELD, _RARE = 0.5, 5.0
_THEIRS = ("own", "superior")
_OF_EVERY_PLAN = ("党建/机构改革", "保障/考核")


class ShapedOutline:
    """One outline on a frame. left_out are the headings that are of another matter, known when sections are made."""

    def __init__(self, telling: Telling, frame: Frame) -> None:
        self.telling, self._frame = telling, frame
        self._ground = telling.ground
        self._blanks = Blanks(ground=telling.ground, model=frame.model)
        self.left_out: list[Clause] = []

    def sections(self) -> list[OutlineSection]:
        """The model's headings, filled, and what the target does on the topic that none of them took up."""
        self.telling.look_ahead(self._blanks.apply(clause.heading) for clause in self._frame.filled())
        tops = [(clause, self._top(clause)) for clause in self._frame.tops]
        if self._is_of_another_matter():
            kept = [self._on_the_matter(clause, section) for clause, section in tops]
            return self._with_duties([section for section in kept if section])
        return self._with_untold([section for _, section in tops])

    def _top(self, clause: Clause) -> OutlineSection:
        children = self._frame.children(clause)
        below = tuple(self._section(child, self._frame.children(child)) for child in children)
        if not below:
            return self._section(clause, ())
        return self._headed(clause, ()).model_copy(update={"sections": below})

    def _is_of_another_matter(self) -> bool:
        """Whether the topic is a matter of its own that the target has duties on, but not the model's title."""
        topic = self.telling.topic
        need, themes = self._ground.need(topic), classify_themes(topic, "")
        clear = bool(need.terms) and bool(themes) and themes[0] not in _OF_EVERY_PLAN and not self._frame.is_legal
        if not clear or need.coverage(self._frame.model.header.title) >= NEAR_TOPIC or self._frame.is_on(need):
            return False
        return bool(self.telling.duties())

    def _on_the_matter(self, clause: Clause, section: OutlineSection) -> OutlineSection | None:
        """The part without headings of another matter; None where nothing of it is left."""
        if is_general(section.heading) or is_safeguard(section.heading):
            return section
        if not section.sections:
            return self._kept(clause, section)
        children = zip(self._frame.children(clause), section.sections, strict=True)
        kept = [below for child, below in children if self._kept(child, below)]
        if kept or holds_tasks(section.heading):
            return section.model_copy(update={"sections": tuple(kept)})
        return None

    def _kept(self, clause: Clause, section: OutlineSection) -> OutlineSection | None:
        if self._speaks(section):
            return section
        self.left_out.append(clause)
        self.telling.forget(section.bullets)
        return None

    def _speaks(self, section: OutlineSection) -> bool:
        """Whether the heading, or a point of the target's below it, is on the topic."""
        topic = self.telling.topic
        need, themes = self._ground.need(topic), classify_themes(topic, "")
        if need.coverage(section.heading) >= NEAR_TOPIC or set(themes) & set(classify_themes(section.heading, "")):
            return True
        own = (b for b in section.bullets if b.bullet_class in _THEIRS and b.note != LOOSE_NOTE)
        return any(need.coverage(bullet.text) >= NEAR_TOPIC for bullet in own)

    def _with_duties(self, sections: list[OutlineSection]) -> list[OutlineSection]:
        """With the target's duties on the topic, section by section, where the model has its tasks."""
        duties = self.telling.on_topic()
        at = next((i for i, section in enumerate(sections) if holds_tasks(section.heading)), None)
        if at is not None:
            sections[at] = _among(sections[at], duties)
            return [_not_bare(section) for section in sections]
        end = next((i for i, section in enumerate(sections) if is_safeguard(section.heading)), len(sections))
        return [*sections[:end], *duties, *sections[end:]]

    def _with_untold(self, sections: list[OutlineSection]) -> list[OutlineSection]:
        """With a part for the duties that the topic itself names and that no heading of the model took up."""
        rows = [] if self._frame.is_legal else self.telling.untold()[:_MOST]
        if not rows:
            return sections
        told = tuple(self.telling.tell(self._ground.speaking(row, self.telling.topic)) for row in rows)
        more = OutlineSection(number="", heading=_OTHERS, bullets=told)
        for at, section in enumerate(sections):
            if section.sections and holds_tasks(section.heading):
                sections[at] = section.model_copy(update={"sections": (*section.sections, more)})
                return sections
        end = next((i for i, section in enumerate(sections) if is_safeguard(section.heading)), len(sections))
        return [*sections[:end], more, *sections[end:]]

    def _section(self, clause: Clause, points: Sequence[Clause]) -> OutlineSection:
        bullets = self._by_points(points) if points else self._leaf(clause)
        section = self._headed(clause, bullets)
        told = is_general(section.heading) or any(bullet.bullet_class in _THEIRS for bullet in bullets)
        return section if told else section.model_copy(update={"foreign": self._foreign(section.heading)})

    def _headed(self, clause: Clause, bullets: Sequence[OutlineBullet]) -> OutlineSection:
        """Under its heading, not saying that again; no unit is responsible for a principle, a goal or an article."""
        heading = self._blanks.apply(clause.heading or opening(clause))
        told = [_without_heading(bullet, heading) for bullet in bullets[:_MOST_BULLETS]]
        told = [bullet for bullet in told if fold(bullet.text) != fold(heading)] or told[:1]
        if self._frame.is_legal or is_general(heading):
            told = [bullet.without_units() for bullet in told]
        ref = SourceRef(clause_id=clause.clause_id, start=clause.start, end=clause.end)
        return OutlineSection(number=clause.number, heading=heading, bullets=tuple(told), refs=(ref,))

    def _foreign(self, heading: str) -> tuple[str, ...]:
        """Things that the heading speaks of and the target's documents nowhere do (城铁、商圈); none of an article."""
        text = self._ground.text
        if not text or self._frame.is_legal:
            return ()
        rare = [term for term in need_of(heading.replace(BLANK, " ")).terms if term.weight >= _RARE]
        strange = (term.text for term in rare if term.worth(text) < _HELD and not is_common_term(term.text))
        return tuple(word for word in strange if rjieba.tag(word, False)[0][1].startswith("n"))

    def _leaf(self, clause: Clause) -> list[OutlineBullet]:
        """The target's own by the heading, by what the model writes of below it, else the model's example."""
        heading, legal = self._blanks.apply(clause.heading or opening(clause)), self._frame.is_legal
        own = self.telling.own(heading, firm=legal)
        themes = classify_themes(heading, "")
        if not own and not legal and not is_general(heading) and not themes:
            points = self._ground.of_theme(classify_themes("", clause.text))
            own = [self.telling.tell(point) for point in self.telling.fresh(points)]
        if own:
            return own
        examples = self._examples(clause, themes or classify_themes("", clause.text))
        return [bullet for bullet in examples if bullet.refs] or ([] if legal else examples[:1])

    def _examples(self, clause: Clause, themes: Sequence[str]) -> list[OutlineBullet]:
        below = [c for c in self._frame.model.descendants(clause) if c.number][:_MOST] or [clause]
        beyond, whole = "" if clause.heading else opening(clause), self._frame.is_legal
        made = (
            model_bullets(self._ground, self._blanks, each, themes=themes, beyond=beyond, whole=whole) for each in below
        )
        return [bullet for bullets in made for bullet in bullets]

    def _by_points(self, points: Sequence[Clause]) -> list[OutlineBullet]:
        """One bullet a point of the model: the target's own where it has the like, else the model's heading."""
        own, elsewhere = [], []
        for point in points:
            heading = self._blanks.apply(point.heading)
            themes = classify_themes(heading, "") or classify_themes("", point.text)
            found = self.telling.own(heading, most=1)
            own += found
            if not found:
                elsewhere.append(elsewhere_bullet(self._ground, self._blanks, point, text=heading, themes=themes))
        return [*own[:_MOST_BULLETS], *elsewhere[: max(1, _MOST - len(own))]]


def _among(section: OutlineSection, duties: Sequence[OutlineSection]) -> OutlineSection:
    """The part with these duties behind its own; those that have no heading need none where they stand alone."""
    if not section.sections and [duty.heading for duty in duties] == [OTHERS]:
        return section.model_copy(update={"bullets": (*section.bullets, *duties[0].bullets)})
    return section.model_copy(update={"sections": (*section.sections, *duties)})


def _not_bare(section: OutlineSection) -> OutlineSection:
    """The part, to be written where nothing of it is left."""
    bare = not section.bullets and not section.sections
    return section.model_copy(update={"bullets": (suggestion(TO_DO),)}) if bare else section


def _without_heading(bullet: OutlineBullet, heading: str) -> OutlineBullet:
    """The point without a heading before it that stands above it already."""
    text = bullet.text.removeprefix(f"{heading}：")
    return bullet.model_copy(update={"text": text}) if text != bullet.text else bullet
