"""Requests for outlines, as people put them: topic, target, model and kind."""

import pytest

from agent.drafting import Draft, read_draft
from agent.places import read_places
from policy.elements import Region

_KNOWN = (
    Region(name="南开区", level="district", parents=("天津市",)),
    Region(name="河西区", level="district", parents=("天津市",)),
    Region(name="红桥区", level="district", parents=("天津市",)),
    Region(name="洛阳市", level="city", parents=("河南省",)),
)


@pytest.mark.parametrize(
    ("request_", "topic", "target", "models", "kind"),
    [
        (
            "照着南开区的方案,给河西区搭一个优化营商环境实施方案的架子。",
            "优化营商环境",
            "河西区",
            ("南开区",),
            "实施方案",
        ),
        (
            "参照洛阳的规定,给河西区拟一份禁止燃放烟花爆竹规定的条款提纲。",
            "禁止燃放烟花爆竹",
            "河西区",
            ("洛阳市",),
            "规定",
        ),
        (
            "按洛阳市政务数据管理暂行办法的章节,给红桥区起草一个同类办法的目录。",
            "政务数据管理",
            "红桥区",
            ("洛阳市",),
            "办法",
        ),
        ("我想写篇南开区和河西区管理体制对比的研究报告,列个提纲。", "管理体制", "南开区、河西区", (), "对比研究报告"),
        ("写个南开区、河西区、红桥区三地人才工作的调研提纲。", "人才工作", "南开区、河西区、红桥区", (), "调研提纲"),
        ("红桥区发改委要开季度调度会,替我列个汇报提纲。", "", "红桥区", (), "季度调度会汇报提纲"),
        ("仿照南开区书记访谈的几个问题,给河西区领导拟一份采访提纲。", "", "河西区", ("南开区",), "采访提纲"),
        ("下周陪领导去河西区看招商,替我列个调研提纲,最好带上他们自己定的目标数。", "招商", "河西区", (), "调研提纲"),
        ("我们区要出一份优化营商环境行动方案,拉个架子", "优化营商环境", None, (), "行动方案"),
        ("给河西区写个招商引资工作方案的提纲", "招商引资", "河西区", (), "工作方案"),
        ("按南开区工作要点的体例,给河西区拟一份2020年工作要点大纲。", "", "河西区", ("南开区",), "工作要点"),
        (
            "为河西区拟一份关于加强人才引进的实施方案提纲,参照南开区的措施",
            "加强人才引进",
            "河西区",
            ("南开区",),
            "实施方案",
        ),
    ],
)
def test_request_is_taken_apart(
    request_: str, topic: str, target: str | None, models: tuple[str, ...], kind: str
) -> None:
    draft = read_draft(request_, read_places(request_, _KNOWN))
    assert draft == Draft(topic=topic, target=target, model_regions=models, kind=kind)


@pytest.mark.parametrize("request_", ["提纲", "写个提纲", "列个提纲吧", "，，提纲"])
def test_request_that_says_nothing_has_no_topic(request_: str) -> None:
    assert read_draft(request_, read_places(request_, _KNOWN)).topic == ""
