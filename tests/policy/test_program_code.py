import pytest

from policy.chrome import find_chrome
from policy.program_code import find_program_code
from policy.readers.source import SourceText


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_program_code(text)]


def test_a_script_goes_on_over_its_lines_until_the_text_goes_on() -> None:
    text = "抓好落实。\n$(document).ready(function(){\n  var a = 1;\n});\n\n相关附件见公告。"
    assert found(text) == ["$(document).ready(function(){\n  var a = 1;\n});"]


def test_a_style_sheet_is_code() -> None:
    assert found(".TRS_P{line-height:1.5;font-size:12pt;}\n通知如下。") == [".TRS_P{line-height:1.5;font-size:12pt;}"]


@pytest.mark.parametrize(
    "text",
    [
        "函数f(x)=ax²+b的参数",
        "指标y = 0.3x（x为就业人数）；权重另定。",
        "系统对接window.open()接口，由区数据局负责。",
        "let us go",
    ],
)
def test_prose_is_no_code(text: str) -> None:
    assert found(text) == []


def test_code_in_the_middle_of_the_text_is_chrome() -> None:
    text = "一、任务\n抓落实。 var _a=[1,2];function b(){_a[0]=1;}\n二、保障\n抓督查。\n"
    assert [text[s.start : s.end] for s in find_chrome(SourceText(text=text))] == [
        "var _a=[1,2];function b(){_a[0]=1;}"
    ]
