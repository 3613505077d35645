"""Under a foreign heading stands the sentence that speaks of it, or nothing; a heading may be of another place."""

from collections.abc import Iterator

import pytest

from tests.tools.paper import shelf
from tools.drafting import draft_outline
from tools.duty_names import duty_name
from tools.grounding import Ground, ground_of
from tools.outlines import OutlineSection
from vectorstore.library import PolicyLibrary

OWN = """静海区2025年重点工作方案

一、重点任务
坚持立足当前、放眼长远，以大格局谋划推进管理体系建设。
（一）深化供给侧结构性改革。出台实施方案，分解任务。积极稳妥去杠杆，防范政府债务风险。（责任单位：区财政局）
（二）完善工作推进机制。以重点产业技术图谱和产业链图谱为引导，加快发展新材料产业。（责任单位：区工信局）
（三）加强社会保障。扩大参保范围，提高待遇水平。（责任单位：区人社局）
（四）壮大主导产业。以重点产业技术图谱和产业链图谱为引导，加快发展新材料产业。（责任单位：区工信局）
（五）建设人才公寓。全年新增人才公寓200套。（责任单位：区人社局）
"""
MODEL = """宝坻区2025年工作要点

一、防范风险
（一）防范债务风险。压降存量债务。
二、提升承载能力
（一）推动城铁商圈建设。引进商业项目20个。
三、完善保障机制
（一）完善工作保障机制。建立联席会议制度。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with shelf(tmp_path_factory.mktemp("loose"), {"静海区.txt": OWN, "宝坻区.txt": MODEL}) as library:
        yield library


@pytest.fixture(scope="module")
def ground(library: PolicyLibrary) -> Ground:
    return ground_of(library, "静海区", topic="")


@pytest.fixture(scope="module")
def sections(library: PolicyLibrary) -> dict[str, OutlineSection]:
    outline = draft_outline(library, topic="扩大参保范围", target="静海区", reference_regions=["宝坻区"])
    return {section.heading: section for section in outline.all_sections()}


def test_a_point_found_by_its_text_shows_the_sentence_that_speaks_of_the_heading(
    sections: dict[str, OutlineSection],
) -> None:
    (bullet,) = sections["防范债务风险"].bullets
    assert (bullet.text, bullet.bullet_class) == ("积极稳妥去杠杆，防范政府债务风险", "own")


def test_a_heading_of_words_of_arranging_finds_nothing_by_them(ground: Ground) -> None:
    assert [p.clause.heading for p in ground.on_heading("完善工作保障机制") if not p.loose] == []


def test_an_opening_above_points_says_nothing_itself(ground: Ground) -> None:
    found = ground.on_heading("推进管理体系建设")
    assert not [point for point in found if "大格局" in point.clause.text and point.row is None]


def test_a_heading_that_speaks_of_what_is_not_here_says_so(sections: dict[str, OutlineSection]) -> None:
    assert "商圈" in sections["推动城铁商圈建设"].foreign
    assert sections["防范债务风险"].foreign == ()


def test_duties_on_the_topic_that_no_heading_takes_up_stand_in_a_part_of_their_own(
    sections: dict[str, OutlineSection],
) -> None:
    (bullet,) = sections["其他与主题直接相关的任务"].bullets
    assert "扩大参保范围" in bullet.text


def test_headings_of_another_matter_are_left_out_and_said_to_be(library: PolicyLibrary) -> None:
    outline = draft_outline(library, topic="人才公寓", target="静海区", reference_regions=["宝坻区"])
    assert [section.heading for section in outline.sections] == ["建设人才公寓", "完善保障机制"]
    assert [bullet.text for bullet in outline.sections[0].bullets] == ["全年新增人才公寓200套"]
    (note,) = (note for note in outline.notes if "没有列入" in note.text)
    assert "推动城铁商圈建设" in note.text


def test_common_words_apart_speak_of_no_heading(ground: Ground) -> None:
    assert ground.on_heading("提升水平管理服务") == []


def test_a_duty_is_named_by_what_is_done_and_not_by_its_manner(ground: Ground) -> None:
    row = next(row for row in ground.rows if row.clause.heading == "壮大主导产业")
    bare = row.model_copy(
        update={
            "clause": row.clause.model_copy(update={"heading": ""}),
            "task": row.task.model_copy(update={"quote": "以重点产业技术图谱和产业链图谱为引导，加快发展新材料产业。"}),
        }
    )
    assert duty_name(bare, longest=24) == "加快发展新材料产业"
