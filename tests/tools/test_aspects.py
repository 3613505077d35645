"""Districts side by side in what the person names alone."""

from tools.comparison import compare_districts
from vectorstore.library import PolicyLibrary

PLACES = ("静海区", "宝坻区")


def test_only_the_named_aspect_is_told_and_says_of_what(districts: PolicyLibrary) -> None:
    comparison = compare_districts(districts, topic="招商引资", regions=PLACES, aspects=["牵头单位"])
    (row,) = comparison.told
    assert row.aspect == "责任单位"
    assert [cell.statements[0].text for cell in row.cells] == [
        "促进招商引资——责任：区商务局",
        "促进招商引资——责任：区投促局",
    ]


def test_an_aspect_of_its_own_is_told_by_the_sentences_that_speak_of_it(districts: PolicyLibrary) -> None:
    comparison = compare_districts(districts, topic="招商引资", regions=("静海区", "蓟州区"), aspects=["资金"])
    (row,) = comparison.told
    assert row.aspect == "资金"
    assert row.cells[0].statements == ()
    assert "招商到位资金5亿元" in row.cells[1].statements[0].text


def test_a_place_without_a_document_is_an_empty_column_and_said_to_be_absent(districts: PolicyLibrary) -> None:
    comparison = compare_districts(districts, topic="招商引资", regions=("静海区", "南开区"))
    assert comparison.absent == ("南开区",)
    assert not any(row.cells[1].statements for row in comparison.rows)
