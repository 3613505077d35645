"""What stands before and after the body."""

from tests.policy.outlines import locators

PLAN = """某区关于招商引资的工作要点
一、招商引资
（一）拓展渠道。引进项目30个以上。
二、服务企业
（一）建立机制。每月走访。
某区人民政府
2025年1月6日
"""


def test_signature_never_takes_a_short_last_section_with_it() -> None:
    assert locators(PLAN)[-3:] == ["二、", "二、（一）", "文末落款"]
