"""What leaves the page as a file: an answer or a conversation as a paper, tables as a workbook. Pure functions.

Covered: verified answers; what could not be verified says so in the paper. Not covered: answers that are being written.
"""

from collections.abc import Sequence

from agent.answers import Citation, CitedAnswer
from exports.manuscript import MARK, Grid, Line, read_blocks, without_marks
from exports.tables import ExportTable, Source
from exports.word import Paper
from policy.elements import STATUS_NAMES
from tools.sources import Sources
from tools.tables import AnswerTable
from ui.conversation import Conversation
from ui.made_tables import as_made, original

_SOURCE_COLUMNS = frozenset({"出处", "来源", "依据"})


def answer_paper(question: str, answer: CitedAnswer) -> Paper:
    """The answer with all its sources, in the order of their marks; the question is its title."""
    return Paper(title=_title(question), text=answer.text, sources=_sources(answer), note=_note(answer))


def talk_paper(title: str, conversation: Conversation) -> Paper:
    """A whole conversation as one paper: each question a heading, the marks of all answers numbered through."""
    parts, sources = [], list[Source]()
    for exchange in conversation:
        if exchange.answered:
            answer = exchange.answered.answer
            parts.append(f"## {_line(exchange.question)}\n\n{renumbered(answer.text, by=len(sources))}")
            sources += _sources(answer)
    return Paper(title=_title(title), text="\n\n".join(parts), sources=tuple(sources))


def paper_markdown(paper: Paper) -> str:
    """The paper as Markdown with its sources as a numbered list."""
    lines = [f"# {paper.title}", "", paper.text, *(["", f"（{paper.note}）"] if paper.note else [])]
    if paper.sources:
        lines += ["", "## 依据清单", ""]
        lines += [f"{n}. {_line(s.reference)}：{_line(s.quote)}" for n, s in enumerate(paper.sources, start=1)]
    return "\n".join([*lines, ""])


def renumbered(text: str, *, by: int) -> str:
    """The text with each mark raised.

    >>> renumbered("建成30个[1]，引进10家[2]。", by=3)
    '建成30个[4]，引进10家[5]。'
    """
    return MARK.sub(lambda mark: f"[{int(mark[1]) + by}]", text)


def answer_tables(
    question: str, answer: CitedAnswer, made: Sequence[AnswerTable] = (), *, sources: Sources | None = None
) -> tuple[ExportTable, ...]:
    """Every table of the answer; what is said around them, completeness included, goes along as their note.

    made are the tables that the run made to order; with sources those among them leave as they were made.
    """
    cited = {citation.ordinal: citation for citation in answer.citations}
    blocks = read_blocks(answer.text)
    said = " ".join(without_marks(block.text) for block in blocks if isinstance(block, Line))
    note = " ".join(part for part in (said, _note(answer)) if part)
    grids = [block for block in blocks if isinstance(block, Grid) and block.rows]
    written = (_table(_title(question), grid, cited, note=note) for grid in grids)
    return tuple(
        as_made(table, found, sources) if sources and (found := original(grid, made)) else table
        for grid, table in zip(grids, written, strict=True)
    )


def _title(question: str) -> str:
    return _line(question).rstrip("？?。") or "政策问答"


def _line(text: str) -> str:
    return " ".join(text.split())


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
