"""Looking for clauses."""

import pytest

from policy.errors import ToolError
from tools.search import search_clauses
from vectorstore.library import PolicyLibrary


def test_the_clause_that_says_it_comes_first(two_plans: PolicyLibrary) -> None:
    hits = search_clauses(two_plans, query="审批时限压缩")
    assert hits.hits[0].clause.heading == "优化营商环境"
    assert hits.hits[0].heading_path == ("一、重点任务", "（二）优化营商环境")


def test_each_region_gets_its_share(samples_library: PolicyLibrary) -> None:
    hits = search_clauses(samples_library, query="招商引资", regions=["武清", "东丽区", "铁岭市"], limit=9)
    shares = [hit.card.place for hit in hits.hits]
    assert set(shares) == {"武清经济技术开发区", "东丽区", "铁岭市"}
    assert max(shares.count(place) for place in shares) <= 3


def test_other_regions_are_not_searched(two_plans: PolicyLibrary) -> None:
    hits = search_clauses(two_plans, query="招商引资", regions=["河西区"])
    assert {hit.card.place for hit in hits.hits} == {"河西区"}
    assert hits.searched == "已查河西区 1 份文件"


@pytest.mark.parametrize(("limit", "most"), [(-3, 1), (0, 1), (2, 2), (1000, 50)])
def test_limit_is_held_between_one_and_fifty(samples_library: PolicyLibrary, limit: int, most: int) -> None:
    assert 1 <= len(search_clauses(samples_library, query="改革", limit=limit).hits) <= most


def test_nothing_found_is_said_in_words(two_plans: PolicyLibrary) -> None:
    hits = search_clauses(two_plans, query="核聚变")
    assert hits.hits == ()
    assert "核聚变" in hits.to_text()
    assert "已查 2 份文件" in hits.to_text()


def test_region_without_documents_finds_nothing_and_says_so(two_plans: PolicyLibrary) -> None:
    hits = search_clauses(two_plans, query="招商引资", regions=["浦东新区"])
    assert hits.hits == ()
    assert "浦东新区 0 份文件" in hits.searched


def test_unknown_document_is_an_error(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError):
        search_clauses(two_plans, query="招商", documents=["没有这份"])


def test_every_line_of_evidence_begins_with_its_key(two_plans: PolicyLibrary) -> None:
    hits = search_clauses(two_plans, query="招商引资")
    keys = [ref.clause_id for ref in hits.evidence()]
    assert [line.split("]]")[0].removeprefix("[[") for line in hits.to_text().splitlines()] == keys


@pytest.mark.parametrize("query", ["", " ", "%_'\"", "的", "OR AND NOT", "*" * 100, "NEAR(招商)"])
def test_odd_queries_do_no_harm(two_plans: PolicyLibrary, query: str) -> None:
    search_clauses(two_plans, query=query)
