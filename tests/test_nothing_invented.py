"""Nothing reaches a person that no cited clause holds: tables, comparisons, drafts and files, asked for at random.

Held against `evals.facts`, which shares nothing with the product's own verification: every figure, date, 文号 and unit
of a cell or a paragraph must stand in the clauses it cites, the headings above them, or the words of the request.
Answers in words, with models that lie, are in tests/agent/test_lying_models.py; here they are followed into the files.
Not covered: serial numbers, how many documents were looked through, and the days that reminders reckon from a rule.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from agent.agent import PolicyAgent
from agent.events import Answered
from agent.models import ModelSettings, connect
from evals.facts import Fact, facts_of, without_marks
from evals.groundedness import Bookshelf, clause_texts
from evals.scripted_model import serving
from policy.errors import CeWenError
from tests.agent.conversation import history_of
from tests.agent.test_lying_models import LIES, MARKS, Liar
from tests.agent.vocabulary import Vocabulary
from tools.comparison import Comparison, compare_districts
from tools.draft_exports import FORMATS, save_draft
from tools.draft_making import make_draft
from tools.drafts import Draft, DraftKind, DraftPiece
from tools.evidence import SourceRef
from tools.tables import AnswerTable, build_table
from ui.conversation import Exchange
from ui.saving import answer_writer
from vectorstore.library import PolicyLibrary

_LONG = settings.get_current_profile_name() == "long"
at_random = settings(
    deadline=None, derandomize=not _LONG, suppress_health_check=list(HealthCheck), max_examples=400 if _LONG else 12,
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
COLUMNS = (
    "序号",
    "任务",
    "责任单位",
    "牵头单位",
    "配合单位",
    "时限",
    "指标",
    "量化指标",
    "主题",
    "出处",
    "原文",
    "措施",
    "所在条款",
)
TOPICS = ("招商引资", "国有企业改革", "科技创新", "营商环境", "人才", "开发区", "养老", "项目 9182 亿元", "2031年")
PLACES = ("东丽区", "和平区", "滨海新区", "武清开发区", "铁岭市", "武清区", "津南区", "天津市")
_COUNTED = re.compile(r"\d{1,3} 份文件|\d{1,2}个地区|^\d{1,3}$|^\d{4}年起的放假安排.*|^因节假日调整，.*", re.M)
some = st.lists(st.sampled_from(PLACES), min_size=1, max_size=3, unique=True)


class Grounds:
    """What a library holds, for looking up what was said of it."""

    def __init__(self, library: PolicyLibrary) -> None:
        self.library = library
        self.documents = [library.document(each.doc_id) for each in library.documents()]
        self._by_id = {document.doc_id: document for document in self.documents}
        self.units = Bookshelf(self.documents).units

    def beyond(self, words: str, refs: Iterable[SourceRef], asked: str = "") -> set[Fact]:
        """The facts of the words that neither the cited clauses nor the request holds."""
        said = self._stated(words)
        return said.difference(self._facts(asked), *(self._of_clause(ref.clause_id) for ref in refs)) if said else said

    def beyond_all(self, words: str, asked: str = "") -> set[Fact]:
        """The facts of the words that stand nowhere in the library."""
        said = self._stated(words)
        return said - self._everything - self._facts(asked) if said else said

    @cached_property
    def _everything(self) -> set[Fact]:
        return set().union(*(self._facts(text) for each in self.documents for text in (each.text, each.source_name)))

    @cache  # noqa: B019
    def _of_clause(self, clause_id: str) -> set[Fact]:
        document = self._by_id[clause_id.partition("-")[0]]
        clause = document.clause_by_id[clause_id]
        return set().union(*map(self._facts, (*clause_texts(document, clause), clause.locator)))

    def _stated(self, words: str) -> set[Fact]:
        return set(facts_of(without_marks(_COUNTED.sub("", words)), units=self.units))

    def _facts(self, text: str) -> set[Fact]:
        return set(facts_of(text, units=self.units, parts=True))


@pytest.fixture(scope="module")
def grounds(samples_library: PolicyLibrary) -> Grounds:
    return Grounds(samples_library)


def made(make: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """What a tool returns; None where it says in a sentence that it cannot."""
    try:
        return make(*given, **named)
    except CeWenError as error:
        assert str(error).endswith("。")
        return None


def invented_in_table(table: AnswerTable, grounds: Grounds) -> list[tuple[str, set[Fact]]]:
    return [
        (value.text, beyond)
        for row, whole in zip(table.rows, table.row_refs, strict=True)
        for column, value in zip(table.columns, row, strict=True)
        if column != "序号" and (beyond := grounds.beyond(value.text, (*value.refs, whole)))
    ]


def invented_in_comparison(found: Comparison, grounds: Grounds, asked: str) -> list[tuple[str, set[Fact]]]:
    told = [(each.text, each.refs) for row in found.rows for cell in row.cells for each in cell.statements]
    told += [(each.text, each.refs) for each in (*found.differing, *found.comparability)]
    return [(text, beyond) for text, refs in told if (beyond := grounds.beyond(text, refs, asked))]


def invented_in_draft(draft: Draft, grounds: Grounds, asked: str) -> list[tuple[str, set[Fact]]]:
    return [
        (cell, beyond)
        for piece in draft.standing
        for cell in _stated(piece)
        if (beyond := grounds.beyond(cell, piece.refs, asked))
    ]


def _stated(piece: DraftPiece) -> Sequence[str]:
    """Its cells without the serial number that a row begins with."""
    return piece.cells[1:] if piece.kind == "row" else piece.cells


@at_random
@given(columns=st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=6, unique=True), regions=some | st.none())
def test_no_cell_of_a_table_states_what_its_clauses_do_not(
    columns: list[str], regions: list[str] | None, grounds: Grounds
) -> None:
    table = made(build_table, grounds.library, columns=columns, regions=regions)
    assert table is None or invented_in_table(table, grounds) == []


def test_an_invention_would_be_found(grounds: Grounds) -> None:
    table = build_table(grounds.library, columns=["任务", "指标"])
    first = (table.rows[0][0].model_copy(update={"text": "投资9182亿元"}), *table.rows[0][1:])
    lying = table.model_copy(update={"rows": (first, *table.rows[1:])})
    assert [text for text, _ in invented_in_table(lying, grounds)] == ["投资9182亿元"]
    draft = make_draft(grounds.library, kind="outline", draft_id="ab12", targets=["东丽区"], topic="招商引资")
    piece = next(each for each in draft.standing if each.refs)
    lying_draft = draft.with_piece(piece.model_copy(update={"cells": ("2037年底前完成",)}))
    assert len(invented_in_draft(lying_draft, grounds, "招商引资东丽区")) == 1


@at_random
@given(topic=st.sampled_from(TOPICS), regions=st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True))
def test_no_comparison_states_what_its_clauses_do_not(topic: str, regions: list[str], grounds: Grounds) -> None:
    found = made(compare_districts, grounds.library, topic=topic, regions=regions)
    assert found is None or invented_in_comparison(found, grounds, f"{topic}{regions}") == []


@at_random
@given(kind=st.sampled_from(list(FORMATS)), targets=some, topic=st.sampled_from(("", *TOPICS)))
def test_no_draft_and_no_file_of_it_states_what_its_clauses_do_not(
    kind: DraftKind, targets: list[str], topic: str, grounds: Grounds, tmp_path_factory: pytest.TempPathFactory
) -> None:
    draft = made(make_draft, grounds.library, kind=kind, draft_id="ab12", targets=targets, topic=topic)
    if draft is None:
        return
    asked = f"{topic}{targets}"
    assert invented_in_draft(draft, grounds, asked) == []
    folder = tmp_path_factory.mktemp("drafts")
    for suffix in FORMATS[kind]:
        path = folder / f"稿{suffix}"
        if made(save_draft, grounds.library, draft, path, since=date(2025, 3, 1)) is None and path.exists():
            stray = [(words, beyond) for words in words_of(path) if (beyond := grounds.beyond_all(words, asked))]
            assert stray == []


def _seen_cells(path: Path) -> Iterator[str]:
    """Without the sheet and the column in which a draft remembers itself."""
    for sheet in load_workbook(path):
        if sheet.sheet_state == "visible":
            hidden = {name for name, column in sheet.column_dimensions.items() if column.hidden}
            yield from (
                cell.value
                for row in sheet.iter_rows()
                for cell in row
                if isinstance(cell.value, str) and cell.column_letter not in hidden
            )


def words_of(path: Path) -> Iterator[str]:
    """Every paragraph and cell of a file that a person sees."""
    match path.suffix:
        case ".docx":
            document = Document(str(path))
            yield from (paragraph.text for paragraph in document.paragraphs)
            yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        case ".xlsx":
            yield from _seen_cells(path)
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from (cell for row in csv.reader(file) for cell in row)
        case ".ics":
            for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
                yield from (str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION"))
        case _:
            yield from path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("seed", range(20) if _LONG else range(2))
def test_no_lie_of_a_model_reaches_a_file(seed: int, grounds: Grounds, tmp_path: Path) -> None:
    with serving(Liar(seed)) as server:
        model = connect(ModelSettings(model="liar", api_key="k", base_url=server.url, context=32_768))
        for questions in Vocabulary(grounds.library, seed=seed).conversations(3):
            history = history_of(questions[0], f"{LIES[seed % len(LIES)]}[1]。")
            for answered in asked_of(PolicyAgent(grounds.library, model=model), questions[-1], history):
                for path in saved(answered, questions[-1], grounds.library, tmp_path):
                    words = "\n".join(words_of(path))
                    assert [mark for mark in MARKS if mark in words] == []
                    assert grounds.beyond_all(words, questions[-1]) == set()


def asked_of(agent: PolicyAgent, question: str, history: Any) -> Iterator[Answered]:
    yield from (event for event in made(list, agent.ask(question, history)) or () if isinstance(event, Answered))


def saved(answered: Answered, question: str, library: PolicyLibrary, folder: Path) -> Iterator[Path]:
    """The answer in every kind of file that it has."""
    exchange = Exchange(question=question).after(answered)
    for kind, table in (("docx", None), ("md", None), ("xlsx", 0), ("csv", 0)):
        found = answer_writer(exchange, {"kind": kind, "table": table}, library)
        if found:
            path = folder / f"答案{found[0]}"
            found[1](path)
            yield path
