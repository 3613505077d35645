"""Reading clauses by where they stand."""

import pytest

from policy.errors import ToolError
from tools.reading import read_clause
from vectorstore.library import PolicyLibrary


@pytest.mark.parametrize("locator", ["二（七）", "第二部分第七项", "二、（七）", "二(七)", "二（六）的下一条"])
def test_usual_wordings_lead_to_the_same_clause(samples_library: PolicyLibrary, locator: str) -> None:
    view = read_clause(samples_library, locator=locator, regions=["东丽区"])
    assert [found.clause.heading for found in view.clauses] == ["完善创新驱动发展体制机制"]
    assert view.tasks[0].units_text().startswith("责任：区人才办")


def test_row_of_the_annex_is_read_by_its_number(samples_library: PolicyLibrary) -> None:
    view = read_clause(samples_library, locator="附件第5项", regions=["滨海新区"])
    assert [found.clause.kind for found in view.clauses] == ["row"]
    assert view.clauses[0].clause.locator.endswith("第5行")


def test_heading_brings_its_children_in_reading_order(two_plans: PolicyLibrary) -> None:
    view = read_clause(two_plans, locator="第一部分", regions=["南开区"])
    assert [found.clause.locator for found in view.clauses] == ["一、", "一、（一）", "一、（二）", "一、（三）"]
    assert [row.clause.locator for row in view.tasks] == ["一、（一）", "一、（二）", "一、（三）"]


def test_children_are_left_out_on_request(two_plans: PolicyLibrary) -> None:
    view = read_clause(two_plans, locator="第一部分", regions=["南开区"], with_children=False)
    assert [found.clause.locator for found in view.clauses] == ["一、"]


def test_clause_id_is_a_locator_too(two_plans: PolicyLibrary) -> None:
    clause = two_plans.document(two_plans.documents()[0].doc_id).clauses[4]
    assert read_clause(two_plans, locator=clause.clause_id).clauses[0].clause == clause


def test_same_address_is_read_in_every_document_of_the_scope(two_plans: PolicyLibrary) -> None:
    view = read_clause(two_plans, locator="二（一）")
    assert [found.card.place for found in view.clauses] == ["南开区", "河西区"]


@pytest.mark.parametrize("locator", ["九（九）", "第88条", "0123456789-99"])
def test_missing_clause_is_said_to_be_missing(two_plans: PolicyLibrary, locator: str) -> None:
    view = read_clause(two_plans, locator=locator)
    assert view.clauses == ()
    assert view.tasks == ()
    assert locator in view.to_text()


def test_words_that_are_no_address_are_an_error(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError, match="保障措施那一段"):
        read_clause(two_plans, locator="保障措施那一段")
