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


THREE = ("静海区", "宝坻区", "蓟州区")


@pytest.fixture(scope="module")
def three(districts: PolicyLibrary) -> Comparison:
    return compare_districts(districts, topic="招商引资", regions=THREE)


def test_shared_wording_says_which_districts_share_it(three: Comparison) -> None:
    shared = {phrase.text: each.regions for each in three.common for phrase in each.phrases}
    assert shared["百企进区"] == ("静海区", "宝坻区")
    assert shared["一企一策"] == ("静海区", "蓟州区")


def test_own_names_stand_in_no_document_of_the_others(three: Comparison) -> None:
    assert [value.text for value in three.differing] == ["静海区：“静心服务”", "宝坻区：“宝地链通”"]


def test_what_is_shared_or_own_comes_from_the_quoted_sentences(three: Comparison) -> None:
    quoted = {ref for cell in three.rows[0].cells for value in cell.statements for ref in value.refs}
    told = [*three.differing, *(phrase for each in three.common for phrase in each.phrases)]
    assert {ref for value in told for ref in value.refs} <= quoted


def test_a_name_elsewhere_in_the_other_document_is_not_own(districts: PolicyLibrary) -> None:
    comparison = compare_districts(districts, topic="盘活闲置土地", regions=("静海区", "宝坻区"))
    assert not any("僵尸企业" in value.text for value in comparison.differing)


def test_figures_of_one_name_unit_and_year_are_comparable(districts: PolicyLibrary) -> None:
    (said,) = compare_districts(districts, topic="招商引资", regions=THREE[:2]).comparability
    assert said.text.endswith("可以直接相比")


def test_only_those_of_the_same_year_are_comparable(three: Comparison) -> None:
    (said,) = three.comparability
    assert "静海区、宝坻区的指标、计量单位和年份相同，可以相比" in said.text
    assert "其余年份不同" in said.text


def test_the_year_is_cited_where_it_is_printed(districts: PolicyLibrary, three: Comparison) -> None:
    (said,) = three.comparability
    cited = [districts.document(r.clause_id.rsplit("-", 1)[0]).text[r.start : r.end] for r in said.refs]
    assert any("2025年" in text for text in cited)
    assert any("2024年" in text for text in cited)


def test_a_figure_that_is_named_is_the_one_compared(districts: PolicyLibrary) -> None:
    comparison = compare_districts(
        districts,
        topic="项目和资金",
        topics=["20个项目的招商引资", "5亿元的招商到位资金"],
        regions=("静海区", "蓟州区"),
    )
    (said,) = comparison.comparability
    assert "20个" in said.text
    assert "5亿元" in said.text
    assert "指标、计量单位、年份不同" in said.text


def test_times_are_a_row_only_where_a_district_writes_one(districts: PolicyLibrary, three: Comparison) -> None:
    assert "时限" not in [row.aspect for row in three.rows]
    timed = compare_districts(districts, topic="考核督促", regions=THREE[:2])
    jinghai, baodi = texts(timed, "时限")
    assert "十个工作日" in jinghai[0]
    assert "季汇报" in baodi[0]


def test_topic_is_told_by_its_content_words_in_reading_order(districts: PolicyLibrary) -> None:
    comparison = compare_districts(districts, topic="怎么考核督促的情况", regions=THREE[:2])
    assert comparison.topic == "考核督促"


def test_no_cell_is_longer_than_six_sentences(samples_library: PolicyLibrary) -> None:
    comparison = compare_districts(samples_library, topic="企业", regions=("武清开发区", "铁岭市", "滨海新区"))
    assert all(len(cell.statements) <= 6 for row in comparison.rows for cell in row.cells)
    assert comparison.unlisted
    assert "条相关条款未列" in comparison.to_text()


def test_topics_that_do_not_match_the_regions_are_an_error(districts: PolicyLibrary) -> None:
    with pytest.raises(ToolError, match="按区县的顺序"):
        compare_districts(districts, topic="招商", topics=["招商"], regions=THREE[:2])
