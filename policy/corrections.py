"""更正: what a person knows better than the reading, laid over a document without touching what was read.

Promises: text, clauses and spans stay as they are; a corrected field of the header no longer points at the text, and
is named in `header.corrected`; units of a corrected task slice back to the document's own words. One correction is one
field. Not covered: titles, clauses, deadlines and indicators.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Literal, TypeVar, get_args

from policy.assignments import Task, Unit, UnitRole
from policy.dates import read_date
from policy.documents import PolicyDocument
from policy.elements import GENRE_NAMES, STATUS_NAMES, DocumentHeader, Genre, Region, Status
from policy.errors import CorrectionError
from policy.regions import find_regions
from policy.units import canonical_unit
from policy.values import Frozen

Name = TypeVar("Name", bound=str)
Field = Literal["region", "genre", "status", "signing_date", "units"]
FIELDS: tuple[Field, ...] = get_args(Field)
FIELD_NAMES: dict[Field, str] = {
    "region": "区县", "genre": "文种", "status": "状态", "signing_date": "日期", "units": "责任单位",
}  # fmt: skip
ROLE_NAMES: dict[UnitRole, str] = {"lead": "牵头", "responsible": "责任", "support": "配合"}
_ROLE_OF = {word: role for role, name in ROLE_NAMES.items() for word in (name, f"{name}单位")}
_DATES = ("signing_date", "issue_date", "publish_date")


class Correction(Frozen):
    """One field set by hand: exactly one of region … units is given. task_id says whose units; was is what had been
    read, as people read it; person is '' where the machine has one user only; at is in UTC.
    """

    doc_id: str
    was: str
    at: datetime
    person: str = ""
    task_id: str | None = None
    region: Region | None = None
    genre: Genre | None = None
    status: Status | None = None
    signing_date: date | None = None
    units: tuple[Unit, ...] | None = None

    @property
    def field(self) -> Field:
        """The field that is set."""
        return next(name for name in FIELDS if getattr(self, name) is not None)


def correct(
    document: PolicyDocument, field: Field, text: str, *, at: datetime, person: str = "", task_id: str | None = None
) -> Correction:
    """The correction that a person's words ask for. Raises CorrectionError where they cannot be understood, or name a
    unit that the document does not.
    """
    if field == "units":
        task = next((task for task in document.tasks if task.task_id == task_id), None)
        if task is None:
            raise CorrectionError("要更正的任务已不在这份文件里，可能文件重新读取过；请刷新后再试。")
        value: object = read_units(document, task, text)
        was = units_text(task.units)
    else:
        value, was = _READERS[field](text.strip()), shown(document.header, field)
    given = {field: value, "doc_id": document.doc_id, "was": was, "at": at, "person": person, "task_id": task_id}
    return Correction.model_validate(given)


def shown(header: DocumentHeader, field: Field) -> str:
    """A field of a header as people read it, '' where the document has none.

    >>> shown(DocumentHeader(title="要点", status="in_force"), "status")
    '现行有效'
    """
    match field:
        case "region":
            return header.region.name if header.region else ""
        case "genre":
            return GENRE_NAMES[header.genre]
        case "status":
            return STATUS_NAMES[header.status]
        case _:
            day = next((day for name in _DATES if (day := getattr(header, name))), None)
            return day.isoformat() if day else ""


def units_text(units: Iterable[Unit]) -> str:
    """Units by role, as `read_units` reads them: 牵头：区发改委；责任：区科委、区金融办.

    >>> units = [Unit(name="区科学技术局", printed="区科委", role="responsible", start=0, end=3)]
    >>> units_text(units)
    '责任：区科委'
    """
    by_role = {role: [unit.printed for unit in units if unit.role == role] for role in ROLE_NAMES}
    return "；".join(
        f"{ROLE_NAMES[role]}：{'、'.join(dict.fromkeys(names))}" for role, names in by_role.items() if names
    )


def read_units(document: PolicyDocument, task: Task, text: str) -> tuple[Unit, ...]:
    r"""The units of a line like 牵头：区发改委；责任：区科委、区金融办, each found in the document as it is printed.

    The task's own clause is looked through first. A line without roles names responsible units; an empty one says that
    the task names none.

    >>> from policy.parsing import parse_source
    >>> from policy.readers.source import SourceText
    >>> source = SourceText(text="区国企改革方案\n一、推进国企改革。（牵头单位：区国资委；责任单位：区财政局）\n")
    >>> document = parse_source(source, source_name="方案.txt", sha256="0123456789abcdef")
    >>> [(unit.printed, unit.role) for unit in read_units(document, document.tasks[0], "牵头：区财政局")]
    [('区财政局', 'lead')]
    """
    units: list[Unit] = []
    for part in filter(None, (part.strip() for part in re.split(r"[；;\n]", text))):
        label, colon, names = part.replace(":", "：").partition("：")
        role = _ROLE_OF.get(label.strip()) if colon else "responsible"
        if role is None:
            raise CorrectionError(f"看不懂“{label}”这个角色，请写成“牵头：…；责任：…；配合：…”的样子。")
        printed = re.split(r"[、，,]", names if colon else part)
        units += [_unit(document, task, name.strip(), role) for name in printed if name.strip()]
    return tuple(units)


def _unit(document: PolicyDocument, task: Task, name: str, role: UnitRole) -> Unit:
    clause = document.clause_by_id[task.clause_id]
    start = document.text.find(name, clause.start, clause.end)
    start = document.text.find(name) if start < 0 else start
    if start < 0:
        raise CorrectionError(f"这份文件里没有“{name}”这几个字，没有更正；责任单位须照文件的写法填写。")
    known = next((unit.name for unit in task.units if unit.printed == name), None)
    return Unit(name=known or canonical_unit(name), printed=name, role=role, start=start, end=start + len(name))


def corrected_header(header: DocumentHeader, corrections: Iterable[Correction]) -> DocumentHeader:
    """The header with every correction of it; spans of the fields that were set are gone."""
    changes: dict[str, object] = {each.field: getattr(each, each.field) for each in corrections if each.task_id is None}
    if not changes:
        return header
    spans = tuple((name, span) for name, span in header.spans if name not in changes)
    return header.model_copy(update={**changes, "spans": spans, "corrected": tuple(changes)})


def corrected_task(task: Task, corrections: Iterable[Correction]) -> Task:
    """The task with the units that a person gave it."""
    for each in corrections:
        if each.task_id == task.task_id and each.units is not None:
            return task.model_copy(update={"units": each.units, "corrected": True})
    return task


def corrected_document(document: PolicyDocument, corrections: tuple[Correction, ...]) -> PolicyDocument:
    """The document with all of them."""
    tasks = tuple(corrected_task(task, corrections) for task in document.tasks)
    return document.model_copy(update={"header": corrected_header(document.header, corrections), "tasks": tasks})


def _region(text: str) -> Region:
    """One place, by its full name, with its city where several share it.

    >>> _region("天津市东丽区").name
    '东丽区'
    """
    whole = [mention for mention in find_regions(text) if mention.start == 0 and mention.end == len(text)]
    if not whole:
        raise CorrectionError(f"没有认出“{text}”是哪个地方，没有更正；请写全称，例如“天津市东丽区”。")
    if len(whole[0].candidates) > 1:
        places = "、".join("".join((*reversed(one.parents), one.name)) for one in whole[0].candidates[:3])
        raise CorrectionError(f"叫“{text}”的地方不止一处（{places}等），没有更正；请连同所在省市一起写。")
    return whole[0].region


def _status(text: str) -> Status:
    return _named(text, STATUS_NAMES, "状态")


def _genre(text: str) -> Genre:
    return _named(text, GENRE_NAMES, "文种")


def _named(text: str, names: Mapping[Name, str], what: str) -> Name:
    for key, name in names.items():
        if text in (key, name):
            return key
    raise CorrectionError(f"没有“{text}”这一种{what}，没有更正；可选的有：{'、'.join(names.values())}。")


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise CorrectionError(f"看不懂日期“{text}”，没有更正；请写成 2020-12-31 或 2020年12月31日。")
    return day


_READERS: dict[Field, Callable[[str], object]] = {
    "region": _region,
    "status": _status,
    "genre": _genre,
    "signing_date": _day,
}
