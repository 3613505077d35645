"""A cited text on its way out of a command: to the screen, into a pipe, or into a file of the format it is named by.

Covered: docx, xlsx, csv, md, json, and ics where there are dates. Word and Excel are never written to a screen.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from commands.terminal import ERR, print_lines
from policy.elements import STATUS_NAMES
from policy.errors import ExportError

if TYPE_CHECKING:
    from agent.answers import CitedAnswer
    from tools.drafts import Draft

FORMATS = ("xlsx", "csv", "md", "json", "docx")
WITH_DATES = (*FORMATS, "ics")
DRAFTS = ("docx", "xlsx", "md", "json")
_BINARY = ("xlsx", "docx")

Save = Callable[[Path], None]


def deliver(save: Save, *, out: Path | None, kind: str | None, said: str) -> None:
    """Write to the file, or, where a format but no file is named, to standard output.

    Raises ExportError for a Word or Excel file that would land on a screen, before anything is written.
    """
    if out is not None:
        path = out if kind is None or out.suffix else out.with_suffix(f".{kind}")
        save(path)
        ERR.print(f"已写入 {path}：{said}。")
        return
    if kind in _BINARY and sys.stdout.isatty():
        raise ExportError(f"{kind} 不能显示在屏幕上，请用 --out 文件名.{kind} 写成文件，或用 > 转存。")
    with tempfile.TemporaryDirectory(prefix="cewen-") as folder:
        path = Path(folder) / f"result.{kind}"
        save(path)
        sys.stdout.buffer.write(path.read_bytes())
        sys.stdout.buffer.flush()


def save_answer(title: str, answer: "CitedAnswer", typed: BaseModel, path: Path, *, footnotes: bool = False) -> None:
    """Write a cited text as the file's ending asks. Raises ExportError for another ending, or a table where none is."""
    from exports.files import written
    from exports.text import write_csv
    from exports.word import write_docx
    from exports.workbook import write_xlsx
    from ui.exporting import answer_paper, answer_tables

    tables = answer_tables(title, answer)
    suffix = path.suffix.lower().removeprefix(".")
    if suffix in ("xlsx", "csv") and not tables:
        raise ExportError(f"“{title}”里没有表格，写不成 {suffix}；请改用 .docx、.md 或 .json。")
    match suffix:
        case "docx":
            bare = answer.model_copy(update={"text": answer.text.removeprefix(f"**{title}**")})  # the paper has its own
            write_docx(answer_paper(title, bare), path, footnotes=footnotes)
        case "xlsx":
            write_xlsx(tables, path)
        case "csv":
            write_csv(tables[0], path)
        case "md" | "json":
            text = "\n".join(answer_lines(answer)) + "\n" if suffix == "md" else typed.model_dump_json(indent=2)
            with written(path):
                path.write_text(text, encoding="utf-8")
        case _:
            raise ExportError(f"“{path.name}”要写成哪种文件看不出来；结尾请写成 {'、'.join(FORMATS)} 之一。")


def print_answer(answer: "CitedAnswer") -> None:
    """The text and its numbered sources."""
    print_lines(answer_lines(answer))


def answer_lines(answer: "CitedAnswer") -> Iterator[str]:
    """The text, its note, and one line a source: [1] 《标题》（文号，日期）定位〔状态〕“原文”."""
    yield answer.text
    if answer.note:
        yield f"\n{answer.note}"
    if answer.citations:
        yield "\n出处："
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        yield f"[{citation.ordinal}] {citation.reference}〔{STATUS_NAMES[citation.status]}〕“{quote}”"


def changes_of(draft: "Draft") -> Iterator[str]:
    """One line for each thing that a person changed, added or struck, and the notes."""
    for piece in draft.pieces:
        words = "｜".join(piece.cells)
        if piece.struck:
            yield f"删去：{words}"
        elif piece.drafted == ():
            yield f"新增：{words}"
        elif piece.drafted:
            yield f"改写：{'｜'.join(piece.drafted)} → {words}"
    yield from (f"注：{note}" for note in draft.notes)
