"""An answer, one of its tables or a whole conversation written to a file of the kind that the person chose."""

from collections.abc import Callable, Mapping
from pathlib import Path

from exports.files import written
from exports.text import write_csv
from exports.word import Paper, write_docx
from exports.workbook import write_xlsx
from tools.sources import Sources
from ui.conversation import Conversation, Exchange
from ui.exporting import answer_paper, answer_tables, paper_markdown, talk_paper
from vectorstore.library import PolicyLibrary

Writer = Callable[[Path], None]


def answer_writer(
    exchange: Exchange, wanted: Mapping[str, object], library: PolicyLibrary
) -> tuple[str, Writer] | None:
    """The ending and the writer for what was asked for; None where the answer has no such thing.

    wanted holds kind ("docx", "md", "xlsx" or "csv") and, for the last two, table: which of the answer's tables. The
    words behind a table's cells are looked up in the library.
    """
    if exchange.answered is None:
        return None
    question, answer = exchange.question, exchange.answered.answer
    kind, at = wanted.get("kind"), wanted.get("table")
    if kind in ("docx", "md"):
        return paper_writer(answer_paper(question, answer), str(kind))
    tables = answer_tables(question, answer, exchange.answered.tables, sources=Sources(library))
    if kind not in ("xlsx", "csv") or not isinstance(at, int) or not 0 <= at < len(tables):
        return None
    table = tables[at]
    write: Writer = (
        (lambda path: write_xlsx([table], path)) if kind == "xlsx" else (lambda path: write_csv(table, path))
    )
    return f".{kind}", write


def talk_writer(title: str, conversation: Conversation, kind: str) -> tuple[str, Writer]:
    """The ending and the writer for a whole conversation."""
    return paper_writer(talk_paper(title, conversation), kind)


def paper_writer(paper: Paper, kind: str) -> tuple[str, Writer]:
    """A paper as Word, or as Markdown."""
    if kind == "docx":
        return ".docx", lambda path: write_docx(paper, path)
    return ".md", lambda path: _write_text(paper_markdown(paper), path)


def _write_text(text: str, path: Path) -> None:
    with written(path):
        path.write_text(text, encoding="utf-8")
