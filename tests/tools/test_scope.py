"""Which documents a tool looks at."""

from pathlib import Path

import pytest

from policy.errors import ToolError
from tests.tools.paper import HEXI, NANKAI, read
from tools.scope import all_cards, in_region, resolve_scope
from vectorstore.library import PolicyLibrary


def places(library: PolicyLibrary, **wanted: object) -> list[str]:
    return [card.place for card in resolve_scope(library, **wanted).cards]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["南开区", "河西区"]),
        ({"regions": ["南开区"]}, ["南开区"]),
        ({"regions": ["南开"]}, ["南开区"]),
        ({"regions": ["天津市"]}, ["南开区", "河西区"]),
        ({"regions": ["南开区", "河西区"]}, ["南开区", "河西区"]),
        ({"regions": ["浦东新区"]}, []),
        ({"documents": ["南开政发〔2024〕3号"]}, ["南开区"]),
        ({"documents": ["南开政发[2024]3号"]}, ["南开区"]),
        ({"documents": ["《河西区2025年招商引资工作要点》"]}, ["河西区"]),
        ({"documents": ["河西区要点.txt"]}, ["河西区"]),
        ({"genre": "work_points"}, ["河西区"]),
        ({"year": 2024}, ["南开区"]),
        ({"year": 2024, "genre": "work_points"}, []),
        ({"status": "repealed"}, []),
    ],
)
def test_scope_holds_the_documents_that_fit(
    two_plans: PolicyLibrary, wanted: dict[str, object], found: list[str]
) -> None:
    assert places(two_plans, **wanted) == found


def test_document_that_is_not_there_is_named_in_the_error(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError, match=r"红桥区方案.*查找文件"):
        resolve_scope(two_plans, documents=["红桥区方案"])


def test_empty_name_means_no_document(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError):
        resolve_scope(two_plans, documents=["《》"])


def test_description_counts_what_was_searched(two_plans: PolicyLibrary) -> None:
    assert resolve_scope(two_plans, regions=["南开区"], year=2024).description == "已查南开区、2024年 1 份文件"
    assert resolve_scope(two_plans).description == "已查 2 份文件"


@pytest.mark.parametrize("name", ["武清开发区", "武清经开区", "武清经济技术开发区", "武清区", "武清"])
def test_development_zone_goes_by_its_usual_names(samples_library: PolicyLibrary, name: str) -> None:
    assert places(samples_library, regions=[name]) == ["武清经济技术开发区"]


def test_document_without_a_place_is_in_no_region(two_plans: PolicyLibrary) -> None:
    card = all_cards(two_plans)[0].model_copy(update={"region": None})
    assert not in_region(card, "天津市")


def test_cards_follow_the_library(empty_library: PolicyLibrary, tmp_path: Path) -> None:
    assert all_cards(empty_library) == ()
    document = read(tmp_path, "南开区方案.txt", NANKAI)
    empty_library.add(document)
    empty_library.add(read(tmp_path, "河西区要点.txt", HEXI))
    assert [card.place for card in all_cards(empty_library)] == ["南开区", "河西区"]
    empty_library.remove(document.doc_id)
    assert [card.place for card in all_cards(empty_library)] == ["河西区"]
