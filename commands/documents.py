"""The shelf: files in, files out, what is there, and the samples of this version."""

import argparse
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from commands.terminal import ERR, OUT, print_json, say_library, with_progress
from policy.elements import STATUS_NAMES
from policy.errors import CeWenError, FileMissingError
from policy.values import Frozen

if TYPE_CHECKING:
    from agent.desk import AddedFile, Desk
    from tools.evidence import DocumentCard
    from vectorstore.library import PolicyLibrary


class Added(Frozen):
    """What `add` printed, as JSON: how many files there were, and one sentence for each that could not be read."""

    files: int
    new: int
    known: int
    failures: tuple[str, ...]
    titles: tuple[str, ...]


class Removed(Frozen):
    """What `remove` printed, as JSON; doc_ids are what `remove --undo` takes."""

    titles: tuple[str, ...]
    doc_ids: tuple[str, ...]


def add(desk: "Desk", given: argparse.Namespace) -> int:
    """Read files and folders into one's own library; 1 when any could not be read, the others being in."""
    report = add_files(desk, given.paths, quiet=given.json)
    if given.json:
        print_json(report)
    else:
        counts = f"新加入 {report.new} 份，已有 {report.known} 份，未能读入 {len(report.failures)} 份"
        OUT.print(f"共 {report.files} 份：{counts}。")
    return 1 if report.failures else 0


def add_files(desk: "Desk", paths: Sequence[Path], *, quiet: bool = False) -> Added:
    """Take in what can be read; each failure is said at once, and again in the report."""
    known = {summary.doc_id for summary in desk.own.documents()}
    files, titles, failures, new = readable_files(paths), list[str](), list[str](), 0
    for path in with_progress(files, title="读取文件"):
        try:
            if path.is_file() and _doc_id(path) in known:
                continue
            added = _add_one(desk, path)
        except CeWenError as error:
            failures.append(str(error))
            ERR.print(f"✗ {error}")
        else:
            new += added.was_new
            titles.append(added.title)
            if not quiet:
                OUT.print(_added_line(added))
    already = len(files) - new - len(failures)
    return Added(files=len(files), new=new, known=already, failures=tuple(failures), titles=tuple(titles))


def remove(desk: "Desk", given: argparse.Namespace) -> int:
    """Take documents out of one's own library, by title, number, file name or id; all that match, or none."""
    from tools.scope import resolve_scope

    if given.undo:
        return _put_back(desk, given.documents)
    cards = resolve_scope(desk.own, documents=given.documents).cards
    if len(cards) > len(given.documents) and not given.all:
        titles = "、".join(f"《{card.title}》" for card in cards)
        raise CeWenError(f"符合的文件有 {len(cards)} 份：{titles}。请写得更完整；确要全部移除，加 --all。")
    for card in cards:
        desk.remove(card.doc_id)
        if not given.json:
            OUT.print(f"✓ 已移除《{card.title}》；要放回：cewen remove --undo {card.doc_id}")
    if given.json:
        ids = tuple(card.doc_id for card in cards)
        print_json(Removed(titles=tuple(card.title for card in cards), doc_ids=ids))
    return 0


def _put_back(desk: "Desk", doc_ids: Sequence[str]) -> int:
    for doc_id in doc_ids:
        desk.restore(doc_id)
        OUT.print(f"✓ 已放回《{desk.own.document(doc_id).header.title}》。")
    return 0


def documents(desk: "Desk", given: argparse.Namespace) -> int:
    """List the documents of the library that answers, newest first."""
    from tools.catalogue import find_documents

    found = find_documents(desk.library, text=given.text, regions=given.district, year=given.year)
    if given.json:
        print_json(found)
        return 0
    say_library(desk)
    for card in found.documents:
        OUT.print(_document_line(card))
    OUT.print(f"{found.summary()}。")
    return 0


def fill_demo(demo: "PolicyLibrary", samples: Path) -> None:
    """Bring the demo library to the samples that come with this version, reading only what is not in it yet."""
    from policy.parsing import parse_document

    wanted = {_doc_id(path): path for path in readable_files([samples])}
    present = {summary.doc_id for summary in demo.documents()}
    for doc_id in present - wanted.keys():
        demo.remove(doc_id)
    missing = [path for doc_id, path in wanted.items() if doc_id not in present]
    for path in with_progress(missing, title="首次使用，读取示范文件"):
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


def _added_line(added: "AddedFile") -> str:
    state = "已加入" if added.was_new else "库中已有"
    return "".join((f"✓ {state}《{added.title}》：{added.task_count} 项任务。", *added.warnings))


def _document_line(card: "DocumentCard") -> str:
    parts = (
        card.number or "无文号",
        card.place,
        card.date or "",
        STATUS_NAMES[card.status],
        f"{card.task_count} 项任务",
    )
    return "　".join((f"《{card.title}》", *(part for part in parts if part), card.source_name))
