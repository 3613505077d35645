"""Districts side by side: a table of aspects, then what is shared, what only one has, and what may be compared."""

from collections.abc import Iterator, Sequence

from agent.composing.markup import REFUSAL, with_bold_figures
from tools.aspects import FIGURES, ComparisonCell, ComparisonRow
from tools.comparison import Comparison
from tools.evidence import TableValue


def compose_comparison(comparison: Comparison) -> str:
    """The table and its conclusions; a refusal where no district says anything."""
    regions = "、".join(comparison.regions)
    if not comparison.says_anything:
        return f"{REFUSAL}{regions}关于{comparison.topic}的内容。"
    table = [
        _line(["方面", *(_head(comparison, region) for region in comparison.regions)]),
        _line(["---"] * (len(comparison.regions) + 1)),
    ]
    table += [_line([row.aspect, *map(_cell, row.cells)]) for row in comparison.told]
    return "\n".join([f"{regions}关于{comparison.topic}：", "", *table, "", *_conclusions(comparison)])


def _head(comparison: Comparison, region: str) -> str:
    """The head of a column; one with a figure in it (2025年) rests on what stands below."""
    if not any(char.isdigit() for char in region):
        return region
    below = (cell for row in comparison.rows for cell in row.cells if cell.region == region)
    mark = next((_marks(value) for cell in below for value in cell.statements), "（未见）")
    return region + mark


def _line(cells: Sequence[str]) -> str:
    return "|" + "|".join(cells) + "|"


def _cell(cell: ComparisonCell) -> str:
    if not cell.searched:
        return "资料库中没有该地的文件"
    if not cell.statements:
        return f"未见相关表述（已查 {cell.searched} 份文件）"
    return "<br>".join(
        f"{with_bold_figures(value.text.replace('|', '｜'))}{_marks(value)}" for value in cell.statements
    )


def _conclusions(comparison: Comparison) -> Iterator[str]:
    yield from _lacking(comparison)
    if not comparison.named:
        yield from _alike_and_unlike(comparison)
    if not comparison.named or FIGURES in comparison.named:
        yield from (f"可比性：{value.text}{_marks(value)}。" for value in comparison.comparability)
    yield from (f"原文一并写到：{value.text.rstrip('。；;')}{_marks(value)}。" for value in comparison.together)
    rows = comparison.told if comparison.named else comparison.rows[1:]
    yield from (_unwritten(row, comparison.silent) for row in rows if _is_partly_empty(row, comparison.silent))
    if comparison.note:
        yield f"{comparison.note}。"


def _lacking(comparison: Comparison) -> Iterator[str]:
    """The places without a document, and those whose documents say nothing."""
    alone = "，无从比较" if len(comparison.regions) - len(comparison.silent) < 2 else ""
    if comparison.absent:
        present = [region for region in comparison.regions if region not in comparison.absent]
        yield f"{REFUSAL}{'、'.join(comparison.absent)}的文件{alone}；上表只有{'、'.join(present)}的内容。"
    if silent := [region for region in comparison.silent if region not in comparison.absent]:
        yield f"{'、'.join(silent)}没有相应内容{alone}。"


def _alike_and_unlike(comparison: Comparison) -> Iterator[str]:
    if comparison.of_places and len(comparison.regions) - len(comparison.silent) > 1:
        yield _common(comparison)
    if comparison.differing:
        yield f"不同点：{'；'.join(f'{value.text}{_marks(value)}' for value in comparison.differing)}。"


def _common(comparison: Comparison) -> str:
    if not comparison.common:
        return "共同点：各地原文没有相同的专门提法。"
    groups = (
        f"{'、'.join(shared.regions)}都提到{'、'.join(f'{p.text}{_marks(p)}' for p in shared.phrases)}"
        for shared in comparison.common
    )
    return f"共同点：{'；'.join(groups)}。"


def _is_partly_empty(row: ComparisonRow, silent: Sequence[str]) -> bool:
    told = [bool(cell.statements) for cell in row.cells if cell.region not in silent]
    return any(told) and not all(told)


def _unwritten(row: ComparisonRow, silent: Sequence[str]) -> str:
    empty = [cell.region for cell in row.cells if not cell.statements and cell.region not in silent]
    return f"{row.aspect}：{'、'.join(empty)}没有写明，其余见上表。"


def _marks(value: TableValue) -> str:
    return "".join(dict.fromkeys(ref.mark for ref in value.refs))
