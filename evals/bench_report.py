"""Costs as a Markdown table and as a curve in SVG, both by the number of clauses."""

from collections.abc import Iterator, Sequence
from math import log10

from evals.bench import Cost

_WIDTH, _HEIGHT, _EDGE = 640, 360, 50
_LEAST_MS, _MOST_MS = 1.0, 10_000.0
_HEAD = (
    "条款",
    "文件",
    "入库 秒（条/秒）",
    "向量 秒",
    "打开 毫秒",
    "检索 p50/p95",
    "筛选 p50/p95",
    "台账 p50/p95",
    "指标 p50/p95",
    "列表 毫秒",
    "内存 MB",
)
_LINES = {"检索": "#1f4e8c", "筛选": "#2e7d32", "普通 RAG 检索": "#b3261e"}


def table(costs: Sequence[tuple[Cost, Cost]]) -> Iterator[str]:
    """A row for the product and one for plain retrieval at each size, then how many times the one is the other."""
    yield _row(("", *_HEAD))
    yield _row(["---"] * (len(_HEAD) + 1))
    for ours, plain in costs:
        yield _row(("策问", *_cells(ours)))
        yield _row(("普通 RAG", *_cells(plain)))
        adding = f"入库 {plain.adding / ours.adding:.1f}" if plain.adding and ours.adding else ""
        search = f"检索 {plain.search[0] / ours.search[0]:.1f}"
        memory = f"内存 {plain.memory / ours.memory:.1f}"
        yield _row(("普通 RAG ÷ 策问", adding, search, memory, *[""] * (len(_HEAD) - 3)))


def curve(costs: Sequence[tuple[Cost, Cost]]) -> str:
    """Medians in milliseconds over clauses, both axes logarithmic."""
    clauses = [ours.clauses for ours, _ in costs]
    told = {
        "检索": [ours.search[0] for ours, _ in costs],
        "筛选": [ours.filters[0] if ours.filters else _LEAST_MS for ours, _ in costs],
        "普通 RAG 检索": [plain.search[0] for _, plain in costs],
    }
    lines = [line for number, name in enumerate(told) for line in _line(name, number, clauses, told[name])]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif">',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
            *(f'<text x="{_x(n, clauses)}" y="{_HEIGHT - 20}" font-size="11">{n}</text>' for n in clauses),
            *(f'<text x="5" y="{_y(ms)}" font-size="11">{ms:g} ms</text>' for ms in (1, 10, 100, 1000, 10_000)),
            *lines,
            "</svg>",
            "",
        )
    )


def _line(name: str, number: int, clauses: Sequence[int], times: Sequence[float]) -> Iterator[str]:
    points = " ".join(f"{_x(n, clauses)},{_y(ms)}" for n, ms in zip(clauses, times, strict=True))
    yield f'<polyline points="{points}" fill="none" stroke="{_LINES[name]}" stroke-width="2"/>'
    yield f'<text x="{_EDGE + 10}" y="{20 + 16 * number}" font-size="12" fill="{_LINES[name]}">{name}（p50）</text>'


def _x(clauses: int, sizes: Sequence[int]) -> int:
    low, high = log10(min(sizes)), log10(max(sizes))
    return round(_EDGE + (log10(clauses) - low) / max(high - low, 1e-9) * (_WIDTH - 2 * _EDGE))


def _y(milliseconds: float) -> int:
    low, high = log10(_LEAST_MS), log10(_MOST_MS)
    share = (log10(min(max(milliseconds, _LEAST_MS), _MOST_MS)) - low) / (high - low)
    return round(_HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE))


def _cells(cost: Cost) -> Iterator[str]:
    yield str(cost.clauses)
    yield str(cost.documents)
    yield "" if cost.adding is None else f"{cost.adding:.1f}（{cost.clauses / max(cost.adding, 1e-9):.0f}）"
    yield "" if cost.vectors is None else f"{cost.vectors:.1f}"
    yield "" if cost.opening is None else f"{cost.opening:.0f}"
    for spread in (cost.search, cost.filters, cost.ledger, cost.figures):
        yield "{:.0f} / {:.0f}".format(*spread) if spread else ""
    yield "" if cost.listing is None else f"{cost.listing:.0f}"
    yield f"{cost.memory:.0f}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
