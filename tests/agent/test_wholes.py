"""Questions for the members of a whole: which whole is meant, all of its members, and tables of them."""

from collections.abc import Iterator

import pytest

from agent.nouns import asked_noun
from agent.wholes import asks_members
from tests.agent.conversation import offline, unsupported
from tests.tools.paper import shelf
from vectorstore.library import PolicyLibrary

PLAN = """静海区数字治理试点工作方案

一、试点目标

到2026年，试点街道达到12个，办件时间压减40%，群众满意率达到95%。

二、申报条件

申报街道应当符合下列条件：

（一）人员齐备。设立数字治理专班，专职人员不少于3人。

（二）系统互通。接入全区数据平台。

（三）经费落实。安排专项经费。

三、工作步骤

（一）动员部署。各街道3月底前完成申报。

（二）组织评审。区数据局组织专家评审。

（三）总结推广。11月形成总结报告。

四、重点任务

（一）强化数据支撑。推进人口、法人、地名、电子证照等四类基础库建设。（区数据局牵头，区公安局配合）加大经费投入。（区财政局牵头）

（二）推动流程再造。年底前，高频事项实现掌上办理。（区政务服务办牵头）
"""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with shelf(tmp_path_factory.mktemp("trial"), {"静海区试点方案.txt": PLAN}) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("静海试点的申报条件有哪几条?", ("人员齐备", "系统互通", "经费落实")),
        ("静海数字治理的工作步骤分几步,分别叫什么", ("动员部署", "组织评审", "总结推广")),
        ("静海要建哪四类基础库?", ("人口", "法人", "地名", "电子证照")),
        ("静海试点的目标都有哪些,带上数", ("12个", "40%", "95%")),
        ("静海区财政局牵头哪些事", ("加大经费投入",)),
        ("静海方案年底前要完成的有哪些", ("掌上办理",)),
    ],
)
def test_all_members_are_told(trial: PolicyLibrary, question: str, members: tuple[str, ...]) -> None:
    answer = offline(trial, question)
    plain = answer.text.replace("*", "")
    assert [member for member in members if member not in plain] == []
    assert unsupported(answer) == []


def test_duties_of_others_in_the_same_clause_are_left_out(trial: PolicyLibrary) -> None:
    assert "基础库" not in offline(trial, "静海区财政局牵头哪些事").text


def test_members_make_a_table_under_the_columns_asked_for(trial: PolicyLibrary) -> None:
    lines = offline(trial, "静海试点的工作步骤做成表格:步骤、每步干什么").text.split("\n")
    assert "|步骤|每步干什么|出处|" in lines
    assert [line.split("|")[1] for line in lines[-3:]] == ["动员部署", "组织评审", "总结推广"]
    assert "专家评审" in lines[-2]


def test_a_sentence_of_figures_makes_a_table(trial: PolicyLibrary) -> None:
    text = offline(trial, "静海试点目标的数值列个表,指标和数值").text.replace("*", "")
    assert [row for row in ("试点街道", "办件时间", "群众满意率") if f"|{row}|" not in text] == []


@pytest.mark.parametrize(
    ("question", "noun"), [("静海要打造哪四个产业集群?", "集群"), ("点名的集团有哪几家", "集团"), ("什么时候建成", "")]
)
def test_the_noun_asked_for(question: str, noun: str) -> None:
    assert asked_noun(question) == noun


def test_a_mere_amount_asks_for_no_members() -> None:
    assert not asks_members("今年打算新开几条航线,吞吐要到多少")
