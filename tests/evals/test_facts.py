import pytest

from evals.facts import facts_of, without_marks


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("培训３,０００人", ["3000"]),
        ("增长8.50%", ["8.5"]),
        ("二〇一七年十二月三十一日", ["2017-12-31"]),
        ("2017-12-31", ["2017-12-31"]),
        ("6月30日前", ["-6-30"]),
        ("(2020)第2号", ["2020", "2"]),
        ("津自贸办[2020]2号", ["贸办〔2020〕2号"]),
        ("按照津自贸办（2020）2号", ["贸办〔2020〕2号"]),
        ("十个工作日", ["10"]),
        ("一批重点项目", ["1"]),
    ],
)
def test_facts_are_compared_by_value(text: str, values: list[str]) -> None:
    assert [fact.value for fact in facts_of(text)] == values


def test_the_longer_name_of_a_unit_hides_the_shorter_in_an_answer_but_not_in_a_source() -> None:
    units = ("市发改委会同部门", "发改委")
    assert [fact.value for fact in facts_of("市发改委会同部门", units=units)] == ["市发改委会同部门"]
    assert len(facts_of("市发改委会同部门", units=units, parts=True)) == 2


def test_ordinals_of_lists_and_tables_state_nothing() -> None:
    assert not facts_of(without_marks("12. 减税[12]\n|3|降费|"))
