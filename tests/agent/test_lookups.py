"""A fact that was asked for: each part with its own form, what is lacking, and premises that the text denies."""

import pytest

from tests.agent.conversation import offline, unsupported
from vectorstore.library import PolicyLibrary

RULES = """云江市产业园区发展行动计划

一、主要目标
到2020年，园区实现主营业务收入109.1亿元。到2023年，园区主营业务收入达到300亿元。新培育技术经纪人1000人。

二、重点任务
（一）优化空间布局。重点建设松原声学产业谷和白城光电产业基地。
（二）设立园区发展专项资金、产业引导基金，引导社会资本参与，形成支持重点产业发展的基金群，力争达到3000亿元的规模。
（三）推动云港退税政策尽早实施。
（四）登记证遗失的，应当自遗失之日起15日内报告。个体工商户需要停业的，应当在停业前申报办理停业登记。停业期限不得超过一年。
（五）建设花湖市级夜间经济示范区，打造2个共享厂房和6个标准车间。落实“两补一免”扶持办法，依托云江学院培训技工。

三、工作保障
市长王立华同志任园区领导小组组长。
"""


def said(library: PolicyLibrary, question: str) -> str:
    answer = offline(library, question)
    assert unsupported(answer) == []
    return answer.text


def test_each_part_of_a_question_gets_its_own_year(paper_library: PolicyLibrary) -> None:
    answer = said(paper_library, "园区2020年收入多少，到2023年想做到多少？")
    assert "109.1亿元" in answer
    assert "300亿元" in answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("登记证丢了几天内要报告", "15日内"),
        ("个体户停业最长能停多久啊", "一年"),
        ("夜间经济师范区放在哪儿", "花湖"),
        ("“两补一免”是哪项工作里的", "扶持办法"),
        ("老李啊，登记证丢了几天内要报告，你给我看看", "15日内"),
    ],
)
def test_daily_words_and_talk_lead_to_the_sentence_of_the_asked_form(
    question: str, told: str, paper_library: PolicyLibrary
) -> None:
    answer = said(paper_library, question)
    assert told in answer
    assert "未见" not in answer


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("园区发展专项资金安排多少钱", "具体数字"),
        ("云港退税政策哪天实施", "时间"),
        ("技术经纪人人均补多少", "未见"),
        ("园区去年实际培育了多少技术经纪人", "安排"),
        ("夜间经济示范区是哪家公司承建的", "单位"),
    ],
)
def test_what_a_sentence_lacks_of_the_asked_form_is_said(
    question: str, lacks: str, paper_library: PolicyLibrary
) -> None:
    answer = said(paper_library, question)
    assert "资料中未见" in answer
    assert lacks in answer


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("园区要新培育5000名技术经纪人吧？", "1000人"),
        ("基金群要做到5000亿元吗？", "3000亿元"),
        ("园区要打造6个共享厂房和2个标准车间？", "2个共享厂房"),
        ("松原的光电产业基地要建什么？", "白城光电产业基地"),
        ("书记王立华是园区领导小组组长吗？", "王立华不是书记"),
    ],
)
def test_a_mistaken_premise_is_corrected_with_the_phrase_that_says_otherwise(
    question: str, right: str, paper_library: PolicyLibrary
) -> None:
    answer = said(paper_library, question)
    assert "与原文不符" in answer
    assert right in answer.replace("**", "")
