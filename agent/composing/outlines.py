"""An outline as text: its basis, its headings, each point with its class and source; suggestions are counted once."""

from collections.abc import Sequence

from tools.evidence import SourceRef
from tools.outlines import BULLET_CLASS_NAMES, Outline, OutlineBullet, OutlineSection


def compose_outline(outline: Outline) -> str:
    """The outline with its basis, the class of each point, and its blanks."""
    lines = [f"**{outline.title}**", ""]
    if outline.basis:
        lines.append("依据：" + "、".join(f"{value.text}{_marks(value.refs)}" for value in outline.basis))
    for section in outline.sections:
        lines += _section(section, depth=0)
    suggestions = sum(bullet.bullet_class == "suggestion" for bullet in outline.bullets())
    lines += ["", f"其中无直接依据的建议 {suggestions} 条。"]
    return "\n".join([*lines, *(f"注：{note.text}{_marks(note.refs)}。" for note in outline.notes)])


def _section(section: OutlineSection, *, depth: int) -> list[str]:
    lines = [f"{'  ' * depth}{section.number}{section.heading}{_marks(section.refs)}"]
    lines += [f"{'  ' * (depth + 1)}- {_bullet(bullet)}" for bullet in section.bullets]
    for child in section.sections:
        lines += _section(child, depth=depth + 1)
    return lines


def _bullet(bullet: OutlineBullet) -> str:
    units = f"（责任单位：{bullet.units}）" if bullet.units else ""
    note = f"（{bullet.note}）" if bullet.note else ""
    name = BULLET_CLASS_NAMES[bullet.bullet_class]
    return f"【{name}】{bullet.text}{units}{note}{_marks(bullet.refs)}"


def _marks(refs: Sequence[SourceRef]) -> str:
    return "".join(dict.fromkeys(ref.mark for ref in refs))
