"""A plan's outline for one place, in the shape of another's document: every point says what it rests on.

Names and figures of the model document never become the target's: they are turned into blanks, with the example kept
in a note. A point without any source is a suggestion, and suggestions are counted apart.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from policy.documents import GENRE_NAMES, Clause, Frozen, PolicyDocument
from policy.errors import ToolError
from policy.folding import fold
from policy.regions import find_regions, short_name
from policy.sentences import split_phrases
from tools.evidence import DocumentCard, FoundClause, SourceRef, TableValue
from tools.needs import need_of
from tools.passages import best_passages
from tools.ranking import rank
from tools.scope import Scope, resolve_scope
from vectorstore.library import PolicyLibrary

BulletClass = Literal["superior", "own", "elsewhere", "suggestion"]

BULLET_CLASS_NAMES: dict[BulletClass, str] = {
    "superior": "上级要求", "own": "本区基础", "elsewhere": "外区经验", "suggestion": "建议（无直接依据）",
}  # fmt: skip
BLANK = "（拟定）"
OPEN_UNITS = "（待明确）"
_ENOUGH = 0.55
_QUOTED = re.compile(r"[“《]([^”》]{2,30})[”》]")
_FIGURE = re.compile(r"\d[\d.]*(?:[-—~至]\d[\d.]*)?(?:%|亿元|万元|[个家项条名场亩年月日])?")
_DEFAULT = (
    ("一、", "总体要求", ("指导思想", "基本原则", "工作目标")),
    ("二、", "重点任务", ()),
    ("三、", "保障措施", ("加强组织领导", "强化督查考核", "做好宣传引导")),
)


class OutlineBullet(Frozen):
    """A point of an outline: its class, its text, the units proposed (or 「（待明确）」), and what it rests on."""

    text: str
    bullet_class: BulletClass
    units: str
    refs: tuple[SourceRef, ...]
    note: str = ""


class OutlineSection(Frozen):
    """A heading with its number, its bullets, and the sections below it."""

    number: str
    heading: str
    bullets: tuple[OutlineBullet, ...] = ()
    sections: tuple["OutlineSection", ...] = ()


class Outline(Frozen):
    """draft_outline: a plan's outline for a target, grounded bullet by bullet."""

    title: str
    target: str
    basis: tuple[TableValue, ...]
    sections: tuple[OutlineSection, ...]
    notes: tuple[TableValue, ...] = ()

    def bullets(self) -> Iterator[OutlineBullet]:
        """Every bullet in reading order."""
        pending = list(self.sections)
        while pending:
            section = pending.pop(0)
            yield from section.bullets
            pending = [*section.sections, *pending]

    def evidence(self) -> Iterator[SourceRef]:
        """Every source of the basis, the bullets and the notes."""
        for value in (*self.basis, *self.notes):
            yield from value.refs
        for bullet in self.bullets():
            yield from bullet.refs

    def to_text(self) -> str:
        """The outline as indented lines with classes and keys."""
        lines = [self.title, *(f"依据：{value.text}" for value in self.basis)]
        for section in self.sections:
            lines += _outline_lines(section, depth=0)
        return "\n".join(lines)

    def summary(self) -> str:
        """One line for the person."""
        return f"{len(self.sections)} 部分，{sum(1 for _ in self.bullets())} 个要点"


def _outline_lines(section: OutlineSection, *, depth: int) -> list[str]:
    lines = [f"{'  ' * depth}{section.number}{section.heading}"]
    for bullet in section.bullets:
        keys = "".join(f"[[{ref.clause_id}]]" for ref in bullet.refs)
        lines.append(f"{'  ' * (depth + 1)}【{BULLET_CLASS_NAMES[bullet.bullet_class]}】{bullet.text}{keys}")
    for child in section.sections:
        lines += _outline_lines(child, depth=depth + 1)
    return lines


def draft_outline(
    library: PolicyLibrary,
    *,
    topic: str,
    target: str,
    references: Sequence[str] | None = None,
    reference_regions: Sequence[str] | None = None,
) -> Outline:
    """起草提纲：为目标区县就一个主题起草实施方案、实施意见或工作要点的提纲，可照着某份文件的架子；逐点标明依据类别与出处。

    Args:
        topic: 主题，例如“推进开发区高质量发展”。
        target: 为哪个区县或开发区起草。
        references: 照着哪份文件的架子（标题、文号或文件名）；不填则用通用的三部分结构。
        reference_regions: 照着哪个区县的文件。
    """
    model = _model_document(library, topic, references, reference_regions)
    own = resolve_scope(library, regions=[target])
    draft = _Draft(library=library, target=target, own=own, model=model)
    return Outline(
        title=_title(topic, target, model),
        target=target,
        basis=tuple(_basis(library, own)),
        sections=tuple(_sections(draft, topic)),
        notes=tuple(_notes(draft)),
    )


class _Draft(Frozen):
    """What a section needs to be drafted."""

    model_config = {"arbitrary_types_allowed": True, "frozen": True}

    library: PolicyLibrary
    target: str
    own: Scope
    model: PolicyDocument | None


def _model_document(
    library: PolicyLibrary, topic: str, references: Sequence[str] | None, regions: Sequence[str] | None
) -> PolicyDocument | None:
    if not references and not regions:
        return None
    scope = resolve_scope(library, documents=references, regions=regions)
    if not scope.cards:
        raise ToolError(f"资料库里没有可照着写的文件（{scope.description}），请换一份或不指定。")
    best = max(scope.cards, key=lambda card: need_of(library, topic).coverage(card.title))
    return library.document(best.doc_id)


def _title(topic: str, target: str, model: PolicyDocument | None) -> str:
    kind = GENRE_NAMES[model.header.genre] if model else "实施方案"
    kind = {"意见": "实施意见", "方案": "实施方案"}.get(kind, kind)
    subject = topic if topic.startswith(("关于", "推进", "深化", "加快")) else f"推进{topic}"
    if kind == "工作要点" or topic.endswith("工作要点"):
        return f"{target}年度工作要点（提纲）"
    return f"{target}关于{subject}的{kind}（提纲）"


def _basis(library: PolicyLibrary, own: Scope) -> Iterator[TableValue]:
    """The documents that the target's own documents cite: what a plan of the target stands on."""
    for card in own.cards:
        document = library.document(card.doc_id)
        for cited in document.header.cited_documents[:6]:
            clause = document.clause_at(cited.start)
            if clause and cited.number:
                ref = SourceRef(clause_id=clause.clause_id, start=cited.start, end=cited.end)
                yield TableValue(text=f"《{cited.title}》（{cited.number}）", refs=(ref,))


def _sections(draft: _Draft, topic: str) -> Iterator[OutlineSection]:
    if draft.model is None:
        yield from _default_sections(draft, topic)
        return
    for clause in _tops(draft.model):
        children = [child for child in draft.model.clauses if child.parent_id == clause.clause_id and child.heading]
        yield _section(draft, clause, tuple(_section(draft, child, ()) for child in children))


def _tops(document: PolicyDocument) -> list[Clause]:
    """The headings of the highest level that the document has; of a legal text without chapters, its articles."""
    items = [clause for clause in document.clauses if clause.kind == "item" and clause.number]
    top = min((clause.level for clause in items), default=0)
    return [clause for clause in items if clause.level == top]


def _section(draft: _Draft, clause: Clause, sections: tuple[OutlineSection, ...]) -> OutlineSection:
    heading = blanked(clause.heading or _first_phrase(clause), draft)
    bullets = () if sections else tuple(_bullets(draft, heading, clause))
    return OutlineSection(number=clause.number, heading=heading, bullets=bullets, sections=sections)


def _first_phrase(clause: Clause) -> str:
    start, end = split_phrases(clause.text[len(clause.number) :], offset=len(clause.number))[0]
    return clause.text[start:end].strip(" 　，,。；;：:")


def _default_sections(draft: _Draft, topic: str) -> Iterator[OutlineSection]:
    for number, heading, parts in _DEFAULT:
        if parts:
            children = tuple(
                OutlineSection(
                    number=f"（{'一二三四五'[i]}）", heading=part, bullets=tuple(_bullets(draft, part, None))
                )
                for i, part in enumerate(parts)
            )
            yield OutlineSection(number=number, heading=heading, sections=children)
        else:
            yield OutlineSection(number=number, heading=heading, bullets=tuple(_bullets(draft, topic, None, most=6)))


def blanked(text: str, draft: _Draft) -> str:
    """Names in quotation marks, places and figures that the target's own documents do not hold, turned into blanks."""
    own = _own_text(draft)
    text = _QUOTED.sub(lambda m: m.group() if fold(m.group(1)) in own else BLANK, text)
    for mention in reversed(find_regions(text)):
        if (
            not mention.short
            and mention.region.name != draft.target
            and short_name(mention.region.name) not in draft.target
        ):
            text = text[: mention.start] + BLANK + text[mention.end :]
    text = _FIGURE.sub(lambda m: m.group() if fold(m.group()) in own else BLANK, text)
    return text.replace(BLANK * 2, BLANK)


def _own_text(draft: _Draft) -> str:
    return "".join(fold(draft.library.document(card.doc_id).text) for card in draft.own.cards)


def _bullets(draft: _Draft, heading: str, model: Clause | None, *, most: int = 2) -> Iterator[OutlineBullet]:
    grounded = [
        bullet for found in _own_clauses(draft, heading, most) if (bullet := _own_bullet(draft, found, heading))
    ]
    yield from grounded
    if not grounded:
        note = f"体例参考{model.locator}" if model and draft.model else ""
        refs = (SourceRef(clause_id=model.clause_id, start=model.start, end=model.end),) if model else ()
        kind = "elsewhere" if refs else "suggestion"
        text = f"结合{draft.target}实际，明确这一部分的任务、目标与时限{BLANK}"
        yield OutlineBullet(text=text, bullet_class=kind, units=OPEN_UNITS, refs=refs, note=note)


def _own_clauses(draft: _Draft, heading: str, most: int) -> list[FoundClause]:
    need = need_of(draft.library, heading.replace(BLANK, ""))
    ranked = rank(draft.library, draft.own, need, query=heading, limit=most)
    return [each.found for each in ranked if each.coverage >= _ENOUGH and each.found.clause.kind != "cover"]


def _own_bullet(draft: _Draft, found: FoundClause, heading: str) -> OutlineBullet | None:
    need = need_of(draft.library, heading.replace(BLANK, ""))
    spans = best_passages(need, found.clause, found.heading_path, most=1)
    if not spans:
        return None
    start, end = spans[0]
    text = found.clause.text[start - found.clause.start : end - found.clause.start]
    ref = SourceRef(clause_id=found.clause.clause_id, start=start, end=end)
    return OutlineBullet(
        text=" ".join(text.split()), bullet_class="own", units=_units(draft, found.card, found.clause), refs=(ref,)
    )


def _units(draft: _Draft, card: DocumentCard, clause: Clause) -> str:
    """The target's own units of that clause's task, or the blank."""
    document = draft.library.document(card.doc_id)
    printed = [u.printed for task in document.tasks if task.clause_id == clause.clause_id for u in task.units]
    return "、".join(dict.fromkeys(printed)) or OPEN_UNITS


def _notes(draft: _Draft) -> Iterator[TableValue]:
    if draft.model:
        first = draft.model.clauses[0]
        ref = SourceRef(clause_id=first.clause_id, start=first.start, end=first.end)
        text = f"体例照《{draft.model.header.title}》；其地名、项目名称与数字均未带入，留作{BLANK}"
        yield TableValue(text=text, refs=(ref,))
    if not draft.own.cards:
        yield TableValue(text=f"资料库中没有{draft.target}自己的文件，各要点均需补充本区依据")
