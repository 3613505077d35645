"""Drafting a plan's outline for one place from its own documents, in the shape of a model or in the usual three parts.

Names and figures of another place never become the target's: they are turned into blanks, the example cited beside.
A point without any source is a suggestion. Not covered: the wording of a finished plan.
"""

from collections.abc import Iterator, Sequence

from policy.documents import GENRE_NAMES, Clause, PolicyDocument
from policy.errors import ToolError
from policy.sentences import split_phrases
from tools.blanks import blanked
from tools.evidence import SourceRef, TableValue
from tools.grounding import Ground
from tools.needs import need_of
from tools.outlines import BLANK, OPEN_UNITS, Outline, OutlineBullet, OutlineSection
from tools.scope import resolve_scope
from vectorstore.library import PolicyLibrary

_USUAL = (("一、", "总体要求"), ("二、", "重点任务"), ("三、", "保障措施"))
_GENERAL = ("指导思想", "基本原则", "工作目标")
_SAFEGUARDS = ("组织领导", "督查考核", "宣传引导")
_KINDS = {"意见": "实施意见", "方案": "实施方案", "法规规章": "规定"}
_VERBS = ("推进", "深化", "加快", "优化", "加强", "禁止", "促进", "支持", "完善")
_MOST_TASKS = 10


def draft_outline(
    library: PolicyLibrary,
    *,
    topic: str,
    target: str,
    kind: str | None = None,
    references: Sequence[str] | None = None,
    reference_regions: Sequence[str] | None = None,
) -> Outline:
    """起草提纲：为目标区县就一个主题起草实施方案、实施意见或工作要点的提纲，可照着某份文件的架子；逐点标明依据类别与出处。

    Args:
        topic: 主题，例如“推进开发区高质量发展”。
        target: 为哪个区县或开发区起草。
        kind: 文种，例如“实施方案”“工作要点”“调研提纲”；不填则随所参照的文件。
        references: 照着哪份文件的架子（标题、文号或文件名）；不填则用通用的三部分结构。
        reference_regions: 照着哪个区县的文件。
    """
    model = _model_document(library, topic, references, reference_regions)
    ground = Ground(library=library, target=target, own=resolve_scope(library, regions=[target]))
    return Outline(
        title=_title(topic, target, kind, model),
        target=target,
        basis=tuple(_basis(ground)),
        sections=tuple(_in_shape(ground, model) if model else _usual(ground, topic)),
        notes=tuple(_notes(ground, model)),
    )


def _model_document(
    library: PolicyLibrary, topic: str, references: Sequence[str] | None, regions: Sequence[str] | None
) -> PolicyDocument | None:
    if not references and not regions:
        return None
    scope = resolve_scope(library, documents=references, regions=regions)
    if not scope.cards:
        raise ToolError(f"资料库里没有可照着写的文件（{scope.description}），请换一份或不指定。")
    need = need_of(library, topic)
    return library.document(max(scope.cards, key=lambda card: need.coverage(card.title)).doc_id)


def _title(topic: str, target: str, kind: str | None, model: PolicyDocument | None) -> str:
    genre = GENRE_NAMES[model.header.genre] if model else "方案"
    named = kind or _KINDS.get(genre, genre)
    if named in ("工作要点", "调研提纲"):
        return f"{target}{'' if topic in named else topic}{named}（提纲）"
    verb = "" if topic.startswith(_VERBS) else "推进"
    return f"{target}关于{verb}{topic}的{named}（提纲）"


def _basis(ground: Ground) -> Iterator[TableValue]:
    """The numbered documents that the target's own documents cite: what a plan of the target stands on."""
    told: set[str] = set()
    for document in ground.documents:
        for cited in document.header.cited_documents:
            clause = document.clause_at(cited.start)
            if clause and cited.number and cited.title not in told:
                told.add(cited.title)
                ref = SourceRef(clause_id=clause.clause_id, start=cited.start, end=cited.end)
                yield TableValue(text=f"《{cited.title}》（{cited.number.printed}）", refs=(ref,))


def _in_shape(ground: Ground, model: PolicyDocument) -> Iterator[OutlineSection]:
    """The model's headings, each filled from the target's own documents."""
    for clause in _tops(model):
        children = [c for c in model.clauses if c.parent_id == clause.clause_id and c.number and c.heading]
        yield _section(ground, model, clause, tuple(_section(ground, model, child, ()) for child in children))


def _tops(document: PolicyDocument) -> list[Clause]:
    """The headings of the highest level that the document has; of a legal text without chapters, its articles."""
    items = [clause for clause in document.clauses if clause.kind == "item" and clause.number]
    top = min((clause.level for clause in items), default=0)
    return [clause for clause in items if clause.level == top]


def _section(
    ground: Ground, model: PolicyDocument, clause: Clause, children: tuple[OutlineSection, ...]
) -> OutlineSection:
    heading = blanked(clause.heading or _opening(clause), ground)
    bullets = () if children else tuple(ground.bullets(heading) or _after_model(ground, model, clause))
    return OutlineSection(number=clause.number, heading=heading, bullets=bullets, sections=children)


def _opening(clause: Clause) -> str:
    """The first phrases of an article, forty characters at most: it has no heading of its own."""
    phrases = split_phrases(clause.text, offset=0)
    end = max((b for _, b in phrases if b <= 40 + len(clause.number)), default=phrases[0][1])
    return " ".join(clause.text[len(clause.number) : end].split()).strip("，,。；;：: ")


def _after_model(ground: Ground, model: PolicyDocument, clause: Clause) -> list[OutlineBullet]:
    place = model.header.region.name if model.header.region else "参照文件"
    text = f"{ground.target}自己的文件中没有相应内容，可参照{place}{clause.locator}的体例补写任务、目标与时限{BLANK}"
    ref = SourceRef(clause_id=clause.clause_id, start=clause.start, end=clause.end)
    return [OutlineBullet(text=text, bullet_class="elsewhere", units=OPEN_UNITS, refs=(ref,))]


def _usual(ground: Ground, topic: str) -> Iterator[OutlineSection]:
    """总体要求、重点任务、保障措施, from the target's own ledger by the topic."""
    for number, heading in _USUAL:
        match heading:
            case "总体要求":
                parts = (_part(ground, i, part, topic) for i, part in enumerate(_GENERAL))
                yield OutlineSection(number=number, heading=heading, sections=tuple(parts))
            case "重点任务":
                bullets = ground.tasks(topic, most=_MOST_TASKS) or ground.elsewhere(topic) or _suggest(heading)
                yield OutlineSection(number=number, heading=heading, bullets=tuple(bullets))
            case _:
                bullets = ground.safeguards() or [b for part in _SAFEGUARDS for b in _suggest(part)]
                yield OutlineSection(number=number, heading=heading, bullets=tuple(bullets))


def _part(ground: Ground, index: int, part: str, topic: str) -> OutlineSection:
    bullets = ground.goals(topic) if part == "工作目标" else ground.bullets(part)
    return OutlineSection(number=f"（{'一二三'[index]}）", heading=part, bullets=tuple(bullets or _suggest(part)))


def _suggest(heading: str) -> list[OutlineBullet]:
    return [OutlineBullet(text=f"{heading}：请补写{BLANK}", bullet_class="suggestion", units=OPEN_UNITS, refs=())]


def _notes(ground: Ground, model: PolicyDocument | None) -> Iterator[TableValue]:
    if model:
        first = model.clauses[0]
        ref = SourceRef(clause_id=first.clause_id, start=first.start, end=first.end)
        text = f"体例照《{model.header.title}》；其地名、项目名称与数字均未带入，留作{BLANK}"
        yield TableValue(text=text, refs=(ref,))
    if not ground.own.cards:
        yield TableValue(text=f"资料库中没有{ground.target}自己的文件，各要点均需补充本区依据")
