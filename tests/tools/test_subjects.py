"""Documents called by what they are about."""

from collections.abc import Iterator

import pytest

from tests.tools.paper import shelf
from tools.scope import resolve_scope
from tools.sides import compare_sides
from tools.subjects import document_on
from vectorstore.library import PolicyLibrary

MINES = """关于加快智能化发展的指导意见

一、总体要求
（一）主要目标。到2027年，建成智能化示范煤矿20座。
二、主要任务
（一）推进煤矿智能化。加快煤矿井下机器人应用。
（二）培养煤矿智能化人才。
"""
ELDERLY = """关于做好服务的工作方案

一、工作目标
推出适老化智能产品100款以上。
二、重点任务
（一）完善适老化标准。推动适老化标准出台。
（二）丰富适老化产品。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with shelf(tmp_path_factory.mktemp("subjects"), {"mines.txt": MINES, "elderly.txt": ELDERLY}) as library:
        yield library


@pytest.mark.parametrize(
    ("subject", "source"), [("煤矿智能化的意见", "mines.txt"), ("适老化工作方案", "elderly.txt"), ("航天发射", "")]
)
def test_the_paper_that_speaks_of_it_is_meant(library: PolicyLibrary, subject: str, source: str) -> None:
    card = document_on(library, resolve_scope(library), subject)
    assert (card.source_name if card else "") == source


def test_two_papers_called_by_their_subjects_are_searched_apart(library: PolicyLibrary) -> None:
    comparison = compare_sides(library, sides=["煤矿智能化意见", "适老化工作方案"], aspects=["目标"])
    text = comparison.to_text()
    assert "20座" in text
    assert "100款" in text
