"""The five commands: what each does with an open desk, and what it prints. Each returns its exit code.

Results go to standard output; progress, notices and failures to standard error.
"""

import hashlib
import importlib
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from policy.documents import STATUS_NAMES
from policy.errors import CeWenError, FileMissingError

if TYPE_CHECKING:
    from agent.answers import CitedAnswer
    from agent.desk import AddedFile, Desk
    from tools.evidence import DocumentCard
    from tools.task_rows import TaskRow
    from tools.tasks import TaskTable
    from vectorstore.library import PolicyLibrary

# File names and policy text hold brackets and numbers: rich must not read them as mark-up.
_OUT = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
_ERR = Console(markup=False, highlight=False, emoji=False, soft_wrap=True, stderr=True)


def serve(desk: "Desk", *, docs: Path | None, port: int | None, open_browser: bool) -> int:
    """Open the page, over the documents of a folder as well where one is given."""
    if docs is not None:
        add(desk, [docs])
    _ERR.print("正在启动网页……")
    threading.Thread(target=_warm_up, name="cewen-warm-up", daemon=True).start()
    from ui.serve import serve as serve_page  # Gradio takes seconds: no other command pays for it

    serve_page(desk, port=port, open_browser=open_browser)
    return 0


def add(desk: "Desk", paths: Sequence[Path]) -> int:
    """Read files and folders into one's own library; 1 when any could not be read, the others being in."""
    known = {summary.doc_id for summary in desk.own.documents()}
    files = readable_files(paths)
    new = failed = 0
    for path in _with_progress(files, title="读取文件"):
        try:
            if path.is_file() and _doc_id(path) in known:
                continue
            added = _add_one(desk, path)
        except CeWenError as error:
            failed += 1
            _ERR.print(f"✗ {error}")
        else:
            new += added.was_new
            _OUT.print(_added_line(added))
    _OUT.print(f"共 {len(files)} 份：新加入 {new} 份，已有 {len(files) - new - failed} 份，未能读入 {failed} 份。")
    return 1 if failed else 0


def ask(desk: "Desk", question: str, *, as_json: bool) -> int:
    """Answer one question with its numbered citations."""
    from agent.events import Answered

    (answer,) = [event.answer for event in desk.ask(question) if isinstance(event, Answered)]
    if as_json:
        print(answer.model_dump_json(indent=2))
        return 0
    _say_library(desk)
    _OUT.print(answer.text)
    for line in _source_lines(answer):
        _OUT.print(line)
    return 0


def documents(desk: "Desk", *, as_json: bool) -> int:
    """List the documents of the library that answers, newest first."""
    from tools.catalogue import find_documents

    found = find_documents(desk.library)
    if as_json:
        print(found.model_dump_json(indent=2))
        return 0
    _say_library(desk)
    for card in found.documents:
        _OUT.print(_document_line(card))
    _OUT.print(f"{found.summary()}。")
    return 0


def ledger(
    desk: "Desk",
    *,
    unit: str | None,
    districts: Sequence[str] | None,
    named: Sequence[str] | None,
    theme: str | None,
    keyword: str | None,
    due_before: str | None,
    as_json: bool,
    out: Path | None,
) -> int:
    """List every task that meets the conditions, or write them to a file."""
    from tools.exporting import save_tasks
    from tools.tasks import filter_tasks

    table = filter_tasks(
        desk.library, unit=unit, regions=districts, documents=named, theme=theme, keyword=keyword, due_before=due_before
    )
    if out is not None:
        save_tasks(table, out)
        _ERR.print(f"已写入 {out}：{table.completeness()}。")
    if as_json:
        print(table.model_dump_json(indent=2))
    elif out is None:
        _list_tasks(desk, table)
    return 0


def _list_tasks(desk: "Desk", table: "TaskTable") -> None:
    _say_library(desk)
    for ordinal, row in enumerate(table.rows, start=1):
        _OUT.print(f"{ordinal}. {_task_line(row)}")
    _OUT.print(f"{table.conditions}：{table.completeness()}（{table.searched}）。")


def fill_demo(demo: "PolicyLibrary", samples: Path) -> None:
    """Bring the demo library to the samples that come with this version, reading only what is not in it yet."""
    from policy.parsing import parse_document

    wanted = {_doc_id(path): path for path in readable_files([samples])}
    present = {summary.doc_id for summary in demo.documents()}
    for doc_id in present - wanted.keys():
        demo.remove(doc_id)
    missing = [path for doc_id, path in wanted.items() if doc_id not in present]
    for path in _with_progress(missing, title="首次使用，读取示范文件"):
        demo.add(parse_document(path))


def readable_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Files as they are named, and of each folder, in order, those of a known format; lock files of Word left out.

    Raises FileMissingError for a folder with nothing to read.
    """
    found: list[Path] = []
    for path in paths:
        found += _files_of(path) if path.is_dir() else [path]
    return tuple(dict.fromkeys(found))


def _files_of(folder: Path) -> list[Path]:
    from policy.readers.kind import SUFFIXES

    inside = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    found = [path for path in inside if not any(p.startswith((".", "~$")) for p in path.relative_to(folder).parts)]
    if not found:
        raise FileMissingError(f"文件夹“{folder}”里没有可读的文件，能读的格式有：{'、'.join(SUFFIXES)}。")
    return found


def _doc_id(path: Path) -> str:
    from policy.parsing import ID_LENGTH

    return hashlib.sha256(path.read_bytes()).hexdigest()[:ID_LENGTH]


def _add_one(desk: "Desk", path: Path) -> "AddedFile":
    """One file that trips a reader up must not keep the others out."""
    try:
        return desk.add_file(path)
    except CeWenError:
        raise
    except Exception as error:
        if os.environ.get("CEWEN_DEBUG") == "1":
            raise
        kind = type(error).__name__
        raise CeWenError(f"《{path.name}》读取时程序内部出错（{kind}），没有加入；请换一种格式另存后再试。") from error


def _warm_up() -> None:
    """Load the agent while the person looks at the page, so that the first question does not wait for LangChain."""
    importlib.import_module("ui.serve")  # being loaded by the main thread: waits until the page had its turn
    importlib.import_module("agent.agent")


def _with_progress(paths: Sequence[Path], *, title: str) -> Iterator[Path]:
    """The paths one by one under a bar; nothing is shown where there are none."""
    if not paths:
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=_ERR) as progress:
        task = progress.add_task(title, total=len(paths))
        for path in paths:
            yield path
            progress.advance(task)


def _say_library(desk: "Desk") -> None:
    if desk.is_demo:
        _ERR.print("（示范资料库：随程序附带的摘编，不是文件原文。用 add 加入自己的文件后，答案只取自它们。）")


def _added_line(added: "AddedFile") -> str:
    state = "已加入" if added.was_new else "库中已有"
    return "".join((f"✓ {state}《{added.title}》：{added.task_count} 项任务。", *added.warnings))


def _source_lines(answer: "CitedAnswer") -> Iterator[str]:
    if answer.note:
        yield f"\n{answer.note}"
    if answer.citations:
        yield "\n出处："
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        yield f"[{citation.ordinal}] {citation.reference}〔{STATUS_NAMES[citation.status]}〕“{quote}”"


def _document_line(card: "DocumentCard") -> str:
    parts = (
        card.number or "无文号",
        card.place,
        card.date or "",
        STATUS_NAMES[card.status],
        f"{card.task_count} 项任务",
    )
    return "　".join((f"《{card.title}》", *(part for part in parts if part), card.source_name))


def _task_line(row: "TaskRow") -> str:
    deadlines = "、".join(dict.fromkeys(deadline.raw for deadline in row.task.deadlines))
    parts = (
        row.task.heading or row.task.quote,
        row.units_text() or "未写责任单位",
        f"时限：{deadlines}" if deadlines else "未写时限",
        f"《{row.card.title}》{row.clause.locator}",
    )
    return "｜".join(" ".join(part.split()) for part in parts)
