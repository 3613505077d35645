import pytest

from policy.indicator_names import Context, name_indicator, split_names
from policy.quantities import read_quantities


@pytest.mark.parametrize(
    ("phrase", "name", "comparator"),
    [
        ("全年引进战略性新兴产业项目10个以上", "引进战略性新兴产业项目", "≥"),
        ("力争规上工业增加值增长8%", "规上工业增加值", "+"),
        ("数字经济占比提高到12%", "数字经济占比", "≥"),
        ("能耗强度下降3%", "能耗强度", "-"),
        ("失业率控制在5%以内", "失业率", "≤"),
        ("累计完成投资120亿元", "累计完成投资", "="),
    ],
)
def test_name_has_no_adverbs_and_no_comparators(phrase: str, name: str, comparator: str) -> None:
    (quantity,) = read_quantities(phrase)
    found = name_indicator(phrase[: quantity.start], quantity, phrase[quantity.end :], before="", context=Context())
    assert (found.text, found.comparator) == (name, comparator)


def test_a_phrase_without_a_subject_takes_that_of_the_phrase_before() -> None:
    (quantity,) = read_quantities("达到3000亿元的规模")
    found = name_indicator("达到", quantity, "的规模", before="形成产业基金群", context=Context())
    assert found.text == "形成产业基金群规模"


def test_a_list_that_ends_in_等_is_one_thing() -> None:
    (quantity,) = read_quantities("产值、投资等指标增长9%")
    found = name_indicator("产值、投资等指标增长", quantity, "", before="", context=Context())
    assert split_names(found, quantity) == ["产值、投资等指标"]
