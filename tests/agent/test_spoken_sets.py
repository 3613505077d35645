"""Sets as people ask for them aloud: a part by a word of its heading, units that share with no others, figures."""

from collections.abc import Iterator

import pytest

from tests.agent.conversation import offline, unsupported
from tests.tools.paper import shelf
from vectorstore.library import PolicyLibrary

PLAN = """静海区数字治理实施意见

一、工作目标

到2026年，数据归集率达到95%，办件时间压减40%。

二、重点任务

（一）强化数据支撑。建设人口基础库，开展数据培训12场。引进数字人才30名。（责任单位：市园区办、各街道办事处）

（二）推动流程再造。高频事项实现掌上办理。（责任单位：市园区办、市数据局）

三、扩大对外开放

（一）加强国际合作。举办数字论坛。（责任单位：区商务局）

（二）吸引外资项目。开展招商推介。（责任单位：区商务局）
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with shelf(tmp_path_factory.mktemp("spoken"), {"静海区实施意见.txt": PLAN}) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("静海意见里对外开放那一块,每项归谁,给个表格", ("国际合作", "外资项目"), "数据支撑"),
        ("静海哪些条只让园区办和街道来担,没拉别的部门?", ("数据支撑",), "流程再造"),
        ("静海到2026年要够到哪些数?一项一行列个表", ("95%", "40%"), "12场"),
        ("静海数字人才打算引多少,培训之类的要办几场?", ("30名", "12场"), "95%"),
        ("把静海意见的三个部分和每部分的几条整理成表,只要标题", ("强化数据支撑", "吸引外资项目"), "掌上办理"),
    ],
)
def test_what_is_asked_aloud_is_told_complete(
    library: PolicyLibrary, question: str, told: tuple[str, ...], left_out: str
) -> None:
    answer = offline(library, question)
    plain = answer.text.replace("*", "")
    assert [each for each in told if each not in plain] == [] and left_out not in plain
    assert unsupported(answer) == []
