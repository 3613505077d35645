import pytest

from tests.policy.outlines import locators, outline_of


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("二、任务\n(七)完善机制\n", "二、（七）"),
        ("三、保障\n（二）支持\n1．奖补。\n", "三、（二）1."),
        ("第十二条 县级以上人民政府负责。\n", "第十二条"),
        ("五、开放\n8.扩大外贸。\n六、建设\n9.创新模式。\n", "六、9."),
    ],
)
def test_the_locator_is_the_chain_of_numbers(text: str, printed: str) -> None:
    assert locators(text)[-1] == printed


def test_paths_count_siblings_whatever_numbers_are_printed() -> None:
    clauses = outline_of("一、任务\n9.甲事。\n11.乙事。\n11.丙事。\n").clauses
    assert [clause.path for clause in clauses] == [(1,), (1, 1), (1, 2), (1, 3)]
