"""Districts side by side."""

import pytest

from policy.errors import ToolError
from tools.comparison import Comparison, compare_districts
from vectorstore.library import PolicyLibrary

PLACES = ("南开区", "河西区")


def texts(comparison: Comparison, aspect: str) -> list[list[str]]:
    row = next(row for row in comparison.rows if row.aspect == aspect)
    return [[statement.text for statement in cell.statements] for cell in row.cells]


@pytest.fixture(scope="module")
def investment(two_plans: PolicyLibrary) -> Comparison:
    return compare_districts(two_plans, topic="招商引资", regions=PLACES)


def test_columns_are_the_districts_in_the_order_asked(two_plans: PolicyLibrary) -> None:
    comparison = compare_districts(two_plans, topic="招商引资", regions=("河西区", "南开区"))
    assert all([cell.region for cell in row.cells] == ["河西区", "南开区"] for row in comparison.rows)


def test_each_cell_is_quoted_from_its_own_district(two_plans: PolicyLibrary, investment: Comparison) -> None:
    for row in investment.rows:
        for cell in row.cells:
            for ref in (ref for statement in cell.statements for ref in statement.refs):
                header = two_plans.document(ref.clause_id.rsplit("-", 1)[0]).header
                assert header.region is not None
                assert header.region.name == cell.region


def test_measures_are_verbatim(samples_library: PolicyLibrary) -> None:
    comparison = compare_districts(samples_library, topic="招商引资", regions=("武清开发区", "铁岭市"))
    for cell in comparison.rows[0].cells:
        assert cell.statements
        for statement in cell.statements:
            (ref,) = statement.refs
            text = samples_library.document(ref.clause_id.rsplit("-", 1)[0]).text
            assert " ".join(text[ref.start : ref.end].split()) == statement.text


def test_figures_and_units_stand_beside_each_other(investment: Comparison) -> None:
    nankai, hexi = texts(investment, "量化指标")
    assert "引进项目20个以上" in nankai
    assert "引进项目30个以上" in hexi
    assert "区合作交流办" in "".join(texts(investment, "责任单位")[1])


def test_figures_of_different_years_are_not_comparable(investment: Comparison) -> None:
    (said,) = investment.comparability
    assert "2024年" in said.text
    assert "2025年" in said.text
    assert "不宜直接相比" in said.text
    assert len(said.refs) == 2


def test_common_wording_has_a_source_in_both(two_plans: PolicyLibrary, investment: Comparison) -> None:
    phrases = [phrase for shared in investment.common for phrase in shared.phrases]
    assert phrases
    for phrase in phrases:
        documents = [two_plans.document(ref.clause_id.rsplit("-", 1)[0]) for ref in phrase.refs]
        assert len({document.doc_id for document in documents}) == 2
        for document, ref in zip(documents, phrase.refs, strict=True):
            assert phrase.text in document.text[ref.start : ref.end]


def test_cell_is_honestly_empty_where_a_district_says_nothing(two_plans: PolicyLibrary) -> None:
    comparison = compare_districts(two_plans, topic="一网通办", regions=PLACES)
    nankai, hexi = comparison.rows[0].cells
    assert nankai.statements
    assert hexi.statements == ()
    assert "河西区｜未见相关表述（已查 1 份文件）" in comparison.to_text()


def test_district_without_documents_was_searched_in_none(two_plans: PolicyLibrary) -> None:
    comparison = compare_districts(two_plans, topic="招商引资", regions=("南开区", "浦东新区"))
    assert [cell.searched for cell in comparison.rows[0].cells] == [1, 0]
    assert comparison.rows[0].cells[1].statements == ()


@pytest.mark.parametrize("regions", [[], ["南开区"]])
def test_fewer_than_two_districts_is_an_error(two_plans: PolicyLibrary, regions: list[str]) -> None:
    with pytest.raises(ToolError, match="再补一个"):
        compare_districts(two_plans, topic="招商引资", regions=regions)
