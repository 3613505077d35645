"""Which elements of a document a question asks for, and which only share their words with a matter of a clause."""

import pytest

from agent.fields import fields_in
from tests.agent.conversation import offline
from vectorstore.library import PolicyLibrary

RULES = """云江市药品进口备案管理办法

第一条 药品有效期不满12个月的，进口备案时剩余有效期不得低于6个月。
第二条 企业应当按类别和数量汇总备案情况，在网站公示。
第三条 进口备案通关单的格式由市药监局制定。
第四条 本办法自2004年1月1日起施行。
"""


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("这个办法什么时候施行", ("施行日期",)),
        ("药品进口备案管理办法有效期几年", ("有效期至",)),
        ("不满12个月的药品，剩余有效期至少几个月", ()),
        ("企业在网站公示什么", ()),
        ("通关单是谁制定的", ()),
        ("通关单是谁制定的，办法的文号多少", ("发文字号",)),
        ("这份办法作废了吗", ("状态",)),
    ],
)
def test_an_element_is_meant_only_where_nothing_else_is_asked_about(
    text: str, fields: tuple[str, ...], paper_library: PolicyLibrary
) -> None:
    doc_ids = [summary.doc_id for summary in paper_library.documents()]
    assert fields_in(text, paper_library, doc_ids=doc_ids) == fields


def test_a_day_that_is_taken_for_another_is_corrected(paper_library: PolicyLibrary) -> None:
    answer = offline(paper_library, "药品进口备案管理办法是2003年8月18日起施行的吗").text
    assert "施行日期不是“2003年8月18日”" in answer
    assert "2004-01-01" in answer
