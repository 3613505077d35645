"""A frame of another matter lends a plan what suits; a frame on the matter is taken whole, whatever its title says."""

from collections.abc import Iterator

import pytest

from tests.tools.paper import shelf
from tools.drafting import draft_outline
from tools.outlines import Outline
from vectorstore.library import PolicyLibrary

INVITING = """河西区招商引资工作要点

一、突出精准招商

（一）开展产业链招商。引进装备制造项目。

（二）开展以商招商。发挥商会作用。

二、做好楼宇载体

（一）盘活闲置楼宇。清理闲置载体。

（二）打造特色楼宇。培育金融楼宇。
"""
SAFE = """河北区工作方案

一、排查安全隐患

（一）排查企业安全隐患。开展安全生产隐患排查治理。

（二）排查工地安全隐患。开展建筑施工安全生产检查。

二、压实安全责任

（一）压实企业安全责任。落实安全生产主体责任。

（二）压实属地安全责任。落实安全生产属地责任。
"""
TARGET = """南开区2024年重点任务

一、安全生产

（一）加强安全生产监管。区应急局牵头，开展安全生产执法检查。

（二）加强应急演练。区应急局牵头，开展安全生产应急演练。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    texts = {"河西区.txt": INVITING, "河北区.txt": SAFE, "南开区.txt": TARGET}
    with shelf(tmp_path_factory.mktemp("frames"), texts) as library:
        yield library


def outline(library: PolicyLibrary, model: str) -> Outline:
    return draft_outline(library, topic="安全生产", target="南开区", kind="实施方案", reference_regions=[model])


def test_a_frame_of_which_little_is_left_gives_a_plan_its_usual_parts(library: PolicyLibrary) -> None:
    drafted = outline(library, "河西区")
    assert [section.heading for section in drafted.sections] == ["总体要求", "重点任务", "保障措施"]
    assert any("没有列入：开展产业链招商" in note.text for note in drafted.notes)


def test_a_frame_on_the_matter_is_taken_whole_though_its_title_does_not_say_so(library: PolicyLibrary) -> None:
    drafted = outline(library, "河北区")
    assert [section.heading for section in drafted.sections][:2] == ["排查安全隐患", "压实安全责任"]
    assert not any("没有列入" in note.text for note in drafted.notes)
