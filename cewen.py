"""策问 from Python: open a library, add files, filter tasks into pandas, ask, export.

    import cewen

    with cewen.open_desk("我的资料库") as desk:
        cewen.add(desk, "政策文件")
        tasks = cewen.filter_tasks(desk.library, unit="区科委")
        print(cewen.frame(tasks))
        print(cewen.ask(desk, "区科委要参与哪些任务？").text)
        cewen.save(tasks, "台账.xlsx")

Everything else is a function of `tools/` that takes `desk.library`. Run it from the checkout, or with the checkout in
PYTHONPATH. Not covered: models, which `app.py` reads from the settings; answers here are the offline ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from agent.answers import CitedAnswer
from agent.desk import AddedFile, Desk
from agent.events import Answered
from tools.comparison import compare_districts
from tools.drafting import draft_outline
from tools.exporting import export_tasks, save_tasks
from tools.follow_up import draft_follow_up
from tools.search import search_clauses
from tools.tables import build_table
from tools.tasks import TaskTable, filter_tasks
from vectorstore.embedders import local_embedder
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

if TYPE_CHECKING:
    from pandas import DataFrame  # type: ignore[import-untyped]

__all__ = [
    "add", "ask", "build_table", "compare_districts", "draft_follow_up", "draft_outline", "filter_tasks", "frame",
    "open_desk", "save", "search_clauses",
]  # fmt: skip


@contextmanager
def open_desk(folder: str | Path, *, vectors: bool = True) -> Iterator[Desk]:
    """The libraries of a folder, made where it is missing. vectors False searches by keyword alone, and opens sooner.

    Raises LibraryFolderError.
    """
    home, embedder = Path(folder), local_embedder() if vectors else None
    with (
        PolicyLibrary(home / "library", embedder=embedder) as own,
        PolicyLibrary(home / "demo", embedder=embedder) as demo,
        Kept(home) as kept,
    ):
        yield Desk(own=own, demo=demo, kept=kept)


def add(desk: Desk, path: str | Path) -> tuple[AddedFile, ...]:
    """Read a file, or every readable file of a folder; the same bytes twice change nothing. Raises CeWenError."""
    from commands.documents import readable_files

    return tuple(desk.add_file(file) for file in readable_files([Path(path)]))


def ask(desk: Desk, question: str) -> CitedAnswer:
    """The verified answer with its numbered citations. Raises QuestionError."""
    (answer,) = [event.answer for event in desk.ask(question) if isinstance(event, Answered)]
    return answer


def frame(tasks: TaskTable) -> "DataFrame":
    """The ledger's rows under the columns of its exports, sources and 原文 included; empty cells are ''."""
    from pandas import DataFrame

    table = export_tasks(tasks)
    return DataFrame(list(table.full_rows), columns=list(table.full_columns))


def save(tasks: TaskTable, path: str | Path) -> None:
    """Write the rows as .xlsx, .csv, .md, .docx, .ics (what is due from today on) or .json. Raises ExportError."""
    save_tasks(tasks, Path(path), since=date.today())
