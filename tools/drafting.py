"""Drafting an outline from the documents of a place: a plan, a briefing, a survey, an interview, a study of several.

Names and figures of another place never become the target's: they are turned into blanks, the example cited beside.
A point without any source is a suggestion. Not covered: the wording of a finished paper.
"""

import re
from collections.abc import Iterator, Sequence

from policy.documents import Clause, PolicyDocument
from policy.elements import GENRE_NAMES
from policy.errors import ToolError
from tools.basis import basis_of
from tools.borrowed import with_borrowed
from tools.briefing_outlines import briefing
from tools.evidence import SourceRef, TableValue
from tools.frames import Frame, holds_tasks, is_safeguard
from tools.grounding import Ground, ground_of
from tools.needs import need_of
from tools.numbering import numbered
from tools.outlines import BLANK, Outline, OutlineSection
from tools.plan_outlines import ShapedOutline
from tools.scope import Scope, is_of_place, resolve_scope
from tools.study_outlines import contrast
from tools.subjects import document_on
from tools.survey_outlines import interview, survey
from tools.telling import OTHERS, Telling
from tools.usual_outlines import usual_outline
from vectorstore.library import PolicyLibrary

_KINDS = {"意见": "实施意见", "方案": "实施方案", "法规规章": "规定", "访谈": "访谈提纲"}
_VERBS = (
    "推进",
    "深化",
    "加快",
    "优化",
    "加强",
    "禁止",
    "促进",
    "支持",
    "完善",
    "推动",
    "做好",
    "落实",
    "关于",
    "大力",
    "积极",
    "着力",
    "全面",
    "持续",
    "进一步",
    "提升",
    "提高",
    "强化",
    "构建",
    "建设",
    "创新",
    "健全",
    "实施",
)
_AS_NAMED = re.compile(r"提纲$|要点$|规定$|办法$|条例$|细则$|报告$|材料$|措施$|计划$")
# What a title leaves out: marks of quotation, and years, which nothing cited stands behind.
_MARKS = re.compile(r"[“”\"《》「」]|20\d{2}年(?:度)?")
_CONTRAST = re.compile("对比|比较|异同")
_SURVEY = re.compile("调研|考察|走访")
_INTERVIEW = re.compile("采访|访谈|座谈")
# Papers about places, which stand on no superior paper.
_OF_PLACES = re.compile("对比|比较|异同|调研|考察|走访|采访|访谈|座谈")
_BRIEFING = re.compile("汇报|情况")
# Papers that tell of what was done.
_MOST_NAMED = 6
_REVIEWING = re.compile("报告|总结|汇报|情况|讲话")


def draft_outline(
    library: PolicyLibrary,
    *,
    topic: str,
    target: str,
    kind: str | None = None,
    references: Sequence[str] | None = None,
    reference_regions: Sequence[str] | None = None,
    experience_regions: Sequence[str] | None = None,
) -> Outline:
    """起草提纲：就一个主题起草方案、意见、要点、汇报、调研、采访或对比研究的提纲，逐点标明依据类别与出处。

    Args:
        topic: 主题，例如“推进开发区高质量发展”；没有主题就填空文字。
        target: 为哪个区县或开发区起草；调研、对比几个地方时都写上，用顿号隔开。
        kind: 文种，例如“实施方案”“工作要点”“汇报提纲”“调研提纲”“采访提纲”“对比研究报告”；不填则随所参照的文件。
        references: 照着哪份文件的架子（标题、文号或文件名）；不填则用该文种通用的结构。
        reference_regions: 照着哪个区县的文件。
        experience_regions: 借鉴哪些区县的做法，作为“外区经验”列入重点任务；不填则本区没有相应内容时从各地找。
    """
    model = _model_document(library, topic, references, reference_regions)
    named = kind or _kind_of(model)
    grounds = [ground_of(library, place, topic=topic) for place in target.split("、") if place]
    if not grounds:
        raise ToolError("没有写明为哪个区县起草，请补上，例如“武清区”。")
    sections, left_out = _sections(grounds, model, topic, named)
    return Outline(
        title=_title(topic, target, named),
        target=target,
        basis=()
        if _OF_PLACES.search(named)
        else tuple(v for ground in grounds for v in basis_of(ground, model, topic=topic)),
        sections=numbered(with_borrowed(sections, grounds[0], topic=topic, regions=experience_regions or ())),
        notes=(*_notes(grounds, model), *left_out),
    )


def _sections(
    grounds: Sequence[Ground], model: PolicyDocument | None, topic: str, kind: str
) -> tuple[Sequence[OutlineSection], tuple[TableValue, ...]]:
    """The sections, and what is to be said of headings that were left out."""
    if _CONTRAST.search(kind) and len(grounds) > 1:
        return tuple(contrast(grounds, topic)), ()
    if _SURVEY.search(kind):
        return tuple(survey(grounds, topic)), ()
    if _INTERVIEW.search(kind):
        return tuple(interview(grounds, topic, model)), ()
    if model is None:
        return tuple(
            briefing(grounds, topic) if _BRIEFING.search(kind) else usual_outline(Telling(grounds[0], topic))
        ), ()
    frame = Frame(model=model, review=bool(_REVIEWING.search(kind)))
    shaped = ShapedOutline(Telling(grounds[0], topic), frame)
    sections = shaped.sections()
    if frame.is_interview or (shaped.left_out and not _is_whole(sections)):
        sections = list(usual_outline(shaped.telling, sections))  # answers, or what is left, make no parts of a plan
    return sections, tuple(_of_another_matter(shaped.left_out))


def _is_whole(sections: Sequence[OutlineSection]) -> bool:
    """Whether the model's part for the tasks or one that sees the plan through is among them."""
    headings = (section.heading for section in sections if section.heading != OTHERS)
    return any(holds_tasks(heading) or is_safeguard(heading) for heading in headings)


def _of_another_matter(left_out: Sequence[Clause]) -> Iterator[TableValue]:
    if left_out:
        headings = "、".join(clause.heading for clause in left_out[:_MOST_NAMED])
        more = "等" if len(left_out) > _MOST_NAMED else ""
        named = left_out[:_MOST_NAMED]
        refs = tuple(SourceRef(clause_id=clause.clause_id, start=clause.start, end=clause.end) for clause in named)
        yield TableValue(text=f"所参照文件的有些标题与本主题无关，没有列入：{headings}{more}", refs=refs)


def _model_document(
    library: PolicyLibrary, topic: str, references: Sequence[str] | None, regions: Sequence[str] | None
) -> PolicyDocument | None:
    if not references and not regions:
        return None
    scope = _meant(library, references, regions)
    if not scope.cards:
        raise ToolError(f"资料库里没有可照着写的文件（{scope.description}），请换一份或不指定。")
    need = need_of(topic)
    titled = max(scope.cards, key=lambda card: need.coverage(card.title))
    untold = need.terms and not need.coverage(titled.title)
    return library.document((document_on(library, scope, topic) or titled if untold else titled).doc_id)


def _meant(library: PolicyLibrary, references: Sequence[str] | None, regions: Sequence[str] | None) -> Scope:
    """The named documents; those of a place, where it is a place that was named (照着和平)."""
    try:
        return resolve_scope(library, documents=references, regions=regions)
    except ToolError:
        of_places = resolve_scope(library, regions=references)
        if regions or not of_places.cards:
            raise
        return of_places


def _kind_of(model: PolicyDocument | None) -> str:
    genre = GENRE_NAMES[model.header.genre] if model else "方案"
    return _KINDS.get(genre, genre)


def _title(topic: str, target: str, kind: str) -> str:
    topic = _MARKS.sub("", topic)
    ending = "" if kind.endswith("提纲") else "（提纲）"
    if not topic or topic in kind or _AS_NAMED.search(kind):
        return f"{target}{'' if topic in kind else topic}{kind}{ending}"
    verb = "" if topic.startswith(_VERBS) else "推进"
    return f"{target}关于{verb}{topic.removeprefix('关于')}的{kind}{ending}"


def _notes(grounds: Sequence[Ground], model: PolicyDocument | None) -> Iterator[TableValue]:
    if model:
        first = model.clauses[0]
        ref = SourceRef(clause_id=first.clause_id, start=first.start, end=first.end)
        text = f"体例照《{model.header.title}》；其地名、项目名称与数字均未带入，留作{BLANK}，示例见所引条款"
        yield TableValue(text=text, refs=(ref,))
    for ground in grounds:
        yield from _notes_on_ground(ground)


def _notes_on_ground(ground: Ground) -> Iterator[TableValue]:
    if not ground.own.cards:
        yield TableValue(text=f"资料库中没有{ground.target}自己的文件，各要点均需补充本区依据")
    below = dict.fromkeys(card.place for card in ground.own.cards if card.place not in (ground.target, ""))
    if below and not any(card.place == ground.target or is_of_place(card, ground.target) for card in ground.own.cards):
        yield TableValue(text=f"{ground.target}一级的文件不在资料库中，本区基础取自{'、'.join(below)}的文件")
