import pytest

from policy.document_numbers import find_document_numbers, read_document_number


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("东丽政发〔2017〕32号", "东丽政发〔2017〕32号"),
        ("国办函（2004）36号", "国办函〔2004〕36号"),
        ("津政发 [2017] 18 号", "津政发〔2017〕18号"),
        ("国函〔\n2006\n〕38号", "国函〔2006〕38号"),
        ("济政办发 〔2018〕９号", "济政办发〔2018〕9号"),
        ("不符合国税函〔2009〕601号文件", "国税函〔2009〕601号"),
    ],
)
def test_a_number_is_read_in_any_brackets(printed: str, normal: str) -> None:
    assert str(read_document_number(printed)) == normal


@pytest.mark.parametrize("printed", ["国务院令第706号", "网信办(202212号)", "附件〔1〕", "〔2017〕32号"])
def test_what_lacks_a_year_or_an_agency_is_no_number(printed: str) -> None:
    assert read_document_number(printed) is None


def test_the_order_form_of_a_year_and_a_serial_is_a_number() -> None:
    number = read_document_number("国家税务总局公告2018年第28号")
    assert number is not None and (number.agency_code, number.year, number.serial) == ("国家税务总局公告", 2018, 28)
    assert str(number) == number.printed == "国家税务总局公告2018年第28号"


def test_two_numbers_in_a_sentence_are_told_apart() -> None:
    text = "按照建办科〔2017〕1号和财税〔2014〕42号办理"
    assert [text[n.start : n.end] for n in find_document_numbers(text)] == ["建办科〔2017〕1号", "财税〔2014〕42号"]
