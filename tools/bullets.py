"""From what was found to a bullet: the target's own duties and figures as they are, other places' as blanks."""

import re
from collections.abc import Iterator, Sequence

from policy.documents import Clause, PolicyDocument
from policy.sentences import split_phrases, split_sentences
from tools.blanks import Blanks
from tools.duty_names import duty_name
from tools.evidence import SourceRef
from tools.figures import told_figure
from tools.grounding import Ground
from tools.indicators import IndicatorRow
from tools.outlines import BLANK, OPEN_UNITS, TO_DO, OutlineBullet, suggestion
from tools.relevance import Need
from tools.scope import all_cards
from tools.target_points import UNITS_LINE, Point
from tools.task_rows import TaskRow

_MOST_FIGURES = 4
_LONGEST = 60
_LONGEST_SENTENCE = 90
_LONGEST_HEADING = 22
# What an interview prints before an answer, and how it and a report speak of the place.
_SPEAKER = re.compile(r"^[\u4e00-\u9fff·]{2,6}[：:]")
_WE = re.compile(r"^(?:20\d{2}年[，,])?我们(?:将|要)")
LOOSE_NOTE = "主题相近，请核对是否适用"


def own_bullet(ground: Ground, point: Point) -> OutlineBullet:
    """A point of the target's own: heading, figures or first words, its units, else the one that has such duties."""
    text, refs = _own_text(point)
    units, more = _units(ground, point)
    note = LOOSE_NOTE if point.loose else ""
    if point.card.status == "interview":
        text = _SPEAKER.sub("", text)
    text = _WE.sub("", text)
    return OutlineBullet(text=text, bullet_class="own", units=units, refs=(*refs, *more), note=note, unit_refs=more)


def _own_text(point: Point) -> tuple[str, tuple[SourceRef, ...]]:
    if point.span:
        start, end = point.span
        return cut(point.clause, start, end, longest=end - start)
    if point.row is None:
        return said(point.clause)
    figures = figures_of(point.row)
    name = duty_name(point.row, longest=_LONGEST)
    if figures and figures not in name:
        return f"{name}（{figures}）", (point.row.ref,)
    more = said(point.clause)[0]
    if point.clause.heading and point.clause.kind != "row" and name not in more:
        return f"{name}：{more}", (point.row.ref,)
    return name, (point.row.ref,)


def figures_of(row: TaskRow) -> str:
    """The targets of a duty, each once, four at most."""
    told = dict.fromkeys(told_figure(i) for i in row.task.indicators if i.is_target)
    return "；".join(list(told)[:_MOST_FIGURES])


def said(clause: Clause) -> tuple[str, tuple[SourceRef, ...]]:
    """The first sentence after the heading, cut at a phrase when it is long."""
    heading_end = clause.start + len(clause.number) + len(clause.heading)
    sentences = split_sentences(clause.text, offset=clause.start)
    start, end = next((span for span in sentences if span[0] >= heading_end), sentences[0])
    return cut(clause, start, end)


def cut(clause: Clause, start: int, end: int, *, longest: int = _LONGEST) -> tuple[str, tuple[SourceRef, ...]]:
    """A span of the clause, up to the last phrase that ends within that length, with its source."""
    phrases = split_phrases(clause.text[start - clause.start : end - clause.start], offset=start)
    kept = max((b for _, b in phrases if b - start <= longest), default=phrases[0][1])
    text = _flat(clause.text[start - clause.start : kept - clause.start])
    return text, (SourceRef(clause_id=clause.clause_id, start=start, end=kept),)


def _units(ground: Ground, point: Point) -> tuple[str, tuple[SourceRef, ...]]:
    row = point.row
    printed = [unit.printed for unit in row.task.units if unit.role != "support"] if row else []
    if row and printed:
        return "、".join(dict.fromkeys(printed)), (row.units_ref,)
    return proposed_units(ground, point.themes)


def proposed_units(ground: Ground, themes: Sequence[str]) -> tuple[str, tuple[SourceRef, ...]]:
    """The unit that has the target's own duties of that theme, said to be a proposal; else 「（待明确）」."""
    found = ground.unit_of(themes) if themes else None
    return (f"{found[0].printed}（拟）", (found[1].units_ref,)) if found else (OPEN_UNITS, ())


def figure_bullet(row: IndicatorRow) -> OutlineBullet:
    """A figure of the target's own."""
    return OutlineBullet(text=told_figure(row.indicator), bullet_class="own", units=OPEN_UNITS, refs=(row.ref,))


def model_bullets(
    ground: Ground, blanks: Blanks, clause: Clause, *, themes: Sequence[str], beyond: str, whole: bool = False
) -> Iterator[OutlineBullet]:
    """What a clause of the model does, in the words that any place could use, its names and figures blank.

    whole: a sentence or nothing, as articles want it.
    """
    text = blanks.fit_sentence(clause) if whole else "，".join(blanks.fit_phrases(clause, most=2, beyond=beyond))
    if not text:
        yield suggestion(TO_DO)
        return
    if any(i.is_target for task in blanks.model.tasks if task.clause_id == clause.clause_id for i in task.indicators):
        text += f"，量化目标{BLANK}"
    yield elsewhere_bullet(ground, blanks, clause, text=text, themes=themes)


def elsewhere_bullet(
    ground: Ground, blanks: Blanks, clause: Clause, *, text: str, themes: Sequence[str]
) -> OutlineBullet:
    """A point by another place's example, which is named in the note and cited."""
    units, more = proposed_units(ground, themes)
    card = next(card for card in all_cards(ground.library) if card.doc_id == blanks.model.doc_id)
    place = f"{card.place or '参照文件'}{card.status_note}"
    ref = SourceRef(clause_id=clause.clause_id, start=clause.start, end=clause.end)
    note = f"示例见{place}{clause.locator}"
    return OutlineBullet(text=text, bullet_class="elsewhere", units=units, refs=(ref, *more), note=note, unit_refs=more)


def heading_bullet(ground: Ground, above: PolicyDocument, clause: Clause) -> OutlineBullet:
    """A heading of a paper of the place above, as what is asked."""
    text = Blanks(ground=ground, model=above).apply(clause.heading)
    start = clause.start + len(clause.number)
    ref = SourceRef(clause_id=clause.clause_id, start=start, end=start + len(clause.heading))
    note = f"见《{above.header.title}》{clause.locator}"
    return OutlineBullet(text=text, bullet_class="superior", units=OPEN_UNITS, refs=(ref,), note=note)


def superior_bullet(ground: Ground, point: Point) -> OutlineBullet:
    """What a document of the place above requires, its figures left to the source."""
    blanks = Blanks(ground=ground, model=ground.library.document(point.card.doc_id))
    text = blanks.apply(duty_name(point.row, longest=_LONGEST) if point.row else point.clause.heading)
    if point.clause.heading and (more_said := "，".join(blanks.fit_phrases(point.clause, most=2))):
        text = f"{text}：{more_said}"
    units, more = proposed_units(ground, point.themes)
    ref = SourceRef(clause_id=point.clause.clause_id, start=point.clause.start, end=point.clause.end)
    note = f"见《{point.card.title}》{point.clause.locator}"
    return OutlineBullet(text=text, bullet_class="superior", units=units, refs=(ref, *more), note=note, unit_refs=more)


def headline(row: TaskRow) -> str:
    """The heading of a duty; of a paragraph without one its first sentence, where that is as short as a heading.

    建设宜居宜业和美乡村。学好用好“千万工程”经验…… → 建设宜居宜业和美乡村; '' for a cell of a table.
    """
    clause = row.clause
    if clause.kind == "row" or clause.heading:
        return clause.heading if clause.kind != "row" else ""
    start, end = split_sentences(clause.text)[0]
    first = clause.text[max(start, len(clause.number)) : end].strip("。 ")
    return first if end < len(clause.text) and len(first) <= _LONGEST_HEADING and "，" not in first else ""


def below_headline(row: TaskRow) -> int:
    """Where the text of a duty begins that its headline does not say."""
    name = headline(row)
    return row.clause.start + (row.clause.text.index(name) + len(name) if name else len(row.clause.number))


def sentence_bullets(ground: Ground, point: Point, topic: Need, *, most: int) -> list[OutlineBullet]:
    """What a duty says below its heading, the sentences with figures or on the topic first chosen, in reading order;
    its units stand behind the last. The duty in one point where there is no sentence.
    """
    row = point.row
    if row is None or not (spans := _telling(row, topic, most=most)):
        return [own_bullet(ground, point)]
    units, more = _units(ground, point)
    told = [cut(row.clause, start, end, longest=_LONGEST_SENTENCE) for start, end in spans]
    note = LOOSE_NOTE if point.loose else ""
    bullets = [OutlineBullet(text=text, bullet_class="own", units="", refs=refs, note=note) for text, refs in told]
    last = bullets[-1].model_copy(update={"units": units, "refs": (*bullets[-1].refs, *more), "unit_refs": more})
    return [*bullets[:-1], last]


def facts(ground: Ground, topic: Need, rows: Sequence[TaskRow], *, most: int) -> Iterator[OutlineBullet]:
    """What a place's papers say on the topic, sentence by sentence: two of each duty, those with figures first."""
    count = 0
    for row in rows:
        for start, end in _telling(row, topic, most=2):
            if count == most:
                return
            text, refs = cut(row.clause, start, end, longest=_LONGEST_SENTENCE)
            yield OutlineBullet(text=text, bullet_class="subject", units="", refs=refs, note=row.clause.locator)
            count += 1


def _telling(row: TaskRow, topic: Need, *, most: int) -> list[tuple[int, int]]:
    below = below_headline(row)
    spans = [s for s in split_sentences(row.task.quote, offset=row.task.start) if s[1] - s[0] > 8 and s[0] >= below]
    spans = [s for s in spans if not UNITS_LINE.match(row.clause.text, s[0] - row.clause.start)]
    figures = [i.start for i in row.task.indicators if i.is_target]

    def worth(span: tuple[int, int]) -> float:
        text = row.clause.text[span[0] - row.clause.start : span[1] - row.clause.start]
        return topic.coverage(text) + 0.5 * any(span[0] <= at < span[1] for at in figures) + 0.2 * ("“" in text)

    return sorted(sorted(spans, key=lambda span: -worth(span))[:most])


def _flat(text: str) -> str:
    return " ".join(text.split()).strip("，,、；。;：: ")
