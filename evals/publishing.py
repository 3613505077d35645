"""The published table: measured, recorded in `evals/published.json` with the code that made it, and shown to people.

The record names the code by a hash of its files. When the code has changed since, the figures may stand as long as a
quick run by keyword alone (the probe) gives what it gave then, within NOISE; the test of it is `tests/evals`. Times are
this machine's, and are not compared.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from evals.scoring import Score, summarise
from policy.values import Frozen

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "evals" / "published.json"
PAGES = (ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "docs/guide/evaluation.md")
# One question of thirty, and three hundredths of a ratio: what differs by no more is the same result.
NOISE_RIGHT, NOISE_RATIO = 1, 0.03

_ROOMS = ("policy", "prompts", "vectorstore", "tools", "agent", "evals")
_BEGIN, _END = "<!-- published -->", "<!-- /published -->"
_ENGLISH = (
    "| | right | clause recall | clause precision | letters (median) | p50 |",
    "{} ms",
    "CeWen, offline",
    "plain RAG",
)
_CHINESE = ("| | 答对 | 条款查全 | 条款查准 | 字数（中位） | p50 |", "{} 毫秒", "策问（离线）", "普通 RAG")


class Figures(Frozen):
    """One line of the table. recall and precision are of clauses, characters the median answer's length."""

    count: int
    right: int
    recall: float
    precision: float
    characters: int
    p50_ms: int


class Published(Frozen):
    """What was measured, when, and by which code; probe is our own line by keyword alone."""

    measured: date
    code: str
    ours: Figures
    plain: Figures
    probe: Figures


def figures_of(scores: Sequence[Score]) -> Figures:
    """The figures that are published, rounded as they are printed."""
    summary = summarise(scores)
    return Figures(
        count=summary.count, right=summary.right, recall=round(summary.clause_recall or 0, 3),
        precision=round(summary.clause_precision or 0, 3), characters=round(summary.characters),
        p50_ms=round(summary.p50_ms),
    )  # fmt: skip


def differs(before: Figures, now: Figures) -> bool:
    """Whether two measurements are further apart than noise.

    >>> before = Figures(count=30, right=30, recall=0.963, precision=0.974, characters=169, p50_ms=87)
    >>> differs(before, before.model_copy(update={"right": 29, "p50_ms": 300}))
    False
    >>> differs(before, before.model_copy(update={"recall": 0.9}))
    True
    """
    ratios = (before.recall - now.recall, before.precision - now.precision)
    return abs(before.right - now.right) > NOISE_RIGHT or any(abs(ratio) > NOISE_RATIO for ratio in ratios)


def code_hash() -> str:
    """Of every file that has a part in an answer or in its measurement."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in (".py", ".md") and path.is_file():
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def read_record() -> Published:
    """What is published now."""
    return Published.model_validate_json(RECORD.read_text(encoding="utf-8"))


def publish(record: Published) -> None:
    """Write the record, and the table into every page that shows it, between its marks."""
    RECORD.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")
    for page in PAGES:
        page.write_text(with_table(page.read_text(encoding="utf-8"), page.name, record), encoding="utf-8")


def with_table(text: str, name: str, record: Published) -> str:
    """The page of that file name with the table of the record between its marks."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    table = "\n".join(table_lines(record, english=name == "README.md"))
    return f"{before}{_BEGIN}\n{table}\n{_END}{after}"


def table_lines(record: Published, *, english: bool) -> Iterator[str]:
    """The table in one of the two languages."""
    head, time, ours, plain = _ENGLISH if english else _CHINESE
    yield head
    yield "|---|---|---|---|---|---|"
    for name, figures in ((ours, record.ours), (plain, record.plain)):
        ratios = f"{figures.recall:.3f} | {figures.precision:.3f}".replace("0.", ".")
        cells = f"{figures.right}/{figures.count} | {ratios} | {figures.characters} | {time.format(figures.p50_ms)}"
        yield f"| {name} | {cells} |"
