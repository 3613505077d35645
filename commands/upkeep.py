"""Keeping a library well: the check, its vectors, the backup, the way back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from commands.terminal import ERR, OUT, print_json, waiting

if TYPE_CHECKING:
    from agent.desk import Desk
    from vectorstore.library import PolicyLibrary

_GLANCE = 0.5  # seconds between two looks at how far the vectors are
_DUMP = "资料库在 PostgreSQL 上，备份与恢复请用 pg_dump 与 pg_restore：文件、任务、向量和对话都在那个数据库里。"


def check(home: Path, given: argparse.Namespace) -> int:
    """Verify one's own library and what is kept beside it, mend what can be; 1 when something is still wrong."""
    from vectorstore.soundness import check_kept, check_library

    with waiting("正在核对资料库"):
        found = check_library(given.servers or home / "library", mend=not given.only_look)
        found = found.model_copy(update={"faults": (*found.faults, *(() if given.servers else check_kept(home)))})
    if given.json:
        print_json(found)
        return 0 if found.sound else 1
    for fault in found.faults:
        OUT.print(f"{'✓' if fault.mended else '✗'} {fault.told}")
    wrong = sum(not fault.mended for fault in found.faults)
    closing = "全部完好" if not found.faults else f"发现 {len(found.faults)} 处问题，尚有 {wrong} 处没有解决"
    vectors = f"，其中 {found.waiting} 条的向量待补（下次启动时自动补）" if found.waiting else ""
    OUT.print(f"已核对 {found.documents} 份文件、{found.clauses} 条条款{vectors}：{closing}。")
    return 0 if found.sound else 1


def vectors(desk: "Desk", given: argparse.Namespace) -> int:
    """What there is to embed, and all of it computed here and now; 1 when vectors stand still that should be made."""
    library = desk.library
    change, (done, total) = library.vector_change(), library.embedding_progress()
    if change:
        ERR.print(change.sentence)
    if not given.only_look and total:
        _finish(library)
        done, total = library.embedding_progress()
    notice = library.vector_notice()
    if notice:
        ERR.print(notice)
    OUT.print(f"{total} 条条款，已有向量 {done} 条。")
    return 1 if notice and not given.only_look else 0


def _finish(library: "PolicyLibrary") -> None:
    """Wait for the vectors under a bar; Ctrl-C leaves the rest to the next time."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=ERR) as progress:
        bar = progress.add_task("计算向量", total=None)
        finished = False
        while not finished and library.vector_notice() is None:
            finished = library.wait_for_vectors(_GLANCE)
            done, total = library.embedding_progress()
            progress.update(bar, completed=done, total=total)


def backup(home: Path, given: argparse.Namespace) -> int:
    """Everything that a person would miss, as one file; safe while the page is open."""
    from vectorstore.backups import back_up
    from vectorstore.places import refuse_servers

    refuse_servers(given.servers or home, told=_DUMP)
    if given.path.exists() and not given.overwrite:
        ERR.print(f"“{given.path}”已经存在，没有覆盖；请换一个名字，或加 --overwrite。")
        return 1
    with waiting("正在备份"):
        made = back_up(home, given.path.absolute())
    if given.json:
        print_json(made)
    else:
        OUT.print(f"已备份 {made.documents} 份文件以及对话、草稿到 {made.path}（{made.size / 1_000_000:.1f} MB）。")
    return 0


def restore(home: Path, given: argparse.Namespace) -> int:
    """The backup in place of what is there, which is moved aside."""
    from vectorstore.backups import restore as put_back
    from vectorstore.places import refuse_servers

    refuse_servers(given.servers or home, told=_DUMP)
    with waiting("正在恢复"):
        made = put_back(home, given.path)
    if given.json:
        print_json(made)
        return 0
    OUT.print(f"已恢复 {made.documents} 份文件。")
    if made.aside:
        OUT.print(f"原来的资料没有删除，移到了 {made.aside}。")
    return 0
