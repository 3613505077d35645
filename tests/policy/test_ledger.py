from functools import cache
from pathlib import Path

import pytest

from policy.assignments import Task
from policy.elements import DocumentHeader
from policy.ledger import Ledger, read_ledger
from policy.outline import read_outline
from policy.parsing import parse_document
from policy.readers.source import SourceText

POLICIES = Path(__file__).parents[2] / "../shared/policies"
SEEDS = Path(__file__).parents[2] / "../shared/seeds"
LAYOUTS = (
    "sd006.txt",
    "sd027.txt",
    "gwy05.html",
    "gwy07.html",
    "local4.txt",
    "reg28.md",
    "report2024_深圳.txt",
    "cn147.txt",
)


def ledger(text: str, *, year: int = 2025) -> Ledger:
    header = DocumentHeader(title="实施方案", year=year, genre="plan")
    return read_ledger(text, read_outline(SourceText(text=text), doc_id="d"), header, doc_id="d")


PLAN = """某区2025年实施方案

一、总体要求
到2027年，工业总产值达到100亿元。

二、重点任务
（一）推进审批改革。年底前压减审批时限50%以上。（责任单位：区审批局、区发改委）
（二）引进优质企业。引进企业30家。（牵头单位：区商务局；配合单位：区财政局）

三、保障措施
（一）加强组织领导。各单位要建立台账，每季度报送一次。
"""


def test_every_measure_becomes_a_task_in_reading_order() -> None:
    assert [task.heading for task in ledger(PLAN).tasks] == ["推进审批改革", "引进优质企业", "加强组织领导"]


def test_a_task_holds_units_deadlines_indicators_and_themes() -> None:
    task = ledger(PLAN).tasks[0]
    assert task.quote == "年底前压减审批时限50%以上。"
    assert [unit.printed for unit in task.units] == ["区审批局", "区发改委"]
    assert [str(one.due) for one in task.deadlines] == ["2025-12-31"]
    assert [one.value for one in task.indicators] == [50]
    assert task.themes[0] == "营商环境/放管服"


def test_what_stands_in_no_task_is_given_apart() -> None:
    found = ledger(PLAN)
    assert [one.raw for one in found.deadlines] == ["到2027年"]
    assert [(one.value, str(one.due)) for one in found.indicators] == [(100, "2027-12-31")]


def slices_back(text: str, task: Task) -> bool:
    parts = [(task.quote, task.start, task.end)]
    parts += [(unit.printed, unit.start, unit.end) for unit in task.units]
    parts += [(one.raw, one.start, one.end) for one in task.deadlines]
    parts += [(one.raw, one.start, one.end) for one in task.indicators]
    parts += [(item.text, item.start, item.end) for item in task.support_items]
    return all(text[start:end] == printed for printed, start, end in parts)


def test_every_field_slices_back_to_the_text() -> None:
    assert all(slices_back(PLAN, task) for task in ledger(PLAN).tasks)


def test_units_of_the_clause_above_hold_for_those_below() -> None:
    text = "一、推进改革（责任单位：区发改委）\n（一）压减审批时限。\n（二）优化办事流程。\n"
    assert [[unit.printed for unit in task.units] for task in ledger(text).tasks] == [["区发改委"], ["区发改委"]]


def test_a_line_after_a_run_holds_for_the_whole_run() -> None:
    text = "一、推进改革\n1.压减审批时限，精简材料。\n2.优化办事流程，方便群众。\n责任单位：区审批局\n"
    assert [[unit.printed for unit in task.units] for task in ledger(text).tasks] == [["区审批局"], ["区审批局"]]


def test_figures_of_a_review_are_no_targets() -> None:
    found = ledger(
        "一、2024年工作回顾\n（一）经济稳中有进。引进企业20家。\n二、重点任务\n（一）引进企业。引进企业30家。\n"
    )
    assert [(one.value, one.is_target) for one in found.indicators] == [(20, False)]
    assert [one.value for task in found.tasks for one in task.indicators] == [30]


def test_same_text_gives_the_same_ledger() -> None:
    assert ledger(PLAN) == ledger(PLAN)


@cache
def _documents(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.txt"))) if folder.is_dir() else ()


@pytest.mark.parametrize("name", LAYOUTS)
def test_real_layouts_keep_the_promises(name: str) -> None:
    path = POLICIES / name
    if not path.is_file():
        pytest.skip("没有 ../shared/policies，略过真实文件")
    document = parse_document(path)
    clauses = [task.clause_id for task in document.tasks]
    assert len(set(clauses)) == len(clauses) and set(clauses) <= set(document.clause_by_id)
    assert all(slices_back(document.text, task) for task in document.tasks)


def test_a_measure_and_its_row_mirror_each_other() -> None:
    documents = [parse_document(path) for path in _documents(SEEDS)]
    if not documents:
        pytest.skip("没有 ../shared/seeds，略过真实文件")
    by_id = {task.task_id: task for document in documents for task in document.tasks}
    mirrored = [task for task in by_id.values() if task.mirror_id]
    assert mirrored and all(by_id[task.mirror_id or ""].mirror_id == task.task_id for task in mirrored)
