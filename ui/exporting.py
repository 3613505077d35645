"""What leaves the page as a file: an answer as a paper, its tables as a workbook. Pure functions.

Covered: verified answers; what could not be verified says so in the paper. Not covered: answers that are being written.
"""

from collections.abc import Sequence

from agent.answers import Citation, CitedAnswer
from exports.manuscript import MARK, Grid, Line, read_blocks, without_marks
from exports.tables import ExportTable, Source
from exports.word import Paper
from policy.documents import STATUS_NAMES

_SOURCE_COLUMNS = frozenset({"出处", "来源", "依据"})


def has_table(answer: CitedAnswer) -> bool:
    r"""Whether there is anything for a workbook.

    >>> has_table(CitedAnswer(text="共 1 项：\n\n|任务|\n|---|\n|放管服改革|", citations=()))
    True
    """
    return any(isinstance(block, Grid) and block.rows for block in read_blocks(answer.text))


def answer_paper(question: str, answer: CitedAnswer) -> Paper:
    """The answer with all its sources, in the order of their marks; the question is its title."""
    return Paper(title=_title(question), text=answer.text, sources=_sources(answer), note=_note(answer))


def answer_tables(question: str, answer: CitedAnswer) -> tuple[ExportTable, ...]:
    """Every table of the answer; what is said around them, completeness included, goes along as their note."""
    cited = {citation.ordinal: citation for citation in answer.citations}
    blocks = read_blocks(answer.text)
    said = " ".join(without_marks(block.text) for block in blocks if isinstance(block, Line))
    note = " ".join(part for part in (said, _note(answer)) if part)
    grids = [block for block in blocks if isinstance(block, Grid) and block.rows]
    return tuple(_table(_title(question), grid, cited, note=note) for grid in grids)


def _title(question: str) -> str:
    return " ".join(question.split()).rstrip("？?。") or "政策问答"


def _sources(answer: CitedAnswer) -> tuple[Source, ...]:
    """One a number: the paper's list counts from 1 as the marks do."""
    last = max((citation.ordinal for citation in answer.citations), default=0)
    cited = {citation.ordinal: citation for citation in answer.citations}
    return tuple(_source([cited[number]]) if number in cited else Source() for number in range(1, last + 1))


def _source(citations: Sequence[Citation]) -> Source:
    """Several stand under each other, in the same order in both columns."""
    return Source(
        reference="\n".join(f"{each.reference}〔{STATUS_NAMES[each.status]}〕" for each in citations),
        quote="\n".join(" ".join(each.quote.split()) for each in citations),
    )


def _note(answer: CitedAnswer) -> str:
    unsupported = sum(check.verdict == "unsupported" for check in answer.checks)
    told = f"有 {unsupported} 句未找到依据，请核对原文。" if unsupported else ""
    return f"{answer.note or ''}{told}"


def _table(title: str, grid: Grid, cited: dict[int, Citation], *, note: str) -> ExportTable:
    sources = tuple(_source(_cited_in(row, cited)) for row in grid.rows)
    # Where every row brings its full reference, the answer's own short column says nothing more.
    told = all(source.reference for source in sources)
    kept = [at for at, name in enumerate(grid.columns) if not (told and name in _SOURCE_COLUMNS)]
    return ExportTable(
        title=title,
        columns=tuple(grid.columns[at] for at in kept),
        rows=tuple(tuple(without_marks(row[at]) for at in kept) for row in grid.rows),
        sources=sources if any(source.reference for source in sources) else (),
        note=note,
    )


def _cited_in(row: Sequence[str], cited: dict[int, Citation]) -> list[Citation]:
    numbers = dict.fromkeys(int(mark[1]) for cell in row for mark in MARK.finditer(cell))
    return [cited[number] for number in numbers if number in cited]
