"""What a question expects of its answer: forms, times, figures by value, and words that only look like asking."""

import pytest

from agent.expected import expected, figure_expected
from agent.figures import figure_stands, lies_within
from agent.places import Places
from agent.tenses import disagree
from agent.topics import topic_of

NOWHERE = Places()


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        ("平台要建成几级的?", "健全区、街两级平台", "健全平台"),
        ("一家奖多少?", "给予最高50万元奖励", "占比达到85%"),
        ("引进多少个项目?", "引进北京项目200个以上", "占比达到85%"),
        ("多少个工作日内办结?", "提交后十个工作日内", "引进项目200个"),
        ("一年办几场?", "全年组织活动6次", "引进项目200个"),
        ("多久走访一次?", "坚持单月普访、季度走访", "加强走访"),
        ("升级哪三家园区?", "推进甲园区、乙园区、丙园区升级", "推进甲园区升级"),
        ("哪些情形要列入名单?", "有下列情形之一的，应当列入", "确定名单"),
    ],
)
def test_a_form_is_expected_that_the_answer_has(question: str, answers: str, does_not: str) -> None:
    forms = expected(question, ())
    assert any(form.search(answers) for form in forms)
    assert not any(form.search(does_not) for form in forms)


def test_money_is_no_percentage_of_something_else() -> None:
    assert not figure_expected("一家奖多少?").search("占比达到85%")
    assert figure_expected("补贴多少?").search("按照20%给予补助")


def test_a_letter_that_begins_a_word_is_no_measure() -> None:
    assert figure_expected("引进多少项目?").search("全年引进项目20个以上")
    assert not figure_expected("多少项?").search("全年引进项目20个以上")


@pytest.mark.parametrize(
    ("question", "headings", "apart"),
    [
        ("今年新增就业的目标是多少", ("一、2023年工作回顾",), True),
        ("今年新增就业的目标是多少", ("二、2024年重点工作安排",), False),
        ("2023年工作回顾里要点是什么", ("一、2023年工作回顾",), False),
        ("由谁负责", ("一、2023年工作回顾",), False),
    ],
)
def test_last_year_is_not_what_is_planned(question: str, headings: tuple[str, ...], apart: bool) -> None:
    assert disagree(question, headings) is apart


@pytest.mark.parametrize(
    ("figure", "text", "stands"),
    [
        ("10个工作日", "提交报告后十个工作日内复查", True),
        ("二十个工作日", "提交报告后十个工作日内复查", False),
        ("每三年", "应当每五年组织一次调查", False),
        ("50%", "压减百分之五十以上", True),
    ],
)
def test_figures_are_held_by_their_value(figure: str, text: str, stands: bool) -> None:
    assert figure_stands(figure, text) is stands


@pytest.mark.parametrize("word", ["检查", "申请", "普查"])
def test_a_word_is_not_cut_by_what_looks_like_asking(word: str) -> None:
    assert word in topic_of(f"特种设备{word}的重点名单有哪些?", NOWHERE, ())


def test_a_figure_within_a_printed_range_is_no_mistake() -> None:
    tiers = "新增税收3000至5000万元4家,5000至1亿元2家"
    assert lies_within("7000万", tiers)
    assert not lies_within("6亿元", tiers)
