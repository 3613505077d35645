"""Whether filter_tasks gives exactly the tasks of a unit, against sets that are computed without the product's rules.

Where labels exist (tasks.jsonl and unit_aliases.json), the set is the labelled one; elsewhere it comes from a plain
search for lists of names in the text. Tasks are the ledger's: whether those are right is another scorer's business.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from evals.gold import json_lines
from evals.places import shared
from evals.reports import ratio
from policy.assignments import Task, Unit
from policy.documents import PolicyDocument
from policy.values import Frozen
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary

_EDGE = re.compile(r"[。；;:：()（）、，,\s]|\d|$")
_SEPARATOR = re.compile(r"[、，,;；]|会同")
_LEAST_SHARE = 0.5


class GoldTask(Frozen):
    """A labelled task: units in any role, already under their canonical names."""

    start: int
    end: int
    units: frozenset[str]


class UnitSet(Frozen):
    """The tasks of one unit in one document, by task id: those that should be found and those that were."""

    source: str
    unit: str
    expected: frozenset[str]
    found: frozenset[str]


def unit_sets(library: PolicyLibrary, documents: Sequence[PolicyDocument], *, gold: Path | None) -> Iterator[UnitSet]:
    """One set for every unit of every document's ledger, and for every labelled unit that the ledger missed."""
    labels = read_labels(gold) if gold else {}
    aliases = {**read_aliases(Path(__file__).parent), **(read_aliases(gold) if gold else {})}
    for document in documents:
        prefix = document.source_name[:3]
        canonical = aliases.get(prefix, {})
        labelled = labels.get(prefix)
        known = {unit.printed for task in document.tasks for unit in units_of(task)}
        units = {canonical.get(name, name) for name in known}
        units |= {unit for task in labelled or () for unit in task.units}
        for unit in sorted(units):
            names = {unit, *(name for name, target in canonical.items() if target == unit)}
            expected = _by_labels(document, labelled, unit) if labelled else _by_text(document, known | names, names)
            table = filter_tasks(library, unit=unit, documents=[document.source_name])
            found = frozenset(row.task.task_id for row in table.rows)
            yield UnitSet(source=document.source_name, unit=unit, expected=expected, found=found)


def units_of(task: Task) -> Iterator[Unit]:
    """Every unit that a task names, in any role."""
    yield from task.units
    yield from (unit for item in task.support_items for unit in item.units)


def set_report(sets: Sequence[UnitSet]) -> Iterator[str]:
    """Each set that differs, then precision and recall over all of them."""
    for one in sets:
        if one.expected != one.found:
            missing, extra = sorted(one.expected - one.found), sorted(one.found - one.expected)
            yield f"{one.source} {one.unit} 漏 {'、'.join(missing) or '无'} 多 {'、'.join(extra) or '无'}"
    hit = sum(len(one.expected & one.found) for one in sets)
    found, expected = sum(len(one.found) for one in sets), sum(len(one.expected) for one in sets)
    exact = sum(one.expected == one.found for one in sets)
    yield (
        f"{len(sets)} 个单位，{exact} 个完全一致；查准 {ratio(hit / found if found else None)}"
        f"  查全 {ratio(hit / expected if expected else None)}（{expected} 项）"
    )


def read_labels(folder: Path) -> dict[str, tuple[GoldTask, ...]]:
    """The labelled tasks by the first three characters of their document's file name."""
    aliases = read_aliases(folder)
    tasks: dict[str, tuple[GoldTask, ...]] = {}
    for row in json_lines(folder / "tasks.jsonl"):
        assert isinstance(row, dict)
        canonical = aliases.get(row["doc_id"], {})
        names = [*(row["responsible_units"] or ()), *(row["supporting_units"] or ())]
        names += [row["lead_unit"]] if row["lead_unit"] else []
        units = frozenset(canonical.get(name, name) for name in names)
        task = GoldTask(start=row["body_span"][0], end=row["body_span"][1], units=units)
        tasks[row["doc_id"]] = (*tasks.get(row["doc_id"], ()), task)
    return tasks


def read_aliases(folder: Path) -> dict[str, dict[str, str]]:
    """Canonical names by alias, by document."""
    given: dict[str, dict[str, list[str]]] = json.loads((folder / "unit_aliases.json").read_text(encoding="utf-8"))
    return {
        doc_id: {other: name for name, others in units.items() for other in others} for doc_id, units in given.items()
    }


def _by_labels(document: PolicyDocument, labelled: Sequence[GoldTask], unit: str) -> frozenset[str]:
    spans = [(task.start, task.end) for task in labelled if unit in task.units]
    return frozenset(
        task.task_id
        for task in document.tasks
        if any(shared((task.start, task.end), span) >= _LEAST_SHARE * (span[1] - span[0]) for span in spans)
    )


def _by_text(document: PolicyDocument, known: Collection[str], names: set[str]) -> frozenset[str]:
    """Tasks in whose clause one of the names stands in a list of known ones."""
    holders = {
        task.task_id: task
        for task in document.tasks
        if names & set(listed_names(document.clause_by_id[task.clause_id].text, known))
    }
    return frozenset(_told_once(holders))


def _told_once(holders: Mapping[str, Task]) -> Iterator[str]:
    """Without the second telling of a duty: the one that names its units stands for both."""
    for task_id, task in holders.items():
        twin = holders.get(task.mirror_id or "")
        if twin is None or (task.units and (not twin.units or task.start < twin.start)):
            yield task_id


def listed_names(text: str, names: Collection[str]) -> Iterator[str]:
    """Those of the names that stand in a list: several in a row, or one by itself between edges or after a sentence.

    >>> list(listed_names("请区财政局支持。区统计局、区发改委支持(区财政局)", ("区财政局", "区统计局", "区发改委")))
    ['区统计局', '区发改委', '区财政局']
    """
    one = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    for run in re.finditer(rf"(?:{one})(?:(?:{_SEPARATOR.pattern})(?:{one}))*", text) if one else ():
        items = _SEPARATOR.split(run.group())
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        # Without a space between columns a lone unit follows the duty's last stop; a group (各…) there is a subject.
        glued = before == "。" and not items[0].startswith("各")
        if len(items) > 1 or glued or (_EDGE.match(before) and _EDGE.match(after)):
            yield from items
