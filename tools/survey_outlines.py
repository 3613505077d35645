"""Outlines of surveys and interviews: questions from what the documents promise and from what they leave open."""

from collections.abc import Iterator, Sequence

from policy.documents import Clause, PolicyDocument
from policy.sentences import split_sentences
from tools.blanks import Blanks
from tools.bullets import elsewhere_bullet, facts, figures_of
from tools.duty_names import duty_name
from tools.evidence import SourceRef
from tools.grounding import Ground
from tools.needs import content_words
from tools.outlines import TO_DO, OutlineBullet, OutlineSection, suggestion
from tools.task_rows import TaskRow
from tools.telling import Telling

_MOST_FACTS = 4
_MOST_FIGURES = 8
_MOST_QUESTIONS = 3
_MOST_THEMES = 5
_ENOUGH_WORDS = 4
_MOST_EXAMPLES = 5
_NUMBERS = "一二三四五六七八九十"


def survey(grounds: Sequence[Ground], topic: str) -> Iterator[OutlineSection]:
    """调研目的、调研内容、座谈问题、需收集的材料."""
    places = "、".join(ground.target for ground in grounds)
    purpose = suggestion(f"摸清{places}{topic}的目标任务、推进情况与难点，调研单位与时间{TO_DO}")
    yield OutlineSection(number="一、", heading="调研目的", bullets=(purpose,))
    yield _by_place("二、", "调研内容", [tuple(_contents(ground, topic)) for ground in grounds], grounds)
    yield _by_place("三、", "座谈问题", [tuple(_questions(_rows(ground, topic))) for ground in grounds], grounds)
    materials = [bullet for ground in grounds for bullet in _materials(ground, topic)]
    materials.append(suggestion(f"任务台账、统计数据、典型案例等材料{TO_DO}"))
    yield OutlineSection(number="四、", heading="需收集的材料", bullets=tuple(materials))


def _by_place(
    number: str, heading: str, filled: Sequence[tuple[OutlineBullet, ...]], grounds: Sequence[Ground]
) -> OutlineSection:
    if len(grounds) == 1:
        return OutlineSection(number=number, heading=heading, bullets=filled[0])
    sections = tuple(
        OutlineSection(number=f"（{n}）", heading=ground.target, bullets=bullets)
        for n, ground, bullets in zip(_NUMBERS, grounds, filled, strict=False)
    )
    return OutlineSection(number=number, heading=heading, sections=sections)


def _rows(ground: Ground, topic: str) -> list[TaskRow]:
    return ground.on_topic(topic) if topic else list(ground.rows)


def _contents(ground: Ground, topic: str) -> Iterator[OutlineBullet]:
    """The figures to be checked, then what the documents say."""
    figures = ground.figures(topic) if topic else ground.leading_figures()
    for row in figures[:_MOST_FIGURES]:
        text = f"目标核实：{' '.join(row.indicator.raw.split()).strip('，,、；。')}，完成情况{TO_DO}"
        note = f"{row.clause.locator}{row.clause.heading if row.clause.kind != 'row' else ''}"
        yield OutlineBullet(text=text, bullet_class="subject", units="", refs=(row.ref,), note=note)
    rows = _rows(ground, topic)
    yield from facts(ground, ground.need(topic), rows, most=_MOST_FACTS)
    if not rows and not figures:
        yield suggestion(f"资料库中{ground.target}的文件未找到{topic}的内容，实地了解后补写{TO_DO}")


def _questions(rows: Sequence[TaskRow]) -> Iterator[OutlineBullet]:
    """What a duty leaves open: who, by when."""
    count = 0
    for row in rows:
        gaps = [name for name, there in (("责任单位", row.task.units), ("时限", row.task.deadlines)) if not there]
        if gaps and count < _MOST_QUESTIONS:
            count += 1
            asks = (
                "由哪个部门负责" if gaps == ["责任单位"] else "何时完成" if gaps == ["时限"] else "由谁负责、何时完成"
            )
            text = f"{duty_name(row, longest=40)}：原文未写明{'和'.join(gaps)}，{asks}？目前进展如何？"
            yield OutlineBullet(text=text, bullet_class="subject", units="", refs=(row.ref,), note=row.clause.locator)
    if not count:
        yield suggestion(f"推进中的主要困难、经验做法和政策需求{TO_DO}")


def _materials(ground: Ground, topic: str) -> Iterator[OutlineBullet]:
    """The documents that the duties on the topic name."""
    on_topic = {row.clause.clause_id for row in _rows(ground, topic)}
    for document in ground.documents:
        for cited in document.header.cited_documents:
            clause = document.clause_at(cited.start)
            if clause and clause.clause_id in on_topic:
                ref = SourceRef(clause_id=clause.clause_id, start=cited.start, end=cited.end)
                yield OutlineBullet(text=f"《{cited.title}》", bullet_class="subject", units="", refs=(ref,))


def interview(grounds: Sequence[Ground], topic: str, model: PolicyDocument | None) -> Iterator[OutlineSection]:
    """A section a question: those of the model asked of the target, else one a theme; the target's words below."""
    asked = [c for c in model.clauses if c.kind == "question"] if model else []
    for ground in grounds:
        telling = Telling(ground, topic)
        if model and asked:
            yield from _as_asked(ground, telling, model, asked)
        else:
            yield from _by_theme(ground, topic)


def _as_asked(
    ground: Ground, telling: Telling, model: PolicyDocument, asked: Sequence[Clause]
) -> Iterator[OutlineSection]:
    place = model.header.region.name if model.header.region else ""
    for number, clause in zip(_NUMBERS, asked, strict=False):
        question = _question(clause)
        heading = Blanks(ground=ground, model=model).apply(
            question.replace(place, ground.target) if place else question
        )
        below = [c for c in model.descendants(clause) if c.heading]
        own = [bullet for child in below for bullet in telling.own(child.heading, most=1)][:_MOST_QUESTIONS]
        own = own or telling.near(question)
        bullets = [_background(bullet) for bullet in own] or _examples(ground, model, below)
        ref = SourceRef(clause_id=clause.clause_id, start=clause.start, end=clause.end)
        yield OutlineSection(number=f"{number}、", heading=heading, bullets=tuple(bullets), refs=(ref,))


def _examples(ground: Ground, model: PolicyDocument, below: Sequence[Clause]) -> list[OutlineBullet]:
    """What the model answers there, by its headings with blanks; for a target without papers of its own."""
    blanks = Blanks(ground=ground, model=model)
    told = ((clause, blanks.apply(clause.heading)) for clause in below[:_MOST_EXAMPLES])
    bullets = [elsewhere_bullet(ground, blanks, clause, text=text, themes=()) for clause, text in told if text]
    return [bullet.model_copy(update={"units": ""}) for bullet in bullets] or [suggestion(f"背景材料{TO_DO}")]


def _question(clause: Clause) -> str:
    """The last sentence of a question; all of it where that one alone says too little."""
    text = clause.text.partition("：" if "：" in clause.text[:12] else ":")[2] or clause.text
    sentences = split_sentences(text)
    last = text[slice(*sentences[-1])] if sentences else text
    return " ".join((last if len(content_words(last)) >= _ENOUGH_WORDS else text).split())


def _background(bullet: OutlineBullet) -> OutlineBullet:
    return bullet.model_copy(update={"text": f"背景：{bullet.text}", "units": "", "refs": bullet.refs[:1]})


def _by_theme(ground: Ground, topic: str) -> Iterator[OutlineSection]:
    """The themes that most of the target's duties have."""
    rows = _rows(ground, topic) or list(ground.rows)
    by_theme: dict[str, list[TaskRow]] = {}
    for row in rows:
        by_theme.setdefault((*row.task.themes, "其他")[0], []).append(row)
    themes = sorted(by_theme, key=lambda theme: -len(by_theme[theme]))[:_MOST_THEMES]
    for number, theme in zip(_NUMBERS, themes, strict=False):
        bullets = tuple(_open_question(row) for row in by_theme[theme][:_MOST_QUESTIONS])
        yield OutlineSection(number=f"{number}、", heading=f"关于{theme}", bullets=bullets)
    if not themes:
        yield OutlineSection(number="一、", heading=topic or "访谈问题", bullets=(suggestion(TO_DO),))


def _open_question(row: TaskRow) -> OutlineBullet:
    figures = figures_of(row)
    said = f"（{figures}）" if figures else ""
    text = f"{duty_name(row, longest=40)}{said}：进展如何？下一步怎么做？"
    return OutlineBullet(text=text, bullet_class="own", units="", refs=(row.ref,))
