"""What it costs to write a large table: seconds and memory for each format, each in a process of its own."""

import resource
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from exports.papers import DraftPaper, Piece
from exports.text import write_csv, write_markdown
from exports.word_papers import write_paper
from exports.workbook_papers import paper_tables, write_paper_xlsx
from policy.values import Frozen

_HEAD = ("序号", "任务", "具体内容", "牵头单位", "责任单位", "配合单位", "时限", "量化指标", "出处")
_ROW = (
    "推进示范片区建设", "围绕重点产业开展示范片区建设，完善配套政策，形成可以推广的经验。" * 3, "甲局",
    "甲局、乙局、丙局", "丁局", "2025年底前", "建成10个", "《甲区方案》二、（一）",
)  # fmt: skip
_WRITERS: dict[str, Callable[[DraftPaper, Path], None]] = {
    ".docx": write_paper,
    ".xlsx": write_paper_xlsx,
    ".csv": lambda paper, path: write_csv(paper_tables(paper)[0], path),
    ".md": lambda paper, path: write_markdown(paper_tables(paper)[0], path),
}


class Cost(Frozen):
    """megabytes is the most that the process held, the program itself included."""

    suffix: str
    seconds: float
    megabytes: int
    kilobytes: int


def export_costs(rows: int) -> Iterator[Cost]:
    """A made-up table of that many rows in every format."""
    for suffix in _WRITERS:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            yield pool.submit(cost_of, suffix, rows).result()


def cost_of(suffix: str, rows: int) -> Cost:
    """The cost of one format, in this process."""
    paper = _paper(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"表{suffix}"
        begun = perf_counter()
        _WRITERS[suffix](paper, path)
        seconds = perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return Cost(suffix=suffix, seconds=seconds, megabytes=peak, kilobytes=path.stat().st_size // 1024)


def _paper(rows: int) -> DraftPaper:
    head = Piece(piece_id="i2", kind="head", cells=_HEAD)
    pieces = (Piece(piece_id=f"r{n}", kind="row", cells=(str(n), *_ROW)) for n in range(1, rows + 1))
    title = Piece(piece_id="i1", kind="title", cells=("重点任务分工表",))
    return DraftPaper(paper_id="e", title="重点任务分工表", pieces=(title, head, *pieces))
