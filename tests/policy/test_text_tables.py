import pytest

from policy.elements import DocumentHeader
from policy.ledger import read_ledger
from policy.text_tables import find_text_tables
from tests.policy.outlines import locators, outline_of

HEADER = ("序号", "重点任务", "责任单位", "完成时限")
ROWS = (("1", "建设产业平台10个", "区科技局、区财政局", "2025年6月底前"), ("2", "引进高层次人才", "区人社局", "全年"))


def table(delimiter: str, *, ends: str = "") -> str:
    return "\n".join(f"{ends}{delimiter.join(row)}{ends}" for row in (HEADER, *ROWS))


TABLES = {
    "tabs": table("\t"),
    "bars": table("|", ends="|"),
    "bars with a rule": table("|", ends="|").replace("\n", "\n|---|---|---|---|\n", 1),
    "spaces": table("    "),
    "wide spaces": table("\u3000\u3000"),
}


@pytest.mark.parametrize("printed", TABLES.values(), ids=TABLES.keys())
def test_rows_of_a_table_in_plain_text_are_tasks(printed: str) -> None:
    text = f"一、任务分工\n{printed}\n以上任务请各单位抓好落实。\n二、保障\n抓督查。\n"
    outline = outline_of(text)
    tasks = read_ledger(text, outline, DocumentHeader(title="方案", year=2025), doc_id="d").tasks
    assert [table.columns for table in outline.tables] == [HEADER]
    assert [unit.printed for task in tasks for unit in task.units] == ["区科技局", "区财政局", "区人社局"]
    assert "一、第1行" in locators(text)


def test_an_empty_cell_between_tabs_keeps_its_column() -> None:
    text = "序号\t任务\t责任单位\t备注\n1\t建平台\t\t续建\n2\t聚人才\t区人社局\n"
    found = next(iter(find_text_tables(text)))
    assert [(c.row, c.column) for c in found.cells if c.start < c.end and c.row == 1] == [(1, 0), (1, 1), (1, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "责任单位：  区科技局\n完成时限：  6月底\n",
        "各单位  各部门\n要抓好任务  落实工作\n确保完成  全年目标\n",
        "序号\t任务\t责任单位\n以上由各单位抓好落实。\n",
        "一、任务   抓落实\n二、项目   抓建设\n",
    ],
    ids=["labels", "wide gaps", "a header alone", "numbers"],
)
def test_lines_that_only_hold_gaps_are_no_table(text: str) -> None:
    assert list(find_text_tables(text)) == []
