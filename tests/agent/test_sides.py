"""The sides of a comparison that are no places, read from the wording."""

import pytest

from agent.sides import read_sides
from agent.understanding import understand
from tests.agent.conversation import history_of
from vectorstore.library import PolicyLibrary


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("申请人和安全员各要符合什么条件？", ("申请人", "安全员")),
        ("智慧商店里头，百货店和超市便利店的专门要求有什么不同？", ("百货店", "超市便利店")),
        ("智能产品、优秀案例、数字课堂三个数哪个最大", ("智能产品", "优秀案例", "数字课堂")),
        ("两个节点2027和2030分别要到什么程度", ("2027年", "2030年")),
        ("去年新增多少家、今年打算多少家，多了还是少了", ("2023年", "2024年")),
        ("车企和“使用主体”各负什么责任", ("车企", "使用主体")),
    ],
)
def test_sides_are_named_as_the_question_names_them(text: str, labels: tuple[str, ...]) -> None:
    sides = read_sides(text, year=2024)
    assert sides is not None
    assert sides.labels == labels


@pytest.mark.parametrize("text", ["项目和资金有多少", "雏鹰企业和瞪羚企业分别是多少家", "完善机制和体制"])
def test_a_list_of_things_is_no_comparison(text: str) -> None:
    assert read_sides(text) is None


def test_listed_aspects_of_two_years_are_a_row_each() -> None:
    sides = read_sides("2023年实绩和2024年目标比一比：GDP、固投、社零")
    assert sides is not None
    assert sides.aspects == ("GDP", "固投", "社零")


def test_places_and_units_have_comparisons_of_their_own(samples_library: PolicyLibrary) -> None:
    places = understand("东丽和铁岭的招商有什么不同", history=history_of(), library=samples_library)
    units = understand("区科委和区金融办各要参与哪些任务", history=history_of(), library=samples_library)
    assert (places.sides, units.sides) == ((), ())
    assert units.kind == "tasks"
