"""Where a thing is spoken of, what a figure is said of, and an annex that is only named."""

from collections.abc import Iterator

import pytest

from tests.agent.conversation import offline, unsupported
from tests.tools.paper import read
from vectorstore.library import PolicyLibrary

PLAN = """和平区数字治理实施方案

一、总体要求

摸清全区290家停车场的底数，分类推进改造，启动80家停车场关停退出工作。（责任单位：区城管委）

二、重点任务

（一）搞好示范。建设数字治理示范街道。

（二）推进试点。开展电子证照试点工作。持续推进无人机巡查试点项目。做好数字峰会、智博会等展会参展工作，吸引企业落户。

附件：和平区数字治理任务分工表
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    folder = tmp_path_factory.mktemp("mentioned")
    with PolicyLibrary(folder / "library", embedder=None) as library:
        library.add(read(folder, "和平区实施方案.txt", PLAN))
        yield library


def test_every_sentence_of_the_one_document_is_a_mention_and_a_synonym_is_none(library: PolicyLibrary) -> None:
    told = offline(library, "方案里提到在搞试点的有哪些？")
    assert "共 2 处提到" in told.text
    assert "电子证照试点" in told.text and "无人机巡查试点" in told.text and "示范街道" not in told.text
    assert not unsupported(told)


def test_how_often_a_thing_is_spoken_of_asks_for_all_places(library: PolicyLibrary) -> None:
    assert "共 2 处提到" in offline(library, "方案前后几处说到试点？分别是什么").text


def test_a_figure_is_held_against_what_is_done_to_it(library: PolicyLibrary) -> None:
    told = offline(library, "和平区要让290家停车场关停退出，归哪个单位管？")
    assert "并非“290家”" in told.text and "80家" in told.text and "区城管委" in told.text


def test_an_annex_that_is_only_named_is_said_not_to_be_there(library: PolicyLibrary) -> None:
    told = offline(library, "附件那张分工表里，第二项的时限是几月？")
    assert "只列出附件名称“和平区数字治理任务分工表" in told.text and "没有附上正文" in told.text
    assert not unsupported(told)
