import pytest

from policy.quantities import mask_quoted, read_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3000亿元", 3000, "亿元"),
        ("8.5万平米", 8.5, "万平米"),
        ("1—2个", (1, 2), "个"),
        ("5000至1亿元", (5000, 10000), "万元"),
        ("百分之八十", 80, "%"),
        ("１０％", 10, "％"),
        ("1.2万公里", 1.2, "万公里"),
        ("三个产业集群", 3, "个"),
        ("100多家", 100, "家"),
        ("1.5个百分点", 1.5, "个百分点"),
    ],
)
def test_number_and_unit_are_read_as_printed(text: str, value: object, unit: str) -> None:
    (quantity,) = read_quantities(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "110kV电站",
        "5G网络",
        "世界500强",
        "5大类",
        "第3次",
        "一批项目",
        "2025年",
        "五届九次全会",
        "四期泵站",
        "1号线",
        "八个字",
        "V1汽车",
        "百亿元级项目",
    ],
)
def test_names_and_ordinals_are_no_quantities(text: str) -> None:
    assert list(read_quantities(text)) == []


def test_short_quotations_and_titles_are_blanked_out() -> None:
    assert list(read_quantities(mask_quoted("落实《服务20条》和“和平20条”、“122”计划"))) == []


@pytest.mark.parametrize("text", ["增长1\u200b2%", "1\u2060\u200b2家", "引进项目③０个", "𝟙2家"])
def test_the_end_of_a_figure_is_no_figure(text: str) -> None:
    assert list(read_quantities(text)) == []


def test_an_unseen_character_or_a_circled_point_before_a_figure_takes_nothing_from_it() -> None:
    assert [quantity.value for quantity in read_quantities("增长\u200b12%，①5个项目")] == [12, 5]
