"""Sets and tables in whole, as a clerk asks for them."""

import pytest

from tests.agent.conversation import history_of, offline, unsupported
from vectorstore.library import PolicyLibrary


def test_units_asked_about_together_stand_in_one_table(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "东丽区科委、区国资委各背了哪些任务，摆一张表里看")
    assert answer.text.count("|---|") and answer.text.count("|序号|单位|") == 1
    assert unsupported(answer) == []


def test_an_empty_set_of_two_units_says_so_and_lists_nothing_else(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "东丽区国资委跟区文广局一块儿干的任务有哪些")
    assert answer.refused and "区国资委与区文广局共同承担" in answer.text


def test_one_unit_called_by_two_names_has_one_list(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "铁岭的市园区办和园区办有哪些任务")
    assert answer.text.count("已列") == 1


@pytest.mark.parametrize(
    ("question", "column"),
    [
        ("这几份材料的标题、发文单位、文号做个表", "|序号|标题|发文单位|文号|"),
        ("有哪些文件？列个表", "|序号|标题|文号|区县|日期|状态|"),
    ],
)
def test_documents_stand_under_the_elements_that_are_named(
    samples_library: PolicyLibrary, question: str, column: str
) -> None:
    assert column in offline(samples_library, question).text


def test_the_other_unit_is_asked_about_in_the_same_place(samples_library: PolicyLibrary) -> None:
    answer = offline(samples_library, "市财政局呢", history_of("铁岭市商务局负责哪几条", "3条。"))
    assert "滨海" not in answer.text
