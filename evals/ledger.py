"""What was extracted from documents, as LEDGER.json: a place to look at it whole, and the input of a scorer.

Quotes and raw wordings are exact substrings; dates are ISO, a year by itself stays a year.
"""

from collections.abc import Iterator, Sequence

from policy.assignments import Deadline, Indicator, Number, Task, UnitRole
from policy.documents import PolicyDocument
from policy.values import Frozen


class CitedRow(Frozen):
    """Another document that the text names."""

    title: str
    document_number: str | None


class DocumentRow(Frozen):
    """The header of a document; dates are ISO."""

    source: str
    title: str
    document_number: str | None
    issuing_agencies: tuple[str, ...]
    region: str | None
    genre: str
    status: str
    signing_date: str | None
    issue_date: str | None
    cited_documents: tuple[CitedRow, ...]


class DeadlineRow(Frozen):
    """A deadline of a task."""

    raw: str
    due: str | None
    kind: str


class IndicatorRow(Frozen):
    """A figure of a task; value is a pair for a range."""

    raw: str
    name: str
    comparator: str
    value: Number | tuple[Number, Number]
    unit: str
    due: str | None
    is_target: bool


class LooseDeadlineRow(DeadlineRow):
    """A deadline that stands in no task."""

    source: str


class LooseIndicatorRow(IndicatorRow):
    """A figure that stands in no task."""

    source: str


class TaskRow(Frozen):
    """A task; units as they are printed."""

    source: str
    locator: str
    heading: str
    quote: str
    lead_units: tuple[str, ...]
    responsible_units: tuple[str, ...]
    support_units: tuple[str, ...]
    themes: tuple[str, ...]
    deadlines: tuple[DeadlineRow, ...]
    indicators: tuple[IndicatorRow, ...]


class LedgerFile(Frozen):
    """The whole of LEDGER.json."""

    documents: tuple[DocumentRow, ...]
    tasks: tuple[TaskRow, ...]
    indicators: tuple[LooseIndicatorRow, ...]
    deadlines: tuple[LooseDeadlineRow, ...]


def ledger_of(documents: Sequence[PolicyDocument]) -> LedgerFile:
    """The ledger of these documents, in their order."""
    return LedgerFile(
        documents=tuple(map(_document, documents)),
        tasks=tuple(row for document in documents for row in _tasks(document)),
        indicators=tuple(
            LooseIndicatorRow(source=document.source_name, **dict(_indicator(one)))
            for document in documents
            for one in document.indicators
        ),
        deadlines=tuple(
            LooseDeadlineRow(source=document.source_name, **dict(_deadline(one)))
            for document in documents
            for one in document.deadlines
        ),
    )


def _document(document: PolicyDocument) -> DocumentRow:
    header = document.header
    return DocumentRow(
        source=document.source_name,
        title=header.title,
        document_number=str(header.document_number) if header.document_number else None,
        issuing_agencies=header.issuing_agencies,
        region=header.region.name if header.region else None,
        genre=header.genre,
        status=header.status,
        signing_date=header.signing_date.isoformat() if header.signing_date else None,
        issue_date=header.issue_date.isoformat() if header.issue_date else None,
        cited_documents=tuple(
            CitedRow(title=cited.title, document_number=str(cited.number) if cited.number else None)
            for cited in header.cited_documents
        ),
    )


def _tasks(document: PolicyDocument) -> Iterator[TaskRow]:
    for task in document.tasks:
        yield TaskRow(
            source=document.source_name,
            locator=document.clause_by_id[task.clause_id].locator,
            heading=task.heading,
            quote=task.quote,
            lead_units=_printed(task, "lead"),
            responsible_units=_printed(task, "responsible"),
            support_units=_printed(task, "support"),
            themes=task.themes,
            deadlines=tuple(map(_deadline, task.deadlines)),
            indicators=tuple(map(_indicator, task.indicators)),
        )


def _printed(task: Task, role: UnitRole) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.printed for unit in task.units_as(role)))


def _deadline(deadline: Deadline) -> DeadlineRow:
    due = deadline.due.isoformat() if deadline.due else None
    if deadline.kind == "year" and deadline.due:
        due = str(deadline.due.year)
    return DeadlineRow(raw=deadline.raw, due=due, kind=deadline.kind)


def _indicator(indicator: Indicator) -> IndicatorRow:
    return IndicatorRow(
        raw=indicator.raw, name=indicator.name, comparator=indicator.comparator, value=indicator.value,
        unit=indicator.unit, due=indicator.due.isoformat() if indicator.due else None, is_target=indicator.is_target,
    )  # fmt: skip
