"""The outline of a plan without a model: 总体要求、重点任务、保障措施, filled from the target's own papers.

What papers of the places above ask on the topic stands first among the tasks.
"""

from collections.abc import Iterator, Sequence

from tools.bullets import heading_bullet
from tools.frames import Frame, is_safeguard
from tools.grounding import Ground
from tools.outlines import TO_DO, OutlineBullet, OutlineSection, suggestion
from tools.telling import OTHERS, Telling

_GENERAL = ("指导思想", "基本原则", "工作目标")
_SAFEGUARDS = ("组织领导", "督查考核", "宣传引导")
_SAFEGUARD_THEME = ("保障/考核",)
_MOST, _MOST_ABOVE, _FIRST_WORDS = 3, 8, 60
_ABOVE = "落实上级要求"


def usual_outline(telling: Telling, tasks: Sequence[OutlineSection] = ()) -> Iterator[OutlineSection]:
    """The three parts; what is known of none of them is left to be written. tasks: those of a model without parts."""
    general = tuple(
        OutlineSection(number="", heading=part, bullets=_nobodys(telling.own(part) or [suggestion(TO_DO)]))
        for part in _GENERAL
    )
    yield OutlineSection(number="一、", heading="总体要求", sections=general)
    if tasks:
        yield OutlineSection(number="二、", heading="重点任务", sections=tuple(tasks))
    else:
        yield _tasks("二、", telling)
    yield OutlineSection(number="三、", heading="保障措施", bullets=tuple(_safeguards(telling)))


def _nobodys(bullets: list[OutlineBullet]) -> tuple[OutlineBullet, ...]:
    """No unit is responsible for what guides, for a principle or a goal."""
    return tuple(bullet.without_units() for bullet in bullets)


def _tasks(number: str, telling: Telling) -> OutlineSection:
    above = _asked_above(telling.ground)
    own = telling.on_topic()
    sections = [*([OutlineSection(number="", heading=_ABOVE, bullets=tuple(above))] if above else []), *own]
    if [section.heading for section in own] == [OTHERS] and not above:
        return own[0].model_copy(update={"number": number, "heading": "重点任务"})
    nothing = f"资料库中{telling.ground.target}的文件未找到{telling.topic}的任务"
    bullets = () if own else (suggestion(f"{nothing if telling.topic else ''}{TO_DO}"),)
    return OutlineSection(number=number, heading="重点任务", bullets=bullets, sections=tuple(sections))


def _asked_above(ground: Ground) -> list[OutlineBullet]:
    """The parts of papers of the places above whose titles are on the topic; articles are none."""
    papers = [Frame(model=ground.library.document(card.doc_id), review=False) for card in ground.papers_above]
    parts = [
        heading_bullet(ground, frame.model, clause)
        for frame in papers
        for clause in frame.tops
        if clause.heading and not frame.is_legal
    ]
    return parts[:_MOST_ABOVE]


def _safeguards(telling: Telling) -> Iterator[OutlineBullet]:
    """The target's own, and what is usual and not among them to be written."""
    ground = telling.ground
    themed = (ground.point(row) for row in ground.rows if row.task.themes[:1] == _SAFEGUARD_THEME)
    points = [point for point in themed if is_safeguard(point.clause.text[:_FIRST_WORDS])]
    own = [telling.tell(point) for point in telling.fresh(points)[:_MOST]]
    said = "".join(bullet.text for bullet in own)
    usual = [suggestion(f"{part}{TO_DO}") for part in _SAFEGUARDS if not any(w in said for w in (part[:2], part[2:]))]
    yield from [*own, *usual][:_MOST]
