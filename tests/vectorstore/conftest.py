"""Small documents made by hand, and libraries of them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from policy.assignments import Deadline, Indicator, Task, Unit
from policy.documents import Clause, PolicyDocument
from policy.elements import DocumentHeader, Region
from vectorstore.embedders import HashEmbedder
from vectorstore.library import PolicyLibrary

DongLi = Region(name="东丽区", level="district", parents=("天津市",))
WuQing = Region(name="武清区", level="district", parents=("天津市",))

MakeDocument = Callable[..., PolicyDocument]


def make_document(
    title: str = "东丽区关于优化营商环境的实施方案",
    *,
    paragraphs: Sequence[str] = ("（一）深化国有企业改革。推动混合所有制改革落地见效。",),
    region: Region | None = DongLi,
    tasks: Sequence[tuple[int, Task]] = (),
    year: int = 2024,
) -> PolicyDocument:
    """A document of one heading and the paragraphs below it; tasks are given with the number of their paragraph."""
    text = "\n".join((title, "一、重点任务", *paragraphs))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    doc_id = sha256[:10]
    header = DocumentHeader(title=title, genre="plan", status="in_force", region=region, year=year)
    clauses = tuple(_clauses(doc_id, text, len(title) + 1))
    placed = tuple(_placed(task, clauses[number]) for number, task in tasks)
    return PolicyDocument(
        doc_id=doc_id,
        source_name=f"{title}.txt",
        sha256=sha256,
        header=header,
        text=text,
        clauses=clauses,
        tasks=placed,
    )


def make_task(
    quote: str = "推动混合所有制改革落地见效",
    *,
    units: Sequence[tuple[str, str, str]] = (("区国资委", "区国资委", "lead"),),
    due: date | None = None,
    indicator: str | None = None,
    themes: Sequence[str] = (),
) -> Task:
    """A task whose ids are set when it is placed in a document; units are (name, printed, role)."""
    return Task(
        task_id="",
        doc_id="",
        clause_id="",
        heading="",
        quote=quote,
        start=0,
        end=0,
        units=tuple(
            Unit.model_validate({"name": name, "printed": printed, "role": role, "start": 0, "end": 0})
            for name, printed, role in units
        ),
        themes=tuple(themes),
        deadlines=() if due is None else (_deadline(due),),
        indicators=() if indicator is None else (_indicator(indicator),),
    )


def _clauses(doc_id: str, text: str, start: int) -> Iterator[Clause]:
    for ordinal, line in enumerate(text[start:].split("\n"), start=1):
        yield Clause(
            clause_id=f"{doc_id}-{ordinal}",
            doc_id=doc_id,
            kind="item",
            level=1 if ordinal == 1 else 2,
            number="一、" if ordinal == 1 else f"（{ordinal - 1}）",
            heading="重点任务" if ordinal == 1 else line.split("。")[0][3:],
            text=line,
            path=(1,) if ordinal == 1 else (1, ordinal - 1),
            locator="一" if ordinal == 1 else f"一、（{ordinal - 1}）",
            start=start,
            end=start + len(line),
            parent_id=None if ordinal == 1 else f"{doc_id}-1",
        )
        start += len(line) + 1


def _placed(task: Task, clause: Clause) -> Task:
    ids = {"task_id": f"{clause.clause_id}t", "doc_id": clause.doc_id, "clause_id": clause.clause_id}
    return task.model_copy(update={**ids, "heading": clause.heading})


def _deadline(due: date) -> Deadline:
    return Deadline(raw=f"{due.year}年底前", kind="date", due=due, rule=None, inferred=False, start=0, end=0)


def _indicator(raw: str) -> Indicator:
    return Indicator(
        raw=raw, name="投资", comparator="=", value=3000, unit="亿元", due=None, is_target=True, start=0, end=0
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PolicyLibrary]:
    """An empty library that searches by keyword alone."""
    with PolicyLibrary(tmp_path / "library", embedder=None) as opened:
        yield opened


@pytest.fixture
def hybrid(tmp_path: Path) -> Iterator[PolicyLibrary]:
    """An empty library with both legs, on the small twin of an embedder."""
    with PolicyLibrary(tmp_path / "hybrid", embedder=HashEmbedder()) as opened:
        yield opened
