"""An outline of a paper: headings, points with what each rests on, and the blanks that a person fills in."""

from collections.abc import Iterator
from typing import Literal

from policy.values import Frozen
from tools.evidence import SourceRef, TableValue

BulletClass = Literal["superior", "own", "elsewhere", "subject", "suggestion"]

BULLET_CLASS_NAMES: dict[BulletClass, str] = {
    "superior": "上级要求", "own": "本区基础", "elsewhere": "外区经验", "subject": "各地原文",
    "suggestion": "建议（无直接依据）",
}  # fmt: skip
BLANK = "（拟定）"
OPEN_UNITS = "（待明确）"
TO_DO = "（待补）"


class OutlineBullet(Frozen):
    """A point of an outline: its class, its text, the units proposed, what it rests on, and a note for the writer.

    units is 「（待明确）」 where nobody is known, '' where a point has no units (a question, a fact of another place).
    unit_refs are those of refs that stand for nothing but the units.
    """

    text: str
    bullet_class: BulletClass
    units: str
    refs: tuple[SourceRef, ...]
    note: str = ""
    unit_refs: tuple[SourceRef, ...] = ()

    def without_units(self) -> "OutlineBullet":
        """The point as nobody's own, with what stands behind its text alone."""
        refs = tuple(ref for ref in self.refs if ref not in self.unit_refs)
        return self.model_copy(update={"units": "", "refs": refs, "unit_refs": ()})


class OutlineSection(Frozen):
    """A heading with its number, its bullets, and the sections below it; refs where the heading itself was taken.

    foreign are words of it that the target's own documents do not use.
    """

    number: str
    heading: str
    bullets: tuple[OutlineBullet, ...] = ()
    sections: tuple["OutlineSection", ...] = ()
    refs: tuple[SourceRef, ...] = ()
    foreign: tuple[str, ...] = ()


class Outline(Frozen):
    """draft_outline: a paper's outline for a target, grounded bullet by bullet."""

    title: str
    target: str
    basis: tuple[TableValue, ...]
    sections: tuple[OutlineSection, ...]
    notes: tuple[TableValue, ...] = ()

    def all_sections(self) -> Iterator[OutlineSection]:
        """Every section in reading order."""
        pending = list(self.sections)
        while pending:
            section = pending.pop(0)
            yield section
            pending = [*section.sections, *pending]

    def bullets(self) -> Iterator[OutlineBullet]:
        """Every bullet in reading order."""
        for section in self.all_sections():
            yield from section.bullets

    def evidence(self) -> Iterator[SourceRef]:
        """Every source of the basis, the notes, the headings and the bullets."""
        for value in (*self.basis, *self.notes):
            yield from value.refs
        for section in self.all_sections():
            yield from section.refs
            for bullet in section.bullets:
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


def suggestion(text: str, *, units: str = "") -> OutlineBullet:
    """A point that nothing stands behind, left for the person to write."""
    return OutlineBullet(text=text, bullet_class="suggestion", units=units, refs=())


def _outline_lines(section: OutlineSection, *, depth: int) -> list[str]:
    lines = [f"{'  ' * depth}{section.number}{section.heading}"]
    for bullet in section.bullets:
        keys = "".join(f"[[{ref.clause_id}]]" for ref in bullet.refs)
        lines.append(f"{'  ' * (depth + 1)}【{BULLET_CLASS_NAMES[bullet.bullet_class]}】{bullet.text}{keys}")
    for child in section.sections:
        lines += _outline_lines(child, depth=depth + 1)
    return lines
