from datetime import date

import pytest

from policy.dates import find_dates, read_date


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2017年12月31日", date(2017, 12, 31)),
        ("二〇一七年十二月三十一日", date(2017, 12, 31)),
        ("二○○四年四月二十七日", date(2004, 4, 27)),
        ("2020 年 10 月 19 日", date(2020, 10, 19)),
        ("2019年１月３日印发", date(2019, 1, 3)),
        ("2019-05-24 16:15:28", date(2019, 5, 24)),
        ("2019-05-2416:15:28", date(2019, 5, 24)),
        ("2024.2.29", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_however_it_is_printed(printed: str, expected: date) -> None:
    assert read_date(printed) == expected


@pytest.mark.parametrize(
    "printed", ["0402年3月1日", "2018年2月30日", "12020年1月1日", "2019年 月 日", "2023年2月29日", "二〇二〇年八月"]
)
def test_a_mangled_or_impossible_date_is_none(printed: str) -> None:
    assert read_date(printed) is None


def test_every_date_slices_back_to_its_printed_form() -> None:
    text = "自2019年1月1日起，至二〇二五年十二月三十一日止"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["2019年1月1日", "二〇二五年十二月三十一日"]
