import pytest

from policy.numbering import han_value, normal_number, read_numeral


@pytest.mark.parametrize(
    ("printed", "family", "value"),
    [
        ("一、总体要求", "han", 1),
        ("二十三、附则", "han", 23),
        ("（七）完善机制", "han_paren", 7),
        ("( 七 )完善机制", "han_paren", 7),
        ("1.深化改革", "arabic", 1),
        ("１２．支持技改", "arabic", 12),
        ("3﹒推进封装", "arabic", 3),
        ("4、落实责任", "arabic", 4),
        ("（5）突破技术", "arabic_paren", 5),
        ("③核查", "circled", 3),
        ("三是推进招商", "ordinal", 3),
        ("第 1 条 为了", "article", 1),
        ("第一百零二条 本条例", "article", 102),
        ("第三章　开放应用", "chapter", 3),
        ("4.2.3 成果报送", "decimal3", 3),
    ],
)
def test_official_numbers_are_read(printed: str, family: str, value: int) -> None:
    numeral = read_numeral(printed)
    assert numeral is not None
    assert (numeral.family, numeral.value) == (family, value)


@pytest.mark.parametrize(
    "words",
    [
        "3.5亿元",
        "1.2月份完成",
        "第三条规定的情形",
        "第二条、第三条",
        "一、二级市场",
        "2025年底前",
        "12个项目",
        "三是否达标",
        "854.2 万多条",
    ],
)
def test_figures_dates_and_references_are_no_numbers(words: str) -> None:
    assert read_numeral(words) is None


def test_a_year_after_the_number_is_no_decimal() -> None:
    numeral = read_numeral("8.2020年底前完成")
    assert numeral is not None and numeral.value == 8


@pytest.mark.parametrize(
    ("printed", "value"), [("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99), ("一百一十", 110)]
)
def test_han_numerals_have_their_value(printed: str, value: int) -> None:
    assert han_value(printed) == value


def test_locators_show_numbers_full_width_and_without_spaces() -> None:
    assert normal_number("( 五 )", "han_paren") == "（五）"
    assert normal_number("第 1 条", "article") == "第1条"
