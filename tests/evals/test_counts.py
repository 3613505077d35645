import pytest

from evals.counts import false_counts
from tests.evals.papers import document

LIST = "\n1. 压减审批时限[1]\n2. 培育科技企业[2]"


def printed(answer: str) -> list[str]:
    return [count.printed for count in false_counts(answer, documents=[document()])]


@pytest.mark.parametrize(
    "answer",
    [
        f"共 2 项，已列 2 项；另有 1 项未写责任单位（已查东丽区 1 份文件）：{LIST}",
        "共 1 项：\n\n|序号|任务|\n|---|---|\n|1|压减|",
        "东丽区共 2 项：" + LIST + "\n和平区共 1 项：\n1. 走访[3]",
        "共有 2 项[1][2]。",
        "提纲：\n- 走访（拟定）\n- 宣传\n其中“拟定”1 条。",
    ],
)
def test_counts_that_the_answer_bears_out_hold(answer: str) -> None:
    assert not printed(answer)


def test_a_count_of_more_than_is_listed_does_not_hold() -> None:
    assert printed(f"共 3 项，已列 2 项：{LIST}") == ["共 3 项"]


def test_more_files_than_the_library_has_were_not_searched() -> None:
    assert printed("资料中未见（已查 2 份文件）") == ["已查 2 份文件"]


def test_as_many_tasks_without_units_as_the_ledger_has() -> None:
    assert printed(f"共 2 项；另有 4 项未写责任单位：{LIST}") == ["另有 4 项"]
