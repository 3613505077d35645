"""What every command prints with: results to standard output; progress, notices and failures to standard error."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

if TYPE_CHECKING:
    from agent.desk import Desk

T = TypeVar("T")

# File names and policy text hold brackets and numbers: rich must not read them as mark-up.
OUT = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
ERR = Console(markup=False, highlight=False, emoji=False, soft_wrap=True, stderr=True)


def print_json(value: BaseModel) -> None:
    """The typed value, whole: the same fields as in the code, in MCP and in /api."""
    print(value.model_dump_json(indent=2))


def print_lines(lines: Iterable[str]) -> None:
    """One line each."""
    for line in lines:
        OUT.print(line)


def say_library(desk: "Desk") -> None:
    """Tell, beside the result, that it is the samples that answered."""
    if desk.is_demo:
        ERR.print("（示范资料库：随程序附带的摘编，不是文件原文。用 add 加入自己的文件后，答案只取自它们。）")


def with_progress(items: Sequence[T], *, title: str) -> Iterator[T]:
    """The items one by one under a bar; nothing is shown where there are none."""
    if not items:
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=ERR) as progress:
        task = progress.add_task(title, total=len(items))
        for item in items:
            yield item
            progress.advance(task)


def waiting(title: str) -> Progress:
    """A sign of life around work whose length nobody knows; a pipe or a log sees nothing of it."""
    columns = SpinnerColumn(), TextColumn("{task.description}")
    progress = Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal)
    progress.add_task(title, total=None)
    return progress
