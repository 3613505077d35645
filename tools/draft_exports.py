"""A draft in the formats that suit it: Word and Markdown always, tables also as Excel and CSV, a plan as reminders."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from exports.calendar import Reminder, write_ics
from exports.files import written
from exports.papers import DraftPaper, Piece
from exports.text import to_markdown, write_csv
from exports.word_papers import write_paper
from exports.word_tables import Told
from exports.workbook_papers import paper_tables, write_paper_xlsx
from policy.deadlines import read_deadline_cell
from policy.errors import ExportError
from tools.draft_papers import draft_paper
from tools.drafts import Draft, DraftKind, DraftPiece
from vectorstore.library import PolicyLibrary

FORMATS: dict[DraftKind, tuple[str, ...]] = {
    "outline": (".docx", ".xlsx", ".md"),
    "follow_up": (".docx", ".xlsx", ".csv", ".md", ".ics"),
    "division": (".docx", ".xlsx", ".csv", ".md"),
    "comparison": (".docx", ".xlsx", ".md"),
}
FORMAT_NAMES = {".docx": "Word", ".xlsx": "Excel", ".csv": "CSV", ".md": "Markdown", ".ics": "日历提醒"}
_HEADINGS = {"title": "# ", "first": "## ", "second": "### "}


def save_draft(
    library: PolicyLibrary, draft: Draft, path: Path, *, since: date, told: Told | None = None, footnotes: bool = False
) -> None:
    """Write the draft as the path's ending asks; since is the day from which reminders count.

    footnotes: in Word the sources stand at the foot of the pages, not in the annex. Raises
    ExportError, for an ending that does not suit the draft before anything is written.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS[draft.kind]:
        raise ExportError(f"“{draft.title}”不能写成“{path.suffix}”文件，可选 {'、'.join(FORMATS[draft.kind])}。")
    if suffix == ".ics":
        write_ics(reminders_of(draft), path, title=draft.title, since=since)
        return
    paper = draft_paper(library, draft)
    if suffix == ".docx":
        write_paper(paper, path, told=told, footnotes=footnotes)
    else:
        _WRITERS[suffix](paper, path, told)


def reminders_of(draft: Draft) -> tuple[Reminder, ...]:
    """A reminder for each row with a time, read anew where a person has changed what stands under 时限."""
    due, matter = _column(draft, "时限"), _column(draft, "事项") or 0
    return tuple(
        reminder
        for piece in draft.standing
        if piece.kind == "row"
        for reminder in [_reminder(draft, piece, due, matter)]
        if reminder.rule or reminder.day
    )


def _column(draft: Draft, name: str) -> int | None:
    heads = (cell for piece in draft.pieces if piece.kind == "head" for cell in [piece.cells])
    return next((at for cells in heads for at, cell in enumerate(cells) if name in cell), None)


def _reminder(draft: Draft, piece: DraftPiece, due: int | None, matter: int) -> Reminder:
    rule, day = piece.rule, piece.day
    if due is not None and piece.drafted is not None and piece.drafted[due : due + 1] != piece.cells[due : due + 1]:
        read = read_deadline_cell(piece.cells[due], year=None)
        rule = next((each.rule for each in read if each.rule), None)
        day = next((each.due for each in read if each.due), None)
    told = (cell for at, cell in enumerate(piece.cells) if at != matter and cell and not cell.isdigit())
    return Reminder(
        key=f"{draft.draft_id}-{piece.piece_id}", title=piece.cells[matter], note="；".join(told), rule=rule, day=day
    )


def _write_csv(paper: DraftPaper, path: Path, told: Told | None) -> None:
    write_csv(paper_tables(paper)[-1], path)


def _write_markdown(paper: DraftPaper, path: Path, told: Told | None) -> None:
    with written(path):
        path.write_text(paper_markdown(paper), encoding="utf-8")


def paper_markdown(paper: DraftPaper) -> str:
    """Headings by their level, tables as tables, the sources as a numbered list."""
    tables = {keyed.keys[0].rpartition("_")[2]: keyed for keyed in paper_tables(paper)}
    lines: list[str] = []
    for piece in paper.pieces:
        if piece.kind == "head":
            lines += to_markdown(tables[piece.piece_id]).split("\n")[2:]
        elif piece.kind != "row":
            lines += [_line(piece), ""]
    lines += [f"{number}. {source.reference}　{source.quote}" for number, source in enumerate(paper.sources, start=1)]
    return "\n".join([*lines, *(f"\n注：{note}" for note in paper.notes), ""])


def _line(piece: Piece) -> str:
    marks = "".join(f"[{number}]" for number in piece.marks)
    return f"{_HEADINGS.get(piece.kind, '')}{piece.cells[0]}{marks}"


_WRITERS: dict[str, Callable[[DraftPaper, Path, Told | None], None]] = {
    ".xlsx": lambda paper, path, told: write_paper_xlsx(paper, path, told=told),
    ".csv": _write_csv,
    ".md": _write_markdown,
}
