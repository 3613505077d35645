"""Blanks: what is peculiar to the model's place goes, what belongs to the language stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.paper import read, shelf
from tools.blanks import Blanks
from tools.grounding import ground_of
from tools.outlines import BLANK
from vectorstore.library import PolicyLibrary

_PLAN = """{place}人民政府关于印发优化营商环境实施方案的通知

一、重点任务

（一）深化“放管服”改革。落实“两个责任”，开展“{own}”活动。（责任单位：区政务服务办）

{place}人民政府
2024年1月15日
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    places = {"南开区": "南开暖风", "河西区": "西岸有约", "红桥区": "桥畔同行"}
    texts = {f"{place}.txt": _PLAN.format(place=place, own=own) for place, own in places.items()}
    with shelf(tmp_path_factory.mktemp("blanks"), texts) as library:
        yield library


@pytest.fixture(scope="module")
def blanks(library: PolicyLibrary) -> Blanks:
    """南开区's plan as the model of one for 东丽区, which has no document."""
    model = next(
        library.document(summary.doc_id) for summary in library.documents() if "南开区" in summary.header.title
    )
    return Blanks(ground=ground_of(library, "东丽区", topic=""), model=model)


@pytest.mark.parametrize(
    "term",
    [
        "大力推动“放管服”改革",
        "切实履行“两个责任”",
        "推动二次开发和产业转型升级",
        "加强5G网络建设",
        "构建开放型经济新体制",
    ],
)
def test_common_terms_stay(blanks: Blanks, term: str) -> None:
    assert blanks.apply(term) == term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展“南开暖风”活动", f"开展{BLANK}活动"),
        ("引进项目20个以上", f"引进项目{BLANK}以上"),
        ("2024年底前完成", f"{BLANK}底前完成"),
        ("审批时限压缩30%至50%", f"审批时限压缩{BLANK}"),
        ("由区政务服务办负责", f"由{BLANK}负责"),
        ("推进南开区与浦东新区合作", f"推进{BLANK}合作"),
        ("深度推进京津冀一体化", f"深度推进{BLANK}一体化"),
        ("", ""),
    ],
)
def test_names_places_units_and_figures_become_blanks(blanks: Blanks, text: str, expected: str) -> None:
    assert blanks.apply(text) == expected


def test_a_place_keeps_its_own_name(library: PolicyLibrary, blanks: Blanks) -> None:
    own = Blanks(ground=ground_of(library, "河西区", topic=""), model=blanks.model)
    assert own.apply("推进河西区“西岸有约”品牌") == "推进河西区“西岸有约”品牌"


def test_name_that_two_other_places_share_is_no_term_of_the_language(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path / "library", embedder=None) as shared:
        for place in ("南开区", "河西区", "红桥区"):
            shared.add(read(tmp_path, f"{place}.txt", _PLAN.format(place=place, own="海河有约")))
        model = shared.document(shared.documents()[0].doc_id)
        blanks = Blanks(ground=ground_of(shared, "东丽区", topic=""), model=model)
        assert blanks.apply("开展“海河有约”活动") == f"开展{BLANK}活动"
