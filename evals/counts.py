"""Counts that an answer makes (共 9 项，已列 9 项), made again from what it lists.

A count holds when so many items stand in the answer or in one run of it (in an answer without a list: so many
citations); a number of files when the library has as many; a number of tasks without units when some document, or all
of them together, have as many; a part (其中“拟定”2 条) when so many items bear its name; a cell of a
table (13 项) when the ledger of a document gives as many.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from policy.assignments import Task
from policy.documents import PolicyDocument

COUNT = re.compile(r"(共|已列|已查|另有|命中|其中)([^\d\n。；，,|]{0,24})(\d{1,6}) ?(项|条|个|份|行|家)(?:方面|文件)?")
CELL_COUNT = re.compile(r"(?<=\|) ?(\d{1,6}) ?项 ?(?=\|)")
_ITEM = re.compile(r"[ \t]*(?:\d{1,3}[.、](?!\d)|[-•]\s|\|)")
_TABLE_HEAD = re.compile(r"^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[\s:|-]+\|[ \t]*$", re.M)
_MARK = re.compile(r"\[(\d{1,3})\]")


class FalseCount(NamedTuple):
    """A count that does not hold, and the line that makes it."""

    printed: str
    sentence: str


def false_counts(answer: str, *, documents: Sequence[PolicyDocument]) -> Iterator[FalseCount]:
    r"""The counts of the answer that nothing in it, and nothing in the library, bears out.

    >>> [count.printed for count in false_counts("共 3 项，已列 2 项：\n1. 减税[1]\n2. 降费[2]", documents=())]
    ['共 3 项']
    """
    plain = answer.replace("*", "")
    sizes = _listed(plain) or {len(set(_MARK.findall(plain)))}
    for match in CELL_COUNT.finditer(plain):
        if not any(int(match[1]) in ledger_counts(document) for document in documents):
            yield FalseCount(printed=match.group(), sentence=plain[: match.end()].rsplit("\n", 1)[-1])
    for match in COUNT.finditer(plain):
        if not _holds(match, sizes, plain, documents):
            yield FalseCount(printed=match.group(), sentence=plain[: match.end()].rsplit("\n", 1)[-1])


def _holds(match: re.Match[str], sizes: set[int], answer: str, documents: Sequence[PolicyDocument]) -> bool:
    word, number, noun = match[1], int(match[3]), match[4]
    if noun == "份" or word == "已查":
        return number <= len(documents)
    if word == "另有":
        bare = [sum(not task.units for task in told_once(document)) for document in documents]
        return number in {*bare, sum(bare)}
    if word == "其中":
        items = [line for line in answer.split("\n") if _ITEM.match(line)]
        labels = [label for label in re.split(r"\W+|的", match[2]) if label]
        return number in {sum(label in line for line in items) for label in labels}
    return number in sizes


def told_once(document: PolicyDocument) -> tuple[Task, ...]:
    """The tasks of a document, a duty that is told twice only where it names its units."""
    tasks = {task.task_id: task for task in document.tasks}
    twins = {task.task_id: tasks.get(task.mirror_id or "") for task in document.tasks}
    return tuple(task for task in document.tasks if _is_first(task, twins[task.task_id]))


def _is_first(task: Task, twin: Task | None) -> bool:
    if twin is None or bool(task.units) != bool(twin.units):
        return twin is None or bool(task.units)
    return task.start < twin.start


def ledger_counts(document: PolicyDocument) -> frozenset[int]:
    """How many tasks there are, and how many of them name units, a leading unit, a deadline, a target; or do not."""
    tasks = told_once(document)
    having = [
        sum(bool(task.units) for task in tasks),
        sum(bool(task.units_as("lead")) for task in tasks),
        sum(bool(task.deadlines) for task in tasks),
        sum(any(one.is_target for one in task.indicators) for task in tasks),
    ]
    return frozenset({len(tasks), *having, *(len(tasks) - count for count in having)})


def _listed(answer: str) -> set[int]:
    """How many items stand in each run of list lines and table rows, and in all of them; empty without any."""
    lines = _TABLE_HEAD.sub("", answer).split("\n")
    runs = [len(list(run)) for is_item, run in groupby(lines, key=lambda line: bool(_ITEM.match(line))) if is_item]
    return {*runs, sum(runs)} if runs else set()
