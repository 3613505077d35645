import pytest

from policy.numerals import parse_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("300", 300),
        ("8.5", 8.5),
        ("1,200", 1200),
        ("３０", 30),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百二十", 120),
        ("两万", 20000),
        ("三千零五", 3005),
        ("一亿二千万", 120000000),
        ("二〇二五", 2025),
    ],
)
def test_number_is_read_in_digits_and_in_chinese(printed: str, value: float) -> None:
    assert parse_number(printed) == value


@pytest.mark.parametrize("printed", ["", "若干", "第三", "3个", "1.2.3", "壹佰"])
def test_what_is_no_number_gives_none(printed: str) -> None:
    assert parse_number(printed) is None
