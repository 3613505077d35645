"""What a comparison of places asks beyond them."""

import pytest

from agent.districts import aspects_in
from agent.understanding import understand
from tests.agent.conversation import offline
from vectorstore.library import PolicyLibrary


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("从资金、时限、牵头单位三方面比较东丽和滨海的科技创新", ("资金", "时限", "牵头单位")),
        ("只看责任单位:引才这件事滨海和铁岭分别落在谁头上", ("责任单位",)),
        ("把滨海和武清的招商引资做个对比表,只要指标和责任单位两栏", ("指标", "责任单位")),
        ("按准入条件和补贴标准两项对比滨海和武清的招商", ("准入条件", "补贴标准")),
        ("东丽和滨海的科技创新有什么不同", ()),
    ],
)
def test_aspects_are_read_from_the_wording(text: str, named: tuple[str, ...]) -> None:
    assert aspects_in(text)[0] == named


def test_each_place_may_have_a_subject_of_its_own(samples_library: PolicyLibrary) -> None:
    question = understand("和平区的老旧小区改造和铁岭的招商比较一下", history=(), library=samples_library)
    assert question.kind == "compare"
    assert [topic.strip() for topic in question.topics] == ["老旧小区改造", "招商 一下"]


def test_papers_beside_each_other_share_their_subject(samples_library: PolicyLibrary) -> None:
    question = understand("和平区的改造计划和铁岭的开发区意见在招商上有何不同", history=(), library=samples_library)
    assert question.topics == ()


def test_a_place_that_is_absent_is_compared_as_absent(samples_library: PolicyLibrary) -> None:
    text = offline(samples_library, "铁岭跟宝坻在招商上的区别").text
    assert "资料中未见宝坻区的文件" in text
    assert "招商" in text
