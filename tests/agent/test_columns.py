"""The columns that a question names for its table."""

import pytest

from agent.columns import columns_in


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("列成表:序号、协助内容、找哪个市级部门", ("序号", "协助内容", "找哪个市级部门")),
        ("那几个数整理成“指标—数值”两列", ("指标", "数值")),
        ("这几份材料的标题、发文单位、文号做个表", ("标题", "发文单位", "文号")),
        ("把和平、东丽、武清的任务做个表", ()),
    ],
)
def test_columns_are_those_that_are_named(question: str, columns: tuple[str, ...]) -> None:
    assert columns_in(question) == columns
