"""Outlines of plans: in the shape of a model document, or in the usual three parts."""

import re
from collections.abc import Iterable, Iterator, Sequence

import rjieba

from policy.common_terms import is_common_term
from policy.documents import Clause, PolicyDocument
from policy.sentences import split_phrases
from policy.themes import classify_themes
from tools.blanks import Blanks
from tools.bullets import elsewhere_bullet, figure_bullet, model_bullets, own_bullet, said, superior_bullet
from tools.evidence import SourceRef
from tools.grounding import Ground, Point
from tools.needs import need_of
from tools.outlines import BLANK, OPEN_UNITS, TO_DO, OutlineBullet, OutlineSection, suggestion

_MOST = 3
_MOST_TASKS = 8
_MOST_GOALS = 6
_GENERAL = ("指导思想", "基本原则", "工作目标")
_SAFEGUARDS = ("组织领导", "督查考核", "宣传引导")
# Chapters and articles: nobody is responsible for an article, and duties of a plan do not fill one by their theme.
_LEGAL = re.compile("^第.+[编章节条]")
_TASKS = re.compile("任务|举措|措施|工作")
_DONE = re.compile(r"已(?:经|全部|基本)?完成")
_BEGINNING = 40
_OTHERS = "其他与主题直接相关的任务"
_HELD, _RARE = 0.5, 5.0
_THEIRS = ("own", "superior")
_SAFEGUARD_THEME = ("保障/考核",)
_GUIDING_HEADINGS = ("指导思想", "总体要求", "总体思路")
_GUIDING = ("为指导", "为指引", "总体思路", "指导思想")


class Sections:
    """Sections for one outline; a clause of the target is told once, wherever it fits best first."""

    def __init__(self, ground: Ground, topic: str) -> None:
        self.ground = ground
        self.topic = topic
        self._told: set[str] = set()
        self._best: dict[str, float] = {}
        self._legal = False

    def blanks(self, model: PolicyDocument) -> Blanks:
        """What of that model may not be taken over."""
        return Blanks(ground=self.ground, model=model)

    def in_shape(self, model: PolicyDocument) -> Iterator[OutlineSection]:
        """The model's headings, each filled from the target's own documents."""
        blanks = self.blanks(model)
        self._look_ahead(blanks.apply(clause.heading) for clause in _filled(model))
        self._legal = any(_LEGAL.search(clause.number) for clause in _tops(model)[:1])
        tops = [self._top(blanks, clause) for clause in _tops(model)]
        for section in tops:
            more = self._untold() if section.sections and _TASKS.search(section.heading) else []
            yield section.model_copy(update={"bullets": (*section.bullets, *more)})
        if left := [] if self._legal else self._untold():
            yield OutlineSection(number="", heading=_OTHERS, bullets=tuple(left))

    def _top(self, blanks: Blanks, clause: Clause) -> OutlineSection:
        children = _children(blanks.model, clause)
        below = tuple(self._section(blanks, child, _children(blanks.model, child)) for child in children)
        if not below:
            return self._section(blanks, clause, ())
        return self._headed(blanks, clause, ()).model_copy(update={"sections": below})

    def _untold(self) -> list[OutlineBullet]:
        """Duties that the topic itself names and that no heading of the model took up."""
        rows = [row for row in self.ground.naming(self.topic) if row.clause.clause_id not in self._told]
        return [self._tell(self.ground.speaking(row, self.topic)) for row in rows[:_MOST]]

    def usual(self) -> Iterator[OutlineSection]:
        """总体要求、重点任务、保障措施."""
        general = tuple(
            OutlineSection(
                number=f"（{n}）", heading=part, bullets=self._as_said(self.own(part) or [_to_do()], nobodys=True)
            )
            for n, part in zip("一二三", _GENERAL, strict=True)
        )
        yield OutlineSection(number="一、", heading="总体要求", sections=general)
        yield OutlineSection(number="二、", heading="重点任务", bullets=tuple(self._tasks() or [_to_do()]))
        yield OutlineSection(number="三、", heading="保障措施", bullets=tuple(self._safeguards()))

    def own(self, heading: str, *, most: int = _MOST) -> list[OutlineBullet]:
        """The target's own points under a heading, what the places above require first."""
        if any(word in heading for word in _GUIDING_HEADINGS):
            return self._guiding()[:1]
        if heading.endswith("目标"):
            rows = self.ground.figures(self.topic) or self.ground.leading_figures()
            return [figure_bullet(row) for row in rows[:_MOST_GOALS]]
        above = [superior_bullet(self.ground, p) for p in self.ground.required_above(heading)[:1]]
        points = self._fresh(self.ground.on_heading(heading, topic=self.topic))
        if self._legal:
            points = [point for point in points if not point.loose]
        return [*above, *(self._tell(point) for point in points[: most - len(above)])]

    def near(self, text: str) -> list[OutlineBullet]:
        """The duty nearest to a longer wording, for the person to judge."""
        rows = self.ground.on_topic(text)[:1]
        return [self._tell(_point(self.ground, row).model_copy(update={"loose": True})) for row in rows]

    def _look_ahead(self, headings: Iterable[str]) -> None:
        """How well each point fits the heading that it fits best, so that no other takes it first."""
        for heading in headings:
            for point in self.ground.on_heading(heading, topic=self.topic):
                clause_id = point.clause.clause_id
                self._best[clause_id] = max(point.score, self._best.get(clause_id, 0.0))

    def _fresh(self, points: Sequence[Point]) -> list[Point]:
        """Those not yet told; where some are found by their words, not those of the theme alone."""
        fresh = [p for p in points if p.clause.clause_id not in self._told and not (p.loose and _is_done(p))]
        fresh = [p for p in fresh if p.score >= self._best.get(p.clause.clause_id, 0.0)]
        return [point for point in fresh if not point.loose] or fresh[:2]

    def _tell(self, point: Point) -> OutlineBullet:
        self._told.add(point.clause.clause_id)
        return own_bullet(self.ground, point)

    def _guiding(self) -> list[OutlineBullet]:
        found = [p for p in self.ground.points if p.row is None and any(w in p.clause.text for w in _GUIDING)]
        bullets = []
        for point in found:
            text, refs = _guiding_words(point.clause)
            bullets.append(OutlineBullet(text=text, bullet_class="own", units=OPEN_UNITS, refs=refs))
        return bullets

    def _tasks(self) -> list[OutlineBullet]:
        rows = self.ground.on_topic(self.topic)
        return [self._tell(self.ground.speaking(row, self.topic)) for row in rows[:_MOST_TASKS]]

    def _safeguards(self) -> list[OutlineBullet]:
        points = [_point(self.ground, r) for r in self.ground.rows if r.task.themes[:1] == _SAFEGUARD_THEME]
        fresh = [p for p in points if p.clause.clause_id not in self._told][:_MOST]
        return [self._tell(p) for p in fresh] or [suggestion(f"{part}{TO_DO}") for part in _SAFEGUARDS]

    def _section(self, blanks: Blanks, clause: Clause, points: Sequence[Clause]) -> OutlineSection:
        bullets = self._by_points(blanks, points) if points else self._leaf(blanks, clause)
        section = self._headed(blanks, clause, bullets)
        foreign = self._foreign(section.heading) if not self._is_told(section.heading, bullets) else ()
        return section.model_copy(update={"foreign": foreign})

    def _headed(self, blanks: Blanks, clause: Clause, bullets: Sequence[OutlineBullet]) -> OutlineSection:
        heading = blanks.apply(clause.heading or _opening(clause))
        ref = SourceRef(clause_id=clause.clause_id, start=clause.start, end=clause.end)
        told = self._as_said(bullets, nobodys=self._legal or self.is_general(heading))
        return OutlineSection(number=clause.number, heading=heading, bullets=told, refs=(ref,))

    def _is_told(self, heading: str, bullets: Sequence[OutlineBullet]) -> bool:
        """Whether the heading needs no asking: it is of every plan, or the target has its own points for it."""
        return self.is_general(heading) or any(bullet.bullet_class in _THEIRS for bullet in bullets)

    def _foreign(self, heading: str) -> tuple[str, ...]:
        """Things that the heading speaks of and the target's documents nowhere do (城铁、商圈); none of an article."""
        text = self.ground.text
        if not text or self._legal:
            return ()
        rare = [term for term in need_of(heading.replace(BLANK, " ")).terms if term.weight >= _RARE]
        strange = (term.text for term in rare if term.worth(text) < _HELD and not is_common_term(term.text))
        return tuple(word for word in strange if rjieba.tag(word, False)[0][1].startswith("n"))

    @staticmethod
    def _as_said(bullets: Sequence[OutlineBullet], *, nobodys: bool) -> tuple[OutlineBullet, ...]:
        """nobodys: no unit is responsible for what guides, for a principle, a goal or an article."""
        changes = {"units": ""} if nobodys else {}
        return tuple(bullet.model_copy(update=changes) for bullet in bullets[:_MOST_GOALS])

    def _leaf(self, blanks: Blanks, clause: Clause) -> list[OutlineBullet]:
        """The target's own by the heading, by what the model writes of below it, else the model's example."""
        heading = blanks.apply(clause.heading or _opening(clause))
        themes = classify_themes(heading, "") or classify_themes("", clause.text)
        own = self.own(heading)
        if not own and not self._legal and not self.is_general(heading) and not classify_themes(heading, ""):
            own = [self._tell(p) for p in self._fresh(self.ground.of_theme(classify_themes("", clause.text)))]
        below = [c for c in blanks.model.descendants(clause) if c.number][:_MOST] or [clause]
        beyond = "" if clause.heading else _opening(clause)
        examples = [
            bullet
            for each in below
            for bullet in model_bullets(self.ground, blanks, each, themes=themes, beyond=beyond, whole=self._legal)
        ]
        return own or [b for b in examples if b.refs] or ([] if self._legal else examples[:1])

    @staticmethod
    def is_general(heading: str) -> bool:
        """Whether the heading is of every plan and says nothing of its matter."""
        return any(word in heading for word in (*_GUIDING_HEADINGS, "原则", "目标"))

    def _by_points(self, blanks: Blanks, points: Sequence[Clause]) -> list[OutlineBullet]:
        """One bullet a point of the model: the target's own where it has the like, else the model's heading."""
        own, elsewhere = [], []
        for point in points:
            heading = blanks.apply(point.heading)
            themes = classify_themes(heading, "") or classify_themes("", point.text)
            found = self.own(heading, most=1)
            own += found
            if not found:
                elsewhere.append(elsewhere_bullet(self.ground, blanks, point, text=heading, themes=themes))
        return [*own[:_MOST], *elsewhere[: max(1, _MOST - len(own))]]


def _filled(model: PolicyDocument) -> Iterator[Clause]:
    """The clauses whose headings are filled: the points of a section, a section without points, or a bare top."""
    for top in _tops(model):
        sections = _children(model, top)
        for section in sections:
            yield from _children(model, section) or [section]
        if not sections:
            yield top


def _point(ground: Ground, row: object) -> Point:
    return next(point for point in ground.points if point.row is row)


def _is_done(point: Point) -> bool:
    """Whether it begins by saying that nothing is left to do."""
    text = point.row.task.quote if point.row else point.clause.text
    return bool(_DONE.search(text[:_BEGINNING]))


def _to_do() -> OutlineBullet:
    return suggestion(TO_DO, units=OPEN_UNITS)


def _guiding_words(clause: Clause) -> tuple[str, tuple[SourceRef, ...]]:
    """From the phrase that says what guides, or the first sentence."""
    for start, end in split_phrases(clause.text, offset=clause.start):
        words = clause.text[start - clause.start : end - clause.start]
        if words.startswith("以") and any(each in words for each in _GUIDING):
            text = " ".join(words.split()).strip("，,。；; ")
            return text, (SourceRef(clause_id=clause.clause_id, start=start, end=end),)
    return said(clause)


def _tops(document: PolicyDocument) -> list[Clause]:
    """The headings of the highest level that the document has; of a legal text without chapters, its articles."""
    items = [clause for clause in document.clauses if clause.kind == "item" and clause.number]
    top = min((clause.level for clause in items), default=0)
    return [clause for clause in items if clause.level == top]


def _children(document: PolicyDocument, clause: Clause) -> list[Clause]:
    return [c for c in document.clauses if c.parent_id == clause.clause_id and c.number and c.heading]


def _opening(clause: Clause) -> str:
    """The first phrases of an article, forty characters at most: it has no heading of its own."""
    phrases = split_phrases(clause.text, offset=0)
    end = max((b for _, b in phrases if b <= 40 + len(clause.number)), default=phrases[0][1])
    return " ".join(clause.text[len(clause.number) : end].split()).strip("，,。；;：: ") or f"（{BLANK}）"
